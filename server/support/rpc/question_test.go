package rpc_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support/store"
)

const (
	isOpen      = supportv1.AccessQuestionState_ACCESS_QUESTION_STATE_OPEN
	goesOn      = supportv1.AccessQuestionState_ACCESS_QUESTION_STATE_GOES_ON
	handedOver  = supportv1.AccessQuestionState_ACCESS_QUESTION_STATE_HANDED_OVER
	transferred = supportv1.AccessQuestionState_ACCESS_QUESTION_STATE_TRANSFERRED
	lapsed      = supportv1.AccessQuestionState_ACCESS_QUESTION_STATE_LAPSED
	structural  = supportv1.AccessQuestionReason_ACCESS_QUESTION_REASON_STRUCTURAL
	tooLong     = supportv1.AccessQuestionReason_ACCESS_QUESTION_REASON_LONG
)

func (w *world) askAccess(ctx context.Context, id string) (*supportv1.AccessQuestion, error) {
	return w.AskAccessQuestion(ctx, &supportv1.AskAccessQuestionRequest{Municipality: municipality, AccessQuestion: &supportv1.AccessQuestion{
		Case: id, Reason: structural, Note: "dit blijft, jaar na jaar",
	}})
}

func (w *world) answer(ctx context.Context, question, why string) (*supportv1.AccessQuestion, error) {
	return w.AnswerAccessQuestion(ctx, &supportv1.AnswerAccessQuestionRequest{Municipality: municipality, AccessQuestion: question, Answer: why})
}

// questions are those that a caller reads of a case, the newest first.
func (w *world) questions(ctx context.Context, t *testing.T, id string) []*supportv1.AccessQuestion {
	t.Helper()
	list, err := w.ListAccessQuestions(ctx, &supportv1.ListAccessQuestionsRequest{Municipality: municipality, Case: id})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetAccessQuestions()
}

// askOfLong does what the upkeep does.
func (w *world) askOfLong(t *testing.T) int {
	t.Helper()
	asked, err := w.AskOfLongCases(pgtest.Context(t, municipality, call.RoleCoordinator))
	if err != nil {
		t.Fatal(err)
	}
	return asked
}

func TestASupporterAsksForTheAccessTeam(t *testing.T) {
	w := newWorld(t)
	bo, other := w.supporter(t), w.supporter(t)
	id, application := w.opened(t, bo)
	asked, err := w.askAccess(bo.as(t), id)
	if err != nil || asked.GetState() != isOpen || asked.GetReason() != structural || asked.GetNote() != "dit blijft, jaar na jaar" || asked.GetAskDate() != today ||
		asked.GetApplication() != application || asked.GetResidentName() != "inwoner" || asked.GetMunicipality() != municipality {
		t.Fatalf("got %v, %v", asked, err)
	}
	if _, err := w.askAccess(w.coordinator, id); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("asked twice: %v", err)
	}
	for name, err := range map[string]error{
		"somebody else asks": func() error { _, err := w.askAccess(other.as(t), id); return err }(),
		"somebody else reads": func() error {
			_, err := w.GetAccessQuestion(other.as(t), &supportv1.GetAccessQuestionRequest{AccessQuestion: asked.GetId()})
			return err
		}(),
	} {
		if !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if list := w.questions(other.as(t), t, id); len(list) != 0 {
		t.Errorf("somebody else lists %v", list)
	}
	answered, err := w.answer(w.coordinator, asked.GetId(), "nog één gesprek met de gemeente")
	if err != nil || answered.GetState() != goesOn || answered.GetAnswerDate() != today {
		t.Fatalf("got %v, %v", answered, err)
	}
	if list := w.questions(bo.as(t), t, id); len(list) != 1 || list[0].GetAnswer() != "nog één gesprek met de gemeente" {
		t.Errorf("the supporter reads %v", list)
	}
	if _, err := w.answer(w.coordinator, asked.GetId(), "toch"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("answered twice: %v", err)
	}
	if again, err := w.askAccess(bo.as(t), id); err != nil || again.GetId() == asked.GetId() {
		t.Errorf("asked again: %v, %v", again, err)
	}
	events := w.events(t)
	wantMessages(t, events[1:],
		&eventv1.AccessQuestionAsked{AccessQuestion: asked.GetId(), Case: id, Application: application, Reason: "STRUCTURAL", Account: bo.account},
		&eventv1.AccessQuestionAnswered{AccessQuestion: asked.GetId(), Case: id, Application: application, State: "GOES_ON", Account: bo.account})
}

// wantMessages reports events that are not those wanted, as far as wanted.
func wantMessages(t *testing.T, got []event, want ...proto.Message) {
	t.Helper()
	for i, message := range want {
		if i >= len(got) || !proto.Equal(got[i].Message, message) {
			t.Errorf("event %d is not %v, of %v", i, message, got)
		}
	}
}

// A case asks itself once twelve weeks are over, once, and again twelve weeks after the answer.
func TestALongCaseAsksItself(t *testing.T) {
	now := noon()
	w := newWorldBy(t, func() time.Time { return now })
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	held, _ := w.opened(t, bo)
	done, _ := w.opened(t, bo)
	if _, err := w.HoldCase(bo.as(t), &supportv1.HoldCaseRequest{Case: held, Reason: supportv1.HoldReason_HOLD_REASON_DECISION}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.CloseCase(bo.as(t), closing(done)); err != nil {
		t.Fatal(err)
	}
	now = noon().AddDate(0, 0, 7*caseWeeks)
	if asked := w.askOfLong(t); asked != 0 {
		t.Errorf("on the day on which twelve weeks are over: %d", asked)
	}
	now = now.AddDate(0, 0, 1)
	if asked := w.askOfLong(t); asked != 2 {
		t.Errorf("a day later, of the one that runs and the one that waits: %d", asked)
	}
	if asked := w.askOfLong(t); asked != 0 {
		t.Errorf("asked twice: %d", asked)
	}
	list := w.questions(bo.as(t), t, id)
	if len(list) != 1 || list[0].GetReason() != tooLong || list[0].GetNote() != "" || list[0].GetState() != isOpen || list[0].GetAskDate() != "2026-06-03" {
		t.Fatalf("got %v", list)
	}
	events := w.events(t)
	if !slices.ContainsFunc(events, func(e event) bool {
		return proto.Equal(e.Message, &eventv1.AccessQuestionAsked{AccessQuestion: list[0].GetId(), Case: id, Application: application, Reason: "LONG", Account: bo.account})
	}) {
		t.Errorf("nobody is told: %v", events)
	}
	if worded, err := w.askAccess(bo.as(t), id); err != nil || worded.GetId() != list[0].GetId() || worded.GetReason() != structural || worded.GetNote() == "" {
		t.Errorf("the supporter puts it into words: %v, %v", worded, err)
	}
	if _, err := w.answer(w.coordinator, list[0].GetId(), "bijna klaar"); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(0, 0, 7*caseWeeks)
	if asked := w.askOfLong(t); asked != 0 {
		t.Errorf("twelve weeks after the answer: %d", asked)
	}
	now = now.AddDate(0, 0, 1)
	if asked := w.askOfLong(t); asked != 1 || len(w.questions(w.coordinator, t, id)) != 2 {
		t.Errorf("a day later: %d", asked)
	}
}

// A case that took more than twenty hours asks itself too, once, in whatever week it is, and where no weeks are set as well.
func TestACaseThatTookTooMuchTimeAsksItself(t *testing.T) {
	for _, weeks := range []int{caseWeeks, 0} {
		t.Run(fmt.Sprintf("%d weeks", weeks), func(t *testing.T) { tooMuchTime(t, weeks) })
	}
}

func tooMuchTime(t *testing.T, weeks int) {
	now := noon()
	w := newWorldBy(t, func() time.Time { return now })
	w.weeks = weeks
	bo := w.supporter(t)
	id, _ := w.opened(t, bo)
	w.opened(t, bo)
	w.write1(bo.as(t), t, moment(id, "lang", 1200))
	if asked := w.askOfLong(t); asked != 0 {
		t.Errorf("after twenty hours: %d", asked)
	}
	w.write1(bo.as(t), t, moment(id, "langer", 1))
	if asked := w.askOfLong(t); asked != 1 {
		t.Errorf("a minute later: %d", asked)
	}
	if list := w.questions(bo.as(t), t, id); len(list) != 1 || list[0].GetReason() != tooLong {
		t.Fatalf("got %v", list)
	} else if _, err := w.answer(w.coordinator, list[0].GetId(), "bijna klaar"); err != nil {
		t.Fatal(err)
	}
	w.write1(bo.as(t), t, moment(id, "nog langer", 60))
	if asked := w.askOfLong(t); asked != 0 {
		t.Errorf("answered, and more time: %d", asked)
	}
	if now = now.AddDate(2, 0, 0); weeks == 0 {
		if asked := w.askOfLong(t); asked != 0 {
			t.Errorf("two years later, without weeks: %d", asked)
		}
	}
}

func TestWhatHappensToACaseAnswersItsQuestion(t *testing.T) {
	w := newWorldBy(t, ticking())
	bo, fe := w.supporter(t), w.supporter(t)
	accepted := func(reason supportv1.TransferReason) func(id, _ string) error {
		return func(id, _ string) error {
			asked, err := w.AskTransfer(bo.as(t), &supportv1.AskTransferRequest{Transfer: &supportv1.Transfer{
				Case: id, Kind: commonv1.SupportKind_SUPPORT_KIND_FORMAL, Reason: reason, Successor: fe.id,
			}})
			if err == nil {
				_, err = w.accept(fe.as(t), asked.GetId(), "")
			}
			return err
		}
	}
	for name, c := range map[string]struct {
		do   func(id, application string) error
		want supportv1.AccessQuestionState
	}{
		"it is closed":          {func(id, _ string) error { _, err := w.CloseCase(bo.as(t), closing(id)); return err }, lapsed},
		"its match ended":       {func(id, _ string) error { return w.partBoth(bo.as(t), id) }, lapsed},
		"its application ended": {w.ending(t, w.CloseFor), lapsed},
		"it is handed over":     {w.ending(t, w.HandOverFor), handedOver},
		"who can do more":       {accepted(supportv1.TransferReason_TRANSFER_REASON_COMPLEX), transferred},
		"who is well":           {accepted(supportv1.TransferReason_TRANSFER_REASON_ILL), isOpen},
	} {
		id, application := w.opened(t, bo)
		if _, err := w.askAccess(bo.as(t), id); err != nil {
			t.Fatal(err)
		}
		if err := c.do(id, application); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got := w.questions(w.coordinator, t, id)
		if len(got) != 1 || got[0].GetState() != c.want || (c.want == isOpen) != (got[0].GetAnswerDate() == "") {
			t.Errorf("%s: %v", name, got)
		}
	}
	id, _ := w.opened(t, bo)
	if _, err := w.askAccess(bo.as(t), id); err != nil {
		t.Fatal(err)
	}
	if err := accepted(supportv1.TransferReason_TRANSFER_REASON_ILL)(id, ""); err != nil {
		t.Fatal(err)
	}
	if seen := w.questions(fe.as(t), t, id); len(seen) != 1 || seen[0].GetNote() != "" || seen[0].GetState() != isOpen {
		t.Errorf("the successor reads %v", seen)
	}
	w.choose(t, id)
	if seen := w.questions(fe.as(t), t, id); len(seen) != 1 || seen[0].GetNote() == "" {
		t.Errorf("the successor, who may see everything, reads %v", seen)
	}
}

// partBoth ends a match.
func (w *world) partBoth(ctx context.Context, id string) error {
	_, err := w.EndMatch(ctx, &supportv1.EndMatchRequest{Case: id, MatchEndedBy: supportv1.MatchEnder_MATCH_ENDER_BOTH})
	return err
}

// ending ends the case of an application as another slice does.
func (w *world) ending(t *testing.T, end func(context.Context, *pg.Tx, string) error) func(id, application string) error {
	return func(_, application string) error {
		w.write(t, func(tx *pg.Tx) error { return end(w.coordinator, tx, application) })
		return nil
	}
}

// choose records that a successor sees everything.
func (w *world) choose(t *testing.T, id string) {
	t.Helper()
	if _, err := w.RecordSuccessorView(w.coordinator, &supportv1.RecordSuccessorViewRequest{
		Case: id, SuccessorView: supportv1.SuccessorView_SUCCESSOR_VIEW_EVERYTHING, ResidentAgreed: true,
	}); err != nil {
		t.Fatal(err)
	}
}

func TestQuestionsAreSealedExportedAndErased(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, _ := w.opened(t, bo)
	asked, err := w.askAccess(bo.as(t), id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.answer(w.coordinator, asked.GetId(), "nog even"); err != nil {
		t.Fatal(err)
	}
	kept := store.New(w.keys)
	w.write(t, func(tx *pg.Tx) error {
		var row struct {
			Dossier string `db:"dossier"`
			Plain   bool   `db:"plain"`
		}
		if err := tx.Get(w.coordinator, &row, `SELECT c.dossier, position('jaar'::bytea IN q.note) > 0 OR position('even'::bytea IN q.answer) > 0 AS plain
			FROM support.access_question q JOIN support.support_case c ON c.municipality = q.municipality AND c.id = q.support_case WHERE q.municipality = $1`, municipality); err != nil {
			return err
		}
		if row.Plain {
			t.Error("the words stand in the table")
		}
		sections, err := kept.Export(w.coordinator, tx, []string{row.Dossier})
		if err != nil {
			return err
		}
		told := slices.ContainsFunc(sections, func(s subject.Section) bool {
			return s.Kind == "access_question" && s.ID == asked.GetId() && len(s.Fields) == 6
		})
		if !told {
			t.Errorf("exported: %+v", sections)
		}
		erased, err := kept.Erase(w.coordinator, tx, subject.Dossier, []string{row.Dossier})
		if err == nil && erased["questions of the access team"] != 1 {
			t.Errorf("erased: %v", erased)
		}
		return err
	})
	if _, err := w.GetAccessQuestion(w.coordinator, &supportv1.GetAccessQuestionRequest{AccessQuestion: asked.GetId()}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("erased, and read: %v", err)
	}
}
