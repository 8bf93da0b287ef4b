package words

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
)

func TestCode(t *testing.T) {
	for _, c := range []struct {
		field                protoreflect.FullName
		code, english, dutch string
	}{
		{"oco.event.v1.OfferAnswered.state", "ACCEPTED", "accepted", "aangenomen"},
		{"oco.event.v1.SupporterChanged.state", "IN_TRAINING", "in-training", "in opleiding"},
		{"oco.event.v1.ApplicationEnded.reason", "NOT_OCO", "not-oco", "geen OCO"},
		{"oco.event.v1.CaseClosed.fit", "PARTLY", "partly", "deels"},
		{"oco.event.v1.CaseClosed.fit", "", "", ""},
		{"oco.event.v1.CaseClosed.fit", "NEWER", "NEWER", "NEWER"},
		{"oco.event.v1.CaseClosed.outcome", "ACCEPTED", "ACCEPTED", "ACCEPTED"},
		{"oco.intake.v1.Application.to_complete", "contact", "contact details", "contactgegevens"},
		{"oco.intake.v1.PossibleDuplicate.equal", "person", "name and contact", "naam en contact"},
		{"oco.intake.v1.PossibleDuplicate.equal", "newer", "newer", "newer"},
	} {
		if english, dutch := Code(c.field, c.code, "en"), Code(c.field, c.code, Dutch); english != c.english || dutch != c.dutch {
			t.Errorf("%s %s: %q and %q", c.field, c.code, english, dutch)
		}
	}
}

// TestCodesAreOfFieldsThatExist holds that no word is left of a field that went.
func TestCodesAreOfFieldsThatExist(t *testing.T) {
	var fields []protoreflect.FullName
	for field := range enumsOf {
		fields = append(fields, field)
	}
	for field := range spoken {
		fields = append(fields, field)
	}
	for _, field := range fields {
		if _, err := protoregistry.GlobalFiles.FindDescriptorByName(field); err != nil {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// TestRoutesAndChannelsAreTypedAsImportsReadThem holds the words that docs/api.md has for a cell, which a
// test of the importer holds against what it reads, to those that the command takes.
func TestRoutesAndChannelsAreTypedAsImportsReadThem(t *testing.T) {
	content, err := os.ReadFile("../../../../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	for column, enum := range map[string]protoreflect.EnumDescriptor{"Route": commonv1.Route(0).Descriptor(), "Via": commonv1.Channel(0).Descriptor()} {
		row := regexp.MustCompile(`(?m)^\| `+column+` \| ([^|]+)\|$`).FindAllStringSubmatch(string(content), -1)
		if len(row) == 0 {
			t.Fatalf("docs/api.md has no words for %s", column)
		}
		words, _, _ := strings.Cut(row[len(row)-1][1], ".")
		count := 0
		for meant := range strings.SplitSeq(words, "·") {
			value := protoreflect.EnumNumber(0)
			for word := range strings.SplitSeq(strings.ReplaceAll(meant, "`", ""), ",") {
				word = strings.TrimSuffix(strings.TrimSpace(word), " …")
				number, known := Parse(enum, word)
				if count++; !known || number == 0 || value != 0 && number != value {
					t.Errorf("%s: %q is %d, %t", column, word, number, known)
				}
				value = number
			}
		}
		if count < 8 {
			t.Errorf("%s: only %d words were found", column, count)
		}
	}
}
