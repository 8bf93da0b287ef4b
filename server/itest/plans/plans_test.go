// Package plans asks Postgres how it runs every statement that calls send, with a town's worth of
// rows in the tables: none may read a large table from end to end.
package plans_test

import (
	_ "embed"
	"encoding/base64"
	"fmt"
	"oco.example/oco/server/platform/calendar"
	"slices"
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/intake/register/registergen"
	"oco.example/oco/server/itest/crowd"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
	"oco.example/oco/server/platform/pg/pgtest"
)

// applications is how many there are, a third of them in one municipality.
const applications = 100_000

//go:embed calls.txt
var calls string

func TestNoStatementReadsALargeTableFromEndToEnd(t *testing.T) {
	database := pgtest.New(t)
	recorder := &recorder{}
	system := harness.Start(t, harness.OnDatabase(func(role string) string { return database.URL(t, role) }), harness.WithPools(recorder.watch))
	people := append(harness.Roles(), harness.Platform, harness.Administrator.Other(), harness.Coordinator.Other(), harness.Supporter.Other(), harness.Planner.Other())
	home := system.NewPlace(t, harness.Region, people...)
	crowded := crowd.Crowd{Home: home.Code, Applications: applications}
	sender := system.NewPlace(t, harness.Region, harness.Coordinator)
	crowded.Others = []string{sender.Code}
	for range 6 {
		crowded.Others = append(crowded.Others, system.NewPlace(t, harness.Region).Code)
	}
	script := readScript(t, calls)
	script.coverEveryRPC(t)
	script.coverEveryFilter(t)

	// The first time in an empty municipality: that everything is answered. Then with the crowd.
	recorder.on()
	script.run(t, system, home, run{sender: sender, recorder: recorder, number: 11, persona: harness.Supporter, mustSucceed: true})
	recorder.off()
	owner := database.Open(t, embedded.Superuser)
	if err := crowded.Fill(t.Context(), owner); err != nil {
		t.Fatal(err)
	}
	exec(t, owner, `ANALYZE`)
	recorder.on()
	script.run(t, system, home, run{sender: sender, recorder: recorder, number: 12, persona: harness.Supporter.Other()})
	recorder.off()

	large := largeTables(t, owner)
	if len(large) < 30 {
		t.Fatalf("only %d tables are large: the crowd did not arrive", len(large))
	}
	recorder.coverEveryRPC(t)
	statements := recorder.statements()
	t.Logf("%d statements on %d large tables", len(statements), len(large))
	touched := map[string]bool{}
	for _, s := range statements {
		for _, plan := range s.plans(t, system) {
			for _, table := range plan.root.tables() {
				touched[table] = true
			}
			for _, what := range plan.root.tooMuch(large, false) {
				t.Errorf("%s plan reads %s: %s\n%s", plan.name, what, s, plan.explained)
			}
		}
	}
	for table := range large {
		if !touched[table] {
			t.Errorf("no statement touches %s", table)
		}
	}
}

func exec(t *testing.T, db *pg.DB, statement string) {
	t.Helper()
	if err := db.Write(t.Context(), func(tx *pg.Tx) error {
		_, err := tx.Exec(t.Context(), statement)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// largeTables are the tables with more than a thousand rows, but for the processing log: no call reads that.
func largeTables(t *testing.T, db *pg.DB) map[string]bool {
	t.Helper()
	var names []string
	if err := db.Read(t.Context(), func(tx *pg.Tx) error {
		return tx.Select(t.Context(), &names, `SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind = 'r' AND c.reltuples > 1000 AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT c.relispartition`)
	}); err != nil {
		t.Fatal(err)
	}
	large := map[string]bool{}
	for _, name := range names {
		large[name] = true
	}
	return large
}

// registers are the files that the script sends: small ones, another for each run.
func registers(number int) (applications, supporters string) {
	shape := registergen.Shape{Encoding: registergen.UTF8, Separator: ';', LineEnd: "\n", Plain: true}
	a := registergen.Applications(uint64(number), shape, "gm0000", 2000+number, 30)
	s := registergen.Supporters(uint64(number), shape, "gm0000")
	return base64.StdEncoding.EncodeToString(a.File), base64.StdEncoding.EncodeToString(s.File)
}

// variables are what a run begins with.
func (r run) variables(place *harness.Place) map[string]string {
	register, supporters := registers(r.number)
	return map[string]string{
		"municipality": place.Code, "sender": r.sender.Code, "run": fmt.Sprint(r.number), "today": calendar.Day(time.Now()), "draft_id": pg.NewID(), "typed_id": pg.NewID(), "me": string(r.persona),
		"fingerprint": strings.Repeat(fmt.Sprint(r.number), 32), "register": register, "supporters": supporters,
		"now": time.Now().UTC().Format(time.RFC3339), "month": calendar.Day(time.Now().AddDate(0, 0, 30)), "later": time.Now().UTC().Add(time.Hour).Format(time.RFC3339),
	}
}

// coverEveryRPC fails for an RPC that the script does not call.
func (s script) coverEveryRPC(t *testing.T) {
	t.Helper()
	for _, method := range harness.Methods() {
		if !slices.ContainsFunc(s, func(c scripted) bool { return c.method == string(method.Name()) }) {
			t.Errorf("the script calls no %s", method.Name())
		}
	}
}

// coverEveryFilter fails for a field of a list's request that the script never fills in.
func (s script) coverEveryFilter(t *testing.T) {
	t.Helper()
	for _, method := range harness.Methods() {
		fields := method.Input().Fields()
		for i := range fields.Len() {
			name := string(fields.Get(i).Name())
			if !isList(method) || slices.Contains([]string{"municipality", "page_size", "page_token"}, name) {
				continue
			}
			if !slices.ContainsFunc(s, func(c scripted) bool {
				return c.method == string(method.Name()) && strings.Contains(c.request, `"`+name+`":`)
			}) {
				t.Errorf("the script fills in no %s of %s", name, method.Name())
			}
		}
	}
}
