package reporting

import (
	"slices"

	"oco.example/oco/server/reporting/disclosure"
)

// Year is what was counted of a year, for those who do not read exact numbers. All parts of it are
// decided on together, so that none tells what another hides.
type Year struct {
	Year int
	// First and Second are the halves, each closed by itself; the whole year is their sum.
	First, Second Counts
	// DifferentReferrers are those of the whole year: who referred in both halves is one.
	DifferentReferrers int64
}

// Parts are what to count for the year of a closed period: its halves, and all of it.
func (c Closed) Parts() []Asked {
	return []Asked{c.of(FirstHalf).Asked(), c.of(SecondHalf).Asked(), c.of(WholeYear).Asked()}
}

// Counted is the year of a closed period, of what was counted for its Parts.
func (c Closed) Counted(parts []Counts) Year {
	return Year{Year: c.Year, First: parts[0], Second: parts[1], DifferentReferrers: parts[2].DifferentReferrers}
}

// Protected shows a part of the year with everything hidden that is of few people, and with it what
// would tell it. A line that is left out counts nothing; a line that is hidden may count nothing,
// where a whole table is hidden. The referrers are told by year alone: how many different ones a
// year has is no sum of its halves, and would tell about them.
//
// What a first half shows depends on the first half alone.
func (y Year) Protected(part Part, lists map[Table][]string) Monitor {
	if part == FirstHalf {
		y.Second, y.DifferentReferrers = Counts{}, 0
	}
	view := view{year: y, part: part, lists: lists}
	applications, inApplications := view.number(Counts.applications, nil)
	matched, inMatched := view.number(Counts.matched, inApplications)
	answers, inAnswers := view.number(Counts.directAnswers, nil)
	appointments, _ := view.number(func(c Counts) int64 { return c.FirstAppointments }, inApplications)
	inReferrers := disclosure.HideWhole([]int64{y.DifferentReferrers}, inApplications)
	m := Monitor{
		Applications: applications, Matched: matched, FirstAppointments: appointments, DirectAnswers: answers,
		DifferentReferrers: view.pick([]int64{0}, []int64{y.DifferentReferrers}, inReferrers)[0],
		Tables: map[Table][]Cell{
			Months:                  view.months(inApplications),
			Channels:                view.table(Channels, Counts.applications, inApplications),
			ReferrerKinds:           view.referrerKinds(&inReferrers),
			LifeDomains:             view.table(LifeDomains, nil, inApplications),
			Neighbourhoods:          view.table(Neighbourhoods, Counts.applications, inApplications),
			Routes:                  view.table(Routes, Counts.applications, inApplications),
			DaysToMatch:             view.table(DaysToMatch, Counts.matched, inMatched),
			DirectAnswerLifeDomains: view.table(DirectAnswerLifeDomains, Counts.directAnswers, inAnswers),
		},
	}
	// The first line of the table of days: shown and hidden as that line is.
	for _, cell := range m.Tables[DaysToMatch] {
		if cell.Key == SameDay {
			m.MatchedSameDay = cell.Count
		}
	}
	return m
}

func (c Counts) applications() int64  { return c.Applications }
func (c Counts) matched() int64       { return c.Matched }
func (c Counts) directAnswers() int64 { return c.DirectAnswers }

// view is one part of a year on its way to a reader.
type view struct {
	year  Year
	part  Part
	lists map[Table][]string
}

// number is a number that stands by itself, and where it is hidden; parent is the number that it is
// a part of.
func (v view) number(of func(Counts) int64, parent *disclosure.Hidden) (Count, *disclosure.Hidden) {
	first, second := []int64{of(v.year.First)}, []int64{of(v.year.Second)}
	hidden := disclosure.HideHalves(first, second, parent)
	return v.pick(first, second, hidden)[0], &hidden
}

// table is a table under the number that it parts. Whole is that number, nil when the lines do not
// add up to it. What stands in no line, such as applications without a neighbourhood, is known by
// subtraction, so it is protected like a line, and not shown.
func (v view) table(table Table, whole func(Counts) int64, parent *disclosure.Hidden) []Cell {
	keys, first, second := v.lines(table)
	if whole != nil {
		first, second = append(first, whole(v.year.First)-sum(first)), append(second, whole(v.year.Second)-sum(second))
	}
	return cells(keys, v.pick(first, second, disclosure.HideHalves(first, second, parent))[:len(keys)])
}

// referrerKinds are told by year alone, like the referrers.
func (v view) referrerKinds(parent *disclosure.Hidden) []Cell {
	keys, first, second := v.lines(ReferrerKinds)
	return cells(keys, v.pick(first, second, disclosure.HideWhole(sums(first, second), parent)))
}

// months are those of the part; each belongs to one half.
func (v view) months(parent *disclosure.Hidden) []Cell {
	year := Closed{Year: v.year.Year}
	inFirst, inSecond := year.of(FirstHalf).Asked().Months(), year.of(SecondHalf).Asked().Months()
	first, second := values(inFirst, v.year.First.Tables[Months]), values(inSecond, v.year.Second.Tables[Months])
	hidden := disclosure.HideInHalves(first, second, parent)
	switch v.part {
	case FirstHalf:
		return cells(inFirst, counts(first, hidden.First))
	case SecondHalf:
		return cells(inSecond, counts(second, hidden.Second))
	case WholeYear:
	}
	return cells(slices.Concat(inFirst, inSecond), counts(slices.Concat(first, second), hidden.Whole))
}

// lines are the lines of a table, counted in both halves.
func (v view) lines(table Table) (keys []string, first, second []int64) {
	inFirst, inSecond := v.year.First.Tables[table], v.year.Second.Tables[table]
	keys = lines(v.lists[table], inFirst, inSecond)
	return keys, values(keys, inFirst), values(keys, inSecond)
}

// pick are the counts of the part.
func (v view) pick(first, second []int64, hidden disclosure.Hidden) []Count {
	switch v.part {
	case FirstHalf:
		return counts(first, hidden.First)
	case SecondHalf:
		return counts(second, hidden.Second)
	case WholeYear:
	}
	return counts(sums(first, second), hidden.Whole)
}

// counts are numbers as a reader gets them.
func counts(values []int64, hidden []bool) []Count {
	shown := make([]Count, len(values))
	for i, value := range values {
		if hidden[i] {
			shown[i] = Count{Hidden: true}
			continue
		}
		shown[i] = Count{Value: value}
	}
	return shown
}

func sums(first, second []int64) []int64 {
	whole := slices.Clone(first)
	for i := range whole {
		whole[i] += second[i]
	}
	return whole
}

func sum(values []int64) (total int64) {
	for _, value := range values {
		total += value
	}
	return total
}
