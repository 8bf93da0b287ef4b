package register

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// documents is docs/api.md, which says to partners and to the command what an import reads.
func documents(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile("../../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestTheDocumentsNameEveryField holds the table of fields against what a mapping may name.
func TestTheDocumentsNameEveryField(t *testing.T) {
	_, table, found := strings.Cut(documents(t), "| Applications: heading | Field | Supporters: heading | Field |\n")
	if !found {
		t.Fatal("docs/api.md has no table of fields")
	}
	code := regexp.MustCompile("`[a-z_]+`")
	documented := map[Kind][]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) != 6 {
			break
		}
		if strings.TrimSpace(cells[4]) == "the same" {
			cells[4] = cells[2]
		}
		for kind, cell := range map[Kind]string{Applications: cells[2], Supporters: cells[4]} {
			for _, field := range code.FindAllString(cell, -1) {
				documented[kind] = append(documented[kind], strings.Trim(field, "`"))
			}
		}
	}
	for kind, names := range documented {
		fields, _ := Fields(kind)
		var want []string
		for _, field := range fields {
			want = append(want, string(field))
		}
		slices.Sort(want)
		slices.Sort(names)
		if diff := cmp.Diff(want, slices.Compact(names)); diff != "" {
			t.Errorf("%v (-read +documented):\n%s", kind, diff)
		}
	}
	if len(documented) != 2 {
		t.Errorf("fields of %d kinds of files", len(documented))
	}
}

// TestTheDocumentedWordsAreRead holds the words for routes and channels against what the parser makes of
// them: those between two dots are of one meaning.
func TestTheDocumentedWordsAreRead(t *testing.T) {
	for column, read := range map[string]func(string) string{
		"Route": func(word string) string { value, _ := route(word); return string(value) },
		"Via":   func(word string) string { value, _ := channel(word); return string(value) },
	} {
		row := regexp.MustCompile(`(?m)^\| ` + column + ` \| ([^|]+)\|$`).FindStringSubmatch(documents(t))
		if row == nil {
			t.Fatalf("docs/api.md has no words for %s", column)
		}
		words, _, _ := strings.Cut(row[1], ".")
		for meant := range strings.SplitSeq(words, "·") {
			value := ""
			for word := range strings.SplitSeq(strings.ReplaceAll(meant, "`", ""), ",") {
				word = strings.TrimSuffix(strings.TrimSpace(word), " …")
				is := read(word)
				if is == "" || value != "" && is != value {
					t.Errorf("%s: %q is read as %q, the words beside it as %q", column, word, is, value)
				}
				value = is
			}
		}
	}
}
