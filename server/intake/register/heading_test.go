package register_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/intake/register"
)

func TestHeadingsByMeaning(t *testing.T) {
	for _, c := range []struct {
		name    string
		lines   []string
		columns map[string]register.Field
		other   []string
	}{
		{
			"another order and other words", []string{"Cliëntnaam;TEL.NR;Aanmelddatum;Domein", "Jan;06;1-1-2021;wmo"},
			map[string]register.Field{
				"Cliëntnaam": register.Name, "TEL.NR": register.Phone, "Aanmelddatum": register.AppliedOn, "Domein": register.LifeDomains,
			}, nil,
		},
		{
			"a name in parts, numbers behind, a date that is only called so",
			[]string{"Voornaam;Tussenvoegsel;Achternaam;Telefoon 1;Telefoon 2;Datum", "Jan;de;Wit;;;1-1-2021"},
			map[string]register.Field{
				"Voornaam": register.GivenName, "Tussenvoegsel": register.NamePrefix, "Achternaam": register.FamilyName,
				"Telefoon 1": register.Phone, "Telefoon 2": register.Phone, "Datum": register.AppliedOn,
			}, nil,
		},
		{
			"a weak word gives way", []string{"Datum;Datum aanmelding;Naam inwoner;Naam;BSN", "x"},
			map[string]register.Field{"Datum aanmelding": register.AppliedOn, "Naam inwoner": register.Name}, []string{"BSN", "Datum", "Naam"},
		},
		{
			"English", []string{"Resident name,Application date,Referring organisation,Consent", "x"},
			map[string]register.Field{
				"Resident name": register.Name, "Application date": register.AppliedOn,
				"Referring organisation": register.ReferrerOrganisation, "Consent": register.Consent,
			}, nil,
		},
		{
			"titles above", []string{"Telefoonlijst", "", ";Lijst van Naam;;", "Naam;Datum aanmelding;Via", "x"},
			map[string]register.Field{"Naam": register.Name, "Datum aanmelding": register.AppliedOn, "Via": register.CameBy}, nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, report := open(t, []byte(strings.Join(c.lines, "\n")), register.Applications)
			got := map[string]register.Field{}
			for _, m := range report.Columns {
				got[m.Heading] = m.Field
			}
			if diff := cmp.Diff(c.columns, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.other, append(report.Unmatched, report.Doubled...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMappingGoesBeforeHeadings(t *testing.T) {
	file := []byte("Datum;Wie;Vraag;Extra\n1-1-2021;Jan;niet lezen;wel lezen\n")
	r, err := register.Open(file, register.Options{Kind: register.Applications, Mapping: map[string]register.Field{
		"WIE": register.Name, "Extra": register.Question, "Vraag": register.Ignored,
	}})
	if err != nil {
		t.Fatal(err)
	}
	a := r.Row(0).Application
	if a == nil || a.Name.Reveal() != "Jan" || a.Question.Reveal() != "wel lezen" {
		t.Errorf("got %+v", r.Row(0))
	}
}

// Headings that nobody wrote down before are guessed by what stands in them, and the report says so.
func TestHeadingsThatAreGuessed(t *testing.T) {
	head := "Datum waarop de aanmelding binnenkwam;Naam (inwoner);Mobiel telefoonnummer van inwoner;Mailadres cliënt;Postcode + huisnr;" +
		"In welke wijk?;Aanmelding gedaan door;Verwijzende persoon/verwijzer;Organisatie die verwijst;Kanaal van binnenkomst;" +
		"Leefgebied waar het over gaat;Wat is de vraag;Doelgroep indien bekend;Toestemming ja/nee;Afweging/route;Welke OCO;" +
		"Datum van koppelen;Eerste huisbezoek;Datum zaak gesloten;Bereikt resultaat;Uren inclusief reistijd"
	want := []register.Field{
		register.AppliedOn, register.Name, register.Phone, register.Email, register.Postcode, register.Neighbourhood, register.AppliedBy,
		register.ReferrerName, register.ReferrerOrganisation, register.CameBy, register.LifeDomains, register.Question,
		register.TargetGroups, register.Consent, register.RouteTaken, register.SupporterName, register.MatchedOn,
		register.FirstAppointmentOn, register.ClosedOn, register.Outcome, register.HoursSpent,
	}
	_, report := open(t, []byte(head+"\n"), register.Applications)
	var got []register.Field
	for _, m := range report.Columns {
		got = append(got, m.Field)
		if m.Guessed == (m.Field == register.Name) {
			t.Errorf("%q: guessed is %t", m.Heading, m.Guessed)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	supporters := "Naam van de OCO;Soort inzet;Talen die hij of zij spreekt;Hoeveel trajecten;Uren beschikbaar p/w;VOG geldig t/m;" +
		"Geheimhouding akkoord;Cursus gedaan;Maatje in het begin"
	_, report = open(t, []byte(supporters+"\n"), register.Supporters)
	if len(report.Columns) != strings.Count(supporters, ";")+1 {
		t.Errorf("left over: %q", report.Unmatched)
	}
}

// The phone of a referrer is not the resident's, and a day for something else not a day of ours.
func TestHeadingsThatMeanSomethingElse(t *testing.T) {
	other := []string{
		"Telefoon verwijzer", "Mail contactpersoon", "Mobiel dochter", "Datum evaluatie", "Wijkverpleging", "Uren per week", "BSN", "Paraaf",
		"Toestemming gegeven op datum", "Geboortedatum", "Soort verwijzer",
	}
	_, report := open(t, []byte("Datum aanmelding;Naam inwoner;"+strings.Join(other, ";")+"\n"), register.Applications)
	if diff := cmp.Diff(other, report.Unmatched); diff != "" {
		t.Error(diff)
	}
}
