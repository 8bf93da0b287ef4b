package cli

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	"oco.example/oco/clients/cmd/oco/internal/signin"
)

func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		code   codes.Code
		reason string
		want   int
		says   string
	}{
		{codes.InvalidArgument, "INVALID", exitUsage, "It was refused."},
		{codes.ResourceExhausted, "TOO_LARGE", exitUsage, "It was refused."},
		{codes.Unauthenticated, "UNAUTHENTICATED", exitSignIn, "oco login"},
		{codes.PermissionDenied, "FORBIDDEN", exitNotAllowed, "It was refused."},
		{codes.NotFound, "NOT_FOUND", exitNotFound, "It was refused."},
		{codes.FailedPrecondition, "STATE_CONFLICT", exitConflict, "It was refused."},
		{codes.Aborted, "ETAG_MISMATCH", exitConflict, "get command"},
		{codes.AlreadyExists, "ALREADY_EXISTS", exitConflict, "It was refused."},
		{codes.AlreadyExists, "REQUEST_ID_REUSED", exitConflict, "It was refused."},
		{codes.FailedPrecondition, "NOT_ELIGIBLE", exitConflict, "It was refused."},
		{codes.FailedPrecondition, "GRANT_IMPOSSIBLE", exitConflict, "It was refused."},
		{codes.FailedPrecondition, "SECOND_PERSON_NEEDED", exitConflict, "It was refused."},
		{codes.DeadlineExceeded, "DEADLINE_EXCEEDED", exitTryAgain, "It was refused."},
		{codes.Unimplemented, "UNIMPLEMENTED", exitFailed, "It was refused."},
		{codes.Internal, "INTERNAL", exitFailed, "trace-1"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			s := sit(t, &platform{answer: refuse(t, c.code, c.reason)})
			if got := s.run("applications", "get", someID); got != c.want {
				t.Errorf("exit code %d, want %d", got, c.want)
			}
			if !strings.HasPrefix(s.err, "oco: It was refused.") || !strings.Contains(s.err, c.says) || s.out != "" {
				t.Errorf("said %q", s.err)
			}
		})
	}
}

func TestTryAgain(t *testing.T) {
	retry := &errdetails.RetryInfo{RetryDelay: durationpb.New(45 * time.Second)}
	s := sit(t, &platform{answer: refuse(t, codes.ResourceExhausted, "RATE_LIMITED", retry)})
	if code := s.run("applications", "list"); code != exitTryAgain || !strings.Contains(s.err, "Try again in 45s.") {
		t.Errorf("exit code %d: %s", code, s.err)
	}
}

func TestServerAway(t *testing.T) {
	s := sit(t, &platform{})
	s.env["OCO_SERVER"] = "127.0.0.1:1"
	if code := s.run("applications", "list", "--timeout", "100ms"); code != exitTryAgain || !strings.Contains(s.err, "127.0.0.1:1 cannot be reached") {
		t.Errorf("exit code %d: %s", code, s.err)
	}
}

func TestBrokenOff(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p := &platform{}
	system := System{Getenv: func(string) string { return "" }, Now: time.Now, Store: func() (signin.Store, error) { return signin.NewStore(t.TempDir()), nil }, Out: &strings.Builder{}, Err: &strings.Builder{}}
	if code := Run(ctx, system, "form", "get", "-m", "gm0867", "--plaintext", "--server", p.serve(t)); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
}

// TestRefusedFieldsHaveTheirFlag holds that a person reads the name that they typed, not the
// contract's.
func TestRefusedFieldsHaveTheirFlag(t *testing.T) {
	for _, c := range []struct{ path, want, line string }{
		{"resident.phone", "--phone", "applications submit --name Noor"},
		{"resident.house_number", "--house-number", "applications submit --name Noor"},
		{"applicant.kind", "--applicant", "applications submit --name Noor"},
		{"urgency.latest_date", "--urgency-date", "applications submit --name Noor"},
		{"safe_contact.instruction", "--safe-contact", "applications submit --name Noor"},
		{"life_domains[2]", "--life-domain", "applications submit --name Noor"},
		{"application.life_domains", "--life-domain", "applications update " + someID + " --question x"},
		{"application.id", "APPLICATION", "applications update " + someID + " --question x"},
		{"supporter.max_cases", "--max-cases", "supporters create --kind formal --name Pim"},
		{"municipality.opening_hours[0].opens", "--opening-hours", "municipalities update gm0867 --name Waalwijk"},
		{"until_date", "--until", "monitor --year 2026"},
		{"municipality", "--municipality", "applications list"},
		{"page_size", "--limit", "applications list"},
		{"something.new", "something new", "applications list"},
	} {
		s := sit(t, &platform{answer: refuse(t, codes.InvalidArgument, "INVALID", &errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
			{Field: c.path, Description: "Mend it."},
		}})})
		if code := s.run(strings.Fields(c.line)...); code != exitUsage || !strings.Contains(s.err, "\n  "+c.want+": Mend it.\n") {
			t.Errorf("%s: exit code %d, said %q", c.path, code, s.err)
		}
	}
}

func TestWrongCommandLines(t *testing.T) {
	for line, says := range map[string]string{
		"":                               "",
		"lists":                          "there is no such command",
		"applications lists":             "there is no such command",
		"applications list --nope":       "there is no flag --nope",
		"applications list extra":        "there are 1 arguments, and the command takes 0",
		"applications get":               "APPLICATION: is missing",
		"applications merge " + someID:   "INTO: is missing",
		"triage decide":                  "APPLICATION, --route: must be given",
		"imports create":                 "FILE, --kind: must be given",
		"applications merge":             "APPLICATION, INTO: is missing",
		"municipalities create gm0867":   "--name, --contact-name: must be given",
		"municipalities get waalwijk":    "MUNICIPALITY: type its CBS code",
		"applications list --order name": "--order: choose one of newest, oldest, urgency",
		"applications get 12":            "APPLICATION: an id looks like 0198c0de-0000-7000-8000-000000000001; oco applications list shows it",
		"imports create x --kind supporters --column A=route":   "--column: choose one of number, name,",
		"triage decide " + someID:                               "--route: must be given",
		"triage decide " + someID + " --route horse":            "--route: choose one of answered, own-network, informal",
		"applications list --limit x":                           "--limit: type a whole number",
		"applications list -q":                                  "there is no such command or flag",
		"applications list --server":                            "--server: its value is missing",
		"applications list --limit 0":                           "--limit: type a number",
		"applications list --output xml":                        "--output: choose one of table, json, csv",
		"applications list --columns x":                         "--columns: there is no such column; choose from id,",
		"applications list --language de":                       "--language: choose nl or en",
		"applications list -m waalwijk":                         "--municipality: type its CBS code",
		"applications list --client-cert x":                     "--client-cert: goes together with --client-key",
		"applications list --ca-file /none":                     "certificate authorities",
		"applications update " + someID:                         "nothing to change was given",
		"applications submit --urgency-date 31-2-2026 --name x": "--urgency-date: type a day that exists",
		"direct-answers record --life-domain wmo --minutes ten": "--minutes: type a whole number",
		"offers record-answer " + someID + " perhaps":           "YES|NO: type yes or no",
		"applications submit --from /none":                      "--from: it cannot be read",
		"imports create /none --kind supporters":                "FILE: it cannot be read",
		"imports create --kind supporters":                      "FILE: is missing",
		"imports create a b --kind supporters":                  "FILE: name one file",
		"imports create x --kind supporters --column wrong":     "--column: type the heading and the field",
		"municipalities update gm0867 --opening-hours always":   "--opening-hours: type a day and hours",
		"monitor --year 26":                                     "--year: type it as 2026",
		"monitor --month march":                                 "--month: type it as 2026-03",
		"monitor --year 2026 --from 2026-01-01":                 "give --year, or --half, or --month, or --from and --until",
		"monitor --year 2026 --half 2026-1":                     "give --year, or --half, or --month, or --from and --until",
		"monitor --half 2026-3":                                 "--half: type it as 2026-1",
		"monitor --half eerste":                                 "--half: type it as 2026-1",
		"login --issuer http://127.0.0.1:1":                     "oco: http://127.0.0.1:1 cannot be reached. Check the address (--issuer)",
		"login --issuer http://login.example":                   "is no https address",
	} {
		s := sit(t, &platform{})
		code := s.run(strings.Fields(line)...)
		if line == "" {
			if code != exitOK || !strings.Contains(s.out, "Every day:") {
				t.Errorf("no arguments: exit code %d: %s", code, s.out)
			}
			continue
		}
		want := exitUsage
		switch {
		case strings.HasPrefix(line, "login --issuer http://127"):
			want = exitTryAgain
		case strings.HasPrefix(line, "login"):
			want = exitFailed
		}
		if code != want || !strings.Contains(s.err, says) {
			t.Errorf("oco %s: exit code %d, said %q, want %q", line, code, s.err, says)
		}
	}
}

// TestErrorsRepeatNothingPersonal types a canary wherever a value goes: it is never said again.
func TestErrorsRepeatNothingPersonal(t *testing.T) {
	canary := "Kanarie van Dommelen"
	for _, args := range [][]string{
		{"applications", "submit", "--urgency-date", canary},
		{"applications", "submit", "--life-domain", canary},
		{"applications", "submit", "--resident-agrees=" + canary},
		{"applications", "list", "--limit", canary},
		{"applications", "list", canary},
		{"applications", canary},
		{canary},
		{"applications", "search", "--from", "-"},
		{"direct-answers", "record", "--life-domain", "wmo", "--minutes", canary},
		{"municipalities", "update", "gm0867", "--opening-hours", canary},
		{"imports", "create", canary, "--kind", "supporters"},
		{"monitor", "--month", canary},
		{"applications", "list", "--municipality", canary},
		{"applications", "list", "--output", canary},
		{"applications", "list", "--timeout", canary},
		{"applications", "list", "-" + canary},
	} {
		s := sit(t, &platform{})
		s.in = fmt.Sprintf("{\"name\": 12, \"%s\": \"%s\"}", canary, canary)
		if code := s.run(args...); code != exitUsage {
			t.Errorf("oco %v: exit code %d", args, code)
		}
		if strings.Contains(s.err, "Kanarie") || strings.Contains(s.out, "Kanarie") {
			t.Errorf("oco %v: said %q", args, s.err)
		}
	}
}

// TestReasonByCode holds that a refusal from in between, a proxy, has its exit code as well.
func TestReasonByCode(t *testing.T) {
	p := &platform{answer: func(string, proto.Message) ([]proto.Message, error) {
		return nil, status.Error(codes.PermissionDenied, "no")
	}}
	if code := sit(t, p).run("applications", "list"); code != exitNotAllowed {
		t.Errorf("exit code %d", code)
	}
}
