// Package walls holds what the compiler and depguard cannot see: whose tables a slice's SQL names.
package walls_test

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
)

const server = "../.."

// shared are the tables of the platform that a slice's SQL may name. All else that a slice wants of
// the platform goes through its rooms.
var shared = map[string][]string{
	// The pseudonym under which the processing log knows a person is read with the person.
	"every slice": {"subject_key"},
	// The events are the platform's; this slice lets others watch them.
	"events": {"event", "event_clock", "event_place"},
}

var (
	madeSchema = regexp.MustCompile(`(?m)^CREATE SCHEMA (?:IF NOT EXISTS )?([a-z_]+)`)
	madeTable  = regexp.MustCompile(`(?m)^CREATE (?:TABLE|VIEW) (?:IF NOT EXISTS )?([a-z_]+\.[a-z_]+)`)
)

// schemas are those that the migrations make, and tables with the views what they make in them: a field of the
// contract can be called as a schema is, "meeting.title".
func schemas(t *testing.T) (names, tables []string) {
	t.Helper()
	paths, err := filepath.Glob(server + "/migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range madeSchema.FindAllSubmatch(content, -1) {
			names = append(names, string(found[1]))
		}
		for _, found := range madeTable.FindAllSubmatch(content, -1) {
			tables = append(tables, string(found[1]))
		}
	}
	if !slices.Contains(names, "published") || !slices.Contains(names, "platform") || len(tables) < 30 {
		t.Fatalf("the migrations were read wrongly: %v %v", names, tables)
	}
	return names, tables
}

// TestAStoreNamesItsOwnTables: the SQL of a slice names tables of its own schema, views in
// published, and the few tables of the platform that are listed above; and it stands in the store.
func TestAStoreNamesItsOwnTables(t *testing.T) {
	all, tables := schemas(t)
	named := regexp.MustCompile(`\b(` + strings.Join(all, "|") + `)\.([a-z_]+)\b`)
	seen := map[string]int{}
	for _, slice := range slicesOf(t) {
		texts(t, filepath.Join(server, slice), func(path, text string) {
			for _, found := range named.FindAllStringSubmatch(text, -1) {
				schema, table := found[1], found[2]
				if !slices.Contains(tables, found[0]) {
					continue
				}
				seen[slice]++
				if !isStore(path) {
					t.Errorf("%s: SQL on %s outside the store", path, found[0])
				}
				if !mayName(slice, schema, table) {
					t.Errorf("%s: the SQL of %s names %s", path, slice, found[0])
				}
			}
		})
	}
	for _, schema := range all {
		if schema != "published" && schema != "platform" && seen[schema] == 0 {
			t.Errorf("no SQL of %s was read", schema)
		}
	}
}

func mayName(slice, schema, table string) bool {
	switch schema {
	case slice, "published":
		return true
	case "platform":
		return slices.Contains(shared["every slice"], table) || slices.Contains(shared[slice], table)
	}
	return false
}

func isStore(path string) bool { return filepath.Base(filepath.Dir(path)) == "store" }

// slicesOf are the folders of the server that are slices: what is none is named here.
func slicesOf(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(server)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		if entry.IsDir() && !slices.Contains([]string{"app", "cmd", "itest", "migrations", "platform"}, entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	return names
}

// texts calls do for every text in the Go files below a folder that are no tests.
func texts(t *testing.T, folder string, do func(path, text string)) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil {
					do(path, text)
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
