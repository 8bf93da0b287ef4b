package rpc_test

import (
	"context"
	"sync"
	"testing"
	"time"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/survey"
	"oco.example/oco/server/survey/rpc"
	"oco.example/oco/server/survey/store"
)

const (
	municipality = "gm0867"
	// today is the day on which every test begins, by the clock that the pools are given.
	today = "2026-03-10"
)

// neighbours stand in for the slices that know how people are reached: by application or supporter, else as anybody.
type neighbours map[string]survey.Reach

func (n neighbours) Reach(_ context.Context, _ *pg.Tx, list []survey.Invitation) (map[string]survey.Reach, error) {
	reached := map[string]survey.Reach{}
	for _, i := range list {
		r, known := n[i.Application+i.Supporter]
		if !known {
			r = survey.Reach{Name: sealed.Of("iemand"), Phone: sealed.Of("+31611930001")}
		}
		reached[i.ID] = r
	}
	return reached, nil
}

// hide is the simplest rule: a table with a small number is hidden.
func hide(counts []int64) []bool {
	hidden := make([]bool, len(counts))
	for _, c := range counts {
		if c > 0 && c < survey.Enough {
			for i := range hidden {
				hidden[i] = true
			}
		}
	}
	return hidden
}

// world is the service on a database of its own.
type world struct {
	*rpc.Service
	db                        *pgtest.Database
	keys                      *subject.Keys
	store                     *store.Store
	reach                     neighbours
	coordinator, desk, public context.Context
	adviser                   context.Context
	forward                   func(days int)
}

func newWorld(t *testing.T) *world {
	t.Helper()
	now, err := time.Parse(time.RFC3339, today+"T11:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	db := pgtest.New(t, pgtest.WithClock(func() time.Time { mu.Lock(); defer mu.Unlock(); return now }))
	tokens, err := page.NewTokens(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	keys := subject.New(db.Keys)
	w := &world{
		db: db, keys: keys, store: store.New(keys), reach: neighbours{},
		coordinator: as(t, call.RoleCoordinator, call.ScopeMunicipality), desk: as(t, call.RoleDesk, call.ScopeMunicipality),
		adviser: as(t, call.RolePolicyAdviser, call.ScopeMunicipality), public: as(t, call.RoleUnspecified, call.ScopePublic),
		forward: func(days int) { mu.Lock(); defer mu.Unlock(); now = now.AddDate(0, 0, days) },
	}
	w.Service = rpc.New(rpc.Deps{DB: db.App, Rounds: w.store, Invitations: w.store, Boxes: w.store, People: w.store, Reaches: w.reach, Hide: hide, Tokens: tokens})
	return w
}

// as is the context of a person, with an account of their own when they have a role.
func as(t *testing.T, role call.Role, scope call.Scope) context.Context {
	t.Helper()
	c := call.From(pgtest.Context(t, municipality, role))
	c.Role, c.Scope, c.Language = role, scope, "nl"
	if c.Caller.Account = pg.NewID(); role == call.RoleUnspecified {
		c.Caller.Account = ""
	}
	return call.With(t.Context(), c)
}

// write runs statements as the server does.
func (w *world) write(t *testing.T, do func(tx *pg.Tx) error) {
	t.Helper()
	if err := w.db.App.Write(w.coordinator, do); err != nil {
		t.Fatal(err)
	}
}

// person is whose application and case are in the database.
type person struct{ dossier, application, supportCase, supporter string }

// closes is somebody whose case opened in January and closed on a day; it runs still when that is empty.
func (w *world) closes(t *testing.T, day string) person {
	t.Helper()
	p := person{dossier: pg.NewID(), application: pg.NewID(), supportCase: pg.NewID(), supporter: pg.NewID()}
	w.write(t, func(tx *pg.Tx) error {
		if _, err := w.keys.Make(w.coordinator, tx, p.dossier, subject.Dossier); err != nil {
			return err
		}
		if _, err := tx.Exec(w.coordinator, `INSERT INTO intake.dossier (municipality, id, name, create_time, update_time) VALUES ($1, $2, '\x00', $3, $3)`,
			municipality, p.dossier, tx.Now()); err != nil {
			return err
		}
		if _, err := tx.Exec(w.coordinator, `INSERT INTO intake.application (municipality, id, dossier, state, receipt_key, applicant_kind, channel, origin,
			application_date, create_time, update_time)
			VALUES ($1, $2, $3, 'IN_SUPPORT', $4, 'RESIDENT', 'WEBSITE', 'LIVE', '2026-01-01', $5, $5)`, municipality, p.application, p.dossier, []byte(p.application), tx.Now()); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `INSERT INTO support.support_case (municipality, id, application, dossier, supporter, state, application_date, open_date,
			close_date, origin, create_time, update_time)
			VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 = '' THEN 'OPEN' ELSE 'CLOSED' END, '2026-01-01', '2026-01-05', nullif($6, '')::date, 'LIVE', $7, $7)`,
			municipality, p.supportCase, p.application, p.dossier, p.supporter, day, tx.Now())
		return err
	})
	return p
}

// ends has the application of somebody end for a reason.
func (w *world) ends(t *testing.T, p person, reason string) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE intake.application SET state = 'ENDED', end_reason = $3 WHERE municipality = $1 AND id = $2`,
			municipality, p.application, reason)
		return err
	})
}

// merges has the application of somebody, and who it is about, turn out to be the same as another.
func (w *world) merges(t *testing.T, p, into person) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		if _, err := tx.Exec(w.coordinator, `UPDATE intake.application SET state = 'MERGED', merged_into = $3 WHERE municipality = $1 AND id = $2`,
			municipality, p.application, into.application); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `UPDATE intake.dossier SET merged_into = $3 WHERE municipality = $1 AND id = $2`, municipality, p.dossier, into.dossier)
		return err
	})
}

// active is a supporter with an account.
func (w *world) active(t *testing.T, account string) string {
	t.Helper()
	id := pg.NewID()
	w.write(t, func(tx *pg.Tx) error {
		if _, err := w.keys.Make(w.coordinator, tx, id, subject.Supporter); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter (municipality, id, kind, max_cases, hours_per_week,
			confidentiality_signed, trained, account, state, create_time, update_time)
			VALUES ($1, $2, 'INFORMAL', 3, 4, true, true, $3, 'ACTIVE', $4, $4)`, municipality, id, account, tx.Now())
		return err
	})
	return id
}

// hear tells the slice of an event.
func (w *world) hear(t *testing.T, origin eventv1.EventOrigin, event *eventv1.Event) {
	t.Helper()
	event.Origin = origin
	w.write(t, func(tx *pg.Tx) error { return w.Follow(w.coordinator, tx, event) })
}

// closed is somebody whose case closed, of which the slice heard.
func (w *world) closed(t *testing.T) person {
	t.Helper()
	p := w.closes(t, today)
	w.hearClosed(t, p)
	return p
}

func (w *world) hearClosed(t *testing.T, p person) {
	t.Helper()
	w.hear(t, eventv1.EventOrigin_EVENT_ORIGIN_LIVE, &eventv1.Event{Payload: &eventv1.Event_CaseClosed{CaseClosed: &eventv1.CaseClosed{Case: p.supportCase, Application: p.application}}})
}

func (w *world) hearEnded(t *testing.T, p person, reason string) {
	t.Helper()
	w.ends(t, p, reason)
	w.hear(t, eventv1.EventOrigin_EVENT_ORIGIN_LIVE, &eventv1.Event{Payload: &eventv1.Event_ApplicationEnded{ApplicationEnded: &eventv1.ApplicationEnded{Application: p.application, Reason: reason}}})
}

// invitation is that of somebody, by dossier or supporter: its id, state and code. All are empty when there is none.
func (w *world) invitation(t *testing.T, of string) (id, state, code string) {
	t.Helper()
	var rows []struct {
		ID    string `db:"id"`
		State string `db:"state"`
	}
	w.write(t, func(tx *pg.Tx) (err error) {
		if err := tx.Select(w.coordinator, &rows, `SELECT id, state FROM survey.invitation WHERE municipality = $1 AND coalesce(dossier, supporter) = $2 ORDER BY id`, municipality, of); err != nil || len(rows) == 0 {
			return err
		}
		code, err = w.store.Code(w.coordinator, tx, rows[0].ID)
		return err
	})
	if len(rows) > 1 {
		t.Fatalf("%s is asked %d times", of, len(rows))
	}
	if len(rows) == 0 {
		return "", "", ""
	}
	return rows[0].ID, rows[0].State, code
}

// chosen are answers of a resident: one to the questions by how much, yes to the last.
func chosen(c surveyv1.SurveyChoice) []*surveyv1.SurveyAnswer {
	list := []*surveyv1.SurveyAnswer{{Question: surveyv1.SurveyQuestion_SURVEY_QUESTION_ASK_AGAIN, Choice: surveyv1.SurveyChoice_SURVEY_CHOICE_YES}}
	for _, q := range []surveyv1.SurveyQuestion{
		surveyv1.SurveyQuestion_SURVEY_QUESTION_UNDERSTOOD, surveyv1.SurveyQuestion_SURVEY_QUESTION_SEEN, surveyv1.SurveyQuestion_SURVEY_QUESTION_FITTING,
	} {
		list = append(list, &surveyv1.SurveyAnswer{Question: q, Choice: c})
	}
	return list
}

const well = surveyv1.SurveyChoice_SURVEY_CHOICE_WELL

// submit answers with a code.
func (w *world) submit(code string, change func(*surveyv1.SubmitSurveyAnswerRequest)) error {
	req := &surveyv1.SubmitSurveyAnswerRequest{Municipality: municipality, SurveyCode: code, Answers: chosen(well)}
	if change != nil {
		change(req)
	}
	_, err := w.SubmitSurveyAnswer(w.public, req)
	return err
}

// answered is somebody who answered.
func (w *world) answered(t *testing.T, c surveyv1.SurveyChoice, remark string) person {
	t.Helper()
	p := w.closed(t)
	_, _, code := w.invitation(t, p.dossier)
	if err := w.submit(code, func(req *surveyv1.SubmitSurveyAnswerRequest) { req.Answers, req.Remark = chosen(c), remark }); err != nil {
		t.Fatal(err)
	}
	return p
}

// round is the newest one.
func (w *world) round(t *testing.T) *surveyv1.SurveyRound {
	t.Helper()
	list, err := w.ListSurveyRounds(w.coordinator, &surveyv1.ListSurveyRoundsRequest{Municipality: municipality, PageSize: 1})
	if err != nil || len(list.GetSurveyRounds()) == 0 {
		t.Fatalf("got %v, %v", list, err)
	}
	return list.GetSurveyRounds()[0]
}

func (w *world) results(t *testing.T, by context.Context, round string) *surveyv1.SurveyResults {
	t.Helper()
	got, err := w.GetSurveyResults(by, &surveyv1.GetSurveyResultsRequest{Municipality: municipality, SurveyRound: round})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (w *world) lookAfter(t *testing.T) int {
	t.Helper()
	lapsed, err := w.LookAfter(w.coordinator)
	if err != nil {
		t.Fatal(err)
	}
	return lapsed
}

// events counts those of a kind.
func (w *world) events(t *testing.T, kind string) (count int) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &count, `SELECT count(*) FROM platform.event WHERE municipality = $1 AND kind = 'oco.event.v1.' || $2`, municipality, kind)
	})
	return count
}

// rule is what an error says of a field, empty when it says nothing of it.
func rule(err error, field string) string {
	if e := errs.Of(err); e != nil {
		for _, v := range e.Violations {
			if v.Field == field {
				return v.Rule
			}
		}
	}
	return ""
}
