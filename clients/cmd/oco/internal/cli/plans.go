package cli

import (
	"fmt"
	"strconv"

	"google.golang.org/protobuf/proto"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/words"
)

var plans = group{
	use: "plans", aliases: []string{"koppelplannen"}, section: daily, short: "Plans for a whole backlog at once",
	commands: []command{
		{
			rpc: matchingv1.MatchPlanService_CreateMatchPlan_FullMethodName, use: "create", short: "Find the best plan for all that wait, or for some",
			long: `Nobody is asked: read the plan, then apply it. It says who would be asked for what, why whoever is left gets nobody, and
				what one more place would bring: whom to recruit. CSV has the matches alone.`,
			example: `oco plans create
				oco plans create --applications 0198c0de-0000-7000-8000-000000000001,0198c0de-0000-7000-8000-000000000002`,
			run: showPlan,
		},
		{
			rpc: matchingv1.MatchPlanService_GetMatchPlan_FullMethodName, use: "get", short: "Show a plan as it was made",
			example: "oco plans get 0198c0de-0000-7000-8000-000000000064",
			shape:   bind.Shape{Arguments: []string{"match_plan"}},
			run:     showPlan,
		},
		{
			rpc: matchingv1.MatchPlanService_ApplyMatchPlan_FullMethodName, use: "apply", short: "Ask everybody in a plan, or nobody",
			long:    "It is refused when anything that it was made from has changed since; make another one then.",
			example: "oco plans apply 0198c0de-0000-7000-8000-000000000064",
			shape:   bind.Shape{Arguments: []string{"match_plan"}},
			danger:  "ask.apply_plan",
			run:     showPlan,
		},
	},
}

// showPlan sends the request and prints the plan that it answers with.
func showPlan(c *call) error {
	request, err := c.request()
	if err != nil {
		return err
	}
	answer, err := c.invoke(c.method, request)
	if err != nil {
		return err
	}
	plan, ok := answer.(*matchingv1.MatchPlan)
	switch {
	case !ok:
		return errContract
	case c.printer.Format == show.JSON:
		return c.printer.Record(plan)
	case c.printer.Format == show.CSV:
		rows := make([]proto.Message, 0, len(plan.GetMatches()))
		for _, m := range plan.GetMatches() {
			rows = append(rows, m)
		}
		return c.printer.Rows((&matchingv1.PlannedMatch{}).ProtoReflect().Descriptor(), rows, []string{"application", "supporter", "score"})
	}
	planTables(c, plan)
	return nil
}

// planTables prints a plan for people.
func planTables(c *call, plan *matchingv1.MatchPlan) {
	state := words.Of(plan.GetState().Descriptor().Values().ByNumber(plan.GetState().Number()), c.printer.Language)
	fmt.Fprintln(c.out, c.say("plan.is", "id", plan.GetId(), "state", state, "matches", strconv.Itoa(len(plan.GetMatches())),
		"applications", strconv.Itoa(int(plan.GetApplications()))))
	points := func(score float64) string { return strconv.FormatFloat(score, 'f', 2, 64) }
	var rows [][]string
	for _, m := range plan.GetMatches() {
		rows = append(rows, []string{m.GetApplication(), m.GetSupporterName(), points(m.GetScore())})
	}
	planTable(c, "plan.matches", []string{c.say("plan.application"), c.say("plan.supporter"), c.say("plan.score")}, rows)
	rows = nil
	for _, u := range plan.GetUnplanned() {
		why := words.Of(u.GetReason().Descriptor().Values().ByNumber(u.GetReason().Number()), c.printer.Language)
		instead := ""
		if u.GetSupporter() != "" {
			instead = c.say("plan.instead", "supporter", u.GetSupporterName(), "cost", points(u.GetCost()))
		}
		rows = append(rows, []string{u.GetApplication(), why, instead})
	}
	planTable(c, "plan.unplanned", []string{c.say("plan.application"), c.say("plan.why"), c.say("plan.change")}, rows)
	rows = nil
	for _, p := range plan.GetPrices() {
		rows = append(rows, []string{p.GetSupporterName(), strconv.Itoa(int(p.GetFreePlaces())), points(p.GetPrice())})
	}
	planTable(c, "plan.prices", []string{c.say("plan.supporter"), c.say("plan.free"), c.say("plan.price")}, rows)
	rows = nil
	for _, s := range plan.GetScarceLifeDomains() {
		domain := words.Of(s.GetLifeDomain().Descriptor().Values().ByNumber(s.GetLifeDomain().Number()), c.printer.Language)
		rows = append(rows, []string{domain, strconv.Itoa(int(s.GetApplications())), strconv.Itoa(int(s.GetUnplanned())), strconv.Itoa(int(s.GetSupporters())), points(s.GetPrice())})
	}
	planTable(c, "plan.scarce", []string{c.say("plan.domain"), c.say("plan.applications"), c.say("plan.left"), c.say("plan.know"), c.say("plan.price")}, rows)
}

// planTable prints a part of a plan under its heading; a part that is empty is left out.
func planTable(c *call, title string, heading []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintln(c.out, "\n"+c.say(title))
	c.printer.Grid(heading, rows)
}
