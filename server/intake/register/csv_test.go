package register

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestCut(t *testing.T) {
	type rows = []record
	for _, c := range []struct {
		name, text string
		want       rows
	}{
		{"plain", "a,b\nc,d\n", rows{{1, []string{"a", "b"}}, {2, []string{"c", "d"}}}},
		{"line ends of all kinds", "a\r\nb\rc\nd", rows{{1, []string{"a"}}, {2, []string{"b"}}, {3, []string{"c"}}, {4, []string{"d"}}}},
		{"empty lines count", "a\n\n,\nb", rows{{1, []string{"a"}}, {2, []string{""}}, {3, []string{"", ""}}, {4, []string{"b"}}}},
		{"quotes", `"a,b","c ""d"""`, rows{{1, []string{"a,b", `c "d"`}}}},
		{"a line end in quotes", "\"a\r\nb\",c\nd", rows{{1, []string{"a\nb", "c"}}, {2, []string{"d"}}}},
		{"a quote in the middle", `5" scherm,b`, rows{{1, []string{`5" scherm`, "b"}}}},
		{"a quoted word at the start", `"Jan" zei,b`, rows{{1, []string{`"Jan" zei`, "b"}}}},
		{"a quoted word in a quoted cell", `"hij zei "nee" toen",b`, rows{{1, []string{`hij zei "nee" toen`, "b"}}}},
		{"a quote that is never closed", "\"a,b\nc,d", rows{{1, []string{`"a`, "b"}}, {2, []string{"c", "d"}}}},
		{"a space before a quote", `a, "b,c"`, rows{{1, []string{"a", "b,c"}}}},
		{"ends on a separator", "a,", rows{{1, []string{"a", ""}}}},
		{"names its separator", "sep=,\na,b", rows{{2, []string{"a", "b"}}}},
		{"nothing", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, cut(c.text, ',', 100), cmp.AllowUnexported(record{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What the standard library writes is read back the same.
func TestCutReadsWhatIsWritten(t *testing.T) {
	cell := rapid.StringMatching("[a-c,;\"\n é]{0,8}")
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 4).Draw(t, "width")
		table := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 1, 5).Draw(t, "table")
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma = ';'
		if err := w.WriteAll(table); err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for _, r := range cut(b.String(), ';', 100) {
			got = append(got, r.cells)
		}
		if diff := cmp.Diff(table, got); diff != "" {
			t.Fatalf("%q: %s", b.String(), diff)
		}
	})
}

// A text of nothing but open quotes is read once, not once for every quote.
func TestCutIsNotSlowOnOpenQuotes(t *testing.T) {
	text := strings.Repeat("\"a,\n", 400_000) + `"b""`
	if got := len(cut(text, ',', 1_000_000)); got == 0 {
		t.Error("nothing read")
	}
}
