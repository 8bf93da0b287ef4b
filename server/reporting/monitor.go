// Package reporting has what the monitor shows and to whom: the tables, their keys, and which
// numbers are too small to be shown.
package reporting

import (
	"slices"
	"time"

	"oco.example/oco/server/platform/call"
)

// Table is one table of the monitor.
type Table string

// The tables.
const (
	// Months are the months of application, "2021-01".
	Months Table = "months"
	// Channels are the ways in which applications came in.
	Channels Table = "channels"
	// ReferrerKinds are the kinds of referrers, of applications by referrers only.
	ReferrerKinds Table = "referrer_kinds"
	// LifeDomains are the life domains; an application with two counts under both.
	LifeDomains Table = "life_domains"
	// Neighbourhoods are those of the residents.
	Neighbourhoods Table = "neighbourhoods"
	// Routes are the newest routes.
	Routes Table = "routes"
	// DaysToMatch are calendar days from application to the first yes of a supporter.
	DaysToMatch Table = "days_to_match"
	// DirectAnswerLifeDomains are the life domains of direct answers.
	DirectAnswerLifeDomains Table = "direct_answer_life_domains"
)

// Tables are all of them.
var Tables = []Table{Months, Channels, ReferrerKinds, LifeDomains, Neighbourhoods, Routes, DaysToMatch, DirectAnswerLifeDomains}

// SameDay is the key of DaysToMatch for a match on the day of the application.
const SameDay = "0"

// Keys that are the same everywhere, in the order in which they are shown: the enums of
// oco.common.v1 in lower case, and the classes of days.
var (
	channelKeys    = []string{"website", "phone", "email", "neighbourhood_point", "outreach"}
	lifeDomainKeys = []string{"wmo", "care", "preventive_care", "youth", "education", "welfare", "housing", "work", "income"}
	routeKeys      = []string{"answered", "own_network", "informal", "formal", "access_team", "referred"}
	dayKeys        = []string{SameDay, "1", "2", "3-7", "8+"}
)

// Counts are the exact numbers of a period, as the facts have them.
type Counts struct {
	Applications, DifferentReferrers, Matched, MatchedSameDay, FirstAppointments, DirectAnswers int64
	// Tables hold the counts by key; a key that is not there counts nothing.
	Tables map[Table]map[string]int64
	// Position is that of the last event that is counted in, FactsTime when it was recorded.
	Position  int64
	FactsTime time.Time
}

// Count is a number, or hidden because it is of few people.
type Count struct {
	Value  int64
	Hidden bool
}

// Cell is one line of a table.
type Cell struct {
	Key string
	Count
}

// Monitor is what one reader gets to see. Position and FactsTime are as in Counts; who does not read
// exact numbers is not told them, because they move with every event.
type Monitor struct {
	Applications, DifferentReferrers, Matched, MatchedSameDay, FirstAppointments, DirectAnswers Count
	Tables                                                                                      map[Table][]Cell
	Position                                                                                    int64
	FactsTime                                                                                   time.Time
}

// ReadsExact reports whether a role reads exact numbers: the coordinator, who knows the
// applications behind them. Everybody else reads closed periods, with small numbers hidden.
func ReadsExact(role call.Role) bool { return role == call.RoleCoordinator }

// Lists are the keys of each table, in the order in which they are shown; codes are the entries
// of the code lists of the municipality for ReferrerKinds and Neighbourhoods.
func Lists(period Period, codes map[Table][]string) map[Table][]string {
	return map[Table][]string{
		Months: period.Months(), Channels: channelKeys, LifeDomains: lifeDomainKeys, Routes: routeKeys, DaysToMatch: dayKeys,
		DirectAnswerLifeDomains: lifeDomainKeys, ReferrerKinds: codes[ReferrerKinds], Neighbourhoods: codes[Neighbourhoods],
	}
}

// Exact shows every number. A line that counts nothing is left out.
func Exact(c Counts, lists map[Table][]string) Monitor {
	m := Monitor{
		Applications: Count{Value: c.Applications}, DifferentReferrers: Count{Value: c.DifferentReferrers},
		Matched: Count{Value: c.Matched}, MatchedSameDay: Count{Value: c.MatchedSameDay},
		FirstAppointments: Count{Value: c.FirstAppointments}, DirectAnswers: Count{Value: c.DirectAnswers},
		Tables: make(map[Table][]Cell, len(Tables)), Position: c.Position, FactsTime: c.FactsTime,
	}
	for _, table := range Tables {
		keys := lines(lists[table], c.Tables[table])
		m.Tables[table] = cells(keys, counts(values(keys, c.Tables[table]), make([]bool, len(keys))))
	}
	return m
}

// lines are the keys of a list, then those that are counted and stand in no list any more.
func lines(list []string, counted ...map[string]int64) []string {
	keys := slices.Clone(list)
	var others []string
	for _, counts := range counted {
		for key := range counts {
			if !slices.Contains(list, key) && !slices.Contains(others, key) {
				others = append(others, key)
			}
		}
	}
	slices.Sort(others)
	return append(keys, others...)
}

func values(keys []string, counted map[string]int64) []int64 {
	counts := make([]int64, 0, len(keys))
	for _, key := range keys {
		counts = append(counts, counted[key])
	}
	return counts
}

// cells are the lines that are shown: the counts of the keys without those that count nothing.
func cells(keys []string, counts []Count) []Cell {
	var shown []Cell
	for i, count := range counts {
		if count.Hidden || count.Value > 0 {
			shown = append(shown, Cell{Key: keys[i], Count: count})
		}
	}
	return shown
}

// Entry is an entry of a code list: the key of a line and what people read for it.
type Entry struct{ Key, Label string }
