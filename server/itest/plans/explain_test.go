package plans_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// statement is a statement as the server sent it, with the values of one call.
type statement struct {
	role, text string
	args       []any
}

// recorder keeps every statement of the server's pools, each text once, with the values it came
// with last.
type recorder struct {
	mu     sync.Mutex
	active bool
	seen   map[string]statement
}

var isStatement = regexp.MustCompile(`(?is)^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b`)

func (r *recorder) watch(c *pg.Config) {
	role := c.Role
	c.Watch = func(text string, args []any) {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.active && isStatement.MatchString(text) {
			r.seen[role+" "+text] = statement{role: role, text: text, args: slices.Clone(args)}
		}
	}
}

func (r *recorder) on() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.seen = map[string]statement{}
	}
	r.active = true
}

func (r *recorder) off() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.active = false
}

func (r *recorder) statements() []statement {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := make([]statement, 0, len(r.seen))
	for _, s := range r.seen {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b statement) int { return strings.Compare(a.role+a.text, b.role+b.text) })
	return list
}

// scan is a sequential scan in a plan.
type scan struct{ table, plan, explained string }

// defaults are the settings that plans depend on and that our embedded server has its own values
// for: a plan must hold with those of Postgres too.
const defaults = `SET LOCAL random_page_cost = 4; SET LOCAL jit = on`

// rounds is how often a prepared statement is planned: after the fifth time Postgres may settle for
// a plan that fits all values.
const rounds = 6

// scans are the sequential scans with which Postgres runs a statement, in the role and for the
// tenant that it came from, the first time and when it has settled.
func scans(t *testing.T, system *harness.System, home string, s statement) (found []scan) {
	t.Helper()
	ctx := withMunicipality(t.Context(), tenant(s.args, home))
	pool := map[string]*pg.DB{
		pg.AppRole: system.Database.App, pg.DoorRole: system.Database.Door, pg.WorkerRole: system.Database.Worker, pg.ReportRole: system.Database.Report,
	}[s.role]
	err := pool.Read(ctx, func(tx *pg.Tx) error {
		for _, prepare := range []string{defaults, `PREPARE probe AS ` + s.text} {
			if _, err := tx.Exec(ctx, prepare); err != nil {
				return err
			}
		}
		var types []string
		if err := tx.Select(ctx, &types, `SELECT unnest(parameter_types)::text FROM pg_prepared_statements WHERE name = 'probe'`); err != nil {
			return err
		}
		execute := `EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE probe` + literals(s.args, types)
		for round := range rounds {
			var plan []string
			if err := tx.Select(ctx, &plan, execute); err != nil {
				return err
			}
			if round == 0 || round == rounds-1 {
				found = append(found, sequential(t, plan[0], []string{"first", "settled"}[min(round, 1)])...)
			}
		}
		_, err := tx.Exec(ctx, `DEALLOCATE probe`)
		return err
	})
	if err != nil {
		t.Errorf("explain %s\n%s: %v", s.role, s.text, err)
	}
	return found
}

// tenant is the municipality that a statement is about.
func tenant(args []any, otherwise string) string {
	for _, arg := range args {
		if text, ok := arg.(string); ok && len(text) == 6 && strings.HasPrefix(text, "gm") {
			return text
		}
	}
	return otherwise
}

// withMunicipality is a context whose transactions belong to a municipality.
func withMunicipality(ctx context.Context, municipality string) context.Context {
	return call.With(ctx, call.Call{Municipality: municipality})
}

// literals writes values down as EXECUTE takes them.
func literals(args []any, types []string) string {
	if len(args) == 0 {
		return ""
	}
	list := make([]string, len(args))
	for i, arg := range args {
		switch value := arg.(type) {
		case nil:
			list[i] = "NULL"
		case []byte:
			switch {
			case value == nil:
				list[i] = "NULL"
			case types[i] == "bytea":
				list[i] = `'\x` + hex.EncodeToString(value) + `'`
			default: // a text that is kept as bytes, JSON
				list[i] = quoted(string(value))
			}
		case time.Time:
			list[i] = "'" + value.Format(time.RFC3339Nano) + "'"
		default:
			list[i] = quoted(fmt.Sprint(value))
		}
	}
	return "(" + strings.Join(list, ", ") + ")"
}

func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// node is a step of a plan.
type node struct {
	Kind   string `json:"Node Type"`
	Schema string `json:"Schema"`
	Table  string `json:"Relation Name"`
	Plans  []node `json:"Plans"`
}

func sequential(t *testing.T, explained, plan string) (found []scan) {
	t.Helper()
	var parsed []struct{ Plan node }
	if err := json.Unmarshal([]byte(explained), &parsed); err != nil {
		t.Fatal(err)
	}
	var visit func(n node)
	visit = func(n node) {
		if n.Kind == "Seq Scan" {
			found = append(found, scan{table: n.Schema + "." + n.Table, plan: plan, explained: explained})
		}
		for _, below := range n.Plans {
			visit(below)
		}
	}
	for _, p := range parsed {
		visit(p.Plan)
	}
	return found
}

// TestASequentialScanIsSeen: wherever it stands in a plan, on however many workers.
func TestASequentialScanIsSeen(t *testing.T) {
	const plan = `[{"Plan": {"Node Type": "Limit", "Plans": [{"Node Type": "Nested Loop", "Plans": [
		{"Node Type": "Gather", "Plans": [{"Node Type": "Seq Scan", "Parallel Aware": true, "Schema": "intake", "Relation Name": "dossier"}]},
		{"Node Type": "Index Scan", "Schema": "intake", "Relation Name": "application"}]}]}}]`
	found := sequential(t, plan, "first")
	if len(found) != 1 || found[0].table != "intake.dossier" {
		t.Errorf("found %v", found)
	}
}
