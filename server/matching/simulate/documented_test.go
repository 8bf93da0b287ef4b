package simulate_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"oco.example/oco/server/matching/simulate"
)

var update = flag.Bool("update", false, "write the tables of docs/simulation.md anew")

const document = "../../../docs/simulation.md"

// documented are the years that the document shows, by the heading of their table.
var documented = []struct {
	heading string
	size    simulate.Size
	blind   bool
}{
	{"A year like that of Waalwijk", simulate.Waalwijk, false},
	{"A year like that of Almere", simulate.Almere, false},
	{"A year of a region", simulate.Region, false},
	{"A year like that of Almere, in which a yes has nothing to do with the fit", simulate.Almere, true},
}

// seeds are those of the three years that a table shows beside each other.
var seeds = []uint64{1, 2, 3}

// TestTheDocumentedYears holds the tables of the document against what is played; -update writes them.
func TestTheDocumentedYears(t *testing.T) {
	content, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	for _, d := range documented {
		begins := fmt.Sprintf("### %s\n\n", d.heading)
		before, rest, found := strings.Cut(text, begins)
		old, after, ends := strings.Cut(rest, "\n\n")
		if !found || !ends {
			t.Fatalf("%s has no table %q", document, d.heading)
		}
		table := tableOf(t, d.size, d.blind)
		if old != table && !*update {
			t.Errorf("%s: write it anew with -update; it is\n%s\nand must be\n%s", d.heading, old, table)
		}
		text = before + begins + table + "\n\n" + after
	}
	if *update {
		if err := os.WriteFile(document, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tableOf is a table of figures, a line each, with those of the seeds beside each other.
func tableOf(t *testing.T, size simulate.Size, blind bool) string {
	t.Helper()
	years := make([][]simulate.Outcome, 0, len(seeds))
	for _, seed := range seeds {
		s := simulate.Generate(size, seed)
		s.Blind = blind
		years = append(years, run(t, s, simulate.Policies...))
	}
	lines := []string{"| | list | who is free | best fit | ours |", "|---|---|---|---|---|"}
	part := func(of func(o simulate.Outcome) int) func(simulate.Outcome) string {
		return func(o simulate.Outcome) string {
			return fmt.Sprintf("%d", (200*of(o)+o.Applications)/(2*o.Applications))
		}
	}
	for _, figure := range []struct {
		name string
		of   func(simulate.Outcome) string
	}{
		{"matched the same day, %", part(func(o simulate.Outcome) int { return o.SameDay })},
		{"met within two working days, %", part(func(o simulate.Outcome) int { return o.MetSoon })},
		{"nobody could be asked, %", part(func(o simulate.Outcome) int { return o.NoCandidate })},
		{"not matched", func(o simulate.Outcome) string { return fmt.Sprint(o.Unmatched) }},
		{"waiting, median minutes", func(o simulate.Outcome) string { return fmt.Sprint(o.MedianMinutes) }},
		{"Gini of the work", func(o simulate.Outcome) string { return fmt.Sprintf("%.2f", o.Gini) }},
		{"asks per volunteer", func(o simulate.Outcome) string { return fmt.Sprintf("%.1f", float64(o.Asks)/float64(o.Volunteers)) }},
		{"most asks of one", func(o simulate.Outcome) string { return fmt.Sprint(o.MostAsks) }},
		{"volunteers over their own limit", func(o simulate.Outcome) string { return fmt.Sprint(o.OverLimit) }},
		{"breaks after an ask", func(o simulate.Outcome) string { return fmt.Sprint(o.Breaks) }},
	} {
		cells := make([]string, len(simulate.Policies))
		for i := range simulate.Policies {
			var values []string
			for _, year := range years {
				values = append(values, figure.of(year[i]))
			}
			cells[i] = strings.Join(values, " · ")
		}
		lines = append(lines, "| "+figure.name+" | "+strings.Join(cells, " | ")+" |")
	}
	return strings.Join(lines, "\n")
}
