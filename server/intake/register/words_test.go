package register_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/intake/register"
)

// The words of the lists that coordinators keep, with what each means.
func TestWords(t *testing.T) {
	for column, words := range map[string]map[string]string{
		"Leefgebied(en)": {
			"Wmo": "wmo", "zorg": "care", "preventieve zorg": "preventive_care", "jeugd": "youth", "Jeugdhulp": "youth", "onderwijs": "education",
			"school": "education", "welzijn": "welfare", "wonen": "housing", "werk": "work", "inkomen": "income", "financiën": "income",
			"FINANCIEN": "income", "schulden": "income debts", "uitkering": "income", "wmo  / jeugd": "wmo youth", "zorg en financiën": "care income",
			"Wonen&uitkering": "housing income", "Wmo/school": "wmo education", "wmo, WMO": "wmo", "dakloosheid": "housing homelessness",
		},
		"Route": {
			"1": "own_network", "eigen omgeving": "own_network", "2": "informal", "informeel": "informal", "vrijwilliger": "informal",
			"3": "formal", "formeel": "formal", "professional": "formal", "Toegang": "access_team", "overdracht toegang": "access_team",
			"direct beantwoord": "answered", "doorverwezen": "referred", "2. informeel": "informal", "optie 3": "formal", "": "",
		},
		"Via": {
			"Website": "website", "aanmeldsite": "website", "tel": "phone", "telefoon": "phone", "gebeld": "phone", "mail": "email",
			"e-mail": "email", "Wijkpunt Baardwijk": "neighbourhood_point", "balie wijkpunt": "neighbourhood_point",
			"sociaal werker": "outreach", "supermarktactie": "outreach",
		},
		"Aangemeld door": {
			"verwijzer": "referrer", "Verwijzer": "referrer", "inwoner": "resident", "zelf": "resident", "dochter": "near_person",
			"zijn zus": "near_person", "Cliënt": "resident",
		},
	} {
		for typed, want := range words {
			a := with(t, column, typed).Application
			if a == nil {
				t.Errorf("%s %q is not kept", column, typed)
				continue
			}
			var got string
			switch column {
			case "Leefgebied(en)":
				var all []string
				for _, domain := range a.LifeDomains {
					all = append(all, string(domain))
				}
				got = strings.Join(append(all, a.SubThemes...), " ")
			case "Route":
				got = string(a.Route)
			case "Via":
				got = string(a.Channel)
			default:
				got = string(a.AppliedBy)
			}
			if got != want {
				t.Errorf("%s %q is %q, want %q", column, typed, got, want)
			}
		}
	}
}

func TestKindOf(t *testing.T) {
	for organisation, want := range map[string]string{
		"Huisarts Zuid": "gp", "Huisartsenpraktijk Besoyen": "gp", "Praktijk De Haven": "gp", "Team WijZ": "access_team", "Toegang": "access_team",
		"De Toegang Noord": "access_team", "KBO Baardwijk": "elderly", "PCOB Waspik": "elderly", "Willem de Zwijger College": "school",
		"Basisschool Het Kompas": "school", "Zorggroep De Linde": "care", "Thuiszorg Maasoever": "care", "Verpleeghuis Sint Jan": "care",
		"Wijkverpleging Buurtkracht": "district_nursing", "uwv": "uwv", "Werk en Inkomen": "work_income", "Woonveste Zuid": "housing",
		"Sociaal werk De Hoef": "social_work", "Bibliotheek": "library", "Praktijk De Linde": "other", "Kapsalon": "other", "": "other",
	} {
		if got := register.KindOf(organisation, register.DefaultKinds()); got != want {
			t.Errorf("%q is %q, want %q", organisation, got, want)
		}
	}
	own := []register.KindRule{{Kind: "sport", Words: []string{"club", "FC*", "*", ""}}, {Kind: "gp", Words: []string{"huisarts*"}}}
	for organisation, want := range map[string]string{"Voetbal Club": "sport", "fc Zuid": "sport", "Huisartsenclub": "gp", "UWV": "other"} {
		if got := register.KindOf(organisation, own); got != want {
			t.Errorf("with rules of their own, %q is %q, want %q", organisation, got, want)
		}
	}
}

func TestFields(t *testing.T) {
	for _, kind := range []register.Kind{register.Applications, register.Supporters} {
		fields, headings := register.Fields(kind)
		file := []byte(strings.Join(headings, ";") + "\n")
		_, report := open(t, file, kind)
		var got []register.Field
		for _, m := range report.Columns {
			got = append(got, m.Field)
		}
		if diff := cmp.Diff(fields, got); diff != "" {
			t.Errorf("the usual headings of %s mean their fields: %s", kind, diff)
		}
	}
}

// Every rule speaks Dutch and English, with the same places to fill, and says what to do in words
// without names of the contract.
func TestEverySentenceInBothLanguages(t *testing.T) {
	place := regexp.MustCompile(`\{[a-z]+\}`)
	for _, rule := range register.Rules() {
		dutch, english := register.Sentence(rule)
		if dutch == "" || english == "" || dutch == english {
			t.Errorf("%s: %q, %q", rule, dutch, english)
		}
		if diff := cmp.Diff(place.FindAllString(dutch, -1), place.FindAllString(english, -1)); diff != "" {
			t.Errorf("%s: %s", rule, diff)
		}
		if strings.ContainsAny(place.ReplaceAllString(dutch+english, ""), "_{}") {
			t.Errorf("%s shows a name", rule)
		}
	}
	if len(register.Rules()) < 35 {
		t.Errorf("%d rules", len(register.Rules()))
	}
}

func TestRemarkIsFilled(t *testing.T) {
	row := with(t, "Leefgebied(en)", "tuinonderhoud")
	if got := row.ToComplete[0].Text("nl"); !strings.Contains(got, "'tuinonderhoud'") || !strings.Contains(got, "preventieve zorg") {
		t.Error(got)
	}
	if got := row.ToComplete[0].Text("en"); !strings.Contains(got, "'tuinonderhoud'") || strings.Contains(got, "{") {
		t.Error(got)
	}
}
