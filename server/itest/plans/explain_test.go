package plans_test

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// plan is how Postgres runs a statement.
type plan struct {
	// name is "first" for the first time that a prepared statement runs, then "settled".
	name, explained string
	root            node
}

// node is a step of a plan.
type node struct {
	Kind      string  `json:"Node Type"`
	Place     string  `json:"Parent Relationship"`
	Schema    string  `json:"Schema"`
	Table     string  `json:"Relation Name"`
	Condition string  `json:"Index Cond"`
	Recheck   string  `json:"Recheck Cond"`
	Filter    string  `json:"Filter"`
	Rows      float64 `json:"Plan Rows"`
	Plans     []node  `json:"Plans"`
}

// defaults are the settings that plans depend on and that our embedded server has its own values
// for: a plan must hold with those of Postgres too.
const defaults = `SET LOCAL random_page_cost = 4; SET LOCAL jit = on`

// rounds is how often a prepared statement is planned: after the fifth time Postgres may settle for
// a plan that fits all values.
const rounds = 6

// plans are those with which Postgres runs a statement, in the role and for the tenant that it came
// from, the first time and when it has settled.
func (s statement) plans(t *testing.T, system *harness.System) (list []plan) {
	t.Helper()
	if strings.Contains(s.text, ";") {
		t.Errorf("more than one statement, which nobody can explain: %s", s)
		return nil
	}
	ctx := call.With(t.Context(), call.Call{Municipality: s.of.Municipality})
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
			var explained string
			if err := tx.Get(ctx, &explained, execute); err != nil {
				return err
			}
			if round == 0 || round == rounds-1 {
				var parsed []struct{ Plan node }
				if err := json.Unmarshal([]byte(explained), &parsed); err != nil {
					return err
				}
				list = append(list, plan{name: []string{"first", "settled"}[min(round, 1)], explained: explained, root: parsed[0].Plan})
			}
		}
		_, err := tx.Exec(ctx, `DEALLOCATE probe`)
		return err
	})
	if err != nil {
		t.Errorf("explain %s: %v", s, err)
	}
	return list
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

// tables are the tables that a step and those below it touch.
func (n node) tables() (list []string) {
	if n.Table != "" {
		list = append(list, n.name())
	}
	for _, below := range n.Plans {
		list = append(list, below.tables()...)
	}
	return list
}

func (n node) name() string { return n.Schema + "." + n.Table }

// tooMuch says which steps read all of a large table; and which read, beside the rows of a page, all
// of a municipality: row security keeps a condition that may leak from using an index, and then every
// row of the municipality is looked at. many says that the step runs beside others.
func (n node) tooMuch(large map[string]bool, many bool) (found []string) {
	many = many || n.Place == "Inner" || n.Place == "SubPlan"
	found = n.isTooMuch(many)
	if !large[n.name()] {
		found = nil
	}
	for _, below := range n.Plans {
		found = append(found, below.tooMuch(large, many)...)
	}
	return found
}

// manyRows is more than a largest page.
const manyRows = 1000

func (n node) isTooMuch(many bool) []string {
	condition := n.Condition + n.Recheck
	switch {
	case n.Kind == "Seq Scan":
		return []string{"all of " + n.name()}
	case many && ofMunicipality.MatchString(condition) && (n.Filter != "" || n.Rows > manyRows):
		return []string{"all that a municipality has of " + n.name()}
	}
	return nil
}

// ofMunicipality is a condition on the municipality alone.
var ofMunicipality = regexp.MustCompile(`^\(\w+\.municipality = [^=]+\)$`)

// TestWhatReadsTooMuchIsSeen: wherever it stands in a plan, on however many workers.
func TestWhatReadsTooMuchIsSeen(t *testing.T) {
	const explained = `{"Node Type": "Limit", "Plans": [{"Node Type": "Nested Loop", "Plans": [
		{"Node Type": "Gather", "Plans": [{"Node Type": "Seq Scan", "Parallel Aware": true, "Schema": "intake", "Relation Name": "dossier"}]},
		{"Node Type": "Seq Scan", "Schema": "admin", "Relation Name": "municipality"},
		{"Node Type": "Index Scan", "Schema": "intake", "Relation Name": "application",
			"Index Cond": "(a.municipality = $1)", "Filter": "(a.route = $2)"},
		{"Node Type": "Result", "Parent Relationship": "Inner", "Plans": [
			{"Node Type": "Bitmap Heap Scan", "Schema": "intake", "Relation Name": "consent",
				"Recheck Cond": "(c.municipality = 'gm0867'::text COLLATE \"C\")", "Filter": "(c.dossier = COALESCE(o.merged_into, o.id))"},
			{"Node Type": "Index Scan", "Schema": "intake", "Relation Name": "referrer", "Index Cond": "(r.municipality = a.municipality)", "Plan Rows": 1001},
			{"Node Type": "Index Scan", "Schema": "intake", "Relation Name": "application",
				"Index Cond": "((a.municipality = $1) AND (a.id = o.application))", "Filter": "(a.route = $2)"}]}]}]}`
	var root node
	if err := json.Unmarshal([]byte(explained), &root); err != nil {
		t.Fatal(err)
	}
	large := map[string]bool{"intake.dossier": true, "intake.application": true, "intake.consent": true, "intake.referrer": true}
	got := root.tooMuch(large, false)
	want := []string{"all of intake.dossier", "all that a municipality has of intake.consent", "all that a municipality has of intake.referrer"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}
