package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/words"
)

var matches = group{
	use: "matches", aliases: []string{"koppelingen"}, section: daily, short: "Supporters who can be asked for an application",
	commands: []command{
		{
			rpc: matchingv1.MatchingService_ProposeMatches_FullMethodName, use: "propose", short: "Propose supporters for an application, the best first",
			long: `Of the best it is told factor by factor what their score is made of. When nobody fits, the nearest misses
				say why, and what would change that. CSV has the proposals alone.`,
			example: `oco matches propose 0198c0de-0000-7000-8000-000000000001
				oco matches propose 0198c0de-0000-7000-8000-000000000001 --limit 20 --explain 20`,
			shape: bind.Shape{Arguments: []string{"application"}},
			flags: func(set *pflag.FlagSet) {
				set.Int32("limit", 0, "proposals at most (default 10, at most 50)")
				set.Int("explain", 3, "how many of them are explained factor by factor")
			},
			run: propose,
		},
		{
			rpc: matchingv1.MatchingService_RecordMatchWishes_FullMethodName, use: "wish", short: "Record what the resident wishes of a supporter",
			long:    "All wishes at once: what is left out is no wish. A must keeps others from being proposed, a preference counts in the score.",
			example: "oco matches wish 0198c0de-0000-7000-8000-000000000001 --wished-language ar --language-strength must --complexity complex",
			shape:   bind.Shape{Arguments: []string{"application"}},
		},
		{
			rpc: matchingv1.MatchingService_GetMatchWishes_FullMethodName, use: "wishes", short: "Show what the resident wishes of a supporter",
			example: "oco matches wishes 0198c0de-0000-7000-8000-000000000001",
			shape:   bind.Shape{Arguments: []string{"application"}},
		},
	},
}

// propose prints the ranking, what the scores of the best are made of, and who fails the fewest gates apart.
func propose(c *call) error {
	request, err := c.request()
	if err != nil {
		return err
	}
	if ask, ok := request.(*matchingv1.ProposeMatchesRequest); ok {
		ask.PageSize, _ = c.cmd.Flags().GetInt32("limit")
	}
	answer, err := c.invoke(c.method, request)
	if err != nil {
		return err
	}
	ranking, ok := answer.(*matchingv1.ProposeMatchesResponse)
	if !ok || c.printer.Format == show.JSON {
		return c.printer.Record(answer)
	}
	rows := make([]proto.Message, len(ranking.GetProposals()))
	for i, proposal := range ranking.GetProposals() {
		rows[i] = proposal
	}
	kind := (&matchingv1.Proposal{}).ProtoReflect().Descriptor()
	if err := c.printer.Rows(kind, rows, []string{"supporter", "name", "open_cases", "max_cases"}); err != nil {
		return columns(err)
	}
	if c.printer.Format != show.Table || len(ranking.GetProposals()) == 0 && c.notReady() {
		return nil
	}
	explained, _ := c.cmd.Flags().GetInt("explain")
	for _, proposal := range ranking.GetProposals()[:min(max(0, explained), len(rows))] {
		c.explain(proposal)
	}
	c.organisations(ranking)
	c.region(ranking)
	if len(ranking.GetNearestMisses()) > 0 {
		fmt.Fprintln(c.out, "\n"+c.say("match.misses"))
		var misses [][]string
		for _, miss := range ranking.GetNearestMisses() {
			for _, reason := range miss.GetReasons() {
				misses = append(misses, []string{miss.GetSupporter(), miss.GetName(), reason})
			}
		}
		c.printer.Grid([]string{c.say("match.supporter"), c.say("match.name"), c.say("match.why_not")}, misses)
	}
	return nil
}

// organisations prints which organisations can be asked as a whole.
func (c *call) organisations(ranking *matchingv1.ProposeMatchesResponse) {
	if len(ranking.GetOrganisations()) == 0 {
		return
	}
	fmt.Fprintln(c.out, "\n"+c.say("match.organisations"))
	var rows [][]string
	for _, o := range ranking.GetOrganisations() {
		rows = append(rows, []string{o.GetOrganisation(), fmt.Sprint(o.GetSupporters()), decimal(o.GetScore())})
	}
	c.printer.Grid([]string{c.say("match.organisation"), c.say("match.people"), c.say("match.best_score")}, rows)
}

// region prints whom neighbours show who would fit.
func (c *call) region(ranking *matchingv1.ProposeMatchesResponse) {
	if len(ranking.GetRegionalProposals()) == 0 {
		return
	}
	fmt.Fprintln(c.out, "\n"+c.say("match.region"))
	var rows [][]string
	for _, p := range ranking.GetRegionalProposals() {
		rows = append(rows, []string{p.GetMunicipalityName(), p.GetPhone(), p.GetReference(), decimal(p.GetScore()), strings.Join(p.GetReasons(), " ")})
	}
	c.printer.Grid([]string{c.say("match.municipality"), c.say("match.phone"), c.say("match.reference"), c.say("match.score"), c.say("match.why")}, rows)
}

// explain prints what a score is made of: what brings most first, then what is taken off, why somebody can be asked, and
// what there is to talk about.
func (c *call) explain(p *matchingv1.Proposal) {
	fmt.Fprintln(c.out, "\n"+c.say("match.scored", "name", p.GetName(), "score", decimal(p.GetScore()), "ranking", decimal(p.GetRanking())))
	var rows [][]string
	var unknown []string
	for _, f := range p.GetFactors() {
		if !f.GetKnown() {
			unknown = append(unknown, c.word(f.GetFactor()))
			continue
		}
		rows = append(rows, []string{
			c.word(f.GetFactor()), decimal(f.GetValue()), fmt.Sprint(f.GetWeight()), decimal(f.GetContribution()), f.GetText(),
		})
	}
	for _, penalty := range p.GetPenalties() {
		rows = append(rows, []string{c.word(penalty.GetPenalty()), "", "", "-" + decimal(penalty.GetValue()), penalty.GetText()})
	}
	c.printer.Grid([]string{c.say("match.factor"), c.say("match.value"), c.say("match.weight"), c.say("match.brings"), c.say("match.why")}, rows)
	if len(unknown) > 0 {
		fmt.Fprintln(c.out, c.say("match.unknown", "factors", strings.Join(unknown, ", ")))
	}
	for _, said := range slices.Concat(p.GetReasons(), p.GetCoachingNotes()) {
		fmt.Fprintln(c.out, said)
	}
}

// decimal is a number as people compare it.
func decimal(number float64) string { return fmt.Sprintf("%.2f", number) }

// word is the word for a value of the contract.
func (c *call) word(value protoreflect.Enum) string {
	return words.Of(value.Descriptor().Values().ByNumber(value.Number()), c.printer.Language)
}

// notReady says what an application lacks before anybody can be proposed for it, and whether it lacks
// anything: that is not up to the supporters, who then are not named.
func (c *call) notReady() bool {
	request := &intakev1.GetApplicationRequest{Municipality: c.municipality(c.cmd), Application: c.args[0]}
	a, err := c.client.Intake.GetApplication(c.ctx, request)
	if err != nil { // what was asked for has been printed
		return false
	}
	withSupporter := a.GetRoute() == commonv1.Route_ROUTE_INFORMAL || a.GetRoute() == commonv1.Route_ROUTE_FORMAL
	if !withSupporter {
		fmt.Fprintln(c.err, c.say("note.line", "text", c.say("match.no_route", "id", a.GetId())))
	}
	return !withSupporter
}

var offers = group{
	use: "offers", aliases: []string{"voorstellen"}, section: daily, short: "Questions to supporters (matchvoorstellen), and their answers",
	commands: []command{
		{
			rpc: matchingv1.MatchingService_CreateOffer_FullMethodName, use: "create", short: "Ask a supporter for an application",
			long: "Somebody who fails a gate is asked only with a reason, and only where a reason opens the gate.",
			example: `oco offers create 0198c0de-0000-7000-8000-000000000001 0198c0de-0000-7000-8000-000000000010 --note "gesprek op dinsdag"
				oco offers create 0198c0de-0000-7000-8000-000000000001 0198c0de-0000-7000-8000-000000000010 --override-reason afgesproken`,
			shape: bind.Shape{Arguments: []string{"application", "supporter"}, Omit: []string{"organisation"}},
		},
		{
			rpc: matchingv1.MatchingService_CreateOffer_FullMethodName, use: "ask-organisation", short: "Ask a partner organisation, whose planner names who takes it",
			long:    "Somebody of the organisation must pass every gate now. The planner says yes with: oco offers accept OFFER --supporter ID.",
			example: `oco offers ask-organisation 0198c0de-0000-7000-8000-000000000001 "Bureau Voorbeeld" --note "gesprek op dinsdag"`,
			shape:   bind.Shape{Arguments: []string{"application", "organisation"}, Omit: []string{"supporter"}},
		},
		{
			rpc: matchingv1.MatchingService_CreateOfferWave_FullMethodName, use: "ask-several", short: "Ask the first few of the ranking at once; the first yes counts",
			long: `As few as it takes for a yes to be likely (nine in ten), at most ten, beside those who were asked already. Only where the
				municipality does so: oco matching-policies create --waves.`,
			example: `oco offers ask-several 0198c0de-0000-7000-8000-000000000001 --note "gesprek op dinsdag"`,
			shape:   bind.Shape{Arguments: []string{"application"}},
		},
		{
			rpc: matchingv1.MatchingService_GetOfferWave_FullMethodName, use: "wave", short: "Show what became of those who were asked at once",
			example: "oco offers wave 0198c0de-0000-7000-8000-000000000065",
			shape:   bind.Shape{Arguments: []string{"offer_wave"}},
		},
		{
			rpc: matchingv1.MatchingService_GetOffer_FullMethodName, use: "get", short: "Show one offer",
			example: "oco offers get 0198c0de-0000-7000-8000-000000000011",
			shape:   bind.Shape{Arguments: []string{"offer"}},
		},
		{
			rpc: matchingv1.MatchingService_ListOffers_FullMethodName, use: "list", short: "List offers, the newest first",
			example: `oco offers list --state open
				oco offers list --application 0198c0de-0000-7000-8000-000000000001`,
			columns: []string{"id", "create_time", "state", "supporter_name", "organisation", "life_domains", "neighbourhood", "resident_name", "application"},
		},
		{
			rpc: matchingv1.MatchingService_AcceptOffer_FullMethodName, use: "accept", short: "Say yes to an offer, as its supporter or planner",
			example: `oco offers accept 0198c0de-0000-7000-8000-000000000011
				oco offers accept 0198c0de-0000-7000-8000-000000000011 --supporter 0198c0de-0000-7000-8000-000000000010`,
			shape: bind.Shape{Arguments: []string{"offer"}},
		},
		{
			rpc: matchingv1.MatchingService_DeclineOffer_FullMethodName, use: "decline", short: "Say no to an offer, as its supporter or planner; without blame",
			long:    "A yes can be taken back so too, until the resident was heard.",
			example: "oco offers decline 0198c0de-0000-7000-8000-000000000011 --reason no-time",
			shape:   bind.Shape{Arguments: []string{"offer"}},
		},
		{
			rpc: matchingv1.MatchingService_WithdrawOffer_FullMethodName, use: "withdraw", short: "Take an open offer back",
			example: "oco offers withdraw 0198c0de-0000-7000-8000-000000000011",
			shape:   bind.Shape{Arguments: []string{"offer"}},
		},
		{
			rpc: matchingv1.MatchingService_RecordAnswer_FullMethodName, use: "record-answer", short: "Record the yes or no that a supporter gave by phone",
			example: `oco offers record-answer 0198c0de-0000-7000-8000-000000000011 yes
				oco offers record-answer 0198c0de-0000-7000-8000-000000000011 nee --decline-reason "geen tijd"`,
			shape: bind.Shape{Arguments: []string{"offer", "accepted"}},
		},
		{
			rpc: matchingv1.MatchingService_RecordResidentAnswer_FullMethodName, use: "record-resident-answer", short: "Record what the resident says of an accepted offer",
			long: "The answers: yes opens the support case; another-please and acquainted let the application wait again, without blame.",
			example: `oco offers record-resident-answer 0198c0de-0000-7000-8000-000000000011 ja
				oco offers record-resident-answer 0198c0de-0000-7000-8000-000000000011 another-please`,
			shape: bind.Shape{Arguments: []string{"offer", "answer"}},
		},
	},
}
