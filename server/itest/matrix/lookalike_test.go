package matrix_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
)

// TestNobodyLearnsWhichIDsThereAre: in the path of every RPC, an id that is there at the neighbours, one
// of something else, and one that was never given out get the same answer, byte for byte. What was
// erased gets it too, as the promises say.
func TestNobodyLearnsWhichIDsThereAre(t *testing.T) {
	w := newWorld(t)
	foreign := worldOn(t, w.system)
	checked := 0
	for _, r := range readExpected(t) {
		rpc := methodOf(t, r.rpc)
		ids := idsInPath(t, rpc)
		if len(ids) == 0 {
			continue
		}
		t.Run(r.rpc, func(t *testing.T) {
			as := r.somebody()
			own, others := requests[r.rpc](w, as), requests[r.rpc](foreign, as)
			for _, id := range ids {
				for _, door := range harness.Doors() {
					ask := func(value string) harness.Answer {
						c := w.prepared(w.home.Token(t, as), r.rpc, put(own, id, value))
						c.Language = "nl"
						return w.system.Make(t, door, c)
					}
					what, begin := id+" over "+string(door), beginOf(valueOf(own, id))
					unknown := ask(begin + pg.NewID())
					same(t, "a foreign "+what, "NOT_FOUND", unknown, ask(valueOf(others, id)))
					same(t, "something else's "+what, "NOT_FOUND", unknown, ask(begin+w.otherThan(id)))
					checked++
				}
			}
		})
	}
	if checked < 80 {
		t.Errorf("only %d places for an id were looked at", checked)
	}
}

// TestNobodyLearnsWhichMunicipalitiesThereAre: every RPC refuses a foreign municipality and one that
// does not exist in the same way, to those who may call it at home.
func TestNobodyLearnsWhichMunicipalitiesThereAre(t *testing.T) {
	w := newWorld(t)
	checked := 0
	for _, r := range readExpected(t) {
		field := methodOf(t, r.rpc).Input().Fields().ByName("municipality")
		if field == nil || r.public || r.account || r.rpc == "CreateMunicipality" {
			continue
		}
		path := "municipality"
		if field.Message() != nil {
			path = "municipality.municipality"
		}
		t.Run(r.rpc, func(t *testing.T) {
			as := r.somebody()
			own := requests[r.rpc](w, as)
			for _, door := range harness.Doors() {
				ask := func(code string) harness.Answer {
					c := w.prepared(w.home.Token(t, as), r.rpc, put(own, path, code))
					c.Messages = 1
					return w.system.Make(t, door, c)
				}
				same(t, "a municipality over "+string(door), "FORBIDDEN", ask(w.neighbour.Code), ask("gm9999"))
				checked++
			}
		})
	}
	if checked < 120 {
		t.Errorf("only %d RPCs were looked at", checked)
	}
}

// beginOf is what stands before the UUID in an id that says of which municipality it is: "gm0855-"; empty for all others.
func beginOf(id string) string { return id[:max(0, len(id)-len(pg.NewID()))] }

// otherThan is an id of home that is not one of what a variable asks for.
func (w *world) otherThan(variable string) string {
	if strings.HasPrefix(variable, "referrer_organisation") {
		return w.supporter
	}
	return w.organisation
}

// same fails when two answers can be told apart, or refuse for another reason than they should.
func same(t *testing.T, what, reason string, one, other harness.Answer) {
	t.Helper()
	if one.Reason != reason || other.Reason != reason {
		t.Errorf("%s: refused with %q and %q, want %q", what, one.Reason, other.Reason, reason)
	}
	if a, b := one.Seen(), other.Seen(); a != b {
		t.Errorf("%s can be told apart:\n%s\n%s", what, a, b)
	}
}

func methodOf(t *testing.T, rpc string) protoreflect.MethodDescriptor {
	t.Helper()
	method, err := harness.Method(rpc)
	if err != nil {
		t.Fatal(err)
	}
	return method
}

// idsInPath are the variables of a path that are ids: all but the municipality.
func idsInPath(t *testing.T, rpc protoreflect.MethodDescriptor) []string {
	t.Helper()
	rule, err := harness.HTTPRuleOf(rpc)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(rule.Variables(), func(name string) bool {
		// A template has the same name everywhere: "receipt.mail.nl".
		return strings.HasSuffix(name, "municipality") || strings.HasPrefix(name, "message_template")
	})
}

// put is a request with another value at a path.
func put(request object, path, value string) object {
	changed := maps.Clone(request)
	first, rest, nested := strings.Cut(path, ".")
	if nested {
		inner, _ := changed[first].(object)
		changed[first] = put(inner, rest, value)
	} else {
		changed[first] = value
	}
	return changed
}

// valueOf is the value at a path.
func valueOf(request object, path string) string {
	first, rest, nested := strings.Cut(path, ".")
	if nested {
		inner, _ := request[first].(object)
		return valueOf(inner, rest)
	}
	return text(request, first)
}
