package store_test

import (
	"slices"
	"testing"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// What a person answered in any of the dossiers that were merged counts, the newest, and to be
// supported alone.
func TestTheAnswerOfAResident(t *testing.T) {
	d := newDesk(t)
	one, _ := d.apply(person("Noor de Wit", "+31611930001"))
	twin, _ := d.apply(person("Noor d. Wit", "+31611930001"))
	stranger, _ := d.apply(person("Sem Bos", "+31611930002"))
	record := func(resident, kind string, given bool) {
		d.write(func(tx *pg.Tx) error {
			_, err := d.store.InsertConsent(d.ctx, tx, intake.Consent{Resident: resident, Kind: kind, Given: given, Day: "2026-03-02"})
			return err
		})
	}
	check := func(name, resident, want string) {
		t.Helper()
		d.write(func(tx *pg.Tx) error {
			answer, err := d.store.SupportAnswer(d.ctx, tx, resident)
			got := "none"
			if answer != nil {
				got = map[bool]string{true: "yes", false: "no"}[answer.Given]
			}
			if got != want || answer != nil && time.Since(answer.Created) > time.Hour {
				t.Errorf("%s: got %s, want %s", name, got, want)
			}
			return err
		})
	}
	record(one.Resident.ID, "HANDOVER", true)
	record(stranger.Resident.ID, intake.ConsentSupport, true)
	check("something else was asked", one.Resident.ID, "none")
	record(one.Resident.ID, intake.ConsentSupport, true)
	check("a yes", one.Resident.ID, "yes")
	record(twin.Resident.ID, intake.ConsentSupport, false)
	check("a no of somebody who is not known to be the same", one.Resident.ID, "yes")
	d.write(func(tx *pg.Tx) error { return d.store.MergeDossiers(d.ctx, tx, twin.Resident.ID, one.Resident.ID) })
	check("of one person, the newest", one.Resident.ID, "no")
}

// An ending is read back as it was stored, with whichever application it is of, and only its end changes.
func TestEndingsAreReadWithTheirApplication(t *testing.T) {
	d := newDesk(t)
	a, _ := d.apply(person("Noor de Wit", "+31611930001"))
	other, _ := d.apply(person("Sem Bos", "+31611930002"))
	at := time.Date(2026, 3, 2, 9, 0, 0, 123000, time.UTC)
	first := intake.Ending{ID: pg.NewID(), Reason: "MOVED", AwaitedConsent: true, AfterSupport: true, At: at}
	unnoted := intake.Ending{ID: pg.NewID(), Reopened: at.Add(2 * time.Hour)}
	save := func(e intake.Ending) {
		d.write(func(tx *pg.Tx) error { return d.store.SaveEnding(d.ctx, tx, a.ID, e) })
	}
	check := func(id string, want ...intake.Ending) {
		t.Helper()
		d.write(func(tx *pg.Tx) error {
			read, err := d.store.Get(d.ctx, tx, call.Everyone(), id)
			if len(read.Endings) != len(want) {
				t.Fatalf("got %+v, want %+v (%v)", read.Endings, want, err)
			}
			for i := range want {
				if read.Endings[i] != want[i] {
					t.Errorf("got %+v, want %+v", read.Endings[i], want[i])
				}
			}
			return err
		})
	}
	save(first)
	check(a.ID, first)
	taken := first
	taken.Reopened = at.Add(time.Hour)
	rewritten := taken
	rewritten.Reason, rewritten.AwaitedConsent, rewritten.At = "DECEASED", false, at.Add(-time.Hour)
	save(rewritten)
	save(unnoted)
	check(a.ID, taken, unnoted)
	check(other.ID)
}

// Who died in one application is deceased in every dossier of the same person, also when the application that says so is
// merged into another one. Nobody else is.
func TestAMergeUndoesNoDeath(t *testing.T) {
	d := newDesk(t)
	died, _ := d.apply(person("Noor de Wit", "+31611930001"))
	twin, _ := d.apply(person("Noor d. Wit", "+31611930001"))
	stranger, _ := d.apply(person("Sem Bos", "+31611930002"))
	moved, _ := d.apply(person("Bo Ver", "+31611930003"))
	check := func(when string, want ...string) {
		t.Helper()
		d.write(func(tx *pg.Tx) error {
			gone, err := d.store.Deceased(d.ctx, tx, []string{died.Dossier, twin.Dossier, stranger.Dossier, moved.Dossier})
			if err != nil {
				return err
			}
			slices.Sort(gone)
			slices.Sort(want)
			if !slices.Equal(gone, want) {
				t.Errorf("%s: got %v, want %v", when, gone, want)
			}
			reached, err := d.store.Reached(d.ctx, tx, []string{died.ID, twin.ID, stranger.ID, moved.ID})
			for _, a := range []intake.Application{died, twin, stranger, moved} {
				if reached[a.ID].Deceased != slices.Contains(want, a.Dossier) {
					t.Errorf("%s: of %s it is said that they died: %t", when, a.Dossier, reached[a.ID].Deceased)
				}
			}
			return err
		})
	}
	becomes := func(a intake.Application, state intake.State, reason, into string) {
		d.write(func(tx *pg.Tx) error {
			_, err := tx.Exec(d.ctx, `UPDATE intake.application SET state = $2, end_reason = $3, merged_into = nullif($4, '')::uuid WHERE municipality = '`+tx.Municipality()+`' AND id = $1`,
				a.ID, string(state), reason, into)
			return err
		})
	}
	check("before")
	becomes(died, intake.Ended, "DECEASED", "")
	becomes(moved, intake.Ended, "MOVED", "")
	check("ended", died.Dossier)
	becomes(died, intake.Merged, "DECEASED", twin.ID)
	becomes(moved, intake.Merged, "MOVED", stranger.ID)
	d.write(func(tx *pg.Tx) error { return d.store.MergeDossiers(d.ctx, tx, died.Dossier, twin.Dossier) })
	check("merged", died.Dossier, twin.Dossier)
}
