package cli

import (
	"strings"
	"testing"

	"google.golang.org/grpc/codes"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/cmd/oco/internal/signin"
)

// TestGreeting is the command line that the demo prints for people to copy.
func TestGreeting(t *testing.T) {
	p := &platform{answer: one(two())}
	s := sit(t, p)
	s.env = map[string]string{"OCO_TOKEN": "demo"}
	got := s.must("applications", "list", "--server", s.server, "--plaintext", "--municipality", "gm0867")
	if !strings.Contains(got, someID) || p.tokens[0] != "Bearer demo" {
		t.Errorf("%s\n%v", got, p.tokens)
	}
}

func TestPlaintextStaysOnThisMachine(t *testing.T) {
	s := sit(t, &platform{})
	if code := s.run("applications", "list", "--server", "oco.example:443", "--plaintext"); code != exitUsage || !strings.Contains(s.err, "not this machine") {
		t.Errorf("exit code %d: %s", code, s.err)
	}
}

func TestLoginAndLogout(t *testing.T) {
	p := &platform{answer: one(&adminv1.Caller{Name: "Carla"})}
	s := sit(t, p)
	delete(s.env, "OCO_TOKEN")
	s.in = "typed\n"
	s.must("login")
	if s.err != "Signed in at "+s.server+" as Carla.\n" {
		t.Errorf("said %q", s.err)
	}
	s.must("whoami")
	s.must("whoami", "--token-file", s.file("token", "from-file"))
	s.env["OCO_TOKEN"] = "from-env"
	s.must("whoami")
	delete(s.env, "OCO_TOKEN")
	s.must("logout")
	s.must("whoami")
	want := []string{"Bearer typed", "Bearer typed", "Bearer from-file", "Bearer from-env", ""}
	if strings.Join(p.tokens, "|") != strings.Join(want, "|") {
		t.Errorf("signed in with %q, want %q", p.tokens, want)
	}
}

// TestLoginKeepsPlaintext holds that whoever signed in without encryption need not say so again, at that server alone,
// and until they sign out or say otherwise.
func TestLoginKeepsPlaintext(t *testing.T) {
	p := &platform{}
	s := sit(t, p)
	s.env = map[string]string{}
	s.in = "typed\n"
	s.must("login", "--plaintext")
	s.must("whoami")
	if p.tokens[1] != "Bearer typed" {
		t.Errorf("signed in with %q", p.tokens)
	}
	other := (&platform{}).serve(t)
	for _, line := range []string{"whoami --plaintext=false", "whoami --server " + other} {
		if code := s.run(append(strings.Fields(line), "--timeout", "100ms")...); code != exitTryAgain {
			t.Errorf("%s: exit code %d: %s", line, code, s.err)
		}
	}
	s.must("logout")
	if code := s.run("whoami", "--timeout", "100ms"); code != exitTryAgain {
		t.Errorf("after logout: exit code %d: %s", code, s.err)
	}
}

// TestVariables holds that a variable stands in for the flag, with the same values, and that the flag wins.
func TestVariables(t *testing.T) {
	for _, c := range []struct {
		name, value string
		flags       []string
		code        int
		says        string
	}{
		{"OCO_PLAINTEXT", "1", nil, exitOK, ""},
		{"OCO_PLAINTEXT", "true", nil, exitOK, ""},
		{"OCO_PLAINTEXT", "TRUE", nil, exitOK, ""},
		{"OCO_PLAINTEXT", "false", []string{"--timeout=100ms"}, exitTryAgain, "cannot be reached"},
		{"OCO_PLAINTEXT", "0", []string{"--timeout=100ms"}, exitTryAgain, "cannot be reached"},
		{"OCO_PLAINTEXT", "true", []string{"--timeout=100ms", "--plaintext=false"}, exitTryAgain, "cannot be reached"},
		{"OCO_PLAINTEXT", "false", []string{"--plaintext"}, exitOK, ""},
		{"OCO_PLAINTEXT", "perhaps", nil, exitUsage, "OCO_PLAINTEXT: type true or false"},
		{"OCO_TIMEOUT", "1ns", nil, exitTryAgain, "took too long"},
		{"OCO_TIMEOUT", "1ns", []string{"--timeout=1m"}, exitOK, ""},
		{"OCO_TIMEOUT", "soon", nil, exitUsage, "OCO_TIMEOUT: type a time such as 10s"},
	} {
		s := sit(t, &platform{})
		s.env[c.name] = c.value
		if code := s.run(append([]string{"whoami"}, c.flags...)...); code != c.code || !strings.Contains(s.err, c.says) {
			t.Errorf("%s=%s %v: exit code %d: %s", c.name, c.value, c.flags, code, s.err)
		}
	}
}

func TestLoginAsksOnATerminal(t *testing.T) {
	s := sit(t, &platform{})
	s.asks, s.in = true, "hidden"
	s.must("login")
	if strings.Contains(s.out+s.err, "hidden") || !strings.HasPrefix(s.err, "Token: ") {
		t.Errorf("said %q", s.err)
	}
}

func TestATokenThatDoesNotCountIsNotKept(t *testing.T) {
	s := sit(t, &platform{answer: refuse(t, codes.Unauthenticated, "UNAUTHENTICATED")})
	s.in = "wrong"
	if code := s.run("login"); code != exitSignIn {
		t.Errorf("exit code %d: %s", code, s.err)
	}
	if kept, err := signin.NewStore(s.dir).Get(s.server); kept != nil || err != nil {
		t.Errorf("kept %v, %v", kept, err)
	}
	s.in = ""
	if code := s.run("login"); code != exitUsage || !strings.Contains(s.err, "there is no token") {
		t.Errorf("exit code %d: %s", code, s.err)
	}
}

func TestDangerAsks(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		asks bool
		in   string
		code int
		done bool
	}{
		{"yes", nil, true, "y\n", exitOK, true},
		{"ja", nil, true, "ja\n", exitOK, true},
		{"no", nil, true, "n\n", exitFailed, false},
		{"nothing", nil, true, "\n", exitFailed, false},
		{"closed", nil, true, "", exitFailed, false},
		{"nobody there", nil, false, "y\n", exitUsage, false},
		{"--yes", []string{"--yes"}, false, "", exitOK, true},
	} {
		for _, line := range []string{
			"applications end " + someID + " --reason withdrawn", "applications merge " + someID + " " + otherID, "grants revoke " + someID,
			"representatives delete " + someID + " " + otherID, "certificates delete " + someID + " " + otherID,
		} {
			p := &platform{}
			s := sit(t, p)
			s.asks, s.in = c.asks, c.in
			if code := s.run(append(strings.Fields(line), c.args...)...); code != c.code || (len(p.requests) > 0) != c.done {
				t.Errorf("%s, %s: exit code %d, %d calls: %s", c.name, line, code, len(p.requests), s.err)
			}
		}
	}
}

func TestCompletion(t *testing.T) {
	p := &platform{answer: one(&adminv1.ListMunicipalitiesResponse{Municipalities: []*adminv1.Municipality{{Municipality: "gm0867", Name: "Waalwijk"}, {Municipality: "gm0855", Name: "Tilburg"}}})}
	s := sit(t, p)
	for line, want := range map[string]string{
		"triage decide x --route in":            "informal\n",
		"applications list --state received,in": "received,in-support\n",
		"applications list --municipality gm08": "gm0867\tWaalwijk\ngm0855\tTilburg\n",
		"applications list --output j":          "json\n",
		"supporters move x pa":                  "paused\n",
		"offers record-answer x y":              "yes\n",
		"applications list --order u":           "urgency\n",
	} {
		got := s.must(append([]string{"__complete"}, strings.Fields(line)...)...)
		if completed, _, _ := strings.Cut(got, ":4\n"); completed != want {
			t.Errorf("%s: %q, want %q", line, completed, want)
		}
	}
	for _, line := range []string{"imports create lij", "certificates create x --file c"} {
		if got := s.must(append([]string{"__complete"}, strings.Fields(line)...)...); !strings.HasPrefix(got, ":0\n") { // the shell's own, which are files
			t.Errorf("%s: %q", line, got)
		}
	}
	if got := s.must("__complete", "imports", "create", "lijst.csv", ""); !strings.HasPrefix(got, ":4\n") {
		t.Errorf("a second file: %q", got)
	}
	p.answer = one(&adminv1.ListCodesResponse{Codes: []*adminv1.Code{{Code: "other", Active: true}, {Code: "old"}, {Code: "referred", Active: true}}})
	if got := s.must("__complete", "cases", "close", "x", "--outcome", "o"); !strings.HasPrefix(got, "other\n:") {
		t.Errorf("outcomes: %q", got)
	}
	if ask, _ := p.last(t).(*adminv1.ListCodesRequest); ask.GetList() != adminv1.CodeList_CODE_LIST_OUTCOME || ask.GetMunicipality() != "gm0867" || p.tokens[len(p.tokens)-1] != "" {
		t.Errorf("asked %v", ask)
	}
}

// TestUpdateKeepsTheRest holds that a part of a message is changed on what stands, and refused when
// that changed meanwhile.
func TestUpdateKeepsTheRest(t *testing.T) {
	stands := &intakev1.Application{
		Id: someID, Etag: "7", Question: "Iets", Urgency: &intakev1.Urgency{Reason: intakev1.UrgencyReason_URGENCY_REASON_EVICTION, LatestDate: "2026-05-01"},
		SafeContact: &intakev1.SafeContact{NoPost: true},
	}
	p := &platform{answer: one(stands)}
	s := sit(t, p)
	s.must("applications", "update", someID, "--urgency-note", "brief ligt er", "--call-back", "")
	ask, _ := p.last(t).(*intakev1.UpdateApplicationRequest)
	a := ask.GetApplication()
	if a.GetUrgency().GetNote() != "brief ligt er" || a.GetUrgency().GetLatestDate() != "2026-05-01" || a.GetEtag() != "7" || a.GetSafeContact() != nil || a.GetQuestion() != "" {
		t.Errorf("sent %v", a)
	}
	if got := strings.Join(ask.GetUpdateMask().GetPaths(), " "); got != "call_back urgency" {
		t.Errorf("mask %q", got)
	}
	if p.methods[0] != "GetApplication" || len(p.methods) != 2 {
		t.Errorf("called %v", p.methods)
	}
	s.must("applications", "update", someID, "--urgency", "none")
	ask, _ = p.last(t).(*intakev1.UpdateApplicationRequest)
	if ask.GetApplication().GetUrgency() != nil || strings.Join(ask.GetUpdateMask().GetPaths(), " ") != "urgency" {
		t.Errorf("sent %v", ask)
	}
	p.methods = nil
	s.must("applications", "update", someID, "--question", "Iets anders", "--etag", "6")
	ask, _ = p.last(t).(*intakev1.UpdateApplicationRequest)
	if ask.GetApplication().GetEtag() != "6" || strings.Join(ask.GetUpdateMask().GetPaths(), " ") != "question" || len(p.methods) != 1 {
		t.Errorf("sent %v after %v", ask, p.methods)
	}
}

// TestTheMunicipalityItself holds that a municipality is named by an argument, or as everywhere else.
func TestTheMunicipalityItself(t *testing.T) {
	for line, want := range map[string]string{
		"municipalities get": "gm0867", "municipalities get -m GM0855": "gm0855", "municipalities get gm0824 -m gm0855": "gm0824",
		"municipalities update -m gm0855 --phone 06-11930100": "gm0855",
	} {
		p := &platform{}
		sit(t, p).must(strings.Fields(line)...)
		got := ""
		switch ask := p.last(t).(type) {
		case *adminv1.GetMunicipalityRequest:
			got = ask.GetMunicipality()
		case *adminv1.UpdateMunicipalityRequest:
			got = ask.GetMunicipality().GetMunicipality()
		}
		if got != want {
			t.Errorf("%s: asked for %q", line, got)
		}
	}
}

// TestRequestID holds that a write carries the id that was typed, or one of its own.
func TestRequestID(t *testing.T) {
	p := &platform{}
	s := sit(t, p)
	s.must("triage", "decide", someID, "--route", "informeel", "--request-id", otherID)
	s.must("triage", "decide", someID, "--route", "informeel")
	first, _ := p.requests[0].(*intakev1.CreateTriageDecisionRequest)
	second, _ := p.requests[1].(*intakev1.CreateTriageDecisionRequest)
	if first.GetRequestId() != otherID || second.GetRequestId() == "" || second.GetRequestId() == otherID {
		t.Errorf("ids %q and %q", first.GetRequestId(), second.GetRequestId())
	}
}

func TestTokenFileThatIsMissing(t *testing.T) {
	s := sit(t, &platform{})
	delete(s.env, "OCO_TOKEN")
	if code := s.run("whoami", "--token-file", "/none"); code != exitUsage {
		t.Errorf("exit code %d: %s", code, s.err)
	}
}
