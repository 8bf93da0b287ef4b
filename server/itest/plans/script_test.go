package plans_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
)

// scripted is one call: who calls what, and what is kept of the answer (name → field).
type scripted struct {
	persona, method, request string
	keep                     map[string]string
	line                     int
}

type script []scripted

// run is one time that the script is run.
type run struct {
	number   int
	recorder *recorder
	// sender is a place of the same region, with a coordinator.
	sender *harness.Place
	// persona is who the script's $me is.
	persona harness.Persona
	// mustSucceed says that every call must be answered; behind a crowd of copies, whose sealed
	// texts nobody can open, some are not.
	mustSucceed bool
}

func readScript(t *testing.T, text string) (s script) {
	t.Helper()
	for number, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		call, kept, _ := strings.Cut(line, " > ")
		parts := strings.SplitN(call, " ", 3)
		if len(parts) != 3 {
			t.Fatalf("line %d: %q is no call", number+1, line)
		}
		c := scripted{persona: parts[0], method: parts[1], request: parts[2], keep: map[string]string{}, line: number + 1}
		for _, pair := range strings.Fields(kept) {
			name, field, _ := strings.Cut(pair, "=")
			c.keep[name] = field
		}
		s = append(s, c)
	}
	return s
}

var variable = regexp.MustCompile(`\$[a-z_]+`)

func (s script) run(t *testing.T, system *harness.System, place *harness.Place, r run) {
	t.Helper()
	known := r.variables(place)
	fill := func(text string) string {
		return variable.ReplaceAllStringFunc(text, func(name string) string { return known[name[1:]] })
	}
	for _, c := range s {
		method, err := harness.Method(c.method)
		if err != nil {
			t.Fatal(err)
		}
		var request map[string]any
		if err := json.Unmarshal([]byte(fill(c.request)), &request); err != nil {
			t.Fatalf("line %d: %v", c.line, err)
		}
		complete(method.Input(), request, place.Code)
		made := harness.Call{RPC: method, Token: r.token(t, place, fill(c.persona)), Request: request}
		if isList(method) {
			for name, value := range r.list(t, system, c, made) {
				known[name] = value
			}
			continue
		}
		if method.Name() == "WatchEvents" {
			made.Messages = 1
		}
		values := r.make(t, system, c, made)
		for name, field := range c.keep {
			if known[name], _ = values[field].(string); strings.Contains(field, ".") {
				known[name] = ofFirst(values, field)
			}
		}
	}
}

// token is that of whoever calls.
func (r run) token(t *testing.T, place *harness.Place, who string) string {
	t.Helper()
	if who == "sender" {
		return r.sender.Token(t, harness.Coordinator)
	}
	return place.Token(t, harness.Persona(who))
}

// make makes a call and returns its last answer, nil when there is none.
func (r run) make(t *testing.T, system *harness.System, c scripted, made harness.Call) map[string]any {
	t.Helper()
	answer := system.Make(t, harness.GRPC, made)
	if answer.Reason != "" || len(answer.Messages) == 0 {
		if r.mustSucceed || os.Getenv("OCO_PLANS_VERBOSE") != "" {
			t.Errorf("line %d, %s: %s %v %s", c.line, c.method, answer.Reason, answer.Fields, answer.Says)
		}
		return nil
	}
	return harness.JSON(answer.Messages[len(answer.Messages)-1])
}

// pageSizes are a page that has a next one wherever there are some rows, the size when none is
// asked for, and the largest.
var pageSizes = []int{2, 50, 200}

// list asks for pages of every size: the first, and the one after the first of the smallest size.
// The token of that one holds for every size. What is kept is of the first entry, "meetings.id".
func (r run) list(t *testing.T, system *harness.System, c scripted, made harness.Call) map[string]string {
	t.Helper()
	defer r.recorder.during("")
	next, kept := "", map[string]string{}
	for at, size := range pageSizes {
		made.Request["page_size"] = size
		r.recorder.during(fmt.Sprintf("line %d, first page of %d", c.line, size))
		if values := r.make(t, system, c, made); at == 0 {
			next, _ = values["next_page_token"].(string)
			for name, path := range c.keep {
				kept[name] = ofFirst(values, path)
			}
		}
	}
	if next == "" {
		return kept
	}
	made.Request["page_token"] = next
	for _, size := range pageSizes {
		made.Request["page_size"] = size
		r.recorder.during(fmt.Sprintf("line %d, next page of %d", c.line, size))
		r.make(t, system, c, made)
	}
	return kept
}

// ofFirst is a field of the first entry of a list.
func ofFirst(values map[string]any, path string) string {
	list, field, _ := strings.Cut(path, ".")
	entries, _ := values[list].([]any)
	if len(entries) == 0 {
		return ""
	}
	entry, _ := entries[0].(map[string]any)
	text, _ := entry[field].(string)
	return text
}

func isList(method protoreflect.MethodDescriptor) bool {
	return method.Input().Fields().ByName("page_token") != nil
}

// complete fills in the municipality and a new request_id where the request has room for them.
func complete(message protoreflect.MessageDescriptor, request map[string]any, municipality string) {
	if field := message.Fields().ByName("municipality"); field != nil && field.Kind() == protoreflect.StringKind {
		if _, given := request["municipality"]; !given {
			request["municipality"] = municipality
		}
	}
	if message.Fields().ByName("request_id") != nil {
		request["request_id"] = pg.NewID()
	}
}
