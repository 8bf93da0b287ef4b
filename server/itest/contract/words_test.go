package contract_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
)

var (
	declared = regexp.MustCompile(`^\s*(?:(service|rpc|message|enum) (\w+)|(?:repeated |optional )?[\w.]+ (\w+) = \d+|([A-Z][A-Z0-9_]+) = \d+)`)
	told     = regexp.MustCompile(`^\s*//`)
	// term is what stands first between brackets: a Dutch word, most of them in small letters.
	term = regexp.MustCompile(`\(([^)]*)\)`)
	said = regexp.MustCompile(`^(?:[a-zéëï]|VOG|OCO|Nederlandse|Engelse)`)
	// english are words that no Dutch term has, and a remark in English often.
	english = regexp.MustCompile(`\b(the|and|when|name|default|then|by|with|from|newest|else|domain|comma|first|only|empty)\b`)
)

// plumbing are the fields that stand in many requests and answers and mean the same in all of them.
// Their Dutch words stand once, in the list of docs/api.md.
var plumbing = map[string]bool{
	"municipality": true, "request_id": true, "etag": true, "update_mask": true, "page_size": true, "page_token": true,
	"next_page_token": true, "order_by": true, "id": true,
}

// TestEverythingIsExplainedInDutchToo: every service, RPC, message, field and value has a comment with
// its Dutch term. The fields above have theirs in the documents, and a value that says that
// nothing was set means nothing.
func TestEverythingIsExplainedInDutchToo(t *testing.T) {
	files, err := filepath.Glob("../../../proto/oco/*/v1/*.proto")
	if err != nil || len(files) == 0 {
		t.Fatalf("no contracts: %v", err)
	}
	count := 0
	for _, path := range files {
		lines := strings.Split(read(t, path), "\n")
		for i, line := range lines {
			found := declared.FindStringSubmatch(line)
			if found == nil || strings.HasPrefix(strings.TrimSpace(line), "option ") {
				continue
			}
			count++
			name, text := found[2]+found[3]+found[4], comment(lines[:i])
			switch {
			case text == "":
				t.Errorf("%s:%d: %s is not explained", filepath.Base(path), i+1, name)
			case plumbing[name], strings.HasSuffix(name, "_UNSPECIFIED"):
			case !hasDutchTerm(text):
				t.Errorf("%s:%d: %s has no Dutch term: %s", filepath.Base(path), i+1, name, text)
			}
		}
	}
	if count < 1000 {
		t.Errorf("only %d explanations were looked at", count)
	}
}

func hasDutchTerm(text string) bool {
	found := term.FindStringSubmatch(text)
	return found != nil && said.MatchString(found[1]) && !english.MatchString(found[1])
}

func TestADutchTermIsOne(t *testing.T) {
	for text, want := range map[string]bool{
		"The resident (inwoner).":                          true,
		"The day (VOG geldig tot): seen and dated.":        true,
		"The file: CSV (comma or semicolon).":              false,
		"The version that the caller saw (REST: If-Match)": false,
		"The resident.": false,
	} {
		if got := hasDutchTerm(text); got != want {
			t.Errorf("%q: got %t", text, got)
		}
	}
}

// ordered is how a comment says in which order a list comes.
var ordered = regexp.MustCompile(`newest first|by name|in its order|in the order of`)

// TestEveryListSaysItsOrder: a list has a documented set for order_by, or says at its RPC or at its
// page in which order it always comes.
func TestEveryListSaysItsOrder(t *testing.T) {
	files, err := filepath.Glob("../../../proto/oco/*/v1/*.proto")
	if err != nil {
		t.Fatal(err)
	}
	comments := map[string]string{}
	for _, path := range files {
		lines := strings.Split(read(t, path), "\n")
		for i, line := range lines {
			if found := declared.FindStringSubmatch(line); found != nil && (found[1] == "rpc" || found[1] == "message") {
				comments[found[2]] = comment(lines[:i])
			}
		}
	}
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) {
		if !begins(rpc, "List", "Search") || rpc.Input().Fields().ByName("order_by") != nil {
			return
		}
		if text := comments[string(rpc.Name())] + comments[string(rpc.Output().Name())]; !ordered.MatchString(text) {
			t.Errorf("does not say in which order it comes: %s", text)
		}
	})
}

// TestThePlumbingIsExplainedOnce: the documents have the Dutch word of each field that the contracts
// leave to them.
func TestThePlumbingIsExplainedOnce(t *testing.T) {
	document := read(t, "../../../docs/api.md")
	for name := range plumbing {
		row := regexp.MustCompile(`(?m)^\| [^|]*` + "`" + name + "`" + `[^|]* \| [a-z][^|]+ \| [^|]+ \|$`)
		if !row.MatchString(document) {
			t.Errorf("docs/api.md has no row for %s", name)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// comment is the comment that ends a list of lines.
func comment(lines []string) string {
	var text string
	for i := len(lines) - 1; i >= 0 && told.MatchString(lines[i]); i-- {
		text = strings.TrimPrefix(strings.TrimSpace(lines[i]), "//") + text
	}
	return strings.TrimSpace(text)
}
