package rpc_test

import (
	"context"
	"testing"
	"time"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support/store"
)

// colleague is the context of a supporter who reads what colleagues ask each other.
func (s someone) colleague(t *testing.T) context.Context {
	t.Helper()
	c := call.From(pgtest.Context(t, municipality, call.RoleSupporter))
	c.Scope, c.Caller.Account = call.ScopeMunicipality, s.account
	return call.With(t.Context(), c)
}

func (w *world) question(ctx context.Context, text string, named bool) (*supportv1.Consultation, error) {
	return w.AskColleagues(ctx, &supportv1.AskColleaguesRequest{
		Municipality: municipality, Question: text, LifeDomain: commonv1.LifeDomain_LIFE_DOMAIN_WMO, ShowName: named, RequestId: pg.NewID(),
	})
}

func (w *world) answered(ctx context.Context, id, text string, named bool) (*supportv1.Consultation, error) {
	return w.AnswerConsultation(ctx, &supportv1.AnswerConsultationRequest{Municipality: municipality, Consultation: id, Text: text, ShowName: named, RequestId: pg.NewID()})
}

// The resident of every case is called "inwoner" in these tests.
func TestNoQuestionNamesAResident(t *testing.T) {
	w := newWorld(t)
	bo, al := w.supporter(t), w.supporter(t)
	case1, _ := w.opened(t, bo)
	for _, text := range []string{"Wat doe ik voor Inwoner?", "de familie inwoner vraagt het"} {
		_, err := w.question(bo.colleague(t), text, false)
		if refusal := errs.Of(err); refusal == nil || refusal.Violations[0].Rule != "consultation.name" || refusal.Violations[0].Field != "question" {
			t.Errorf("%q: %v", text, err)
		}
	}
	asked, err := w.question(al.colleague(t), "Wat doe ik voor een inwoner?", false)
	if err != nil {
		t.Fatalf("who supports nobody names nobody: %v", err)
	}
	_, err = w.answered(bo.colleague(t), asked.GetId(), "Bel inwoner op", false)
	if refusal := errs.Of(err); refusal == nil || refusal.Violations[0].Field != "text" {
		t.Errorf("an answer: %v", err)
	}
	if _, err := w.part(bo.as(t), case1, supportv1.MatchEnder_MATCH_ENDER_BOTH); err != nil {
		t.Fatal(err)
	}
	if _, err := w.question(bo.colleague(t), "Wat doe ik voor een inwoner?", false); err != nil {
		t.Errorf("after the case: %v", err)
	}
}

// Who asks and answers is told to nobody, to the coordinator neither, unless they choose so.
func TestColleaguesAreNamedWhenTheyChooseSo(t *testing.T) {
	w := newWorld(t)
	bo, al := w.supporter(t), w.supporter(t)
	for _, named := range []bool{false, true} {
		asked, err := w.question(bo.colleague(t), "Wie weet hoe dit gaat?", named)
		if err != nil || !asked.GetAskedByCaller() {
			t.Fatalf("got %v, %v", asked, err)
		}
		if _, err := w.answered(al.colleague(t), asked.GetId(), "Vraag een gesprek aan.", named); err != nil {
			t.Fatal(err)
		}
		for name, ctx := range map[string]context.Context{"coordinator": w.coordinator, "colleague": al.colleague(t)} {
			seen, err := w.GetConsultation(ctx, &supportv1.GetConsultationRequest{Municipality: municipality, Consultation: asked.GetId()})
			if err != nil {
				t.Fatal(err)
			}
			list, err := w.ListConsultations(ctx, &supportv1.ListConsultationsRequest{Municipality: municipality, PageSize: 1})
			if err != nil || list.GetConsultations()[0].GetId() != asked.GetId() || list.GetConsultations()[0].GetAnswerCount() != 1 {
				t.Fatalf("got %v, %v", list, err)
			}
			wantAsker, wantGiver := "", ""
			if named {
				wantAsker, wantGiver = "naam van "+bo.account, "naam van "+al.account
			}
			if seen.GetAskerName() != wantAsker || list.GetConsultations()[0].GetAskerName() != wantAsker || seen.GetAnswers()[0].GetAnswererName() != wantGiver {
				t.Errorf("named %v, the %s sees %q, %q", named, name, seen.GetAskerName(), seen.GetAnswers()[0].GetAnswererName())
			}
			if seen.GetAskedByCaller() {
				t.Errorf("the %s did not ask", name)
			}
		}
	}
}

func TestWhoAskedMarksAndCloses(t *testing.T) {
	w := newWorld(t)
	bo, al := w.supporter(t), w.supporter(t)
	asked, err := w.question(bo.colleague(t), "Wie weet hoe dit gaat?", false)
	if err != nil {
		t.Fatal(err)
	}
	answered, err := w.answered(al.colleague(t), asked.GetId(), "Zo.", false)
	if err != nil {
		t.Fatal(err)
	}
	mark := func(ctx context.Context) (*supportv1.Consultation, error) {
		return w.MarkConsultationAnswer(ctx, &supportv1.MarkConsultationAnswerRequest{
			Municipality: municipality, Consultation: asked.GetId(), Answer: answered.GetAnswers()[0].GetId(), Helped: true, RequestId: pg.NewID(),
		})
	}
	closing := func(ctx context.Context) error {
		_, err := w.CloseConsultation(ctx, &supportv1.CloseConsultationRequest{Municipality: municipality, Consultation: asked.GetId(), RequestId: pg.NewID()})
		return err
	}
	if _, err := mark(al.as(t)); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody else marks: %v", err)
	}
	if err := closing(al.as(t)); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody else closes: %v", err)
	}
	if marked, err := mark(bo.as(t)); err != nil || !marked.GetAnswers()[0].GetHelped() || marked.GetEtag() != "3" {
		t.Errorf("got %v, %v", marked, err)
	}
	if err := closing(w.coordinator); err != nil {
		t.Error(err)
	}
	if _, err := w.answered(al.colleague(t), asked.GetId(), "Te laat.", false); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a closed question: %v", err)
	}
}

// What is quiet closes by itself, and goes a year later with its key.
func TestQuestionsGoByThemselves(t *testing.T) {
	clock := noon()
	w := newWorldBy(t, func() time.Time { return clock })
	bo := w.supporter(t)
	quiet, err := w.question(bo.colleague(t), "Wie weet dit?", false)
	if err != nil {
		t.Fatal(err)
	}
	state := func() string {
		t.Helper()
		c, err := w.GetConsultation(w.coordinator, &supportv1.GetConsultationRequest{Municipality: municipality, Consultation: quiet.GetId()})
		if errs.Is(err, errs.NotFoundReason) {
			return "gone"
		}
		if err != nil {
			t.Fatal(err)
		}
		return c.GetState().String()
	}
	for _, step := range []struct {
		days int
		want string
		gone int
	}{
		{28, "CONSULTATION_STATE_OPEN", 0}, {1, "CONSULTATION_STATE_CLOSED", 0}, {364, "CONSULTATION_STATE_CLOSED", 0}, {2, "gone", 1},
	} {
		clock = clock.AddDate(0, 0, step.days)
		if gone, err := w.TidyConsultations(w.coordinator); err != nil || gone != step.gone {
			t.Errorf("after %d days: %d went, %v", step.days, gone, err)
		}
		if got := state(); got != step.want {
			t.Errorf("after %d days: %s, want %s", step.days, got, step.want)
		}
	}
	var keys int
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &keys, `SELECT count(*) FROM platform.subject_key WHERE municipality = $1 AND subject = $2`, municipality, quiet.GetId())
	})
	if keys != 0 {
		t.Error("the key is still there")
	}
}

// When a supporter is erased, what they asked and answered stays, and is nobody's.
func TestAnErasedSupporterAskedNothing(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	asked, err := w.question(bo.colleague(t), "Wie weet dit?", true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.answered(bo.colleague(t), asked.GetId(), "Ikzelf.", true); err != nil {
		t.Fatal(err)
	}
	w.write(t, func(tx *pg.Tx) error {
		erased, err := store.New(w.keys).Erase(w.coordinator, tx, subject.Supporter, []string{bo.id})
		if err == nil && (erased["askers of questions"] != 1 || erased["givers of answers"] != 1) {
			t.Errorf("erased %v", erased)
		}
		return err
	})
	seen, err := w.GetConsultation(bo.colleague(t), &supportv1.GetConsultationRequest{Municipality: municipality, Consultation: asked.GetId()})
	if err != nil || seen.GetAskedByCaller() || seen.GetAskerName() != "" || seen.GetAnswers()[0].GetAnswererName() != "" || seen.GetQuestion() == "" {
		t.Errorf("got %v, %v", seen, err)
	}
}
