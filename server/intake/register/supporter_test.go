package register_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/intake/register"
)

const supporterHead = "Naam;Soort;Organisatie;Leefgebieden;Doelgroepen;Ervaringsdeskundig;Talen;Wijk;Max zaken;Uren per week;VOG tot;" +
	"Geheimhouding;OCO-opleiding;Buddy;Status;E-mail;Telefoon"

// volunteer reads a plain row of a volunteer with some cells changed.
func volunteer(t *testing.T, pairs ...string) register.Row {
	t.Helper()
	cells := map[string]string{
		"Naam": "Bo Bos", "Soort": "vrijwilliger", "Leefgebieden": "wmo", "Max zaken": "2", "Talen": "Nederlands", "Status": "actief",
		"E-mail": "bo@lijst.example", "Telefoon": "06-11939001", "Geheimhouding": "ja",
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		cells[pairs[i]] = pairs[i+1]
	}
	var line []string
	for _, name := range strings.Split(supporterHead, ";") {
		line = append(line, cells[name])
	}
	rows, _ := open(t, []byte(supporterHead+"\n"+strings.Join(line, ";")), register.Supporters)
	return rows[0]
}

func TestRowsOfSupporters(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells []string
		kept  bool
		rules []register.Rule
	}{
		{"nothing to tell", nil, true, nil},
		{"no name", []string{"Naam", ""}, false, []register.Rule{register.RuleNoName}},
		{"an unknown kind", []string{"Soort", "mantelzorger"}, false, []register.Rule{register.RuleKindUnknown}},
		{"no kind", []string{"Soort", ""}, false, []register.Rule{register.RuleKindMissing}},
		{"capacity in words", []string{"Max zaken", "minus een"}, false, []register.Rule{register.RuleCapacity}},
		{"capacity below nothing", []string{"Max zaken", "-1"}, false, []register.Rule{register.RuleCapacity}},
		{"capacity in parts", []string{"Max zaken", "2,5"}, false, []register.Rule{register.RuleCapacity}},
		{"capacity beyond all bounds", []string{"Max zaken", "101"}, false, []register.Rule{register.RuleCapacity}},
		{"no capacity", []string{"Max zaken", ""}, true, []register.Rule{register.RuleCapacityMissing}},
		{"no such day of the certificate", []string{"VOG tot", "31-2-2027"}, false, []register.Rule{register.RuleNoSuchDate}},
		{"no such day of the statement", []string{"Geheimhouding", "31-2-2027"}, false, []register.Rule{register.RuleNoSuchDate}},
		{"a professional of nobody", []string{"Soort", "professional"}, false, []register.Rule{register.RuleOrganisation}},
		{"an unknown language", []string{"Talen", "Nederlands, Klingonees"}, true, []register.Rule{register.RuleLanguage}},
		{"an unknown status", []string{"Status", "misschien"}, true, []register.Rule{register.RuleStatus}},
		{"no way to reach", []string{"E-mail", "", "Telefoon", ""}, true, []register.Rule{register.RuleNoContact}},
		{"an unknown life domain", []string{"Leefgebieden", "tuin"}, true, []register.Rule{register.RuleDomainUnknown}},
	} {
		t.Run(c.name, func(t *testing.T) {
			row := volunteer(t, c.cells...)
			if row.Kept() != c.kept {
				t.Errorf("kept: %t", row.Kept())
			}
			if diff := cmp.Diff(c.rules, rules(row)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSupporterCells(t *testing.T) {
	s := volunteer(t, "Leefgebieden", "jeugd & school", "Doelgroepen", "lvb, NAH", "Ervaringsdeskundig", "ja", "Talen", "Nederlands, Turks en nl-BE",
		"Wijk", "De Hoef", "Max zaken", "3,0", "Uren per week", "1:30", "VOG tot", "01-09-2027", "Geheimhouding", "3 mrt 2021",
		"OCO-opleiding", "ja, in 2021", "Buddy", "Vrijwilliger  C", "Status", "Met buddy").Supporter
	got := map[string]any{
		"kind": s.Kind, "domains": s.LifeDomains, "groups": s.TargetGroups, "lived": s.LivedExperience, "languages": s.Languages,
		"place": s.Neighbourhood, "capacity": s.Capacity, "minutes": s.MinutesPerWeek, "vog": s.CertificateUntil,
		"secret": s.Confidentiality, "since": s.ConfidentialityOn, "trained": s.Training, "buddy": s.BuddyKey.Reveal(), "status": s.Status,
	}
	want := map[string]any{
		"kind": register.Informal, "domains": []register.LifeDomain{"youth", "education"}, "groups": []string{"lvb", "nah"},
		"lived": register.Yes, "languages": []string{"nl", "tr", "nl-BE"}, "place": "de_hoef", "capacity": 3, "minutes": 90,
		"vog": register.Day("2027-09-01"), "secret": register.Yes, "since": register.Day("2021-03-03"), "trained": register.Yes,
		"buddy": "vrijwilligerc", "status": register.SupporterStatus("with_buddy"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	own := volunteer(t, "Ervaringsdeskundig", "met de Wlz").Supporter
	if own.LivedExperience != register.Yes || own.LivedExperienceWords.Reveal() != "met de Wlz" {
		t.Error("lived experience in their own words")
	}
	if s := volunteer(t, "Status", "", "Soort", "professional", "Organisatie", "MEE").Supporter; s.Status != "active" {
		t.Error("a professional starts active")
	}
	if s := volunteer(t, "Status", "").Supporter; s.Status != "applicant" {
		t.Error("a volunteer starts as an applicant")
	}
}
