// Package matrix calls every RPC as every role and compares with expected.txt, which people wrote
// from what the domain says each role may never see. The option in the contract has no part in it.
package matrix_test

import (
	"os"
	"strings"
	"testing"

	"oco.example/oco/server/itest/harness"
)

// verdict is what a role may do with an RPC.
type verdict string

const (
	allowed verdict = "+"
	own     verdict = "o"
	refused verdict = "-"
)

// row is what is expected of one RPC.
type row struct {
	rpc string
	// public: everybody may; account: whoever has an account may.
	public, account bool
	roles           map[harness.Persona]verdict
}

func (r row) of(p harness.Persona) verdict {
	if r.public || r.account {
		return allowed
	}
	return r.roles[p]
}

// readExpected reads the table.
func readExpected(t *testing.T) []row {
	t.Helper()
	content, err := os.ReadFile("expected.txt")
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, line := range strings.Split(string(content), "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || strings.HasPrefix(words[0], "#"):
		case len(words) == 2 && (words[0] == "public" || words[0] == "account"):
			rows = append(rows, row{rpc: words[1], public: words[0] == "public", account: words[0] == "account"})
		case len(words) == 1+len(harness.Roles()):
			r := row{rpc: words[0], roles: map[harness.Persona]verdict{}}
			for i, role := range harness.Roles() {
				r.roles[role] = verdict(words[i+1])
			}
			rows = append(rows, r)
		default:
			t.Fatalf("expected.txt: %q is no row", line)
		}
	}
	return rows
}

// TestEveryRPCIsExpected finds RPCs that the table forgot, and rows without an RPC.
func TestEveryRPCIsExpected(t *testing.T) {
	known := map[string]bool{}
	for _, r := range readExpected(t) {
		if known[r.rpc] {
			t.Errorf("%s has two rows", r.rpc)
		}
		known[r.rpc] = true
	}
	for _, rpc := range harness.Methods() {
		if !known[string(rpc.Name())] {
			t.Errorf("%s is not in expected.txt", rpc.FullName())
		}
		delete(known, string(rpc.Name()))
	}
	for rpc := range known {
		t.Errorf("expected.txt knows %s, the contract does not", rpc)
	}
}
