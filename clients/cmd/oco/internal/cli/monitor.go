package cli

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/pflag"

	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/texts"
)

var monitor = command{
	rpc: reportingv1.ReportingService_GetMonitor_FullMethodName, use: "monitor", short: "Count a period",
	long: `Without a period it is this year. Whoever may not see small numbers reads "hidden" for them, and for those from which they
could be worked out. Who reads them so (policy adviser, board, region manager) asks for a year or for half of one, from a
month after its end on: --year 2025, --half 2026-1.`,
	example: `oco monitor --year 2021
		oco monitor --half 2026-1
		oco monitor --month 2026-03 --output csv
		oco monitor --from 2026-01-01 --until 2026-07-01`,
	flags: func(set *pflag.FlagSet) {
		set.String("year", "", "the `year`, for --from and --until")
		set.String("half", "", "the `half` of a year, 2026-1 or 2026-2, for --from and --until")
		set.String("month", "", "the `month`, 2026-03, for --from and --until")
	},
	run: func(c *call) error {
		if err := period(c); err != nil {
			return err
		}
		request, err := c.request()
		if err != nil {
			return err
		}
		answer, err := c.invoke(c.method, request)
		if err != nil {
			return err
		}
		counts, ok := answer.(*reportingv1.Monitor)
		switch {
		case !ok || c.printer.Format == show.JSON:
			return c.printer.Record(answer)
		case c.printer.Format == show.CSV:
			return monitorCSV(c, counts)
		}
		monitorTables(c, counts)
		return nil
	},
}

// spans are the ways to name a period: how it is typed, what is said when it is not, and how long it is.
var spans = []struct {
	flag, wrong, layout string
	months              int
}{
	{"year", "value.year", "2006", 12}, {"half", "value.half", "2006-1", 6}, {"month", "value.month", "2006-01", 1},
}

// period turns --year, --half and --month, or nothing at all, into --from and --until.
func period(c *call) error {
	flags := c.cmd.Flags()
	span, text := spans[0], ""
	given := 0
	if flags.Changed("from") || flags.Changed("until") {
		given++
	}
	exact := given > 0
	for _, s := range spans {
		if typed, _ := flags.GetString(s.flag); typed != "" { // the command has the flag
			given++
			span, text = s, typed
		}
	}
	switch {
	case given > 1:
		return &bind.Error{Problem: texts.Wrong("value.period")}
	case exact:
		return nil
	case given == 0:
		text = strconv.Itoa(c.now().Year())
	}
	first, err := time.Parse(span.layout, text)
	if err != nil || span.flag == "half" && first.Month() > time.February {
		return &bind.Error{Name: "--" + span.flag, Problem: texts.Wrong(span.wrong)}
	}
	if span.flag == "half" { // the second half is read as February
		first = first.AddDate(0, 5*int(first.Month()-time.January), 0)
	}
	if err := flags.Set("from", first.Format(time.DateOnly)); err != nil {
		return err
	}
	return flags.Set("until", first.AddDate(0, span.months, 0).Format(time.DateOnly))
}

// section is one table of the monitor.
type section struct {
	key, title string
	cells      []*reportingv1.Cell
}

func monitorSections(c *call, m *reportingv1.Monitor) []section {
	total := func(key, label string, count *reportingv1.Count) *reportingv1.Cell {
		return &reportingv1.Cell{Key: key, Label: label, Count: count}
	}
	return []section{
		{"total", c.say("monitor.total"), []*reportingv1.Cell{
			total("applications", c.say("monitor.applications"), m.GetApplications()),
			total("different_referrers", c.say("monitor.different_referrers"), m.GetDifferentReferrers()),
			total("matched", c.say("monitor.matched"), m.GetMatched()),
			total("matched_same_day", c.say("monitor.matched_same_day"), m.GetMatchedSameDay()),
			total("first_appointments", c.say("monitor.first_appointments"), m.GetFirstAppointments()),
			total("direct_answers", c.say("monitor.direct_answers"), m.GetDirectAnswers()),
		}},
		{"months", c.say("monitor.month"), m.GetMonths()},
		{"channels", c.say("monitor.channel"), m.GetChannels()},
		{"referrer_kinds", c.say("monitor.referrer_kind"), m.GetReferrerKinds()},
		{"life_domains", c.say("monitor.life_domain"), m.GetLifeDomains()},
		{"neighbourhoods", c.say("monitor.neighbourhood"), m.GetNeighbourhoods()},
		{"routes", c.say("monitor.route"), m.GetRoutes()},
		{"days_to_match", c.say("monitor.days_to_match"), m.GetDaysToMatch()},
		{"direct_answer_life_domains", c.say("monitor.direct_answers"), m.GetDirectAnswerLifeDomains()},
	}
}

func monitorTables(c *call, m *reportingv1.Monitor) {
	fmt.Fprintln(c.out, c.say("monitor.period", "municipality", m.GetMunicipality(), "from", m.GetFromDate(), "until", m.GetUntilDate()))
	for _, s := range monitorSections(c, m) {
		if len(s.cells) == 0 {
			continue
		}
		rows := make([][]string, len(s.cells))
		for i, cell := range s.cells {
			label := cell.GetLabel()
			if label == "" {
				label = cell.GetKey()
			}
			rows[i] = []string{label, count(c, cell.GetCount())}
		}
		fmt.Fprintln(c.out)
		c.printer.Grid([]string{s.title, c.say("list.count")}, rows)
	}
}

// monitorCSV writes a line for each count; a hidden one has no number.
func monitorCSV(c *call, m *reportingv1.Monitor) error {
	w := csv.NewWriter(c.out)
	lines := [][]string{{"table", "key", "label", "count", "hidden"}}
	for _, s := range monitorSections(c, m) {
		for _, cell := range s.cells {
			number, hidden := strconv.FormatInt(cell.GetCount().GetValue(), 10), ""
			if cell.GetCount().GetHidden() {
				number, hidden = "", "yes"
			}
			lines = append(lines, []string{s.key, cell.GetKey(), cell.GetLabel(), number, hidden})
		}
	}
	return w.WriteAll(lines)
}

// count is how a count reads. One that is hidden may be a small one, or one from which such a one could
// be worked out.
func count(c *call, n *reportingv1.Count) string {
	if n.GetHidden() {
		return c.say("monitor.hidden")
	}
	return strconv.FormatInt(n.GetValue(), 10)
}
