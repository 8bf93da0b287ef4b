package reporting_test

import (
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/reporting"
)

func listsOf(part reporting.Part) map[reporting.Table][]string {
	return reporting.Lists(reporting.Closed{Year: 2021, Part: part}.Asked().Period, codes)
}

// waalwijk is a year of 123 applications: enough in the first half for itself, here and there few.
func waalwijk() reporting.Year {
	return reporting.Year{
		Year: 2021, DifferentReferrers: 52,
		First: reporting.Counts{
			Applications: 67, Matched: 40, MatchedSameDay: 30, FirstAppointments: 6,
			Tables: map[reporting.Table]map[string]int64{
				reporting.Months:        {"2021-01": 8, "2021-02": 14, "2021-03": 14, "2021-04": 9, "2021-05": 13, "2021-06": 9},
				reporting.Channels:      {"website": 30, "phone": 22, "email": 15},
				reporting.ReferrerKinds: {"gp": 20, "library": 1},
				reporting.Routes:        {"informal": 50, "formal": 17},
				reporting.DaysToMatch:   {"0": 30, "1": 10},
			},
		},
		Second: reporting.Counts{
			Applications: 56, Matched: 33, MatchedSameDay: 20, FirstAppointments: 20, DirectAnswers: 2,
			Tables: map[reporting.Table]map[string]int64{
				reporting.Months:                  {"2021-07": 9, "2021-08": 13, "2021-09": 7, "2021-10": 10, "2021-11": 11, "2021-12": 6},
				reporting.Channels:                {"website": 30, "phone": 20, "email": 6},
				reporting.ReferrerKinds:           {"gp": 20, "library": 2},
				reporting.Routes:                  {"informal": 45, "formal": 8},
				reporting.DaysToMatch:             {"0": 20, "1": 10, "8+": 3},
				reporting.DirectAnswerLifeDomains: {"wmo": 2},
			},
		},
	}
}

func TestProtected(t *testing.T) {
	year := waalwijk()
	for _, c := range []struct {
		part reporting.Part
		want string
	}{
		{reporting.FirstHalf, "67 ? 40 30 ? 0 / 8 14 14 9 13 9 / 30 22 15 / ? ? ? / 50 17 / 30 10 /"},
		// Three applications have no route: routes are hidden until those could be anything.
		{reporting.SecondHalf, "56 ? 33 ? ? ? / 9 13 7 10 11 6 / 30 20 6 / ? ? ? / ? 8 / ? 10 ? / ? ? ? ? ? ? ? ? ?"},
		{reporting.WholeYear, "123 52 73 ? 26 ? / 8 14 14 9 13 9 9 13 7 10 11 6 / 60 42 21 / ? ? ? / ? 25 / ? 20 ? / ? ? ? ? ? ? ? ? ?"},
	} {
		if got := told(year.Protected(c.part, listsOf(c.part))); got != c.want {
			t.Errorf("part %d:\ngot  %s\nwant %s", c.part, got, c.want)
		}
	}
	year.First.Applications = 3
	if got, want := told(year.Protected(reporting.FirstHalf, listsOf(reporting.FirstHalf))), "? ? ? ? ? 0 / ? ? ? ? ? ? / ? ? ? ? ? / ? ? ? / ? ? ? ? ? ? / ? ? ? ? ? /"; got != want {
		t.Errorf("of three applications nothing is told: got %s", got)
	}
}

// told are the numbers of a monitor and the lines of some of its tables.
func told(m reporting.Monitor) string {
	text := ""
	write := func(c reporting.Count) {
		if c.Hidden {
			text += " ?"
			return
		}
		text += fmt.Sprint(" ", c.Value)
	}
	for _, count := range []reporting.Count{m.Applications, m.DifferentReferrers, m.Matched, m.MatchedSameDay, m.FirstAppointments, m.DirectAnswers} {
		write(count)
	}
	for _, table := range []reporting.Table{reporting.Months, reporting.Channels, reporting.ReferrerKinds, reporting.Routes, reporting.DaysToMatch, reporting.DirectAnswerLifeDomains} {
		text += " /"
		for _, cell := range m.Tables[table] {
			write(cell.Count)
		}
	}
	return text[1:]
}

// draw is half a year of a small municipality: the tables part what they part.
func draw(t *rapid.T, half string, months []string) reporting.Counts {
	part := func(name string, keys []string, largest int64) (map[string]int64, int64) {
		table, sum := map[string]int64{}, int64(0)
		for _, key := range keys {
			if n := rapid.Int64Range(0, largest).Draw(t, half+name+key); n > 0 && rapid.IntRange(0, 3).Draw(t, half+name+key+" is there") > 0 {
				table[key], sum = n, sum+n
			}
		}
		return table, sum
	}
	// parting deals a sum out over keys; what is left stands in no line.
	parting := func(name string, keys []string, sum int64) map[string]int64 {
		table := map[string]int64{}
		for _, key := range keys {
			if n := rapid.Int64Range(0, sum).Draw(t, half+name+key); n > 0 {
				table[key], sum = n, sum-n
			}
		}
		return table
	}
	lists := listsOf(reporting.WholeYear)
	largest := rapid.SampledFrom([]int64{2, 6, 20}).Draw(t, half+"size")
	c := reporting.Counts{Tables: map[reporting.Table]map[string]int64{}}
	c.Tables[reporting.Months], c.Applications = part("month", months, largest)
	c.Tables[reporting.Channels] = parting("channel", lists[reporting.Channels][1:], c.Applications)
	if rest := c.Applications - total(c.Tables[reporting.Channels]); rest > 0 {
		c.Tables[reporting.Channels][lists[reporting.Channels][0]] = rest
	}
	c.Tables[reporting.Neighbourhoods] = parting("neighbourhood", lists[reporting.Neighbourhoods], c.Applications)
	c.Matched = rapid.Int64Range(0, c.Applications).Draw(t, half+"matched")
	c.Tables[reporting.DaysToMatch] = parting("days", lists[reporting.DaysToMatch], c.Matched)
	c.MatchedSameDay = c.Tables[reporting.DaysToMatch][reporting.SameDay]
	c.Tables[reporting.DirectAnswerLifeDomains], c.DirectAnswers = part("answer", lists[reporting.DirectAnswerLifeDomains], largest)
	return c
}

func total(table map[string]int64) (sum int64) {
	for _, n := range table {
		sum += n
	}
	return sum
}

// The attacker reads every period of a year that may be asked for, writes down every equation there
// is between the numbers (a table adds up to what it parts, the halves to the year), and solves
// them. What is below five must stay open; and no number below five is shown.
func TestNothingCanBeSubtractedBetweenPeriods(t *testing.T) {
	halves := []reporting.Part{reporting.FirstHalf, reporting.SecondHalf}
	rapid.Check(t, func(t *rapid.T) {
		counts := map[reporting.Part]reporting.Counts{}
		for i, half := range halves {
			counts[half] = draw(t, fmt.Sprint(i, " "), listsOf(half)[reporting.Months])
		}
		year := reporting.Year{Year: 2021, First: counts[reporting.FirstHalf], Second: counts[reporting.SecondHalf]}
		e := &equations{}
		for _, part := range []reporting.Part{reporting.FirstHalf, reporting.SecondHalf, reporting.WholeYear} {
			in := halves
			if part != reporting.WholeYear {
				in = []reporting.Part{part}
			}
			m := year.Protected(part, listsOf(part))
			for table, whole := range map[reporting.Table]reporting.Count{
				reporting.Months: m.Applications, reporting.Channels: m.Applications, reporting.Neighbourhoods: m.Applications,
				reporting.DaysToMatch: m.Matched, reporting.DirectAnswerLifeDomains: m.DirectAnswers,
			} {
				var all []unknown
				for _, half := range in {
					for _, key := range listsOf(half)[table] {
						all = append(all, unknown{table, half, key})
					}
					if table == reporting.Neighbourhoods || table == reporting.DaysToMatch {
						all = append(all, unknown{table, half, inNoLine})
					}
				}
				e.read(t, all, whole, m.Tables[table])
			}
		}
		for half, c := range counts {
			for table, cells := range c.Tables {
				for key, count := range cells {
					if count > 0 && count < 5 && e.solves(unknown{table, half, key}) {
						t.Fatalf("%s %s of half %d follows from what is told: %d", table, key, half, count)
					}
				}
			}
		}
	})
}

// unknown is one count of one half.
type unknown struct {
	table reporting.Table
	half  reporting.Part
	key   string
}

// equations are sums of unknowns whose values are told: no row has what leads a row before it.
type equations struct {
	number map[unknown]int
	rows   []map[int]*big.Rat
}

// inNoLine is the key of what is counted and stands in no line.
const inNoLine = "none"

// read adds what one answer tells of a table: the number that all of its unknowns add up to, its
// lines, and that a line which is left out counts nothing in either half.
func (e *equations) read(t *rapid.T, all []unknown, whole reporting.Count, cells []reporting.Cell) {
	shown := map[string]reporting.Count{}
	for _, cell := range cells {
		shown[cell.Key] = cell.Count
		if cell.Value > 0 && cell.Value < 5 {
			t.Fatalf("shown: %+v", cell)
		}
	}
	lines := map[string][]unknown{}
	for _, u := range all {
		if count := shown[u.key]; u.key != inNoLine && !count.Hidden && count.Value == 0 {
			e.add([]unknown{u})
		}
		lines[u.key] = append(lines[u.key], u)
	}
	for key, line := range lines {
		if key != inNoLine && !shown[key].Hidden {
			e.add(line)
		}
	}
	if !whole.Hidden {
		e.add(all)
	}
}

// add takes a sum of unknowns as told.
func (e *equations) add(sum []unknown) {
	if row := e.reduced(sum); len(row) > 0 {
		e.rows = append(e.rows, row)
	}
}

// solves reports whether the equations fix an unknown.
func (e *equations) solves(u unknown) bool { return len(e.reduced([]unknown{u})) == 0 }

// reduced is the sum without what the rows explain; each row is led by its smallest unknown.
func (e *equations) reduced(sum []unknown) map[int]*big.Rat {
	row := map[int]*big.Rat{}
	for _, u := range sum {
		if e.number == nil {
			e.number = map[unknown]int{}
		}
		if _, known := e.number[u]; !known {
			e.number[u] = len(e.number)
		}
		row[e.number[u]] = big.NewRat(1, 1)
	}
	for _, r := range e.rows {
		at := lead(r)
		if row[at] == nil {
			continue
		}
		factor := new(big.Rat).Quo(row[at], r[at])
		for i, value := range r {
			if row[i] == nil {
				row[i] = new(big.Rat)
			}
			if row[i] = new(big.Rat).Sub(row[i], new(big.Rat).Mul(factor, value)); row[i].Sign() == 0 {
				delete(row, i)
			}
		}
	}
	return row
}

func lead(row map[int]*big.Rat) int {
	least := -1
	for i := range row {
		if least < 0 || i < least {
			least = i
		}
	}
	return least
}
