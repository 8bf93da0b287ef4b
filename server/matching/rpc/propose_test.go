package rpc_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

func TestReasonsNameTargetGroupsAsTheMunicipalityDoes(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	w.supporter(t, func(s *someone) { s.targetGroups = []string{"nah", "autism", "lvb"} })
	propose := func(language string) []string {
		c := call.From(w.coordinator)
		c.Language = language
		got, err := w.ProposeMatches(call.With(t.Context(), c), &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: application})
		if err != nil || len(got.GetProposals()) != 1 {
			t.Fatalf("got %v, %v", got, err)
		}
		if diff := cmp.Diff([]string{"lvb", "nah"}, got.GetProposals()[0].GetSharedTargetGroups()); diff != "" {
			t.Errorf("the codes themselves: %s", diff)
		}
		return got.GetProposals()[0].GetReasons()
	}
	label := func(municipality, code, dutch, english string, active bool) {
		err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
			_, err := tx.Exec(w.coordinator, `INSERT INTO admin.code (municipality, id, list, code, label_nl, label_en, active, create_time, update_time)
				VALUES ($1, $2, 'TARGET_GROUP', $3, $4, $5, $6, $7, $7)`, municipality, pg.NewID(), code, dutch, english, active, tx.Now())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	check := func(language, want string) {
		t.Helper()
		if got := propose(language); got[1] != want {
			t.Errorf("%s: got %q, want %q", language, got[1], want)
		}
	}
	w.municipalities(t)
	label("gm0855", "nah", "Van de buren", "The neighbours'", true)
	check("nl", "Vertrouwd met: lvb, nah") // codes that this list never had
	label(municipality, "lvb", "Licht verstandelijke beperking", "Mild intellectual disability", true)
	label(municipality, "nah", "Hersenletsel", "", false) // taken off the list since, and never in English
	check("nl", "Vertrouwd met: Licht verstandelijke beperking, Hersenletsel")
	check("en", "Familiar with: Mild intellectual disability, Hersenletsel")
}

// municipalities makes those that code lists belong to.
func (w *world) municipalities(t *testing.T) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `INSERT INTO admin.municipality (municipality, name, create_time, update_time)
			SELECT code, code, $2, $2 FROM unnest($1::text[]) AS m (code)`, pg.Array([]string{municipality, "gm0855"}), tx.Now())
		return err
	})
}

// TestNobodyIsBlamedForAnApplicationAboutNothing: that no life domain is known says nothing of the
// supporters.
func TestNobodyIsBlamedForAnApplicationAboutNothing(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	w.supporter(t, nil)
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE test.application SET life_domains = '' WHERE id = $1`, application)
		return err
	})
	got, err := w.ProposeMatches(w.coordinator, &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: application})
	if err != nil || len(got.GetProposals()) != 0 || len(got.GetNearestMisses()) != 1 {
		t.Fatalf("got %v, %v", got, err)
	}
	want := []string{"Nog niet bekend is waar de aanmelding over gaat. Geef de aanmelding een leefgebied."}
	if diff := cmp.Diff(want, got.GetNearestMisses()[0].GetReasons()); diff != "" {
		t.Error(diff)
	}
}
