package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

// askAtOnce is how many long cases are asked of in one transaction.
const askAtOnce = 100

// Questions is where questions of the access team are kept (support/store). An owner reaches those of the cases in reach;
// what Question and Questions read they log, and LockLong as well.
type Questions interface {
	// Question reads one question in reach of owner, or NOT_FOUND.
	Question(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Question, error)
	// QuestionsCase is the case of a question in reach of owner, or NOT_FOUND.
	QuestionsCase(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (string, error)
	// LockQuestion reads a question of a locked case and holds its row.
	LockQuestion(ctx context.Context, tx *pg.Tx, id string) (support.Question, error)
	// OpenQuestion reads the open question of a locked case and holds its row; it has no id when there is none.
	OpenQuestion(ctx context.Context, tx *pg.Tx, of string) (support.Question, error)
	// Questions reads up to limit questions in reach of owner after the one with id after, the newest first.
	Questions(ctx context.Context, tx *pg.Tx, owner call.Owner, filter support.QuestionFilter, after string, limit int) ([]support.Question, error)
	// InsertQuestion stores what was asked; ALREADY_EXISTS when the case has an open question.
	InsertQuestion(ctx context.Context, tx *pg.Tx, q support.Question) error
	// SaveQuestion stores what a locked question says, and where it stands.
	SaveQuestion(ctx context.Context, tx *pg.Tx, q support.Question) error
	// LockLong reads and holds up to limit running cases taken up before a day (none when it is empty), of which no question is open
	// or ended since, and those that took too much time, of which none was ever asked.
	LockLong(ctx context.Context, tx *pg.Tx, before string, limit int) ([]support.Case, error)
}

// AskAccessQuestion asks whether a running case belongs with the access team.
func (s *Service) AskAccessQuestion(ctx context.Context, req *supportv1.AskAccessQuestionRequest) (*supportv1.AccessQuestion, error) {
	wanted := req.GetAccessQuestion()
	q, err := pg.Once(ctx, s.db, req, s.loadQuestion, func(tx *pg.Tx) (support.Question, error) {
		running, err := s.lock(ctx, tx, call.From(ctx).Owner(), wanted.GetCase(), "")
		if err != nil {
			return support.Question{}, err
		}
		open, err := s.questions.OpenQuestion(ctx, tx, running.ID)
		if err != nil {
			return support.Question{}, err
		}
		asked, err := running.AskAccess(open, enum.Name(wanted.GetReason()), sealed.Of(wanted.GetNote()), pg.NewID(), calendar.Day(tx.Now()))
		if err != nil {
			return support.Question{}, err
		}
		store := s.questions.InsertQuestion
		if open.ID != "" {
			store = s.questions.SaveQuestion
		}
		if err := store(ctx, tx, asked); err != nil {
			return support.Question{}, err
		}
		tellQuestionAsked(tx, asked)
		return s.question(ctx, tx, asked.ID, "ask question of the access team")
	})
	return questionAnswer(ctx, q, err)
}

// GetAccessQuestion reads one question in the caller's reach.
func (s *Service) GetAccessQuestion(ctx context.Context, req *supportv1.GetAccessQuestionRequest) (*supportv1.AccessQuestion, error) {
	var q support.Question
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		q, err = s.loadQuestion(ctx, tx, req.GetAccessQuestion())
		return err
	})
	return questionAnswer(ctx, q, err)
}

// ListAccessQuestions reads a page of the questions in the caller's reach.
func (s *Service) ListAccessQuestions(ctx context.Context, req *supportv1.ListAccessQuestionsRequest) (*supportv1.ListAccessQuestionsResponse, error) {
	filter := support.QuestionFilter{Case: req.GetCase(), State: support.QuestionState(enum.Name(req.GetState()))}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[support.Question](), func(tx *pg.Tx, after []string, limit int) ([]support.Question, error) {
		list, err := s.questions.Questions(ctx, tx, call.From(ctx).Owner(), filter, page.Key(after), limit)
		if err != nil {
			return nil, err
		}
		return s.nameResidents(ctx, tx, list)
	})
	if err != nil {
		return nil, err
	}
	answer := &supportv1.ListAccessQuestionsResponse{NextPageToken: next}
	for _, q := range list {
		answer.AccessQuestions = append(answer.AccessQuestions, questionToProto(ctx, q))
	}
	return answer, nil
}

// AnswerAccessQuestion says that the case goes on, and why.
func (s *Service) AnswerAccessQuestion(ctx context.Context, req *supportv1.AnswerAccessQuestionRequest) (*supportv1.AccessQuestion, error) {
	owner := call.From(ctx).Owner()
	q, err := pg.Once(ctx, s.db, req, s.loadQuestion, func(tx *pg.Tx) (support.Question, error) {
		of, err := s.questions.QuestionsCase(ctx, tx, owner, req.GetAccessQuestion())
		if err != nil {
			return support.Question{}, err
		}
		if _, err := s.lock(ctx, tx, owner, of, ""); err != nil {
			return support.Question{}, err
		}
		locked, err := s.questions.LockQuestion(ctx, tx, req.GetAccessQuestion())
		if err != nil {
			return support.Question{}, err
		}
		answered, err := locked.GoOn(sealed.Of(req.GetAnswer()), req.GetEtag(), calendar.Day(tx.Now()))
		if err != nil {
			return support.Question{}, err
		}
		if err := s.questions.SaveQuestion(ctx, tx, answered); err != nil {
			return support.Question{}, err
		}
		tellQuestionAnswered(tx, answered)
		return s.question(ctx, tx, answered.ID, "answer question of the access team")
	})
	return questionAnswer(ctx, q, err)
}

// AskOfLongCases raises the question of the cases of the municipality that run long, and says of how many. It is for the
// upkeep.
func (s *Service) AskOfLongCases(ctx context.Context) (asked int, err error) {
	for {
		var more int
		err := s.db.Write(ctx, func(tx *pg.Tx) error {
			more, err = s.askOfSome(ctx, tx)
			return err
		})
		asked += more
		if err != nil || more < askAtOnce {
			return asked, err
		}
	}
}

func (s *Service) askOfSome(ctx context.Context, tx *pg.Tx) (asked int, err error) {
	weeks, err := s.settings.CaseWeeks(ctx, tx)
	if err != nil {
		return 0, err
	}
	today := calendar.Day(tx.Now())
	long, err := s.questions.LockLong(ctx, tx, support.LongSince(weeks, today), askAtOnce)
	if err != nil {
		return 0, err
	}
	for _, c := range long {
		q := c.AskItself(pg.NewID(), today)
		if err := s.questions.InsertQuestion(ctx, tx, q); err != nil {
			return 0, err
		}
		tellQuestionAsked(tx, q)
	}
	return len(long), nil
}

// endQuestion ends the open question of a locked case, if it has one.
func (s *Service) endQuestion(ctx context.Context, tx *pg.Tx, of string, as support.QuestionState) error {
	open, err := s.questions.OpenQuestion(ctx, tx, of)
	if err != nil || open.ID == "" {
		return err
	}
	ended, err := open.End(as, calendar.Day(tx.Now()))
	if err != nil {
		return err
	}
	tellQuestionAnswered(tx, ended)
	return s.questions.SaveQuestion(ctx, tx, ended)
}

// loadQuestion finds a question again, also for a request that was repeated.
func (s *Service) loadQuestion(ctx context.Context, tx *pg.Tx, id string) (support.Question, error) {
	return s.question(ctx, tx, id, "read question of the access team")
}

// question reads a question with the name of its resident; action says what for.
func (s *Service) question(ctx context.Context, tx *pg.Tx, id, action string) (support.Question, error) {
	q, err := s.questions.Question(ctx, tx, call.From(ctx).Owner(), id, action)
	if err != nil {
		return support.Question{}, err
	}
	named, err := s.nameResidents(ctx, tx, []support.Question{q})
	if err != nil {
		return support.Question{}, err
	}
	return named[0], nil
}

// nameResidents adds to questions how their residents are called.
func (s *Service) nameResidents(ctx context.Context, tx *pg.Tx, list []support.Question) ([]support.Question, error) {
	if len(list) == 0 {
		return nil, nil
	}
	applications := make([]string, 0, len(list))
	for _, q := range list {
		applications = append(applications, q.Application)
	}
	contacts, err := s.applications.Contacts(ctx, tx, applications)
	for i := range list {
		list[i].ResidentName = contacts[list[i].Application].Name
	}
	return list, err
}

func questionAnswer(ctx context.Context, q support.Question, err error) (*supportv1.AccessQuestion, error) {
	if err != nil {
		return nil, err
	}
	return questionToProto(ctx, q), nil
}

func questionToProto(ctx context.Context, q support.Question) *supportv1.AccessQuestion {
	known := call.From(ctx)
	q = q.Show(known.Owner())
	return &supportv1.AccessQuestion{
		Id: q.ID, Municipality: known.Municipality, Case: q.Case, Application: q.Application, ResidentName: q.ResidentName.Reveal(),
		Reason: enum.Number[supportv1.AccessQuestionReason](q.Reason), Note: q.Note.Reveal(), State: enum.Number[supportv1.AccessQuestionState](string(q.State)),
		AskDate: q.AskDate, Answer: q.Answer.Reveal(), AnswerDate: q.AnswerDate,
		CreateTime: timestamppb.New(q.CreateTime), UpdateTime: timestamppb.New(q.UpdateTime), Etag: q.Etag(),
	}
}
