package rpc

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

// Consultations is where questions to colleagues are kept (support/store). What Consultation and Consultations read they
// log.
type Consultations interface {
	// Consultation reads one question in reach of owner with its answers, or NOT_FOUND.
	Consultation(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Consultation, error)
	// LockConsultation reads one likewise and holds its row.
	LockConsultation(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.Consultation, error)
	// Consultations reads up to limit questions after the one with id after, the newest first, without answers.
	Consultations(ctx context.Context, tx *pg.Tx, state, after string, limit int) ([]support.Consultation, error)
	// InsertConsultation stores a new question.
	InsertConsultation(ctx context.Context, tx *pg.Tx, c support.Consultation) error
	// InsertAnswer, MarkAnswer and SaveConsultation change a locked question.
	InsertAnswer(ctx context.Context, tx *pg.Tx, c support.Consultation, a support.ConsultationAnswer) error
	MarkAnswer(ctx context.Context, tx *pg.Tx, c support.Consultation, answer string, helped bool) error
	SaveConsultation(ctx context.Context, tx *pg.Tx, c support.Consultation) error
	// CloseQuiet closes the open questions to which nothing came since then.
	CloseQuiet(ctx context.Context, tx *pg.Tx, since time.Time) (int64, error)
	// RemoveOutlived removes the questions that were closed before then.
	RemoveOutlived(ctx context.Context, tx *pg.Tx, before time.Time) (int, error)
}

// atMostOwn is of how many running cases of a caller the names are looked for in what they write.
const atMostOwn = 200

// AskColleagues asks colleagues something, without the name of a resident.
func (s *Service) AskColleagues(ctx context.Context, req *supportv1.AskColleaguesRequest) (*supportv1.Consultation, error) {
	c, err := pg.Once(ctx, s.db, req, s.loadConsultation, func(tx *pg.Tx) (support.Consultation, error) {
		asked := support.Consultation{
			ID: pg.NewID(), Question: sealed.Of(req.GetQuestion()), LifeDomain: enum.Name(req.GetLifeDomain()),
			Account: call.From(ctx).Caller.Account, ShowName: req.GetShowName(), State: support.ConsultationOpen,
		}
		if err := s.unnamed(ctx, tx, "question", asked.Question); err != nil {
			return support.Consultation{}, err
		}
		if err := s.consultations.InsertConsultation(ctx, tx, asked); err != nil {
			return support.Consultation{}, err
		}
		return s.consultation(ctx, tx, asked.ID, "ask colleagues")
	})
	return s.consultationAnswer(ctx, c, err)
}

// GetConsultation reads a question with its answers.
func (s *Service) GetConsultation(ctx context.Context, req *supportv1.GetConsultationRequest) (*supportv1.Consultation, error) {
	var c support.Consultation
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		c, err = s.loadConsultation(ctx, tx, req.GetConsultation())
		return err
	})
	return s.consultationAnswer(ctx, c, err)
}

// ListConsultations reads a page of questions, the newest first.
func (s *Service) ListConsultations(ctx context.Context, req *supportv1.ListConsultationsRequest) (*supportv1.ListConsultationsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[support.Consultation](),
		func(tx *pg.Tx, after []string, limit int) ([]support.Consultation, error) {
			list, err := s.consultations.Consultations(ctx, tx, enum.Name(req.GetState()), page.Key(after), limit)
			if err != nil {
				return nil, err
			}
			return list, s.nameColleagues(ctx, tx, list)
		})
	if err != nil {
		return nil, err
	}
	known := call.From(ctx)
	answer := &supportv1.ListConsultationsResponse{NextPageToken: next}
	for _, c := range list {
		answer.Consultations = append(answer.Consultations, consultationToProto(known, c))
	}
	return answer, nil
}

// AnswerConsultation answers a question that is open.
func (s *Service) AnswerConsultation(ctx context.Context, req *supportv1.AnswerConsultationRequest) (*supportv1.Consultation, error) {
	return s.consulted(ctx, req, req.GetConsultation(), "answer a colleague", func(tx *pg.Tx, c support.Consultation) error {
		if err := c.Take(req.GetEtag()); err != nil {
			return err
		}
		given := support.ConsultationAnswer{
			ID: pg.NewID(), Text: sealed.Of(req.GetText()), Account: call.From(ctx).Caller.Account, ShowName: req.GetShowName(),
		}
		if err := s.unnamed(ctx, tx, "text", given.Text); err != nil {
			return err
		}
		return s.consultations.InsertAnswer(ctx, tx, c, given)
	})
}

// MarkConsultationAnswer says which answer helped.
func (s *Service) MarkConsultationAnswer(ctx context.Context, req *supportv1.MarkConsultationAnswerRequest) (*supportv1.Consultation, error) {
	return s.consulted(ctx, req, req.GetConsultation(), "mark an answer", func(tx *pg.Tx, c support.Consultation) error {
		if err := c.Mark(id(req.GetAnswer()), req.GetEtag()); err != nil {
			return err
		}
		return s.consultations.MarkAnswer(ctx, tx, c, id(req.GetAnswer()), req.GetHelped())
	})
}

// CloseConsultation takes no more answers.
func (s *Service) CloseConsultation(ctx context.Context, req *supportv1.CloseConsultationRequest) (*supportv1.Consultation, error) {
	return s.consulted(ctx, req, req.GetConsultation(), "close a question", func(tx *pg.Tx, c support.Consultation) error {
		closed, err := c.Close(req.GetEtag())
		if err != nil {
			return err
		}
		return s.consultations.SaveConsultation(ctx, tx, closed)
	})
}

// TidyConsultations closes the questions of the municipality to which nothing came any more, removes those that were closed
// long ago, and says how many these were. It is for the upkeep.
func (s *Service) TidyConsultations(ctx context.Context) (gone int, err error) {
	err = s.db.Write(ctx, func(tx *pg.Tx) error {
		if _, err := s.consultations.CloseQuiet(ctx, tx, support.Quiet(tx.Now())); err != nil {
			return err
		}
		gone, err = s.consultations.RemoveOutlived(ctx, tx, support.Outlived(tx.Now()))
		return err
	})
	return gone, err
}

// consulted changes a question in the caller's reach.
func (s *Service) consulted(
	ctx context.Context, req pg.Request, consultation, action string, do func(tx *pg.Tx, c support.Consultation) error,
) (*supportv1.Consultation, error) {
	c, err := pg.Once(ctx, s.db, req, s.loadConsultation, func(tx *pg.Tx) (support.Consultation, error) {
		locked, err := s.consultations.LockConsultation(ctx, tx, call.From(ctx).Owner(), consultation)
		if err != nil {
			return support.Consultation{}, err
		}
		if err := do(tx, locked); err != nil {
			return support.Consultation{}, err
		}
		return s.consultation(ctx, tx, locked.ID, action)
	})
	return s.consultationAnswer(ctx, c, err)
}

// unnamed refuses a text that names a resident whom the caller supports now. The names are read for that alone.
func (s *Service) unnamed(ctx context.Context, tx *pg.Tx, field string, text sealed.Text) error {
	mine := call.OwnedBy(call.From(ctx).Caller.Account)
	running, err := s.cases.List(ctx, tx, mine, support.Filter{States: []support.State{support.Open, support.OnHold}}, "", atMostOwn)
	if err != nil {
		return err
	}
	names, err := s.names(ctx, tx, running)
	if err != nil {
		return err
	}
	return support.Unnamed(field, text, names, person.Fold)
}

// Named says which word of a text names the resident of one of some cases, or one whom a supporter supports now; 0 is none. The
// names are read for that alone.
func (s *Service) Named(ctx context.Context, tx *pg.Tx, text sealed.Text, supporter string, cases []string) (place int, err error) {
	known, err := s.cases.Known(ctx, tx, supporter, cases, atMostOwn+len(cases))
	if err != nil {
		return 0, err
	}
	names, err := s.names(ctx, tx, known)
	return support.NameIn(text.Reveal(), names, person.Fold), err
}

// names are how the residents of cases that were read are called.
func (s *Service) names(ctx context.Context, tx *pg.Tx, cases []support.Case) (names []string, err error) {
	if len(cases) == 0 {
		return nil, nil
	}
	applications := make([]string, 0, len(cases))
	for _, c := range cases {
		applications = append(applications, c.Application)
	}
	contacts, err := s.applications.Contacts(ctx, tx, applications)
	for _, contact := range contacts {
		names = append(names, contact.Name.Reveal())
	}
	return names, err
}

// loadConsultation finds a question again, also for a request that was repeated.
func (s *Service) loadConsultation(ctx context.Context, tx *pg.Tx, consultation string) (support.Consultation, error) {
	return s.consultation(ctx, tx, consultation, "read a question to colleagues")
}

// consultation reads a question in the caller's reach, with the names that are shown.
func (s *Service) consultation(ctx context.Context, tx *pg.Tx, consultation, action string) (support.Consultation, error) {
	c, err := s.consultations.Consultation(ctx, tx, call.From(ctx).Owner(), consultation, action)
	if err != nil {
		return support.Consultation{}, err
	}
	list := []support.Consultation{c}
	err = s.nameColleagues(ctx, tx, list)
	return list[0], err
}

// nameColleagues adds the names of those who chose to be named. Of an account that another municipality keeps there is none.
func (s *Service) nameColleagues(ctx context.Context, tx *pg.Tx, list []support.Consultation) error {
	names := map[string]sealed.Text{}
	name := func(account string, shown bool, into *sealed.Text) error {
		if !shown || account == "" {
			return nil
		}
		if _, known := names[account]; !known {
			read, err := s.settings.AccountName(ctx, tx, account)
			if err != nil {
				return err
			}
			names[account] = read
		}
		*into = names[account]
		return nil
	}
	for i := range list {
		c := &list[i]
		if err := name(c.Account, c.ShowName, &c.AskerName); err != nil {
			return err
		}
		for j := range c.Answers {
			if err := name(c.Answers[j].Account, c.Answers[j].ShowName, &c.Answers[j].Name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) consultationAnswer(ctx context.Context, c support.Consultation, err error) (*supportv1.Consultation, error) {
	if err != nil {
		return nil, err
	}
	return consultationToProto(call.From(ctx), c), nil
}

func consultationToProto(known call.Call, c support.Consultation) *supportv1.Consultation {
	mine := func(account string) bool { return account != "" && account == known.Caller.Account }
	message := &supportv1.Consultation{
		Id: c.ID, Municipality: known.Municipality, Question: c.Question.Reveal(), LifeDomain: enum.Number[commonv1.LifeDomain](c.LifeDomain),
		AskerName: c.AskerName.Reveal(), AskedByCaller: mine(c.Account), State: enum.Number[supportv1.ConsultationState](c.State),
		AnswerCount: int32(c.AnswerCount), CreateTime: timestamppb.New(c.CreateTime), UpdateTime: timestamppb.New(c.UpdateTime), Etag: c.Etag(),
	}
	for _, a := range c.Answers {
		message.Answers = append(message.Answers, &supportv1.ConsultationAnswer{
			Id: a.ID, Text: a.Text.Reveal(), AnswererName: a.Name.Reveal(), AnsweredByCaller: mine(a.Account), Helped: a.Helped,
			CreateTime: timestamppb.New(a.CreateTime),
		})
	}
	return message
}
