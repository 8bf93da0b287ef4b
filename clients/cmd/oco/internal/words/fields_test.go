package words

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "oco.example/oco/gen/go/oco/events/v1"
)

// unread are the fields of answers that nobody reads as a label.
var unread = []string{"notices", "gates", "event", "next_page_token"}

// answered are the names of the fields that an answer of the platform can show: those of a message
// and of messages inside it. What only holds a list is told by the list.
func answered() map[string]bool {
	names, seen := map[string]bool{}, map[protoreflect.FullName]bool{}
	var walk func(message protoreflect.MessageDescriptor)
	walk = func(message protoreflect.MessageDescriptor) {
		if seen[message.FullName()] || !strings.HasPrefix(string(message.FullName()), "oco.") {
			return
		}
		seen[message.FullName()] = true
		for i := range message.Fields().Len() {
			field := message.Fields().Get(i)
			list := field.IsList() && field.Message() != nil && strings.HasSuffix(string(message.Name()), "Response")
			if !list && !slices.Contains(unread, string(field.Name())) {
				names[string(field.Name())] = true
			}
			if field.Message() != nil {
				walk(field.Message())
			}
		}
	}
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				walk(methods.Get(j).Output())
			}
		}
		return true
	})
	return names
}

// TestEveryFieldOfAnAnswerHasADutchName holds that a table is in one language, and that no word is
// left of a field that went.
func TestEveryFieldOfAnAnswerHasADutchName(t *testing.T) {
	names := answered()
	if len(names) == 0 {
		t.Fatal("the platform answers nothing")
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if dutchFields[name] == "" {
			t.Errorf("%s has no Dutch name", name)
		}
	}
	for path := range dutchFields {
		for name := range strings.SplitSeq(path, ".") {
			if !names[name] {
				t.Errorf("nothing answers %s", path)
			}
		}
	}
}

func TestField(t *testing.T) {
	for _, c := range []struct{ path, english, dutch string }{
		{"application_date", "application date", "datum aanmelding"},
		{"etag", "version", "versie"},
		{"urgency.latest_date", "urgent until", "spoed tot"},
		{"month_limit_cents", "month limit", "grens per maand"},
		{"applicant.kind", "applicant kind", "melder: soort"},
		{"something_newer", "something newer", "something newer"},
		{"applicant.something_newer", "applicant something newer", "melder: something newer"},
	} {
		if english, dutch := Field(c.path, "en"), Field(c.path, Dutch); english != c.english || dutch != c.dutch {
			t.Errorf("%s: got %q and %q", c.path, english, dutch)
		}
	}
}
