package erasure_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/privacy"
	"oco.example/oco/server/privacy/erasure"
	"oco.example/oco/server/privacy/journal"
)

// intake is a slice without rows: what it is asked is remembered.
type intake struct {
	group      []string
	unfinished []subject.Work
	// onErase runs inside the transaction of an erasure.
	onErase func(tx *pg.Tx) error
	asked   []string
}

func (i *intake) Group(context.Context, *pg.Tx, string) ([]string, error) { return i.group, nil }

func (i *intake) BreakOffImports(context.Context, *pg.Tx) (int64, error) { return 0, nil }

func (i *intake) Unfinished(context.Context, *pg.Tx, subject.Kind, []string) ([]subject.Work, error) {
	i.asked = append(i.asked, "unfinished")
	return i.unfinished, nil
}

func (i *intake) Erase(_ context.Context, tx *pg.Tx, _ subject.Kind, ids []string) (subject.Erased, error) {
	i.asked = append(i.asked, ids...)
	if i.onErase != nil {
		return nil, i.onErase(tx)
	}
	return subject.Erased{"rows": int64(len(ids))}, nil
}

// house is an eraser with one slice, a journal and a database.
type house struct {
	db     *pgtest.Database
	keys   *subject.Keys
	folder string
	slice  *intake
	eraser *erasure.Eraser
	ctx    context.Context
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{db: pgtest.New(t), folder: t.TempDir(), slice: &intake{}, ctx: pgtest.Context(t, "gm0867", call.RoleUnspecified)}
	h.keys = subject.New(h.db.Keys)
	opened, err := journal.Open(h.folder)
	if err != nil {
		t.Fatal(err)
	}
	h.eraser = &erasure.Eraser{Journal: opened, Intake: h.slice}
	return h
}

// tenant is the context of a municipality.
func (h *house) tenant(municipality string) context.Context {
	c := call.From(h.ctx)
	c.Municipality = municipality
	return call.With(h.ctx, c)
}

// somebody makes a key for a new subject.
func (h *house) somebody(t testing.TB, municipality string, kind subject.Kind) string {
	t.Helper()
	id, ctx := pg.NewID(), h.tenant(municipality)
	if err := h.db.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := h.keys.Make(ctx, tx, id, kind)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return id
}

// there reports whether a subject has a key.
func (h *house) there(t testing.TB, municipality, id string) bool {
	t.Helper()
	ctx := h.tenant(municipality)
	err := h.db.App.Read(ctx, func(tx *pg.Tx) error {
		_, err := h.keys.Get(ctx, tx, id)
		return err
	})
	if err != nil && !errors.Is(err, pg.ErrNoRows) {
		t.Fatal(err)
	}
	return err == nil
}

func wanted(id string) privacy.Erasure {
	return privacy.Erasure{Municipality: "gm0867", Kind: privacy.Dossier, Subject: id, Reason: privacy.Request}
}

func (h *house) noted(t testing.TB) (ids []string) {
	t.Helper()
	all, err := h.eraser.Journal.Erasures()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		ids = append(ids, e.Subject)
	}
	return ids
}

func TestAnErasureTakesTheGroupAndLogsIt(t *testing.T) {
	h := newHouse(t)
	one, two, other := h.somebody(t, "gm0867", subject.Dossier), h.somebody(t, "gm0867", subject.Dossier), h.somebody(t, "gm0867", subject.Dossier)
	h.slice.group = []string{two, one}
	outcome, err := h.eraser.Erase(h.ctx, h.db.App, wanted(one))
	if err != nil || outcome.Gone["keys"] != 2 || outcome.Gone["rows"] != 2 || len(outcome.Entries) != 2 {
		t.Fatalf("got %+v, %v", outcome, err)
	}
	if h.there(t, "gm0867", one) || h.there(t, "gm0867", two) || !h.there(t, "gm0867", other) {
		t.Error("not the group was erased")
	}
	if !slices.Equal(h.noted(t), []string{one, two}) {
		t.Errorf("noted: %v", h.noted(t))
	}
	var logged int
	if err := h.db.Owner.Read(h.ctx, func(tx *pg.Tx) error {
		return tx.Get(h.ctx, &logged, `SELECT coalesce(sum(cardinality(subjects)), 0) FROM platform.processing_log WHERE municipality = $1 AND name = 'erase'`, "gm0867")
	}); err != nil || logged != 2 {
		t.Errorf("the processing log tells of %d people, %v", logged, err)
	}
}

// What somebody is writing of a person while that person is erased is there before the erasure looks for what to take away:
// no row is left that nobody can read any more.
func TestAnErasureWaitsForWhoeverWrites(t *testing.T) {
	h := newHouse(t)
	id := h.somebody(t, "gm0867", subject.Dossier)
	var written atomic.Bool
	h.slice.onErase = func(*pg.Tx) error {
		if !written.Load() {
			t.Error("it looked for what to take away before that was written")
		}
		return nil
	}
	outcome := make(chan error, 1)
	if err := h.db.App.Write(h.ctx, func(tx *pg.Tx) error {
		if _, err := h.keys.Get(h.ctx, tx, id); err != nil {
			return err
		}
		go func() {
			_, err := h.eraser.Erase(h.ctx, h.db.App, wanted(id))
			outcome <- err
		}()
		waited, err := pgtest.SomebodyWaits(h.ctx, tx, outcome)
		if !waited && err == nil {
			t.Error("the erasure did not wait")
		}
		written.Store(true)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := <-outcome; err != nil || h.there(t, "gm0867", id) {
		t.Errorf("erased afterwards: %v, there: %t", err, h.there(t, "gm0867", id))
	}
}

func TestWhatIsRefusedIsNeitherNotedNorDone(t *testing.T) {
	h := newHouse(t)
	id := h.somebody(t, "gm0867", subject.Dossier)
	h.slice.unfinished = []subject.Work{{What: "application", ID: "a", State: "OFFERED"}}
	var unfinished *erasure.UnfinishedError
	if _, err := h.eraser.Erase(h.ctx, h.db.App, wanted(id)); !errors.As(err, &unfinished) || len(unfinished.Work) != 1 {
		t.Errorf("got %v", err)
	}
	h.slice.unfinished = nil
	for _, nobody := range []privacy.Erasure{wanted(pg.NewID()), {Municipality: "gm0867", Kind: privacy.Supporter, Subject: id, Reason: privacy.Request}} {
		if _, err := h.eraser.Erase(h.ctx, h.db.App, nobody); !errors.Is(err, erasure.ErrUnknown) {
			t.Errorf("got %v", err)
		}
	}
	if _, err := h.eraser.Plan(h.ctx, h.db.App, wanted(id)); err != nil {
		t.Error(err)
	}
	if !h.there(t, "gm0867", id) || len(h.noted(t)) != 0 {
		t.Errorf("there: %t, noted: %v", h.there(t, "gm0867", id), h.noted(t))
	}
}

var errJournalGone = errors.New("the journal should be unreachable")

// TestTheJournalComesBeforeTheCommit: without an entry nobody is erased; an entry without an
// erasure is what a crash leaves, and erasing again ends it.
func TestTheJournalComesBeforeTheCommit(t *testing.T) {
	h := newHouse(t)
	id := h.somebody(t, "gm0867", subject.Dossier)
	if err := os.Rename(h.folder, h.folder+".away"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.eraser.Erase(h.ctx, h.db.App, wanted(id)); err == nil {
		t.Fatal(errJournalGone)
	}
	if !h.there(t, "gm0867", id) {
		t.Error("somebody was erased and not noted")
	}
	if err := os.Rename(h.folder+".away", h.folder); err != nil {
		t.Fatal(err)
	}
	h.slice.onErase = func(tx *pg.Tx) error { tx.Logged("no pseudonym, so the transaction ends badly", "x"); return nil }
	if _, err := h.eraser.Erase(h.ctx, h.db.App, wanted(id)); err == nil {
		t.Fatal("the transaction should end badly")
	}
	if !h.there(t, "gm0867", id) || !slices.Equal(h.noted(t), []string{id}) {
		t.Fatalf("there: %t, noted: %v", h.there(t, "gm0867", id), h.noted(t))
	}
	h.slice.onErase = nil
	if _, err := h.eraser.Erase(h.ctx, h.db.App, wanted(id)); err != nil || h.there(t, "gm0867", id) {
		t.Errorf("erasing again: %v, there: %t", err, h.there(t, "gm0867", id))
	}
}

// TestReplayingIsErasingOnce: whoever is noted is gone after a replay, in each municipality and of
// each kind, however often it runs; nobody else is.
func TestReplayingIsErasingOnce(t *testing.T) {
	h := newHouse(t)
	kinds := map[privacy.Kind]subject.Kind{privacy.Dossier: subject.Dossier, privacy.Supporter: subject.Supporter, privacy.Referrer: subject.Referrer,
		privacy.Complaint: subject.Complaint, privacy.Incident: subject.Incident}
	rapid.Check(t, func(r *rapid.T) {
		type person struct {
			erasure privacy.Erasure
			noted   bool
		}
		var people []person
		var noted []privacy.Erasure
		for range rapid.IntRange(1, 6).Draw(r, "people") {
			e := privacy.Erasure{
				Municipality: rapid.SampledFrom([]string{"gm0867", "gm0855"}).Draw(r, "municipality"),
				Kind:         rapid.SampledFrom(privacy.Kinds).Draw(r, "kind"), Reason: privacy.Request, Time: time.Now(),
			}
			e.Subject = h.somebody(t, e.Municipality, kinds[e.Kind])
			p := person{e, rapid.Bool().Draw(r, "noted")}
			people = append(people, p)
			if p.noted {
				noted = append(noted, e)
			}
		}
		count := len(noted)
		unknown := noted
		if rapid.Bool().Draw(r, "with somebody from after the backup") {
			unknown = append(unknown, wanted(pg.NewID()))
		}
		for round := range rapid.IntRange(1, 3).Draw(r, "rounds") {
			repeated, err := h.eraser.Replay(h.ctx, h.db.Owner, unknown)
			if err != nil {
				r.Fatal(err)
			}
			if want := []int{count, 0, 0}[round]; repeated.People != want {
				r.Fatalf("round %d erased %d, want %d", round, repeated.People, want)
			}
		}
		for _, p := range people {
			if h.there(t, p.erasure.Municipality, p.erasure.Subject) == p.noted {
				r.Fatalf("%+v: noted %t, and still there %t", p.erasure, p.noted, !p.noted)
			}
		}
	})
}
