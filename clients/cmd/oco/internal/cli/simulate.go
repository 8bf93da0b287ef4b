package cli

import (
	"fmt"
	"strconv"

	"google.golang.org/protobuf/proto"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"

	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/words"
)

var simulation = command{
	rpc: matchingv1.MatchPlanService_SimulateMatching_FullMethodName, use: "simulate", aliases: []string{"oefen"},
	short: "Play a year on invented people, to compare ways of choosing whom to ask",
	long: `Nobody's data is read. The figures compare ways of choosing in an invented world, with what your municipality weighs; none
is a forecast. The same --seed gives the same year. With --blind a yes does not depend on how well somebody fits.`,
	example: `oco simulate
		oco simulate --size almere
		oco simulate --own-year
		oco simulate --size waalwijk --seed 7 --blind
		oco simulate --applications 300 --volunteers 40 --professionals 4 --output csv`,
	run: simulate,
}

var yearColumns = []string{
	"policy", "applications", "same_day", "no_candidate", "met_soon", "unmatched", "median_minutes", "volunteers", "gini", "asks", "most_asks",
	"over_limit", "breaks",
}

func simulate(c *call) error {
	request, err := c.request()
	if err != nil {
		return err
	}
	ask, ok := request.(*matchingv1.SimulateMatchingRequest)
	if !ok {
		return errContract
	}
	last, err := played(c, ask)
	if err != nil {
		return err
	}
	switch c.printer.Format {
	case show.JSON:
		return c.printer.Record(last)
	case show.CSV:
		rows := make([]proto.Message, 0, len(last.GetYears()))
		for _, year := range last.GetYears() {
			rows = append(rows, year)
		}
		return c.printer.Rows((&matchingv1.SimulatedYear{}).ProtoReflect().Descriptor(), rows, yearColumns)
	default:
		comparison(c, last.GetYears())
		return nil
	}
}

// played shows how far a simulation is until it is done.
func played(c *call, ask *matchingv1.SimulateMatchingRequest) (last *matchingv1.SimulateMatchingResponse, err error) {
	progress := newProgress(c, "simulate.applications")
	defer progress.end()
	for last, err = range c.client.SimulateMatching(c.ctx, ask) {
		if err != nil {
			return nil, err
		}
		progress.show(int(last.GetDone()), int(last.GetOf()))
	}
	return last, nil
}

// comparison prints the years beside each other, a figure a line.
func comparison(c *call, years []*matchingv1.SimulatedYear) {
	heading := []string{""}
	for _, year := range years {
		heading = append(heading, words.Of(year.GetPolicy().Descriptor().Values().ByNumber(year.GetPolicy().Number()), c.printer.Language))
	}
	part := func(of func(*matchingv1.SimulatedYear) int32) func(*matchingv1.SimulatedYear) string {
		return func(y *matchingv1.SimulatedYear) string {
			return fmt.Sprintf("%d%%", percent(of(y), y.GetApplications()))
		}
	}
	number := func(of func(*matchingv1.SimulatedYear) int32) func(*matchingv1.SimulatedYear) string {
		return func(y *matchingv1.SimulatedYear) string { return strconv.Itoa(int(of(y))) }
	}
	lines := []struct {
		text string
		of   func(*matchingv1.SimulatedYear) string
	}{
		{"simulate.same_day", part((*matchingv1.SimulatedYear).GetSameDay)},
		{"simulate.met_soon", part((*matchingv1.SimulatedYear).GetMetSoon)},
		{"simulate.no_candidate", part((*matchingv1.SimulatedYear).GetNoCandidate)},
		{"simulate.unmatched", number((*matchingv1.SimulatedYear).GetUnmatched)},
		{"simulate.median", number((*matchingv1.SimulatedYear).GetMedianMinutes)},
		{"simulate.gini", func(y *matchingv1.SimulatedYear) string { return strconv.FormatFloat(y.GetGini(), 'f', 2, 64) }},
		{"simulate.asks", func(y *matchingv1.SimulatedYear) string {
			return strconv.FormatFloat(float64(y.GetAsks())/float64(max(1, y.GetVolunteers())), 'f', 1, 64)
		}},
		{"simulate.most_asks", number((*matchingv1.SimulatedYear).GetMostAsks)},
		{"simulate.over_limit", number((*matchingv1.SimulatedYear).GetOverLimit)},
		{"simulate.breaks", number((*matchingv1.SimulatedYear).GetBreaks)},
	}
	rows := make([][]string, 0, len(lines))
	for _, line := range lines {
		row := []string{c.say(line.text)}
		for _, year := range years {
			row = append(row, line.of(year))
		}
		rows = append(rows, row)
	}
	c.printer.Grid(heading, rows)
	honest := "simulate.honest"
	if own, _ := c.cmd.Flags().GetBool("own-year"); own {
		honest = "simulate.honest_own"
	}
	fmt.Fprintln(c.out, c.say(honest))
}

// percent is the part of a whole in hundredths, rounded.
func percent(part, whole int32) int32 {
	if whole == 0 {
		return 0
	}
	return (200*part + whole) / (2 * whole)
}
