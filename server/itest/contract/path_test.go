package contract_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/itest/harness"
)

var (
	plain    = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	variable = regexp.MustCompile(`^\{[a-z_.]+\}$`)
	verb     = regexp.MustCompile(`^_[a-z]+$`)
)

// TestPaths holds the HTTP mapping against the Dutch API design rules: kebab-case, no colon, no
// trailing slash, a resource below its municipality, verbs last and after an underscore.
func TestPaths(t *testing.T) {
	seen := map[string]bool{}
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) {
		rule, err := harness.HTTPRuleOf(rpc)
		if err != nil {
			t.Fatal(err)
		}
		if seen[rule.Method+rule.Path] {
			t.Errorf("%s %s is mapped twice", rule.Method, rule.Path)
		}
		seen[rule.Method+rule.Path] = true
		segments := strings.Split(strings.TrimPrefix(rule.Path, "/"), "/")
		if segments[0] != "v1" {
			t.Errorf("%s is below no version", rule.Path)
		}
		last := segments[len(segments)-1]
		for _, segment := range segments[1:] {
			if !plain.MatchString(segment) && !variable.MatchString(segment) && (segment != last || !verb.MatchString(segment)) {
				t.Errorf("%s: %q is no plain segment", rule.Path, segment)
			}
		}
		if rpc.Input().Fields().ByName("municipality") != nil && rpc.Name() != "CreateMunicipality" &&
			!strings.HasPrefix(rule.Path, "/v1/municipalities/{municipality") {
			t.Errorf("%s does not begin with the municipality", rule.Path)
		}
		methodFits(t, rpc, rule, verb.MatchString(last))
	})
}

func methodFits(t *testing.T, rpc protoreflect.MethodDescriptor, rule harness.HTTPRule, isVerb bool) {
	t.Helper()
	want := http.MethodPost
	switch {
	case begins(rpc, "Search", "Lookup", "Preview"):
		if !isVerb {
			t.Error("a search for a person is a POST to a verb, and so is a preview of what was typed")
		}
	case !mutates(rpc):
		want = http.MethodGet
	case begins(rpc, "Update"):
		want = http.MethodPatch
	case begins(rpc, "Delete"):
		want = http.MethodDelete
	}
	if begins(rpc, moving...) && !isVerb {
		t.Error("a move is a POST to a verb")
	}
	if rule.Method != want {
		t.Errorf("is a %s, want %s", rule.Method, want)
	}
	if (rule.Body != "") != (want == http.MethodPost || want == http.MethodPatch) {
		t.Errorf("body %q of a %s", rule.Body, rule.Method)
	}
}

// TestWhatIsMadeCanBeRead: the Location of what was made is below the path that made it, and there
// it is read.
func TestWhatIsMadeCanBeRead(t *testing.T) {
	names := regexp.MustCompile(`\{[a-z_.]+\}`)
	read := map[string]bool{}
	eachRPC(t, func(_ *testing.T, rpc protoreflect.MethodDescriptor) {
		if rule, err := harness.HTTPRuleOf(rpc); err == nil && rule.Method == http.MethodGet {
			read[names.ReplaceAllString(rule.Path, "{}")] = true
		}
	})
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) {
		rule, err := harness.HTTPRuleOf(rpc)
		if err != nil || rule.Method != http.MethodPost || strings.Contains(rule.Path, "/_") {
			return
		}
		if location := names.ReplaceAllString(rule.Path, "{}") + "/{}"; !read[location] {
			t.Errorf("what it makes has the Location %s, and nothing is read there", location)
		}
	})
}

// TestNoSecretStandsInAPathOrQuery: what is personal travels in bodies.
func TestNoSecretStandsInAPathOrQuery(t *testing.T) {
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) {
		rule, err := harness.HTTPRuleOf(rpc)
		if err != nil || rule.Body == "*" {
			return
		}
		fields := rpc.Input().Fields()
		for i := range fields.Len() {
			if field := fields.Get(i); isRedacted(field) && string(field.Name()) != rule.Body {
				t.Errorf("%s is personal and would stand in the address", field.Name())
			}
		}
	})
}
