package cli

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

// TestAnImportShowsHowFarItIs holds that a person at a terminal sees a bar that moves with the rows and ends with
// all of them, before the counts; and that nothing of it is written where nobody looks.
func TestAnImportShowsHowFarItIs(t *testing.T) {
	end := taken(intakev1.ImportState_IMPORT_STATE_DONE)
	p := &platform{answer: func(method string, request proto.Message) ([]proto.Message, error) {
		answers, err := end(method, request)
		if method == "WatchImport" {
			for _, done := range []int32{2, 3} {
				answers = slices.Insert(answers, len(answers)-1, proto.Message(&intakev1.Import{Id: someID, Rows: 4, RowsDone: done}))
			}
			answers = slices.Insert(answers, 0, proto.Message(&intakev1.Import{Id: someID})) // nobody has counted the rows yet
		}
		return answers, err
	}}
	for _, tells := range []bool{true, false} {
		s := sit(t, p)
		s.tells = tells
		out := s.must("imports", "create", s.file("lijst.csv", "Naam\n"), "--kind", "applications")
		if !strings.Contains(out, "all                         4\n") {
			t.Errorf("the counts: %s", out)
		}
		var seen []string
		for drawn := range strings.SplitSeq(s.err, "\r") {
			if bar, counts, ok := strings.Cut(drawn, "("); ok && strings.HasPrefix(bar, "rows ") {
				seen = append(seen, counts[:strings.IndexByte(counts, ')')])
			}
		}
		seen = slices.Compact(seen)
		if want := []string{"1/4", "2/4", "3/4", "4/4"}; tells && !slices.Equal(seen, want) {
			t.Errorf("saw %q in %q", seen, s.err)
		}
		if tells && !strings.Contains(s.err, "\nimport "+someID) {
			t.Errorf("the line of the bar goes on: %q", s.err)
		}
		if !tells && s.err != "import "+someID+"\n" {
			t.Errorf("said %q", s.err)
		}
	}
}
