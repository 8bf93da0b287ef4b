package rpc_test

import (
	"testing"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/survey"
)

// Who is supported is asked when the case closes, once; the round is made by itself.
func TestAClosingAsks(t *testing.T) {
	w := newWorld(t)
	p := w.closed(t)
	w.hearClosed(t, p)
	if _, state, _ := w.invitation(t, p.dossier); state != "INVITED" {
		t.Errorf("got %q", state)
	}
	r := w.round(t)
	if r.GetKind() != surveyv1.SurveyKind_SURVEY_KIND_AT_CLOSING || r.GetFromDate() != "2026-01-01" || r.GetLastDate() != "2026-08-11" {
		t.Errorf("got %v", r)
	}
	if other := w.closed(t); other.dossier == p.dossier || w.events(t, "SurveyInvited") != 2 || w.events(t, "SurveyRoundOpened") != 1 {
		t.Errorf("%d were invited in %d rounds", w.events(t, "SurveyInvited"), w.events(t, "SurveyRoundOpened"))
	}
}

func TestWhoIsNotAsked(t *testing.T) {
	w := newWorld(t)
	imported := w.closes(t, today)
	w.hear(t, eventv1.EventOrigin_EVENT_ORIGIN_IMPORT, &eventv1.Event{Payload: &eventv1.Event_CaseClosed{CaseClosed: &eventv1.CaseClosed{Case: imported.supportCase}}})
	died, refused, moved := w.closes(t, today), w.closes(t, today), w.closes(t, today)
	for p, reason := range map[person]string{died: "DECEASED", refused: "NO_CONSENT", moved: "MOVED"} {
		w.ends(t, p, reason)
		w.hearClosed(t, p)
	}
	for name, c := range map[string]struct {
		of   person
		want string
	}{"imported": {imported, ""}, "died": {died, ""}, "no consent": {refused, ""}, "moved": {moved, "INVITED"}} {
		if _, state, _ := w.invitation(t, c.of.dossier); state != c.want {
			t.Errorf("%s: got %q", name, state)
		}
	}
	// Who is asked, and then died, is not asked any more; another ending changes nothing.
	later, left := w.closed(t), w.closed(t)
	w.hearEnded(t, later, "DECEASED")
	w.hearEnded(t, left, "WITHDRAWN")
	for of, want := range map[person]string{later: "CANCELLED", left: "INVITED"} {
		if _, state, _ := w.invitation(t, of.dossier); state != want {
			t.Errorf("got %q, want %q", state, want)
		}
	}
}

// A merge undoes no death: whose application ended with it, and turned out to be the same as another, is asked nothing about the
// other. What ended otherwise and was merged keeps nobody from being asked.
func TestAMergeUndoesNoDeath(t *testing.T) {
	w := newWorld(t)
	for reason, want := range map[string]string{"DECEASED": "", "MOVED": "INVITED"} {
		ended, other := w.closes(t, today), w.closes(t, today)
		w.ends(t, ended, reason)
		w.merges(t, ended, other)
		w.hearClosed(t, other)
		if _, state, _ := w.invitation(t, other.dossier); state != want {
			t.Errorf("%s: got %q, want %q", reason, state, want)
		}
	}
}

// Who died after the case closed is reminded of nothing, and no yearly round asks them; so it is when what says so was merged
// before it was heard of.
func TestWhoDiedIsNotRemindedNorAskedAgain(t *testing.T) {
	w := newWorld(t)
	died, merged, other, lives := w.closed(t), w.closed(t), w.closes(t, ""), w.closed(t)
	w.hearEnded(t, died, "DECEASED")
	w.ends(t, merged, "DECEASED")
	w.merges(t, merged, other)
	w.hear(t, eventv1.EventOrigin_EVENT_ORIGIN_LIVE, &eventv1.Event{Payload: &eventv1.Event_ApplicationEnded{ApplicationEnded: &eventv1.ApplicationEnded{Application: merged.application, Reason: "DECEASED"}}})
	w.forward(14)
	w.lookAfter(t)
	if n := w.events(t, "SurveyReminded"); n != 1 {
		t.Errorf("%d were reminded", n)
	}
	w.forward(29)
	w.lookAfter(t) // who lives has lapsed, and can be asked again
	if _, err := w.CreateSurveyRound(w.coordinator, &surveyv1.CreateSurveyRoundRequest{Municipality: municipality, SurveyRound: &surveyv1.SurveyRound{
		FromDate: "2026-01-01", UntilDate: "2026-03-31", LastDate: "2026-06-10", Audiences: []surveyv1.SurveyAudience{surveyv1.SurveyAudience_SURVEY_AUDIENCE_RESIDENT},
	}}); err != nil {
		t.Fatal(err)
	}
	asked := map[string]int{}
	w.write(t, func(tx *pg.Tx) error {
		var dossiers []string
		err := tx.Select(w.coordinator, &dossiers, `SELECT dossier::text FROM survey.invitation WHERE municipality = $1`, municipality)
		for _, dossier := range dossiers {
			asked[dossier]++
		}
		return err
	})
	if asked[died.dossier] != 1 || asked[merged.dossier] != 1 || asked[other.dossier] != 0 || asked[lives.dossier] != 2 {
		t.Errorf("died: asked %d times, merged %d and %d, lives %d", asked[died.dossier], asked[merged.dossier], asked[other.dossier], asked[lives.dossier])
	}
}

// A yearly round asks everybody once whose case ran in the period, and the active supporters.
func TestAYearlyRoundAsksOnce(t *testing.T) {
	w := newWorld(t)
	ran, running, before, died, asked := w.closes(t, "2026-02-01"), w.closes(t, ""), w.closes(t, "2026-01-31"), w.closes(t, "2026-02-02"), w.closed(t)
	w.ends(t, died, "DECEASED")
	helper := w.active(t, pg.NewID())
	req := &surveyv1.CreateSurveyRoundRequest{Municipality: municipality, SurveyRound: &surveyv1.SurveyRound{
		FromDate: "2026-02-01", UntilDate: "2026-02-28", LastDate: "2026-04-10",
		Audiences: []surveyv1.SurveyAudience{surveyv1.SurveyAudience_SURVEY_AUDIENCE_SUPPORTER, surveyv1.SurveyAudience_SURVEY_AUDIENCE_RESIDENT},
	}, RequestId: "0199a3c4-0030-4a00-8000-00000000f0aa"}
	r, err := w.CreateSurveyRound(w.coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.CreateSurveyRound(w.coordinator, req); err != nil || again.GetId() != r.GetId() {
		t.Errorf("got %v, %v", again, err)
	}
	for of, want := range map[string]string{ran.dossier: "INVITED", running.dossier: "INVITED", helper: "INVITED", before.dossier: "", died.dossier: ""} {
		if _, state, _ := w.invitation(t, of); state != want {
			t.Errorf("got %q, want %q", state, want)
		}
	}
	// Who is asked because the case closed is not asked twice.
	w.invitation(t, asked.dossier)
	got := w.results(t, w.coordinator, r.GetId())
	if got.GetAudiences()[0].GetInvited() != 2 || got.GetAudiences()[1].GetInvited() != 1 || len(got.GetAudiences()[0].GetQuestions()) != 0 {
		t.Errorf("got %v", got)
	}
	req.RequestId = ""
	if _, err := w.CreateSurveyRound(w.coordinator, req); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a second one at once: got %v", err)
	}
	closed, err := w.CloseSurveyRound(w.coordinator, &surveyv1.CloseSurveyRoundRequest{Municipality: municipality, SurveyRound: r.GetId(), Etag: r.GetEtag()})
	if err != nil || closed.GetState() != surveyv1.SurveyRoundState_SURVEY_ROUND_STATE_CLOSED {
		t.Fatalf("got %v, %v", closed, err)
	}
	if _, state, code := w.invitation(t, ran.dossier); state != "LAPSED" || rule(w.submit(code, nil), "survey_code") != "survey.over" {
		t.Errorf("got %q", state)
	}
	if _, err := w.CreateSurveyRound(w.coordinator, req); err != nil {
		t.Errorf("after it closed: got %v", err)
	}
}

// Whoever did not answer is asked once more after two weeks, and lapses after the last day; the round ends by itself.
func TestReminderAndLapse(t *testing.T) {
	w := newWorld(t)
	silent, early := w.closed(t), w.answered(t, well, "")
	for _, step := range []struct{ days, reminded, lapsed int }{{13, 0, 0}, {1, 1, 0}, {1, 1, 0}, {27, 1, 0}, {1, 1, 1}, {1, 1, 0}} {
		w.forward(step.days)
		if lapsed := w.lookAfter(t); lapsed != step.lapsed || w.events(t, "SurveyReminded") != step.reminded {
			t.Errorf("after %d days: %d lapsed, %d were reminded", step.days, lapsed, w.events(t, "SurveyReminded"))
		}
	}
	for of, want := range map[person]string{silent: "LAPSED", early: "ANSWERED"} {
		if _, state, _ := w.invitation(t, of.dossier); state != want {
			t.Errorf("got %q, want %q", state, want)
		}
	}
	r := w.round(t)
	if _, err := w.CloseSurveyRound(w.coordinator, &surveyv1.CloseSurveyRoundRequest{Municipality: municipality, SurveyRound: r.GetId()}); rule(err, "survey_round") != "survey.at_closing" {
		t.Errorf("got %v", err)
	}
	w.forward(110) // 11 August
	w.lookAfter(t)
	if got := w.round(t).GetState(); got != surveyv1.SurveyRoundState_SURVEY_ROUND_STATE_OPEN {
		t.Errorf("on its last day: got %s", got)
	}
	w.forward(1)
	w.lookAfter(t)
	if got := w.round(t).GetState(); got != surveyv1.SurveyRoundState_SURVEY_ROUND_STATE_CLOSED || w.events(t, "SurveyRoundClosed") != 1 {
		t.Errorf("after its last day: got %s", got)
	}
	// Six months on there is a next one.
	w.closed(t)
	if next := w.round(t); next.GetId() == r.GetId() || next.GetFromDate() != "2026-07-01" {
		t.Errorf("got %v", next)
	}
}

// Whom somebody rings: who has a phone, may be rung, and did not answer. Nothing is told of those who did.
func TestWhomToRing(t *testing.T) {
	w := newWorld(t)
	phone := sealed.Of("+31611930002")
	want := map[string]bool{}
	for _, reach := range []survey.Reach{
		{Name: sealed.Of("Nora"), Phone: phone, NoVoicemail: true, Instruction: sealed.Of("na vijven")}, {Phone: phone, NoPhone: true}, {}, {Phone: phone, Gone: true}, {Phone: phone},
	} {
		p := w.closed(t)
		w.reach[p.application] = reach
		id, _, _ := w.invitation(t, p.dossier)
		want[id] = reach.MayRing()
	}
	w.answered(t, well, "")
	var ids []string
	req := &surveyv1.ListSurveyInvitationsRequest{Municipality: municipality, SurveyRound: w.round(t).GetId(), PageSize: 1}
	for {
		got, err := w.ListSurveyInvitations(w.desk, req)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range got.GetSurveyInvitations() {
			ids = append(ids, i.GetId())
			if i.GetName() == "Nora" && (!i.GetNoVoicemail() || i.GetContactInstruction() != "na vijven") {
				t.Errorf("got %v", i)
			}
		}
		if req.PageToken = got.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if len(ids) != 2 || !want[ids[0]] || !want[ids[1]] || ids[0] <= ids[1] {
		t.Errorf("got %v of %v", ids, want)
	}
}

// By phone somebody else enters it than a supporter, and not of who may not be rung.
func TestByPhone(t *testing.T) {
	w := newWorld(t)
	p := w.closed(t)
	id, _, _ := w.invitation(t, p.dossier)
	req := &surveyv1.RecordSurveyAnswerRequest{Municipality: municipality, SurveyInvitation: id, Answers: chosen(well), Etag: "1"}
	w.active(t, call.From(w.coordinator).Caller.Account)
	if _, err := w.RecordSurveyAnswer(w.coordinator, req); rule(err, "survey_invitation") != "survey.supporter" {
		t.Errorf("a supporter who is a coordinator too: got %v", err)
	}
	w.reach[p.application] = survey.Reach{Phone: sealed.Of("+31611930002"), NoPhone: true}
	if _, err := w.RecordSurveyAnswer(w.desk, req); rule(err, "survey_invitation") != "survey.not_rung" {
		t.Errorf("got %v", err)
	}
	delete(w.reach, p.application)
	got, err := w.RecordSurveyAnswer(w.desk, req)
	if err != nil || got.GetState() != surveyv1.SurveyInvitationState_SURVEY_INVITATION_STATE_ANSWERED || got.GetEtag() != "2" {
		t.Fatalf("got %v, %v", got, err)
	}
	req.Etag = ""
	if _, err := w.RecordSurveyAnswer(w.desk, req); rule(err, "survey_invitation") != "survey.answered" {
		t.Errorf("got %v", err)
	}
	ways := w.results(t, w.coordinator, got.GetSurveyRound()).GetAudiences()[0].GetWays()
	if ways[0].GetValue() != 0 || ways[2].GetValue() != 1 {
		t.Errorf("got %v", ways)
	}
}

// Who is erased leaves the invitation, which is counted still; the box is as it was.
func TestErasure(t *testing.T) {
	w := newWorld(t)
	silent, done := w.closed(t), w.answered(t, well, "Fijn.")
	round := w.round(t).GetId()
	before := w.results(t, w.coordinator, round).GetAudiences()[0]
	w.write(t, func(tx *pg.Tx) error {
		if work, err := w.store.Unfinished(w.coordinator, tx, subject.Dossier, []string{silent.dossier}); err != nil || len(work) > 0 {
			t.Errorf("it keeps %v, %v", work, err)
		}
		gone, err := w.store.Erase(w.coordinator, tx, subject.Dossier, []string{silent.dossier, done.dossier})
		if gone["invitations to the survey"] != 2 {
			t.Errorf("got %v", gone)
		}
		return err
	})
	_, _, code := w.invitation(t, silent.dossier)
	if code != "" {
		t.Error("the invitation leads to somebody")
	}
	after := w.results(t, w.coordinator, round).GetAudiences()[0]
	if after.GetInvited() != before.GetInvited() || after.GetAnswered().GetValue() != 1 || after.GetNonResponses()[2].GetValue() != 1 {
		t.Errorf("got %v", after)
	}
}
