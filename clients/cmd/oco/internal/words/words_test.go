package words

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	_ "oco.example/oco/gen/go/oco/complaint/v1"
	_ "oco.example/oco/gen/go/oco/event/v1"
	_ "oco.example/oco/gen/go/oco/expense/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	_ "oco.example/oco/gen/go/oco/matching/v1"
	_ "oco.example/oco/gen/go/oco/meeting/v1"
	_ "oco.example/oco/gen/go/oco/message/v1"
	_ "oco.example/oco/gen/go/oco/privacy/v1"
	_ "oco.example/oco/gen/go/oco/signal/v1"
	_ "oco.example/oco/gen/go/oco/support/v1"
	_ "oco.example/oco/gen/go/oco/survey/v1"
	_ "oco.example/oco/gen/go/oco/volunteer/v1"
)

// typed are the enums that nobody types or reads here.
var untyped = map[protoreflect.FullName]bool{"oco.common.v1.Scope": true, "oco.common.v1.ErrorReason": true}

func eachEnum(do func(protoreflect.EnumDescriptor)) {
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Enums().Len() {
			if enum := file.Enums().Get(i); strings.HasPrefix(string(enum.FullName()), "oco.") && !untyped[enum.FullName()] {
				do(enum)
			}
		}
		return true
	})
}

// TestEveryValueHasWords holds that each value can be said in both languages, and that no word
// means two things.
func TestEveryValueHasWords(t *testing.T) {
	known := map[protoreflect.Name]bool{}
	eachEnum(func(enum protoreflect.EnumDescriptor) {
		meaning := map[string]protoreflect.Name{}
		for i := range enum.Values().Len() {
			value := enum.Values().Get(i)
			if value.Number() == 0 {
				continue
			}
			known[value.Name()] = true
			if len(dutch[value.Name()]) == 0 {
				t.Errorf("%s has no Dutch word", value.Name())
			}
			for _, word := range append([]string{english(value), string(value.Name())}, dutch[value.Name()]...) {
				if other, taken := meaning[fold(word)]; taken && other != value.Name() {
					t.Errorf("%q means %s and %s", word, other, value.Name())
				}
				meaning[fold(word)] = value.Name()
				if number, ok := Parse(enum, word); !ok || number != value.Number() {
					t.Errorf("%q is not understood as %s", word, value.Name())
				}
			}
		}
	})
	if len(known) == 0 {
		t.Fatal("there are no enums")
	}
	for name := range dutch {
		if !known[name] {
			t.Errorf("%s is not in the contract", name)
		}
	}
}

func TestParse(t *testing.T) {
	domain, state := commonv1.LifeDomain(0).Descriptor(), intakev1.ApplicationState(0).Descriptor()
	for _, c := range []struct {
		enum protoreflect.EnumDescriptor
		text string
		want protoreflect.EnumNumber
		ok   bool
	}{
		{domain, "Preventive Care", 3, true}, {domain, "preventive_care", 3, true}, {domain, "LIFE_DOMAIN_PREVENTIVE_CARE", 3, true},
		{domain, "FINANCIEN", 9, true}, {domain, " financiën ", 9, true}, {domain, "none", 0, true}, {domain, "", 0, true},
		{domain, "unspecified", 0, false}, {domain, "LIFE_DOMAIN_UNSPECIFIED", 0, false}, {domain, "income tax", 0, false},
		{state, "in begeleiding", 10, true}, {state, "beeindigd", 12, true},
	} {
		if got, ok := Parse(c.enum, c.text); got != c.want || ok != c.ok {
			t.Errorf("%q: %d, %v", c.text, got, ok)
		}
	}
}

func TestOf(t *testing.T) {
	values := intakev1.ApplicationState(0).Descriptor().Values()
	for _, c := range []struct {
		number         protoreflect.EnumNumber
		language, want string
	}{{0, "en", ""}, {0, "nl", ""}, {10, "en", "in-support"}, {10, "nl", "in begeleiding"}} {
		if got := Of(values.ByNumber(c.number), c.language); got != c.want {
			t.Errorf("%d in %s: %q, want %q", c.number, c.language, got, c.want)
		}
	}
}
