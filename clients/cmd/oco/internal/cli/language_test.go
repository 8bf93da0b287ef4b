package cli

import (
	"maps"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
)

// TestTheLanguageOfTheCommand holds where it comes from: the flag, its variable, the system.
func TestTheLanguageOfTheCommand(t *testing.T) {
	for _, c := range []struct {
		line string
		env  map[string]string
		want string
	}{
		{"applications list", nil, "nothing found\n"},
		{"applications list", map[string]string{"OCO_LANGUAGE": "nl"}, "niets gevonden\n"},
		{"applications list --language nl", map[string]string{"LANG": "en_GB.UTF-8"}, "niets gevonden\n"},
		{"applications list --language en", map[string]string{"OCO_LANGUAGE": "nl"}, "nothing found\n"},
		{"applications list", map[string]string{"LANG": "nl_NL.UTF-8"}, "niets gevonden\n"},
		{"applications list", map[string]string{"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "nothing found\n"},
		{"applications list", map[string]string{"LANG": "en_GB.UTF-8", "LC_ALL": "nl_BE"}, "niets gevonden\n"},
	} {
		s := sit(t, &platform{})
		maps.Copy(s.env, c.env)
		if got := s.must(strings.Fields(c.line)...); got != c.want {
			t.Errorf("%s with %v: got %q, want %q", c.line, c.env, got, c.want)
		}
	}
}

// TestErrorsInDutch holds that whoever reads Dutch reads it when something goes wrong too.
func TestErrorsInDutch(t *testing.T) {
	for line, says := range map[string]string{
		"lists":                                                 "oco: deze opdracht of optie bestaat niet\nKijk bij oco --help.\n",
		"applications lists":                                    "oco: deze opdracht bestaat niet; oco applications --help noemt ze\n",
		"applications list --nope":                              "de optie --nope bestaat niet",
		"applications list -q":                                  "deze opdracht of optie bestaat niet",
		"applications list --server":                            "--server: de waarde ontbreekt",
		"applications list extra":                               "er zijn 1 argumenten en de opdracht neemt er 0",
		"applications get":                                      "APPLICATION: ontbreekt",
		"triage decide " + someID:                               "--route: moet u invullen",
		"triage decide " + someID + " --route paard":            "--route: kies een van direct beantwoord, eigen omgeving, informeel,",
		"applications list --order naam":                        "--order: kies een van nieuwste, oudste, spoed",
		"applications list --limit x":                           "--limit: typ een heel getal",
		"applications list --limit 0":                           "--limit: typ een getal vanaf 1",
		"applications list --output xml":                        "--output: kies een van table, json, csv",
		"applications list --columns x":                         "--columns: deze kolom bestaat niet; kies uit id,",
		"applications list -m waalwijk":                         "--municipality: typ de CBS-code",
		"applications list --client-cert x":                     "--client-cert: hoort samen met --client-key",
		"applications list --ca-file /none":                     "er kan geen verbinding komen: ",
		"applications update " + someID:                         "u noemt niets om te wijzigen",
		"applications submit --urgency-date 31-2-2026 --name x": "--urgency-date: typ een dag die bestaat",
		"offers record-answer " + someID + " misschien":         "YES|NO: typ ja of nee",
		"imports create /none --kind supporters":                "FILE: dit is niet te lezen",
		"monitor --year 26":                                     "--year: typ het als 2026",
		"grants revoke " + someID:                               "--yes: dit kan niet ongedaan gemaakt worden",
		"login --issuer http://127.0.0.1:1":                     "oco: http://127.0.0.1:1 is niet te bereiken. Klopt het adres (--issuer)",
		"login --issuer http://login.example":                   `oco: het inlogadres "http://login.example" is geen https-adres`,
	} {
		s := sit(t, &platform{})
		s.env["OCO_LANGUAGE"] = "nl"
		if code := s.run(strings.Fields(line)...); code == exitOK || !strings.Contains(s.err, says) {
			t.Errorf("oco %s: exit code %d, said %q, want %q", line, code, s.err, says)
		}
	}
	s := sit(t, &platform{answer: refuse(t, codes.Aborted, "ETAG_MISMATCH")})
	s.env["OCO_LANGUAGE"] = "nl"
	if code := s.run("applications", "get", someID); code != exitConflict || !strings.Contains(s.err, "Bekijk het opnieuw met de opdracht get") {
		t.Errorf("exit code %d, said %q", code, s.err)
	}
	s.env["OCO_SERVER"] = "127.0.0.1:1"
	if code := s.run("applications", "list", "--timeout", "100ms"); code != exitTryAgain || !strings.Contains(s.err, "de server op 127.0.0.1:1 is niet te bereiken") {
		t.Errorf("exit code %d: %s", code, s.err)
	}
}

// TestResultsInDutch holds the same for what goes well.
func TestResultsInDutch(t *testing.T) {
	taken := taken(intakev1.ImportState_IMPORT_STATE_DONE)
	s := sit(t, &platform{answer: func(method string, request proto.Message) ([]proto.Message, error) {
		switch method {
		case "GetCaller":
			return []proto.Message{&adminv1.Caller{Name: "Bas"}}, nil
		case "GetMonitor":
			return []proto.Message{&reportingv1.Monitor{Municipality: "gm0867", FromDate: "2026-01-01", UntilDate: "2027-01-01", Applications: &reportingv1.Count{Value: 120}}}, nil
		case "ListApplications":
			return pages(method, request)
		case "CreateImport", "WatchImport", "ListImportRows":
			return taken(method, request)
		}
		return nil, nil
	}})
	s.env["OCO_LANGUAGE"], s.asks, s.in = "nl", true, "j\n"
	for _, c := range []struct {
		line string
		says []string
	}{
		{"applications list", []string{"50 getoond; er zijn er meer: een hogere --limit. Met --all komen ook de afgesloten aanmeldingen\n"}},
		{"grants revoke " + someID, []string{"Trek de rol in " + someID + "? [j/N] "}},
		{"certificates delete " + someID + " " + otherID, []string{"klaar\n"}},
		{"monitor", []string{"gm0867, van 2026-01-01 tot 2027-01-01\n", "TOTAAL", "AANTAL", "aanmeldingen"}},
		{"imports create " + s.file("lijst.csv", "x") + " --kind aanmeldingen", []string{"RIJEN", "  waarvan aan te vullen  1\n", "Rijen om te bekijken:", "import " + someID}},
		{"logout", []string{"U bent op ", " uitgelogd.\n"}},
	} {
		s.must(strings.Fields(c.line)...)
		for _, text := range c.says {
			if !strings.Contains(s.out+s.err, text) {
				t.Errorf("oco %s: %q is not in %q", c.line, text, s.out+s.err)
			}
		}
	}
	s.in = "een-token"
	s.must("login")
	if !strings.Contains(s.err, "ingelogd als Bas.\n") {
		t.Errorf("said %q", s.err)
	}
}

// TestNamesOfFieldsInDutch holds that a table, a record and an event are in one language, and that
// programs read the same in any.
func TestNamesOfFieldsInDutch(t *testing.T) {
	s := sit(t, &platform{answer: one(two())})
	s.env["OCO_LANGUAGE"] = "nl"
	if got := s.must("applications", "list"); !strings.HasPrefix(got, "ID ") || !strings.Contains(got, "  DATUM AANMELDING  STAND ") || !strings.Contains(got, "  SPOED TOT  BELOFTEN  AAN TE VULLEN") {
		t.Error(got)
	}
	if got := s.must("applications", "list", "-o", "csv"); !strings.HasPrefix(got, "id,municipality,resident,resident_name,state,") {
		t.Error(got)
	}
	first := two().GetApplications()[0]
	first.Applicant = &intakev1.Applicant{Kind: commonv1.ApplicantKind_APPLICANT_KIND_REFERRER}
	s = sit(t, &platform{answer: one(first)})
	s.env["OCO_LANGUAGE"] = "nl"
	if got := s.must("applications", "get", someID); !strings.Contains(got, "Datum aanmelding  2026-03-01\n") || !strings.Contains(got, "Melder: soort     verwijzer\n") {
		t.Error(got)
	}
	s = sit(t, &platform{answer: func(string, proto.Message) ([]proto.Message, error) {
		return []proto.Message{&eventsv1.WatchEventsResponse{Position: 8, Event: &eventv1.Event{Position: 8, Payload: &eventv1.Event_TriageDecided{
			TriageDecided: &eventv1.TriageDecided{Application: someID, Route: commonv1.Route_ROUTE_INFORMAL},
		}}}}, nil
	}})
	s.env["OCO_LANGUAGE"] = "nl"
	if got := s.must("events", "watch"); !strings.Contains(got, "afgewogen  aanmelding "+someID+", route informeel\n") {
		t.Error(got)
	}
	if got := s.must("events", "watch", "-o", "csv"); !strings.Contains(got, ",triage decided,") || !strings.Contains(got, ", route informal") {
		t.Error(got)
	}
}
