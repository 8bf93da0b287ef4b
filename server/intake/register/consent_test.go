package register_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/intake/register"
)

// What becomes of a row that somebody else, or nobody knows who, applied for: whatever the columns are
// called, nothing is taken in as the resident's own without anybody being told.
func TestConsentWhateverTheHeadings(t *testing.T) {
	for _, c := range []struct {
		headings, cells string
		rule            register.Rule
	}{
		{"Wie meldde er?;Verwijzende partij;AVG ok?", "huisarts;Huisarts Zuid;nee", register.RuleNoConsent},
		{"Wie meldde er?;AVG ok?", "huisarts;nee", register.RuleNoConsent},
		{"Verwijzende partij;AVG-verklaring", "Huisarts Zuid;nee", register.RuleNoConsent},
		{"Instelling + contactpersoon;Toest.", "Huisarts Zuid, mw. Bee;nee", register.RuleNoConsent},
		{"Gemeld door;Toest.", "dochter;", register.RuleNoConsent},
		{"Gemeld via;Kleur", "de balie;rood", register.RuleApplicantMissing},
		{"Kleur", "rood", register.RuleApplicantMissing},
		{"Aangemeld door", "", register.RuleApplicantMissing},
		{"Aangemeld door", "?", register.RuleApplicantMissing},
		{"Toestemming", "nee", register.RuleConsentDenied},
		{"Aangemeld door;Toestemming", ";nog niet", register.RuleConsentDenied},
		{"Toestemming", "", register.RuleApplicantMissing},
		{"Toestemming", "n.v.t.", register.RuleApplicantMissing},
		{"Toestemming", "ja", register.RuleApplicantMissing},
		// Two columns for consent: each that is filled must say yes.
		{"Aangemeld door;Toestemming;AVG akkoord", "dochter;ja;nee", register.RuleNoConsent},
		{"Aangemeld door;Toestemming;AVG akkoord", "dochter;nee;ja", register.RuleNoConsent},
		{"Aangemeld door;Toestemming;AVG akkoord", "dochter;ja;", ""},
		{"Aangemeld door;Toestemming;AVG akkoord", "dochter;;ja", ""},
		{"Aangemeld door;Toestemming;AVG akkoord", "dochter;;", register.RuleNoConsent},
	} {
		row := one(t, "Datum aanmelding;Naam inwoner;Telefoon;Leefgebied;Vraag;"+c.headings, "1-1-2021;Jan;06-11930007;Wmo;hulp;"+c.cells)
		refused := strings.HasPrefix(string(c.rule), "consent.")
		if row.Kept() == refused {
			t.Errorf("%s: %s: kept is %t", c.headings, c.cells, row.Kept())
		}
		if got := rules(row); c.rule != "" && !slices.Contains(got, c.rule) || c.rule == "" && len(got) > 0 {
			t.Errorf("%s: %s: %v, want %s", c.headings, c.cells, got, c.rule)
		}
		if refused && (len(row.Notes)+len(row.ToComplete) > 0 || row.Key.Reveal() != "") {
			t.Errorf("%s: something is kept of a refused row", c.headings)
		}
	}
}

// The person who hands a list in is told what was not read, what is missing and what was guessed.
func TestTheReportSaysWhatWasNotRead(t *testing.T) {
	_, report := open(t, []byte("Datum aanmelding;Voornaam;Naam;Kleur;Tel. verwijzer;Op welk telefoonnummer;Datum\n"), register.Applications)
	if diff := cmp.Diff([]string{"Kleur", "Tel. verwijzer"}, report.Unmatched); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Datum"}, report.Doubled); diff != "" {
		t.Error(diff)
	}
	for _, missing := range []string{"Aangemeld door", "Toestemming", "Vraag"} {
		if !slices.Contains(report.Missing, missing) {
			t.Errorf("%s is missing, and nobody says so: %v", missing, report.Missing)
		}
	}
	for _, there := range []string{"Telefoon", "Datum aanmelding", "Naam inwoner", "Voornaam", "Achternaam"} {
		if slices.Contains(report.Missing, there) {
			t.Errorf("%s is not missing", there)
		}
	}
}
