package golden_test

import (
	"fmt"
	"net/http"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"

	"oco.example/oco/server/itest/harness"
)

// run is one story through one door.
type run struct {
	system          *harness.System
	door            harness.Door
	home, neighbour *harness.Place
	words           *words
	canaries        *canaries
	// told is what came back, step by step, for comparison with the other door.
	told []string
}

func newRun(t *testing.T, system *harness.System, door harness.Door, s story, c *canaries) *run {
	t.Helper()
	home, neighbour := s.people()
	r := &run{system: system, door: door, canaries: c}
	// Of their own region, so that no other story's municipality is a neighbour.
	region := system.NewRegion()
	r.home = system.NewPlace(t, region, home...)
	r.neighbour = system.NewPlace(t, region, neighbour...)
	r.words = &words{known: map[string]string{"home": r.home.Code, "neighbour": r.neighbour.Code}}
	r.words.account = func(as string) string {
		how, persona := who(as)
		place := r.home
		if how == "neighbour" {
			place = r.neighbour
		}
		rpc, err := harness.Method("GetCaller")
		if err != nil {
			t.Fatal(err)
		}
		answer := system.Make(t, harness.GRPC, harness.Call{RPC: rpc, Token: place.Token(t, persona)})
		account, err := pick(harness.JSON(answer.Messages[0]), "account")
		if err != nil {
			t.Fatal(err)
		}
		return account
	}
	return r
}

// play makes the calls of a story.
func (r *run) play(t *testing.T, s story) {
	t.Helper()
	for i, step := range s.Steps {
		if !step.runs(r.door) {
			continue
		}
		where := fmt.Sprintf("step %d, %s as %s", i+1, step.Call, step.As)
		c := r.call(t, step)
		a := r.system.Make(t, r.door, c)
		for begun := time.Now(); step.Until && time.Since(begun) < time.Minute && !r.holds(step, a); {
			a = r.system.Make(t, r.door, c)
		}
		if !r.check(t, where, step, c, a) {
			return
		}
		if len(step.Doors) == 0 {
			r.told = append(r.told, where+"\n"+r.tell(a))
		}
	}
}

func (r *run) call(t *testing.T, s step) harness.Call {
	t.Helper()
	rpc, err := harness.Method(s.Call)
	if err != nil {
		t.Fatal(err)
	}
	send, _ := r.words.fill(s.Send).(map[string]any)
	if send == nil {
		send = map[string]any{}
	}
	if field := rpc.Input().Fields().ByName("municipality"); field != nil && field.Message() == nil {
		if given, isGiven := send["municipality"]; !isGiven {
			send["municipality"] = r.home.Code
		} else if given == nil {
			delete(send, "municipality")
		}
	}
	r.canaries.addRequest(rpc.Input(), send)
	r.canaries.remember(t, rpc.Input(), send)
	return harness.Call{RPC: rpc, Token: r.token(t, s), Language: s.Language, Request: send, Messages: s.Take, Headers: s.Headers}
}

func (r *run) token(t *testing.T, s step) string {
	t.Helper()
	how, persona := who(s.As)
	switch {
	case persona == "garbage":
		return "eyJhbGciOiJub25lIn0.S2FuYXJpZQ."
	case how == "expired":
		return r.home.Expired(t, persona)
	case how == "neighbour":
		return r.neighbour.Token(t, persona)
	case how != "":
		t.Fatalf("nobody can be %q", s.As)
	}
	return r.home.Token(t, persona)
}

// holds reports whether an answer holds what the step expects by now.
func (r *run) holds(s step, a harness.Answer) bool {
	return len(a.Messages) == 1 && len(lacks("", r.words.fill(s.Answer), harness.JSON(a.Messages[0]))) == 0
}

// check compares an answer with what the step expects.
func (r *run) check(t *testing.T, where string, s step, c harness.Call, a harness.Answer) bool {
	t.Helper()
	if a.Reason != s.Refused || (a.Code != codes.OK) != (s.Refused != "") && a.Status == 0 {
		t.Errorf("%s: want %q, got %q: %s %v %s", where, s.Refused, a.Reason, a.Says, a.Fields, a.Raw)
		return false
	}
	if problem := statusIs(c, a); problem != "" {
		t.Errorf("%s: %s", where, problem)
		return false
	}
	if s.Refused != "" {
		return r.checkRefusal(t, where, s, a)
	}
	var answer any = map[string]any{}
	if len(a.Messages) == 1 && !c.RPC.IsStreamingServer() {
		answer = harness.JSON(a.Messages[0])
	} else if c.RPC.IsStreamingServer() {
		answer = stream(a)
	}
	if differs := lacks("", r.words.fill(s.Answer), answer); len(differs) > 0 {
		t.Errorf("%s:\n%s\nin %v", where, strings.Join(differs, "\n"), answer)
		return false
	}
	for name, path := range s.Keep {
		value, err := pick(answer, path)
		if err != nil {
			t.Errorf("%s: keep %s: %v", where, name, err)
			return false
		}
		r.words.known[name] = value
	}
	return true
}

// stream is what a stream answered, as one value.
func stream(a harness.Answer) map[string]any {
	var list []any
	for _, m := range a.Messages {
		list = append(list, harness.JSON(m))
	}
	last := map[string]any{}
	if len(a.Messages) > 0 {
		last = harness.JSON(a.Messages[len(a.Messages)-1])
	}
	return map[string]any{"messages": list, "last": last}
}

func (r *run) checkRefusal(t *testing.T, where string, s step, a harness.Answer) bool {
	t.Helper()
	got := map[string]string{}
	for _, f := range a.Fields {
		got[f.Field] = strings.TrimPrefix(got[f.Field]+" "+f.Rule, " ")
		if f.Says == "" {
			t.Errorf("%s: %s breaks %s, and nothing says so in words", where, f.Field, f.Rule)
		}
	}
	want := map[string]string{}
	for field, rule := range s.Fields {
		want[field] = rule
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: fields (-want +got):\n%s", where, diff)
		return false
	}
	for name, value := range s.About {
		if filled := r.words.fill(value); a.Metadata[name] != filled {
			t.Errorf("%s: about %s: want %q, got %q", where, name, filled, a.Metadata[name])
			return false
		}
	}
	said := a.Says
	for _, f := range a.Fields {
		said += "\n" + f.Says
	}
	if a.Says == "" || !strings.Contains(said, s.Says) {
		t.Errorf("%s: want the words %q in %q", where, s.Says, said)
		return false
	}
	if a.Trace == "" {
		t.Errorf("%s: no trace", where)
	}
	return true
}

// tell writes an answer so that the doors can be compared: what differs from run to run has a
// name in place of its value.
func (r *run) tell(a harness.Answer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %v\n", a.Reason, a.Says, a.Metadata)
	sort.Slice(a.Fields, func(i, j int) bool { return fmt.Sprint(a.Fields[i]) < fmt.Sprint(a.Fields[j]) })
	for _, f := range a.Fields {
		fmt.Fprintf(&b, "%s %s %s\n", f.Field, f.Rule, f.Says)
	}
	for _, m := range a.Messages {
		b.WriteString(indented(harness.JSON(m)))
	}
	return b.String()
}

// statuses are the gRPC code and the HTTP status of every reason, as ARCHITECTURE's choice 9 has them.
var statuses = map[string]struct {
	code   codes.Code
	status int
}{
	"INVALID":              {codes.InvalidArgument, http.StatusBadRequest},
	"UNAUTHENTICATED":      {codes.Unauthenticated, http.StatusUnauthorized},
	"FORBIDDEN":            {codes.PermissionDenied, http.StatusForbidden},
	"NOT_FOUND":            {codes.NotFound, http.StatusNotFound},
	"STATE_CONFLICT":       {codes.FailedPrecondition, http.StatusConflict},
	"ETAG_MISMATCH":        {codes.Aborted, http.StatusPreconditionFailed},
	"ALREADY_EXISTS":       {codes.AlreadyExists, http.StatusConflict},
	"REQUEST_ID_REUSED":    {codes.AlreadyExists, http.StatusConflict},
	"NOT_ELIGIBLE":         {codes.FailedPrecondition, http.StatusConflict},
	"GRANT_IMPOSSIBLE":     {codes.FailedPrecondition, http.StatusConflict},
	"SECOND_PERSON_NEEDED": {codes.FailedPrecondition, http.StatusConflict},
	"TOO_LARGE":            {codes.ResourceExhausted, http.StatusRequestEntityTooLarge},
}

// statusIs says what is wrong with the code or status of an answer, and with the headers that go
// with it.
func statusIs(c harness.Call, a harness.Answer) string {
	if a.Status == 0 {
		if want := statuses[a.Reason].code; a.Code != want {
			return fmt.Sprintf("code %s, want %s", a.Code, want)
		}
		return ""
	}
	want := statuses[a.Reason].status
	if a.Reason == "" {
		want = success(c)
	}
	switch {
	case a.Status != want:
		return fmt.Sprintf("status %d, want %d", a.Status, want)
	case a.Header["Api-Version"] == "" || a.Header["X-Content-Type-Options"] != "nosniff":
		return fmt.Sprintf("headers are missing: %v", a.Header)
	case a.Status == http.StatusCreated && a.Header["Location"] == "":
		return "201 without Location"
	case a.Status == http.StatusUnauthorized && !strings.HasPrefix(a.Header["Www-Authenticate"], "Bearer"):
		return "401 without WWW-Authenticate"
	}
	return ""
}
