package texts_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"oco.example/oco/server/platform/texts"
)

var (
	place = regexp.MustCompile(`\{[A-Za-z_]+\}`)
	// verb is a place in a format; a number stands in a list.
	verb = regexp.MustCompile(`%[sdqv]`)
	// named are the rules and words that rooms name by a text of their own.
	named = regexp.MustCompile(`"((?:json|query|header|type|mask|register|rest)\.[a-z_]+)"`)
)

// lower makes places comparable: one language may begin a sentence where another does not.
func lower(all map[string][]string) map[string]string {
	joined := map[string]string{}
	for key, places := range all {
		for i := range places {
			places[i] = strings.ToLower(places[i])
		}
		slices.Sort(places)
		joined[key] = strings.Join(slices.Compact(places), " ")
	}
	return joined
}

// source calls do for every file of Go in the server that is no test.
func source(t *testing.T, do func(path string, content []byte)) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		content, err := os.ReadFile(path)
		if err == nil {
			do(path, content)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEveryRuleRaisedInGoHasATextForItsField(t *testing.T) {
	rules := texts.Rules()
	calls := 0
	source(t, func(path string, content []byte) {
		file, err := parser.ParseFile(token.NewFileSet(), path, content, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			called, ok := node.(*ast.CallExpr)
			if !ok || len(called.Args) < 2 || !isErrsField(called.Fun) {
				return true
			}
			calls++
			rule, ok := text(called.Args[1])
			if !ok {
				return true // a constant of the room itself; the next test reads those
			}
			field, ok := text(called.Args[0])
			switch {
			case ok && !texts.Has(field, rule):
				t.Errorf("%s raises %s for %s: no text, or no label", path, rule, field)
			case !slices.Contains(rules, rule):
				t.Errorf("%s raises %s, which has no text", path, rule)
			}
			return true
		})
	})
	if calls == 0 {
		t.Error("no rule is raised anywhere: the test reads the wrong folder")
	}
}

func isErrsField(called ast.Expr) bool {
	selected, ok := called.(*ast.SelectorExpr)
	if !ok || selected.Sel.Name != "Field" {
		return false
	}
	from, ok := selected.X.(*ast.Ident)
	return ok && from.Name == "errs"
}

// text is the text of a literal, of the end of a sum, or of a format with its places filled.
func text(expression ast.Expr) (string, bool) {
	switch e := expression.(type) {
	case *ast.BasicLit:
		value, err := strconv.Unquote(e.Value)
		return strings.TrimPrefix(value, "."), err == nil
	case *ast.BinaryExpr:
		return text(e.Y)
	case *ast.CallExpr:
		if selected, ok := e.Fun.(*ast.SelectorExpr); ok && selected.Sel.Name == "Sprintf" && len(e.Args) > 0 {
			format, ok := text(e.Args[0])
			return verb.ReplaceAllString(format, "0"), ok && !strings.HasSuffix(format, "%s")
		}
	}
	return "", false
}

func TestEveryRuleAndWordNamedInARoomHasAText(t *testing.T) {
	rules, keys := texts.Rules(), map[string]bool{}
	source(t, func(path string, content []byte) {
		for _, found := range named.FindAllSubmatch(content, -1) {
			key := string(found[1])
			keys[key] = true
			isWord := texts.Word("nl", key) != "" && texts.Word("en", key) != ""
			if !slices.Contains(rules, key) && !isWord {
				t.Errorf("%s names %s, which has no text", path, key)
			}
		}
	})
	if len(keys) < 15 {
		t.Errorf("only %d rules and words were found", len(keys))
	}
}
