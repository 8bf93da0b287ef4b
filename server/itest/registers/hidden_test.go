package registers_test

import (
	"fmt"
	"slices"
	"testing"

	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
)

// This file is a second telling of the rule by which small numbers are hidden, from what the
// documents say of it. The platform's own code has no part in it.
const (
	// few is the first number that is shown.
	few = 5
	// early is the first number of a first half that is shown by half.
	early = 10
)

// small reports whether so many are too few to be shown.
func small(count int64) bool { return count > 0 && count < few }

// covered tells which of some counts must be hidden, in the order in which they are shown: the small
// ones, and after the first of them, round the table, as few others with people as it takes until
// the hidden ones could be anything. Where that never comes, or nobody is left to be shown, all.
func covered(counts []int64) []bool {
	first := slices.IndexFunc(counts, small)
	if first < 0 {
		return make([]bool, len(counts))
	}
	var others []int
	for step := range counts {
		if at := (first + step) % len(counts); counts[at] >= few {
			others = append(others, at)
		}
	}
	for with := range others {
		hidden := make([]bool, len(counts))
		var many, sum int64
		for at, count := range counts {
			if hidden[at] = small(count) || slices.Contains(others[:with], at); hidden[at] {
				many, sum = many+1, sum+count
			}
		}
		// Too small a sum is of nearly all ones, another of all fours.
		if sum >= few && sum >= 2*many && sum != (few-1)*many {
			return hidden
		}
	}
	return everything(counts)
}

func everything(counts []int64) []bool { return slices.Repeat([]bool{true}, len(counts)) }

// year is what somebody reads of a year: its first half, its second, and all of it.
type year [3]*reportingv1.Monitor

var parts = []string{"first half", "second half", "year"}

// decision is what must be hidden of a table in each part of a year.
type decision struct {
	hidden [3][]bool
	byHalf bool
}

// decide tells a table by half when the number over it is, and no line of the first half is of
// fewer than ten; else the year is one table, and nothing of its halves is shown.
func decide(first, second []int64, over *decision) decision {
	tooEarly := slices.ContainsFunc(first, func(count int64) bool { return count > 0 && count < early })
	if !tooEarly && (over == nil || over.byHalf) {
		later := covered(second)
		return decision{hidden: [3][]bool{make([]bool, len(first)), later, later}, byHalf: true}.under(over)
	}
	return decideWhole(first, second, over)
}

// decideWhole tells a table of the whole year alone.
func decideWhole(first, second []int64, over *decision) decision {
	whole := slices.Clone(first)
	for at := range second {
		whole[at] += second[at]
	}
	return decision{hidden: [3][]bool{everything(first), everything(first), covered(whole)}}.under(over)
}

// decideMonths tells months, each of which is of one half, where the applications are told by half.
func decideMonths(first, second []int64, over *decision) decision {
	if !over.byHalf {
		all := everything(first)
		return decision{hidden: [3][]bool{all, all, all}}
	}
	early, late := covered(first), covered(second)
	whole := slices.Clone(early)
	for at := range late {
		whole[at] = early[at] || late[at]
	}
	return decision{hidden: [3][]bool{early, late, whole}, byHalf: true}.under(over)
}

// under hides a whole table where the number over it is hidden.
func (d decision) under(over *decision) decision {
	for part := range d.hidden {
		if over != nil && over.hidden[part][0] {
			d.hidden[part] = slices.Repeat([]bool{true}, len(d.hidden[part]))
		}
	}
	return d
}

// protection compares what a policy adviser sees of a year with the exact numbers.
type protection struct {
	t            *testing.T
	exact, shown year
	// hidden counts what was of few people, beside what was hidden for its sake; open the rest.
	hidden, beside, open int
}

// compareHidden checks every number and every line of every table: what is below five is hidden,
// what has to be hidden for its sake too, and all else is shown as it is.
func compareHidden(t *testing.T, exact, shown year) {
	t.Helper()
	p := &protection{t: t, exact: exact, shown: shown}
	applications := p.number("applications", (*reportingv1.Monitor).GetApplications, nil, decide)
	matched := p.number("matched", (*reportingv1.Monitor).GetMatched, &applications, decide)
	answers := p.number("direct answers", (*reportingv1.Monitor).GetDirectAnswers, nil, decide)
	p.number("first appointments", (*reportingv1.Monitor).GetFirstAppointments, &applications, decide)
	p.table("months", (*reportingv1.Monitor).GetMonths, nil, &applications, decideMonths)
	p.table("channels", (*reportingv1.Monitor).GetChannels, (*reportingv1.Monitor).GetApplications, &applications, decide)
	p.table("life domains", (*reportingv1.Monitor).GetLifeDomains, nil, &applications, decide)
	p.table("neighbourhoods", (*reportingv1.Monitor).GetNeighbourhoods, (*reportingv1.Monitor).GetApplications, &applications, decide)
	p.table("routes", (*reportingv1.Monitor).GetRoutes, (*reportingv1.Monitor).GetApplications, &applications, decide)
	p.table("days to match", (*reportingv1.Monitor).GetDaysToMatch, (*reportingv1.Monitor).GetMatched, &matched, decide)
	p.table("life domains of answers", (*reportingv1.Monitor).GetDirectAnswerLifeDomains, (*reportingv1.Monitor).GetDirectAnswers, &answers, decide)
	p.referrers(&applications)
	for part, monitor := range shown {
		for _, day := range monitor.GetDaysToMatch() {
			if sameDay := monitor.GetMatchedSameDay(); day.GetKey() == "0" && sameDay.String() != day.GetCount().String() {
				t.Errorf("matched the same day, %s: %v, in the table of days %v", parts[part], sameDay, day.GetCount())
			}
		}
	}
	if p.hidden == 0 || p.open == 0 {
		t.Errorf("%d numbers are below five and %d are shown: nothing was compared", p.hidden, p.open)
	}
	t.Logf("%d numbers below five are hidden, %d beside them, %d are shown", p.hidden, p.beside, p.open)
}

// referrers are told of the whole year alone; who referred in both halves is one of them.
func (p *protection) referrers(applications *decision) {
	p.t.Helper()
	different := p.exact[2].GetDifferentReferrers().GetValue()
	decided := decideWhole([]int64{0}, []int64{different}, applications)
	for part := range parts {
		p.count("different referrers", part, decided.hidden[part][0], p.exact[part].GetDifferentReferrers().GetValue(), p.shown[part].GetDifferentReferrers())
	}
	p.table("referrer kinds", (*reportingv1.Monitor).GetReferrerKinds, nil, &decided, decideWhole)
}

type rule func(first, second []int64, over *decision) decision

func (p *protection) number(name string, of func(*reportingv1.Monitor) *reportingv1.Count, over *decision, by rule) decision {
	p.t.Helper()
	decided := by([]int64{of(p.exact[0]).GetValue()}, []int64{of(p.exact[1]).GetValue()}, over)
	for part := range parts {
		p.count(name, part, decided.hidden[part][0], of(p.exact[part]).GetValue(), of(p.shown[part]))
	}
	return decided
}

// table compares a table. What its lines leave of the number that they part is known by
// subtraction, and counts as a line that is not shown.
func (p *protection) table(name string, of func(*reportingv1.Monitor) []*reportingv1.Cell, parted func(*reportingv1.Monitor) *reportingv1.Count, over *decision, by rule) {
	p.t.Helper()
	var counts [3][]int64
	var keys []string
	for _, cell := range of(p.exact[2]) {
		keys = append(keys, cell.GetKey())
	}
	for part, monitor := range p.exact {
		var sum int64
		for _, key := range keys {
			count := countOf(of(monitor), key).GetValue()
			counts[part], sum = append(counts[part], count), sum+count
		}
		if parted != nil {
			counts[part] = append(counts[part], parted(monitor).GetValue()-sum)
		}
	}
	decided := by(counts[0], counts[1], over)
	for part := range parts {
		for at, key := range keys {
			p.count(name+" "+key, part, decided.hidden[part][at], counts[part][at], countOf(of(p.shown[part]), key))
		}
		for _, cell := range of(p.shown[part]) {
			// Where a whole table is hidden, so are its lines without anybody.
			if !slices.Contains(keys, cell.GetKey()) && (!cell.GetCount().GetHidden() || slices.Contains(decided.hidden[part], false)) {
				p.t.Errorf("%s, %s: %v, and it counts nobody", name, parts[part], cell)
			}
		}
	}
}

func countOf(cells []*reportingv1.Cell, key string) *reportingv1.Count {
	for _, cell := range cells {
		if cell.GetKey() == key {
			return cell.GetCount()
		}
	}
	return nil
}

func (p *protection) count(name string, part int, hidden bool, is int64, shown *reportingv1.Count) {
	p.t.Helper()
	where := fmt.Sprintf("%s, %s", name, parts[part])
	switch {
	case small(is) && !shown.GetHidden():
		p.t.Errorf("%s shows %d, of which it is", where, shown.GetValue())
	case hidden != shown.GetHidden():
		p.t.Errorf("%s: hidden is %t, want %t (it is %d)", where, shown.GetHidden(), hidden, is)
	case hidden && shown.GetValue() != 0:
		p.t.Errorf("%s is hidden and says %d", where, shown.GetValue())
	case !hidden && shown.GetValue() != is:
		p.t.Errorf("%s shows %d, it is %d", where, shown.GetValue(), is)
	case small(is):
		p.hidden++
	case hidden:
		p.beside++
	case is > 0:
		p.open++
	}
}
