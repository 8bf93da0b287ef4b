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

// That no life domain is known says nothing of the supporters: they are proposed, and the factor says that it does not count.
func TestNobodyIsBlamedForAnApplicationAboutNothing(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	w.supporter(t, nil)
	w.change(t, `UPDATE test.application SET life_domains = '' WHERE id = $1`, application)
	got := w.propose(t, "nl", application)
	if len(got.GetProposals()) != 1 || len(got.GetNearestMisses()) != 0 {
		t.Fatalf("got %v", got)
	}
	f := factorOf(got.GetProposals()[0], matchingv1.MatchFactor_MATCH_FACTOR_LIFE_DOMAIN)
	if f.GetKnown() || f.GetContribution() != 0 || f.GetText() != "Niet bekend is waar de aanmelding over gaat. Dat telt niet mee." {
		t.Errorf("got %v", f)
	}
	if diff := cmp.Diff([]string{"Heeft nu geen trajecten."}, got.GetProposals()[0].GetReasons()); diff != "" {
		t.Error(diff)
	}
}

// propose ranks for an application, in a language.
func (w *world) propose(t *testing.T, language, application string) *matchingv1.ProposeMatchesResponse {
	t.Helper()
	c := call.From(w.coordinator)
	c.Language = language
	got, err := w.ProposeMatches(call.With(t.Context(), c), &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: application})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func factorOf(p *matchingv1.Proposal, factor matchingv1.MatchFactor) *matchingv1.FactorScore {
	for _, f := range p.GetFactors() {
		if f.GetFactor() == factor {
			return f
		}
	}
	return nil
}

// change runs one statement of the test's own.
func (w *world) change(t *testing.T, statement string, args ...any) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, statement, args...)
		return err
	})
}

// Who knows none of the life domains can be asked, and is not proposed without saying so.
func TestWhoKnowsNoneOfTheLifeDomainsIsProposedWithThat(t *testing.T) {
	w := newWorld(t)
	application, s := w.application(t), w.supporter(t, nil)
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `DELETE FROM volunteer.supporter_life_domain WHERE municipality = $1 AND supporter = $2`,
			municipality, s.id)
		return err
	})
	got, err := w.ProposeMatches(w.coordinator, &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: application})
	if err != nil || len(got.GetProposals()) != 1 || got.GetProposals()[0].GetReasons()[0] != "Kent geen van de leefgebieden." {
		t.Errorf("got %v, %v", got, err)
	}
}
