package texts

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var place = regexp.MustCompile(`\{[a-z_]+\}`)

// TestEveryTextIsThereInBothLanguages holds that each key has a text in each language, with the
// same places.
func TestEveryTextIsThereInBothLanguages(t *testing.T) {
	dutch, english := catalogue["nl"], catalogue["en"]
	if diff := cmp.Diff(slices.Sorted(maps.Keys(english)), slices.Sorted(maps.Keys(dutch))); diff != "" {
		t.Errorf("keys (-en +nl):\n%s", diff)
	}
	for key, text := range english {
		if strings.TrimSpace(text) == "" || strings.TrimSpace(dutch[key]) == "" {
			t.Errorf("%s: a text is empty", key)
		}
		one, other := place.FindAllString(text, -1), place.FindAllString(dutch[key], -1)
		slices.Sort(one)
		slices.Sort(other)
		if diff := cmp.Diff(one, other); diff != "" {
			t.Errorf("%s: places (-en +nl):\n%s", key, diff)
		}
	}
}

// literals calls do for every text between quotes in the command's own code.
func literals(t *testing.T, do func(text string)) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, content, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil {
					do(text)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEveryKeyIsUsedAndKnown holds that no text is left that nothing says, and that nothing is said
// for which there is no text.
func TestEveryKeyIsUsedAndKnown(t *testing.T) {
	areas := map[string]bool{}
	unused := map[string]bool{}
	for key := range catalogue["en"] {
		area, _, _ := strings.Cut(key, ".")
		areas[area], unused[key] = true, true
	}
	key := regexp.MustCompile(`^([a-z]+)\.[a-z_]+$`)
	literals(t, func(text string) {
		delete(unused, text)
		if found := key.FindStringSubmatch(text); found != nil && areas[found[1]] && catalogue["en"][text] == "" {
			t.Errorf("%q has no text", text)
		}
	})
	for key := range unused {
		t.Errorf("nothing says %s", key)
	}
}

func TestTextsAreFilledAndSayWhy(t *testing.T) {
	late := Wrong("signin.at", "issuer", "https://login.example").Because(Wrong("signin.not_in_time"))
	for language, want := range map[string]string{
		"nl": "inloggen bij https://login.example is niet gelukt: de code is niet op tijd gebruikt",
		"en": "signing in at https://login.example failed: the code was not used in time",
		"xx": "signing in at https://login.example failed: the code was not used in time",
	} {
		if got := Tell(late, language); got != want {
			t.Errorf("%s: got %q, want %q", language, got, want)
		}
	}
	if late.Error() != Tell(late, "en") || !errors.As(late.Unwrap(), new(Error)) {
		t.Error("an error is told in English, and keeps its cause")
	}
	if got := Tell(fs.ErrNotExist, "nl"); got != fs.ErrNotExist.Error() {
		t.Errorf("an error of others: %q", got)
	}
	if got := Say("en", "line.no_flag", "flag", "{command}"); got != "there is no flag --{command}" {
		t.Errorf("a value is no place: %q", got)
	}
}
