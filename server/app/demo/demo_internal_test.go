package demo

import (
	"strings"
	"testing"
	"time"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/platform/person"
)

// fixed is a token for everybody.
type fixed struct{}

func (fixed) Token(subject string, _ time.Duration) (string, error) {
	return "token-of-" + subject, nil
}

func TestTheGreetingHasATokenForEachPersonaAndThreeCalls(t *testing.T) {
	var text strings.Builder
	if err := Greet(&text, fixed{}, time.Hour, "http://127.0.0.1:8080", "127.0.0.1:9090"); err != nil {
		t.Fatal(err)
	}
	for _, p := range Personas() {
		if !strings.Contains(text.String(), "token-of-"+p.Subject+"\n") {
			t.Errorf("no token for %s", p.Subject)
		}
	}
	for _, call := range []string{
		"curl -sS http://127.0.0.1:8080/v1/municipalities/gm0867/applications ",
		"oco applications list --server 127.0.0.1:9090 --plaintext --municipality gm0867",
		"go tool grpcurl -plaintext -H 'Authorization: Bearer token-of-coordinator'",
	} {
		if !strings.Contains(text.String(), call) {
			t.Errorf("the greeting lacks %q", call)
		}
	}
}

func TestThereIsAPersonaForEveryRole(t *testing.T) {
	held := map[commonv1.Role]bool{commonv1.Role_ROLE_UNSPECIFIED: true, commonv1.Role_ROLE_ADMINISTRATOR: true}
	for _, p := range personas {
		held[p.role] = true
	}
	for number, name := range commonv1.Role_name {
		if !held[commonv1.Role(number)] {
			t.Errorf("nobody is %s", name)
		}
	}
}

func TestTheRegionIsTheEightMunicipalities(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range places {
		seen[p.code] = true
		if m := p.settings(); m.Region != region || m.Check() != nil {
			t.Errorf("%s: %v", p.name, m.Check())
		}
		for _, name := range p.neighbourhoods {
			if code(name) == "" {
				t.Errorf("%s has a neighbourhood without a code", p.name)
			}
		}
	}
	for _, name := range places[0].neighbourhoods {
		if _, known := middles[code(name)]; !known {
			t.Errorf("%s is nowhere on the map", name)
		}
	}
	if len(seen) != 8 {
		t.Errorf("%d municipalities, want 8", len(seen))
	}
}

func TestNobodyInTheDemoCanBeCalled(t *testing.T) {
	for _, q := range questions() {
		if number, ok := person.Phone(q.phone); !ok || !strings.HasPrefix(number, "+3161193") {
			t.Errorf("%s has the number %s, outside the block for examples", q.name, q.phone)
		}
	}
}

// What a referrer is shown depends on the resident: the demo has one of each.
func TestTheReferrerReferredWithAndWithoutConsentToTheStatus(t *testing.T) {
	seen := map[bool]bool{}
	for _, q := range questions() {
		if q.referred {
			seen[q.shared] = true
		} else if q.shared {
			t.Errorf("%s shares a status with nobody", q.name)
		}
	}
	if !seen[true] || !seen[false] {
		t.Errorf("referred, by whether the status is shared: %v", seen)
	}
}
