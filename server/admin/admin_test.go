package admin_test

import (
	"strings"
	"testing"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/errs"
)

// broken lists "field rule" of an error, in order.
func broken(err error) string {
	var all []string
	if refused := errs.Of(err); refused != nil {
		for _, v := range refused.Violations {
			all = append(all, v.Field+" "+v.Rule)
		}
	}
	return strings.Join(all, ", ")
}

func TestMunicipalityCheck(t *testing.T) {
	right := []admin.OpeningHours{{Weekday: 1, Opens: "09:00", Closes: "12:30"}}
	wrong := []admin.OpeningHours{{Weekday: 1, Opens: "09:00", Closes: "09:00"}}
	for want, m := range map[string]admin.Municipality{
		"": {OpeningHours: right, NeighbourhoodPoints: []admin.NeighbourhoodPoint{{Code: "a", OpeningHours: right}, {Code: "b"}}},
		"municipality.opening_hours[0].closes closes.before_opens":                         {OpeningHours: wrong},
		"municipality.neighbourhood_points[1].code code.twice":                             {NeighbourhoodPoints: []admin.NeighbourhoodPoint{{Code: "a"}, {Code: "a"}}},
		"municipality.promise_terms.appointment_held_days promise.held_before_made":        {Promises: admin.PromiseTerms{MadeDays: 2, HeldDays: 1}},
		"municipality.promise_terms.urgent_appointment_held_days promise.held_before_made": {Promises: admin.PromiseTerms{UrgentMadeDays: 1}},
		"municipality.neighbourhood_points[0].opening_hours[0].closes closes.before_opens": {NeighbourhoodPoints: []admin.NeighbourhoodPoint{{Code: "a", OpeningHours: wrong}}},
	} {
		if got := broken(m.Check()); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestCodeCheckAndLabel(t *testing.T) {
	number := 51.7
	for want, c := range map[string]admin.Code{
		"":                                      {List: admin.SubThemes, LifeDomain: "INCOME"},
		"code.life_domain life_domain.required": {List: admin.SubThemes},
		"code.life_domain life_domain.only_sub_theme": {List: admin.Outcomes, LifeDomain: "INCOME"},
		"code.latitude place.only_neighbourhood":      {List: admin.Outcomes, Latitude: &number, Longitude: &number},
		"code.longitude place.both":                   {List: admin.Neighbourhoods, Latitude: &number},
	} {
		if got := broken(c.Check()); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	c := admin.Code{LabelNL: "Huisarts", LabelEN: "General practitioner"}
	if c.Label("nl") != "Huisarts" || c.Label("en") != "General practitioner" || c.Label("fr") != "Huisarts" {
		t.Error("the label does not follow the language")
	}
	if c.LabelEN = ""; c.Label("en") != "Huisarts" {
		t.Error("without an English label the Dutch one serves")
	}
}

func TestEverySeedIsAValidCode(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range admin.Seeds("gm0867") {
		if err := c.Check(); err != nil {
			t.Errorf("%s %s: %v", c.List, c.Code, err)
		}
		key := string(c.List) + " " + c.Code
		if seen[key] || c.LabelNL == "" || c.LabelEN == "" || !c.Active || c.Municipality != "gm0867" {
			t.Errorf("%s: twice, without labels or not active: %+v", key, c)
		}
		seen[key] = true
		for _, word := range c.Words {
			if word != strings.ToLower(word) {
				t.Errorf("%s: the word %q is compared in lower case", key, word)
			}
		}
	}
	for _, key := range []string{"REFERRER_KIND gp", "REFERRER_KIND other", "SUB_THEME debts", "SUB_THEME homelessness", "TARGET_GROUP lvb", "OUTCOME answered_question"} {
		if !seen[key] {
			t.Errorf("%s is not seeded", key)
		}
	}
}

func TestAccountCheck(t *testing.T) {
	person := admin.Account{Kind: admin.Person, Issuer: "https://login.example", Subject: "s-1"}
	for want, change := range map[string]func(*admin.Account){
		"": func(*admin.Account) {},
		"account.issuer issuer.required, account.subject subject.required": func(a *admin.Account) { a.Issuer, a.Subject = "", "" },
		"account.issuer issuer.required":                                   func(a *admin.Account) { a.Issuer, a.Kind = "", admin.System },
		"account.subject subject.required":                                 func(a *admin.Account) { a.Subject, a.Kind = "", admin.System },
		"account.issuer issuer.https":                                      func(a *admin.Account) { a.Issuer = "http://login.example" },
	} {
		a := person
		change(&a)
		if got := broken(a.Check()); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if err := (admin.Account{Kind: admin.System}).Check(); err != nil {
		t.Errorf("a system may sign in by certificate alone: %v", err)
	}
	for issuer, want := range map[string]bool{
		"https://login.example/realms/oco": true, "http://127.0.0.1:8080/issuer": true, "http://localhost:1": true, "http://[::1]:1": true,
		"https://login.example?a=b": false, "https://login.example#a": false, "https://a:b@login.example": false, "login.example": false, "https://": false,
	} {
		a := person
		a.Issuer = issuer
		if got := a.Check() == nil; got != want {
			t.Errorf("issuer %s: got %t", issuer, got)
		}
	}
}

func TestCertificateCheck(t *testing.T) {
	system, person := admin.Account{Kind: admin.System}, admin.Account{Kind: admin.Person}
	if err := (admin.Certificate{UntilDate: today}).Check(system, today); err != nil {
		t.Errorf("for today: %v", err)
	}
	if err := (admin.Certificate{UntilDate: today}).Check(person, today); !errs.Is(err, errs.GrantImpossible) {
		t.Errorf("of a person: %v", err)
	}
	for want, until := range map[string]string{
		"certificate.until_date until_date.past": yesterday, "certificate.until_date date.invalid": "2026-13-01",
	} {
		if got := broken((admin.Certificate{UntilDate: until}).Check(system, today)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
