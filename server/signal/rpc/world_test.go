package rpc_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/signal/rpc"
	"oco.example/oco/server/signal/store"
)

const (
	municipality = "gm0867"
	// today is the day of every test, by the clock that the pools are given.
	today = "2026-03-10"
)

// neighbours stand in for the other slices: cases holds, by case, whose it is and which supporter is on it.
type neighbours struct {
	cases map[string]struct{ dossier, supporter string }
}

func (neighbours) Names(_ context.Context, _ *pg.Tx, ids []string) (map[string]sealed.Text, error) {
	names := map[string]sealed.Text{}
	for _, id := range ids {
		names[id] = sealed.Of("iemand")
	}
	return names, nil
}

func (n neighbours) Residents(_ context.Context, _ *pg.Tx, supporter string, cases []string) (map[string]string, error) {
	found := map[string]string{}
	for _, id := range cases {
		if c, ok := n.cases[id]; ok && (supporter == "" || supporter == c.supporter) {
			found[id] = c.dossier
		}
	}
	return found, nil
}

// Named finds the word Kanarie, the name of every resident: of the cases, and of those of a supporter.
func (n neighbours) Named(_ context.Context, _ *pg.Tx, text sealed.Text, supporter string, cases []string) (int, error) {
	knows := len(cases) > 0
	for _, c := range n.cases {
		knows = knows || supporter != "" && c.supporter == supporter
	}
	if !knows {
		return 0, nil
	}
	return 1 + slices.Index(strings.Fields(text.Reveal()), "Kanarie"), nil
}

func (neighbours) Active(_ context.Context, _ *pg.Tx, list, code string) (bool, error) {
	return list == "SIGNAL_THEME" && code != "weg", nil
}

// world is the service on a database of its own, with two volunteers.
type world struct {
	*rpc.Service
	db                                  *pgtest.Database
	keys                                *subject.Keys
	store                               *store.Store
	neighbours                          neighbours
	supporter, another                  string
	volunteer, other, coordinator, desk context.Context
	adviser, board, team                context.Context
}

func newWorld(t *testing.T) *world {
	t.Helper()
	noon, err := time.Parse(time.RFC3339, today+"T11:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	db := pgtest.New(t, pgtest.WithClock(func() time.Time { return noon }))
	tokens, err := page.NewTokens(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	keys := subject.New(db.Keys)
	w := &world{
		db: db, keys: keys, store: store.New(keys), neighbours: neighbours{map[string]struct{ dossier, supporter string }{}},
		volunteer: as(t, call.RoleSupporter, call.ScopeOwn), other: as(t, call.RoleSupporter, call.ScopeOwn), desk: as(t, call.RoleDesk, call.ScopeMunicipality),
		coordinator: as(t, call.RoleCoordinator, call.ScopeMunicipality), adviser: as(t, call.RolePolicyAdviser, call.ScopeMunicipality),
		board: as(t, call.RoleFoundationBoard, call.ScopeMunicipality), team: as(t, call.RoleAccessTeam, call.ScopeMunicipality),
	}
	w.Service = rpc.New(rpc.Deps{
		DB: db.App, Signals: w.store, Patterns: w.store, Copies: w.store, Cases: w.neighbours, Naming: w.neighbours, Supporters: w.neighbours, Codes: w.neighbours, Tokens: tokens,
	})
	w.supporter, w.another = w.newSupporter(t, w.volunteer), w.newSupporter(t, w.other)
	return w
}

// as is the context of a person with an account of their own.
func as(t *testing.T, role call.Role, scope call.Scope) context.Context {
	t.Helper()
	c := call.From(pgtest.Context(t, municipality, role))
	c.Role, c.Scope, c.Caller.Account = role, scope, pg.NewID()
	return call.With(t.Context(), c)
}

// write runs statements as the server does.
func (w *world) write(t *testing.T, do func(tx *pg.Tx) error) {
	t.Helper()
	if err := w.db.App.Write(w.coordinator, do); err != nil {
		t.Fatal(err)
	}
}

// count reads one number.
func (w *world) count(t *testing.T, sql string, args ...any) (count int) {
	t.Helper()
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error { return tx.Get(w.coordinator, &count, sql, args...) }); err != nil {
		t.Fatal(err)
	}
	return count
}

func (w *world) newSupporter(t *testing.T, who context.Context) string {
	t.Helper()
	id := pg.NewID()
	w.write(t, func(tx *pg.Tx) error {
		if _, err := w.keys.Make(w.coordinator, tx, id, subject.Supporter); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter (municipality, id, kind, max_cases, hours_per_week,
			confidentiality_signed, trained, account, state, create_time, update_time)
			VALUES ($1, $2, 'INFORMAL', 3, 4, true, true, $3, 'ACTIVE', $4, $4)`, municipality, id, call.From(who).Caller.Account, tx.Now())
		return err
	})
	return id
}

// resident is somebody new, by a dossier.
func (w *world) resident(t *testing.T) string {
	t.Helper()
	id := pg.NewID()
	w.write(t, func(tx *pg.Tx) error {
		if _, err := w.keys.Make(w.coordinator, tx, id, subject.Dossier); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `INSERT INTO intake.dossier (municipality, id, name, create_time, update_time) VALUES ($1, $2, '\x00', $3, $3)`,
			municipality, id, tx.Now())
		return err
	})
	return id
}

// caseOf is a new case of a resident with a supporter.
func (w *world) caseOf(dossier, supporter string) string {
	id := pg.NewID()
	w.neighbours.cases[id] = struct{ dossier, supporter string }{dossier, supporter}
	return id
}

// cases are new ones of as many new residents.
func (w *world) cases(t *testing.T, supporter string, residents int) []string {
	t.Helper()
	ids := []string{}
	for range residents {
		ids = append(ids, w.caseOf(w.resident(t), supporter))
	}
	return ids
}

func told(cases ...string) *signalv1.Signal {
	return &signalv1.Signal{
		Theme: "waiting_list", Organisation: "Stichting Zorgbuur", FromDate: "2026-01-05", Cases: cases,
		Description: "Wie begeleiding vraagt, hoort maandenlang niets van deze organisatie.",
	}
}

// tell is a signal that somebody told.
func (w *world) tell(t *testing.T, by context.Context, s *signalv1.Signal) *signalv1.Signal {
	t.Helper()
	got, err := w.CreateSignal(by, &signalv1.CreateSignalRequest{Municipality: municipality, Signal: s})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (w *world) get(by context.Context, id string) (*signalv1.Signal, error) {
	return w.GetSignal(by, &signalv1.GetSignalRequest{Municipality: municipality, Signal: id})
}

func worded() *signalv1.Pattern {
	return &signalv1.Pattern{
		Title: "Lang wachten op begeleiding", Theme: "waiting_list", Organisation: "zorgbuur", FromDate: "2026-01-01",
		Text:       "Mensen weten niet waar zij aan toe zijn.",
		Addressees: []signalv1.PatternAddressee{signalv1.PatternAddressee_PATTERN_ADDRESSEE_POLICY_ADVISER, signalv1.PatternAddressee_PATTERN_ADDRESSEE_CARE_PROVIDER},
	}
}

// pattern is one of some signals.
func (w *world) pattern(t *testing.T, p *signalv1.Pattern, signals ...string) *signalv1.Pattern {
	t.Helper()
	got, err := w.CreatePattern(w.coordinator, &signalv1.CreatePatternRequest{Municipality: municipality, Pattern: p, Signals: signals})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (w *world) release(id, reason string) (*signalv1.Pattern, error) {
	return w.ReleasePattern(w.coordinator, &signalv1.ReleasePatternRequest{Municipality: municipality, Pattern: id, Reason: reason})
}

// released is a pattern with enough residents behind it that left.
func (w *world) released(t *testing.T) *signalv1.Pattern {
	t.Helper()
	p := w.pattern(t, worded(), w.tell(t, w.volunteer, told(w.cases(t, w.supporter, 7)...)).GetId())
	got, err := w.release(p.GetId(), "")
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (w *world) answer(by context.Context, id string, change func(*signalv1.AnswerPatternRequest)) (*signalv1.ReleasedPattern, error) {
	req := &signalv1.AnswerPatternRequest{Municipality: municipality, ReleasedPattern: id, Text: "Wij gaan in gesprek."}
	if change != nil {
		change(req)
	}
	return w.AnswerPattern(by, req)
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
