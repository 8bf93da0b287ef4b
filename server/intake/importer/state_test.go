package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register/registergen"
	"oco.example/oco/server/platform/pg"
)

// Where the history of a row led. What was closed is nobody's work any more.
func TestStatesOfHistory(t *testing.T) {
	w := newWorld(t)
	const closed = "8-2-2021"
	cases := []struct {
		route, supporter, matched, appointment, closed string
		state                                          intake.State
	}{
		{"", "", "", "", "", intake.Received},
		{"", "", "", "", closed, intake.Ended},
		{"2", "", "", "", "", intake.WaitingForMatch},
		{"2", "", "", "", closed, intake.Ended},
		{"2", "Bo", "7-1-2021", "", "", intake.InSupport},
		{"2", "Bo", "7-1-2021", "8-1-2021", closed, intake.Closed},
		{"", "Bo", "7-1-2021", "", closed, intake.Closed},
		{"", "Bo", "", "8-1-2021", closed, intake.Closed},
		{"2", "", "7-1-2021", "", closed, intake.Closed},
		{"2", "", "7-1-2021", "", "", intake.WaitingForMatch},
		{"2", "Bo", "5-1-2021", "", closed, intake.Closed}, // on paper before the application
		{"1", "", "", "", "", intake.OwnNetwork},
		{"1", "", "", "", closed, intake.Ended},
		{"Toegang", "", "", "", "", intake.HandedOver},
		{"Toegang", "", "", "", closed, intake.Ended},
		{"direct beantwoord", "", "", "", closed, intake.Answered},
		{"doorverwezen", "", "", "", closed, intake.Referred},
		{"", "", "", "", "overleden", intake.Received},
	}
	var b strings.Builder
	b.WriteString("Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door;Vraag;Route;OCO;Datum gekoppeld;Eerste afspraak;Afgesloten op\n")
	for i, c := range cases {
		fmt.Fprintf(&b, "6-1-2021;Persoon %d;06-119%05d;inwoner;vraag %d.;%s;%s;%s;%s;%s\n", i, 31000+i, i, c.route, c.supporter, c.matched, c.appointment, c.closed)
	}
	i := w.work(w.hand("APPLICATIONS", registergen.Register{Name: "x.csv", File: []byte(b.String())}, false), done)
	if i.Imported != len(cases) {
		t.Fatalf("%+v", i.Tally)
	}
	got := map[string]intake.State{}
	err := w.db.Read(w.ctx, func(tx *pg.Tx) error {
		rows, err := w.store.ImportRows(w.ctx, tx, i.ID, nil, nil, 100)
		for _, row := range rows {
			a, err := w.store.Lock(w.ctx, tx, row.Resource)
			if err != nil {
				return err
			}
			got[strings.SplitAfter(a.Question.Reveal(), ".")[0]] = a.State
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		if state := got[fmt.Sprintf("vraag %d.", i)]; state != c.state {
			t.Errorf("%+v became %s", c, state)
		}
	}
}
