package matching_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

const today = "2026-03-02" // a Monday

var asked = matching.Application{
	Route: "INFORMAL", LifeDomains: []string{"WMO", "HOUSING"}, TargetGroups: []string{"lvb", "nah"}, Neighbourhood: "centrum",
	Organisation: "buronaast", ConcernedOrganisation: "zorgzuid",
	Wishes: matching.Wishes{
		Language: "ar", LanguageStrength: matching.Must, Gender: "WOMAN", GenderStrength: matching.Must, NoNeighbour: matching.Must,
	},
}

func fitting(id string) matching.Candidate {
	return matching.Candidate{
		Supporter: id, Kind: "INFORMAL", State: "ACTIVE", LifeDomains: []string{"CARE", "HOUSING"}, MaxCases: 2, OrganisationKey: "debrug",
		Neighbourhood: "noord", Languages: []string{"nl", "ar"}, Traits: matching.Traits{Gender: "WOMAN"},
	}
}

func TestEachGate(t *testing.T) {
	pause := func(start, end string, most int) func(c *matching.Candidate) {
		return func(c *matching.Candidate) {
			c.OpenCases, c.Pauses = 1, []matching.Pause{{Start: start, End: end, MaxCases: most}}
		}
	}
	role := func(organisation string, effect matching.RoleEffect) func(c *matching.Candidate) {
		return func(c *matching.Candidate) {
			c.Roles = []matching.Role{{Label: "Belangenbehartiger", OrganisationKey: organisation, Effect: effect}}
		}
	}
	for name, c := range map[string]struct {
		change func(c *matching.Candidate)
		want   []matching.Gate
	}{
		"fits":                     {func(*matching.Candidate) {}, nil},
		"paused":                   {func(c *matching.Candidate) { c.State = "PAUSED" }, []matching.Gate{matching.GateActive}},
		"starts with a buddy":      {func(c *matching.Candidate) { c.State, c.BuddyStep = "WITH_BUDDY", "TOGETHER" }, []matching.Gate{matching.GateActive}},
		"has no buddy yet":         {func(c *matching.Candidate) { c.State = "WITH_BUDDY" }, []matching.Gate{matching.GateActive}},
		"first one alone":          {func(c *matching.Candidate) { c.State, c.BuddyStep = "WITH_BUDDY", "SOLO" }, nil},
		"did one alone":            {func(c *matching.Candidate) { c.State, c.BuddyStep = "WITH_BUDDY", "DONE" }, nil},
		"in training again":        {func(c *matching.Candidate) { c.State, c.BuddyStep = "IN_TRAINING", "SOLO" }, []matching.Gate{matching.GateActive}},
		"full":                     {func(c *matching.Candidate) { c.OpenCases = 2 }, []matching.Gate{matching.GateRoom}},
		"overfull":                 {func(c *matching.Candidate) { c.OpenCases = 3 }, []matching.Gate{matching.GateRoom}},
		"on holiday":               {pause("2026-03-01", "2026-03-08", 0), []matching.Gate{matching.GatePaused}},
		"on holiday, last day":     {pause("2026-02-22", today, 0), []matching.Gate{matching.GatePaused}},
		"back from holiday":        {pause("2026-02-22", "2026-03-01", 0), nil},
		"before a holiday":         {pause("2026-03-03", "", 0), nil},
		"rests, nobody knows":      {pause(today, "", 0), []matching.Gate{matching.GatePaused}},
		"takes it easy":            {pause(today, "", 1), []matching.Gate{matching.GatePaused}},
		"ill and full":             {func(c *matching.Candidate) { pause(today, "", 0)(c); c.OpenCases = 2 }, []matching.Gate{matching.GatePaused, matching.GateRoom}},
		"takes it easy, no time":   {func(c *matching.Candidate) { c.HoursPerWeek, c.CaseMinutes = 1, 90; pause(today, "", 2)(c) }, []matching.Gate{matching.GateRoom}},
		"takes it easy, room":      {pause(today, "", 2), nil},
		"no certificate":           {func(c *matching.Candidate) { c.Requirements = []matching.Requirement{{Text: "VOG", Stops: true}} }, []matching.Gate{matching.GateRequirements}},
		"one that lapses":          {func(c *matching.Candidate) { c.Requirements = []matching.Requirement{{Text: "VOG"}} }, nil},
		"formal":                   {func(c *matching.Candidate) { c.Kind = "FORMAL" }, []matching.Gate{matching.GateRoute}},
		"a stub":                   {func(c *matching.Candidate) { c.Kind = "" }, []matching.Gate{matching.GateRoute}},
		"knows other life domains": {func(c *matching.Candidate) { c.LifeDomains = []string{"WORK"} }, nil},
		"was asked":                {func(c *matching.Candidate) { c.AskedBefore = true }, []matching.Gate{matching.GateNotAskedBefore}},
		"did not click":            {func(c *matching.Candidate) { c.NoClick = true }, []matching.Gate{matching.GateConflict}},
		"did not click, was asked": {func(c *matching.Candidate) { c.NoClick, c.AskedBefore = true, true }, []matching.Gate{matching.GateConflict}},
		"of who referred":          {func(c *matching.Candidate) { c.OrganisationKey = "buronaast" }, []matching.Gate{matching.GateConflict}},
		"of whom it is about":      {func(c *matching.Candidate) { c.OrganisationKey = "zorgzuid" }, []matching.Gate{matching.GateConflict}},
		"family":                   {func(c *matching.Candidate) { c.Tied = true }, []matching.Gate{matching.GateConflict}},
		"at the same address":      {func(c *matching.Candidate) { c.SameAddress = true }, []matching.Gate{matching.GateConflict}},
		"works there too":          {role("zorgzuid", matching.RoleSameConcerned), []matching.Gate{matching.GateConflict}},
		"works there too, a note":  {role("zorgzuid", matching.RoleNote), nil},
		"works for who referred":   {role("buronaast", matching.RoleSameConcerned), []matching.Gate{matching.GateConflict}},
		"works elsewhere":          {role("elders", matching.RoleSameConcerned), nil},
		"a role for nobody":        {role("", matching.RoleSameConcerned), nil},
		"a role that bars":         {role("", matching.RoleAllMatches), []matching.Gate{matching.GateRolePurity}},
		"one that bars, there":     {role("zorgzuid", matching.RoleAllMatches), []matching.Gate{matching.GateRolePurity}},
		"of nobody":                {func(c *matching.Candidate) { c.OrganisationKey = "" }, nil},
		"does not speak it":        {func(c *matching.Candidate) { c.Languages = []string{"nl"} }, []matching.Gate{matching.GateLanguage}},
		"speaks who knows what":    {func(c *matching.Candidate) { c.Languages = nil }, []matching.Gate{matching.GateLanguage}},
		"of another gender":        {func(c *matching.Candidate) { c.Traits.Gender = "MAN" }, []matching.Gate{matching.GateGender}},
		"of a gender nobody knows": {func(c *matching.Candidate) { c.Traits.Gender = "" }, []matching.Gate{matching.GateGender}},
		"a neighbour":              {func(c *matching.Candidate) { c.Neighbourhood = "centrum" }, []matching.Gate{matching.GateNeighbour}},
		"lives wherever":           {func(c *matching.Candidate) { c.Neighbourhood = "" }, nil},
		"everything at once, in order": {
			func(c *matching.Candidate) {
				*c = matching.Candidate{
					AskedBefore: true, Requirements: []matching.Requirement{{Stops: true}}, OrganisationKey: "buronaast", Neighbourhood: "centrum",
					Roles: []matching.Role{{Effect: matching.RoleAllMatches}},
				}
			},
			[]matching.Gate{
				matching.GateActive, matching.GateRoom, matching.GateRequirements, matching.GateRolePurity, matching.GateRoute, matching.GateConflict,
				matching.GateNotAskedBefore, matching.GateLanguage, matching.GateGender, matching.GateNeighbour,
			},
		},
	} {
		candidate := fitting("1")
		c.change(&candidate)
		if diff := cmp.Diff(c.want, candidate.FailedGates(asked, today)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// What is no must keeps nobody out.
func TestOnlyAMustIsAGate(t *testing.T) {
	other := fitting("1")
	other.Languages, other.Traits.Gender, other.Neighbourhood = []string{"nl"}, "MAN", "centrum"
	preferring := asked
	preferring.Wishes.LanguageStrength, preferring.Wishes.GenderStrength, preferring.Wishes.NoNeighbour = matching.Prefer, matching.Prefer, matching.Prefer
	if failed := other.FailedGates(preferring, today); failed != nil {
		t.Errorf("got %v", failed)
	}
	arranged := asked
	arranged.Wishes.Arranged = true
	if diff := cmp.Diff([]matching.Gate{matching.GateGender, matching.GateNeighbour}, other.FailedGates(arranged, today)); diff != "" {
		t.Errorf("an interpreter opens the gate of language, and no other: %s", diff)
	}
	if failed := other.FailedGates(matching.Application{Route: "INFORMAL", Interpreter: "ar"}, today); failed != nil {
		t.Errorf("an interpreter is to be arranged, never a reason to find nobody: %v", failed)
	}
}

func TestTheRouteDecidesTheKind(t *testing.T) {
	for route, fits := range map[string]bool{"INFORMAL": true, "FORMAL": false, "OWN_NETWORK": false, "": false} {
		application := asked
		application.Route = route
		if got := len(fitting("1").FailedGates(application, today)) == 0; got != fits {
			t.Errorf("route %q: fits is %v", route, got)
		}
	}
}

func TestCanTake(t *testing.T) {
	c := fitting("1")
	c.AskedBefore = true // by the very offer that is accepted
	check := func(want matching.Gate, overridden ...matching.Gate) {
		t.Helper()
		if gate := c.CanTake(matching.Application{}, today, overridden); gate != want {
			t.Errorf("got %q, want %q", gate, want)
		}
	}
	check("")
	c.OpenCases = c.MaxCases
	check(matching.GateRoom)
	check("", matching.GateRoom)
	c.Pauses = []matching.Pause{{Start: today}}
	check(matching.GatePaused, matching.GateRoom)
	c.Pauses = nil
	c.Requirements = []matching.Requirement{{Text: "the certificate lapsed since", Stops: true}}
	check(matching.GateRequirements, matching.GateRoom)
	c.Requirements, c.Roles = nil, []matching.Role{{Effect: matching.RoleAllMatches}}
	check(matching.GateRolePurity, matching.GateRoom)
	c.State = "SUSPENDED"
	check(matching.GateActive, matching.GateRoom)
}

// The whole table by hand: which gate a reason opens.
func TestWhichGatesAReasonOpens(t *testing.T) {
	opens := map[matching.Gate]bool{
		matching.GateActive: false, matching.GatePaused: false, matching.GateRoom: true, matching.GateRequirements: false,
		matching.GateRoute: false, matching.GateConflict: false, matching.GateNotAskedBefore: false, matching.GateLanguage: true,
		matching.GateGender: true, matching.GateNeighbour: true, matching.GateRolePurity: false,
	}
	if len(matching.GateRules) != len(opens) {
		t.Errorf("%d gates have a rule, %d are known", len(matching.GateRules), len(opens))
	}
	for _, rule := range matching.GateRules {
		want, known := opens[rule.Gate]
		if !known || rule.Overridable != want || rule.Why == "" {
			t.Errorf("%+v", rule)
		}
		failed := []matching.Gate{rule.Gate}
		if matching.Overridable(failed) != want {
			t.Errorf("%s: may be asked with a reason is %t", rule.Gate, !want)
		}
		got, err := matching.Override{Reason: "NOBODY_ELSE", Note: sealed.Of("zo")}.Ask(failed)
		if want && (err != nil || len(got.Gates) != 1 || got.Reason != "NOBODY_ELSE" || got.Note.Reveal() != "zo") {
			t.Errorf("%s: got %+v, %v", rule.Gate, got, err)
		}
		if !want && (!errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != string(rule.Gate)) {
			t.Errorf("%s: a reason opened it: %+v, %v", rule.Gate, got, err)
		}
		if _, err := (matching.Override{}).Ask(failed); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != string(rule.Gate) {
			t.Errorf("%s: without a reason, got %v", rule.Gate, err)
		}
	}
	both := []matching.Gate{matching.GateRoom, matching.GateConflict}
	if _, err := (matching.Override{Reason: "OTHER"}).Ask(both); err == nil || errs.Of(err).Args["why"] != "CONFLICT" {
		t.Errorf("one that opens does not open the other: %v", err)
	}
	if got, err := (matching.Override{Reason: "OTHER"}).Ask(nil); err != nil || got.Reason != "OTHER" || got.Gates != nil {
		t.Errorf("a reason for another choice is kept too: %+v, %v", got, err)
	}
	if got, err := (matching.Override{}).Ask(nil); err != nil || got.Reason != "" {
		t.Errorf("nothing to explain: %+v, %v", got, err)
	}
}

func TestAConflictThatAroseSinceKeepsAYesFromCounting(t *testing.T) {
	for name, change := range map[string]func(c *matching.Candidate){
		"a tie":            func(c *matching.Candidate) { c.Tied = true },
		"the same address": func(c *matching.Candidate) { c.SameAddress = true },
		"a no":             func(c *matching.Candidate) { c.NoClick = true },
		"the own of both":  func(c *matching.Candidate) { c.OrganisationKey = "buro naast" },
		"that of a role": func(c *matching.Candidate) {
			c.Roles = []matching.Role{{Effect: matching.RoleSameConcerned, OrganisationKey: "buro naast"}}
		},
	} {
		c := fitting("a")
		a := matching.Application{ConcernedOrganisation: "buro naast"}
		if gate := c.CanTake(a, today, nil); gate != "" {
			t.Fatalf("before: %s", gate)
		}
		change(&c)
		if gate := c.CanTake(a, today, []matching.Gate{matching.GateRoom}); gate != matching.GateConflict {
			t.Errorf("%s: got %q", name, gate)
		}
	}
}

func TestWhatLiesBetweenThemIsOneThingToSupportersAndPlanners(t *testing.T) {
	planner := call.Call{Scope: call.ScopeOrganisation, Organisations: []string{"De Brug"}}.Owner()
	own := map[matching.Gate]bool{
		matching.GateActive: true, matching.GatePaused: true, matching.GateRoom: true, matching.GateRequirements: true, matching.GateRolePurity: true,
	}
	for _, rule := range matching.GateRules {
		want := matching.GateConflict
		if own[rule.Gate] {
			want = rule.Gate
		}
		if got := rule.Gate.For(planner); got != want {
			t.Errorf("%s: a planner is told %s", rule.Gate, got)
		}
		if got := rule.Gate.For(call.Everyone()); got != rule.Gate {
			t.Errorf("%s: a coordinator is told %s", rule.Gate, got)
		}
	}
}

// What is asked of who helps in the region counts there, and not at home.
func TestWhatIsAskedInTheRegionCountsThereAlone(t *testing.T) {
	c := fitting("1")
	c.Requirements = []matching.Requirement{{Text: "Regioafspraak ontbreekt", Stops: true, Abroad: true}}
	if failed := c.FailedGates(asked, today); len(failed) > 0 || len(c.Requiring(true)) > 0 {
		t.Errorf("at home: %v, %v", failed, c.Requiring(true))
	}
	abroad := c.Abroad()
	if diff := cmp.Diff([]matching.Gate{matching.GateRequirements}, abroad.FailedGates(asked, today)); diff != "" {
		t.Error(diff)
	}
	if !c.Requirements[0].Abroad {
		t.Error("at home it was changed too")
	}
}
