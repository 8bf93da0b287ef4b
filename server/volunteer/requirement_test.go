package volunteer_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/volunteer"
)

func seen(code, day, until string) volunteer.Proof {
	return volunteer.Proof{Code: code, Seen: day, Until: until}
}

func withdrawn(code, day string) volunteer.Proof {
	return volunteer.Proof{Code: code, Seen: day, Withdrawn: true}
}

func TestARequirementOverTime(t *testing.T) {
	const vog, training = volunteer.ConductCertificate, volunteer.Training
	for name, c := range map[string]struct {
		code, today string
		proofs      []volunteer.Proof
		want        volunteer.Standing
		until       string
	}{
		"nobody saw one":                 {vog, "2026-11-25", nil, volunteer.Missing, ""},
		"seen today":                     {vog, "2026-11-25", []volunteer.Proof{seen(vog, "2026-11-25", "")}, volunteer.Met, "2029-11-25"},
		"the day before it warns":        {vog, "2029-09-25", []volunteer.Proof{seen(vog, "2026-11-25", "")}, volunteer.Met, "2029-11-25"},
		"the day on which it warns":      {vog, "2029-09-26", []volunteer.Proof{seen(vog, "2026-11-25", "")}, volunteer.Warns, "2029-11-25"},
		"its last day":                   {vog, "2029-11-25", []volunteer.Proof{seen(vog, "2026-11-25", "")}, volunteer.Warns, "2029-11-25"},
		"the day after":                  {vog, "2029-11-26", []volunteer.Proof{seen(vog, "2026-11-25", "")}, volunteer.Lapsed, "2029-11-25"},
		"a day that was said":            {vog, "2026-11-25", []volunteer.Proof{seen(vog, "2026-11-25", "2027-02-01")}, volunteer.Met, "2027-02-01"},
		"said, and over":                 {vog, "2027-02-02", []volunteer.Proof{seen(vog, "2026-11-25", "2027-02-01")}, volunteer.Lapsed, "2027-02-01"},
		"renewed before it lapsed":       {vog, "2027-02-02", []volunteer.Proof{seen(vog, "2024-01-01", "2027-02-01"), seen(vog, "2027-01-05", "")}, volunteer.Met, "2030-01-05"},
		"a shorter one seen later":       {vog, "2026-11-25", []volunteer.Proof{seen(vog, "2026-01-31", ""), seen(vog, "2026-11-01", "2026-12-01")}, volunteer.Met, "2029-01-31"},
		"a leap day":                     {vog, "2028-03-01", []volunteer.Proof{seen(vog, "2028-02-29", "")}, volunteer.Met, "2031-02-28"},
		"taken back":                     {vog, "2026-11-25", []volunteer.Proof{seen(vog, "2026-11-01", ""), withdrawn(vog, "2026-11-25")}, volunteer.Missing, ""},
		"taken back, and seen again":     {vog, "2026-11-25", []volunteer.Proof{seen(vog, "2026-11-01", ""), withdrawn(vog, "2026-11-25"), seen(vog, "2026-11-25", "2027-05-01")}, volunteer.Met, "2027-05-01"},
		"another one taken back":         {vog, "2026-11-25", []volunteer.Proof{seen(vog, "2026-11-25", ""), withdrawn(training, "2026-11-25")}, volunteer.Met, "2029-11-25"},
		"trained once is for ever":       {training, "2099-01-01", []volunteer.Proof{seen(training, "2020-01-01", "")}, volunteer.Met, ""},
		"the training is no refresher":   {training, "2026-11-25", []volunteer.Proof{seen(volunteer.Refresher, "2026-11-25", "")}, volunteer.Missing, ""},
		"a refresher after the training": {volunteer.Refresher, "2026-11-25", []volunteer.Proof{seen(training, "2025-01-10", "")}, volunteer.Warns, "2027-01-10"},
		"no refresher for too long":      {volunteer.Refresher, "2026-11-25", []volunteer.Proof{seen(training, "2020-01-01", "")}, volunteer.Lapsed, "2022-01-01"},
		"a refresher": {
			volunteer.Refresher, "2026-11-25",
			[]volunteer.Proof{seen(training, "2020-01-01", ""), seen(volunteer.Refresher, "2026-06-01", "")}, volunteer.Met, "2028-06-01",
		},
		"a day said of the training is not one of the refresher": {
			volunteer.Refresher, "2026-11-25", []volunteer.Proof{seen(training, "2026-11-01", "2050-01-01")}, volunteer.Met, "2028-11-01",
		},
	} {
		held := standing(t, volunteer.Standard(volunteer.Informal), c.code, c.proofs, c.today)
		if held.Standing != c.want || held.Until != c.until {
			t.Errorf("%s: %s until %q, want %s until %q", name, held.Standing, held.Until, c.want, c.until)
		}
	}
}

// A newcomer has so many months for what is asked; it stops nothing until then, and warns before.
func TestARequirementThatIsDueLater(t *testing.T) {
	training := volunteer.Training
	for name, c := range map[string]struct {
		begun, today string
		proofs       []volunteer.Proof
		want         volunteer.Standing
		until        string
	}{
		"on the first day":                     {"2026-08-31", "2026-08-31", nil, volunteer.Due, "2027-02-28"},
		"the day before it warns":              {"2026-08-31", "2027-02-17", nil, volunteer.Due, "2027-02-28"},
		"ten days before":                      {"2026-08-31", "2027-02-18", nil, volunteer.Warns, "2027-02-28"},
		"on the last day":                      {"2026-08-31", "2027-02-28", nil, volunteer.Warns, "2027-02-28"},
		"the day after":                        {"2026-08-31", "2027-03-01", nil, volunteer.Missing, ""},
		"nobody knows since when":              {"", "2026-08-31", nil, volunteer.Missing, ""},
		"done in time":                         {"2026-08-31", "2026-11-25", []volunteer.Proof{seen(training, "2026-09-01", "")}, volunteer.Met, "2027-09-01"},
		"done too late":                        {"2026-08-31", "2027-03-02", []volunteer.Proof{seen(training, "2027-03-02", "")}, volunteer.Met, "2028-03-02"},
		"what lapsed before is not due yet":    {"2026-08-31", "2026-11-25", []volunteer.Proof{seen(training, "2025-09-01", "")}, volunteer.Due, "2027-02-28"},
		"nor warns when it lapses before":      {"2026-08-31", "2026-08-31", []volunteer.Proof{seen(training, "2025-09-01", "")}, volunteer.Met, "2027-02-28"},
		"what lapsed, and is due":              {"2026-08-31", "2027-03-01", []volunteer.Proof{seen(training, "2025-09-01", "")}, volunteer.Lapsed, "2027-02-28"},
		"what was taken back is due as before": {"2026-08-31", "2026-11-25", []volunteer.Proof{seen(training, "2026-09-01", ""), {Code: training, Withdrawn: true}}, volunteer.Due, "2027-02-28"},
	} {
		policy := volunteer.Policy{Requirements: []volunteer.Requirement{{Code: training, Months: 12, WarnDays: 10, DueMonths: 6, Blocks: volunteer.BlocksActive}}}
		held := policy.Judge(c.proofs, volunteer.Person{Begun: c.begun}, c.today)[0]
		if held.Standing == volunteer.Due && held.Proof != (volunteer.Proof{}) {
			t.Errorf("%s: stands on %v", name, held.Proof)
		}
		if held.Standing != c.want || held.Until != c.until {
			t.Errorf("%s: %s until %q, want %s until %q", name, held.Standing, held.Until, c.want, c.until)
		}
	}
}

// standing is how somebody stands with one requirement, who began on 1 January 2021.
func standing(t interface{ Fatalf(string, ...any) }, p volunteer.Policy, code string, proofs []volunteer.Proof, today string) volunteer.Held {
	for _, held := range p.Judge(proofs, volunteer.Person{Begun: "2021-01-01"}, today) {
		if held.Code == code {
			return held
		}
	}
	t.Fatalf("the policy does not ask %s", code)
	return volunteer.Held{}
}

func TestTheDaysThatAreLeft(t *testing.T) {
	policy := volunteer.Standard(volunteer.Informal)
	for today, want := range map[string]int{"2026-03-26": 5, "2026-03-31": 0, "2026-04-03": -3} { // summer time begins between them
		held := standing(t, policy, volunteer.ConductCertificate, []volunteer.Proof{seen(volunteer.ConductCertificate, "2026-01-01", "2026-03-31")}, today)
		if held.DaysLeft != want {
			t.Errorf("%s: %d days left, want %d", today, held.DaysLeft, want)
		}
	}
}

func TestWhatARequirementStops(t *testing.T) {
	type stops struct{ matches, active, attention bool }
	for name, c := range map[string]struct {
		blocks   volunteer.Block
		standing volunteer.Standing
		want     stops
	}{
		"met":                              {volunteer.BlocksActive, volunteer.Met, stops{}},
		"one that is due later":            {volunteer.BlocksActive, volunteer.Due, stops{}},
		"one that warns stops nothing yet": {volunteer.BlocksActive, volunteer.Warns, stops{attention: true}},
		"a lapsed one stops new matches":   {volunteer.BlocksNewMatches, volunteer.Lapsed, stops{matches: true, attention: true}},
		"a missing one":                    {volunteer.BlocksNewMatches, volunteer.Missing, stops{matches: true, attention: true}},
		"one for who is active":            {volunteer.BlocksActive, volunteer.Missing, stops{true, true, true}},
		"missing, and stops nothing":       {volunteer.BlocksNothing, volunteer.Missing, stops{}},
		"lapsed, and stops nothing":        {volunteer.BlocksNothing, volunteer.Lapsed, stops{attention: true}},
	} {
		held := volunteer.Held{Requirement: volunteer.Requirement{Blocks: c.blocks}, Standing: c.standing}
		if got := (stops{held.StopsMatches(), held.StopsActive(), held.AsksAttention()}); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// What is asked in a role stops that alone, and asks nothing of who does not have it.
func TestWhatIsAskedInARoleStopsThatRoleAlone(t *testing.T) {
	type told struct {
		standing                                  volunteer.Standing
		matches, active, buddy, region, attention bool
	}
	course := []volunteer.Proof{seen("course", "2024-01-01", "")}
	for name, c := range map[string]struct {
		role   volunteer.InRole
		blocks volunteer.Block
		proofs []volunteer.Proof
		roles  []volunteer.InRole
		want   told
	}{
		"of everybody":                        {volunteer.AsSupporter, volunteer.BlocksActive, nil, nil, told{volunteer.Missing, true, true, false, false, true}},
		"of a buddy":                          {volunteer.AsBuddy, volunteer.BlocksNewMatches, nil, []volunteer.InRole{volunteer.AsBuddy}, told{volunteer.Missing, false, false, true, false, true}},
		"of a buddy, and it lapsed":           {volunteer.AsBuddy, volunteer.BlocksNewMatches, course, []volunteer.InRole{volunteer.AsBuddy}, told{volunteer.Lapsed, false, false, true, false, true}},
		"of who helps in the region":          {volunteer.InRegion, volunteer.BlocksNewMatches, nil, []volunteer.InRole{volunteer.AsBuddy, volunteer.InRegion}, told{volunteer.Missing, false, false, false, true, true}},
		"of a buddy, and stops nothing":       {volunteer.AsBuddy, volunteer.BlocksNothing, nil, []volunteer.InRole{volunteer.AsBuddy}, told{volunteer.Missing, false, false, false, false, false}},
		"of no buddy":                         {volunteer.AsBuddy, volunteer.BlocksNewMatches, nil, []volunteer.InRole{volunteer.InRegion}, told{volunteer.NotAsked, false, false, false, false, false}},
		"of no buddy any more, and it lapsed": {volunteer.AsBuddy, volunteer.BlocksNewMatches, course, nil, told{volunteer.NotAsked, false, false, false, false, false}},
	} {
		policy := volunteer.Policy{Requirements: []volunteer.Requirement{{Code: "course", Months: 12, Role: c.role, Blocks: c.blocks}}}
		h := policy.Judge(c.proofs, volunteer.Person{Roles: c.roles}, "2026-11-25")[0]
		got := told{h.Standing, h.StopsMatches(), h.StopsActive(), h.Stops(volunteer.AsBuddy), h.Stops(volunteer.InRegion), h.AsksAttention()}
		if got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// order is from the best standing to the worst.
var order = []volunteer.Standing{volunteer.Met, volunteer.Due, volunteer.Warns, volunteer.Lapsed, volunteer.Missing}

func worse(a, b volunteer.Standing) bool { return slices.Index(order, a) > slices.Index(order, b) }

// TestPropertiesOfStandings: as days go by nothing gets better by itself, and what is seen later never
// makes it worse.
func TestPropertiesOfStandings(t *testing.T) {
	day := rapid.Map(rapid.IntRange(0, 4000), func(n int) string {
		return time.Date(2020, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	})
	codes := []string{volunteer.ConductCertificate, volunteer.Confidentiality, volunteer.Training, volunteer.Refresher}
	proof := rapid.Custom(func(t *rapid.T) volunteer.Proof {
		p := seen(rapid.SampledFrom(codes).Draw(t, "code"), day.Draw(t, "seen"), "")
		if p.Withdrawn = rapid.IntRange(0, 5).Draw(t, "withdrawn") == 0; !p.Withdrawn && rapid.Bool().Draw(t, "says until") {
			p.Until = day.Draw(t, "until")
		}
		return p
	})
	rapid.Check(t, func(t *rapid.T) {
		policy := volunteer.Standard(volunteer.Informal)
		for i := range policy.Requirements {
			policy.Requirements[i].Months = rapid.IntRange(0, 60).Draw(t, "months")
			policy.Requirements[i].WarnDays = rapid.IntRange(0, 365).Draw(t, "warn")
			policy.Requirements[i].DueMonths = rapid.SampledFrom([]int{0, 0, 3, 60}).Draw(t, "due")
		}
		proofs := rapid.SliceOf(proof).Draw(t, "proofs")
		today, later := day.Draw(t, "today"), day.Draw(t, "later")
		if later < today {
			today, later = later, today
		}
		more := proof.Draw(t, "one more")
		more.Withdrawn = false
		for _, code := range codes {
			now := standing(t, policy, code, proofs, today)
			if then := standing(t, policy, code, proofs, later); worse(now.Standing, then.Standing) {
				t.Fatalf("%s was %s on %s and is %s on %s", code, now.Standing, today, then.Standing, later)
			}
			if with := standing(t, policy, code, append(slices.Clone(proofs), more), today); worse(with.Standing, now.Standing) {
				t.Fatalf("%s was %s, and %s after one more was seen", code, now.Standing, with.Standing)
			}
		}
	})
}

func TestAPolicyThatCannotBeIsRefused(t *testing.T) {
	const today = "2026-11-25"
	for name, c := range map[string]struct {
		change func(p *volunteer.Policy)
		field  string
	}{
		"sound":              {func(*volunteer.Policy) {}, ""},
		"of tomorrow":        {func(p *volunteer.Policy) { p.Start = "2026-11-26" }, ""},
		"nothing is asked":   {func(p *volunteer.Policy) { p.Requirements = nil }, ""},
		"of yesterday":       {func(p *volunteer.Policy) { p.Start = "2026-11-24" }, "requirement_policy.start_date"},
		"of no day at all":   {func(p *volunteer.Policy) { p.Start = "2026-02-30" }, "requirement_policy.start_date"},
		"one thing twice":    {func(p *volunteer.Policy) { p.Requirements[1].Code = p.Requirements[0].Code }, "requirement_policy.requirements[1].code"},
		"a planner of none":  {func(p *volunteer.Policy) { p.Requirements[2].ConfirmedBy = volunteer.ByPlanner }, "requirement_policy.requirements[2].confirmed_by"},
		"renews the unknown": {func(p *volunteer.Policy) { p.Requirements[3].Renews = "first_aid" }, "requirement_policy.requirements[3].renews"},
		"asks a buddy":       {func(p *volunteer.Policy) { p.Requirements[1].Role = volunteer.AsBuddy }, ""},
		"a formal buddy": {
			func(p *volunteer.Policy) {
				*p = volunteer.Standard(volunteer.Formal)
				p.Requirements[1].Role = volunteer.AsBuddy
			},
			"requirement_policy.requirements[1].role",
		},
		"a formal one who helps in the region": {
			func(p *volunteer.Policy) {
				*p = volunteer.Standard(volunteer.Formal)
				p.Requirements[1].Role = volunteer.InRegion
			},
			"",
		},
		"active by a role": {
			func(p *volunteer.Policy) {
				p.Requirements[1].Role, p.Requirements[1].Blocks = volunteer.InRegion, volunteer.BlocksActive
			},
			"requirement_policy.requirements[1].blocks",
		},
		"renews itself": {func(p *volunteer.Policy) { p.Requirements[3].Renews = volunteer.Refresher }, "requirement_policy.requirements[3].renews"},
	} {
		policy := volunteer.Standard(volunteer.Informal)
		c.change(&policy)
		got, err := policy.Complete(today)
		switch e := errs.Of(err); {
		case c.field == "" && (err != nil || got.Start == ""):
			t.Errorf("%s: got %v", name, err)
		case c.field != "" && (e == nil || len(e.Violations) != 1 || e.Violations[0].Field != c.field):
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAProofThatCannotBeIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		proof volunteer.Proof
		field string
	}{
		"today":                   {volunteer.Proof{}, ""},
		"with a last day":         {volunteer.Proof{Seen: "2026-11-01", Until: "2026-11-01"}, ""},
		"seen tomorrow":           {volunteer.Proof{Seen: "2026-11-26"}, "seen_date"},
		"seen on no day":          {volunteer.Proof{Seen: "2026-02-30"}, "seen_date"},
		"until no day":            {volunteer.Proof{Until: "2027-02-30"}, "until_date"},
		"over before it was seen": {volunteer.Proof{Until: "2026-11-24"}, "until_date"},
		"taken back until a day":  {volunteer.Proof{Until: "2027-11-24", Withdrawn: true}, "until_date"},
	} {
		got, err := c.proof.Complete("2026-11-25")
		switch e := errs.Of(err); {
		case c.field == "" && (err != nil || got.Seen == ""):
			t.Errorf("%s: got %v", name, err)
		case c.field != "" && (e == nil || len(e.Violations) != 1 || e.Violations[0].Field != c.field):
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestTheRegisterAndTheRecordsSayTheSame: whatever the register says in whatever order, the records that follow
// show it again.
func TestTheRegisterAndTheRecordsSayTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s volunteer.Supporter
		var proofs []volunteer.Proof
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			before := s
			s.ConductCertificateUntil = rapid.SampledFrom([]string{"", "2026-01-01", "2027-01-01", "2028-02-29"}).Draw(t, "until")
			s.ConfidentialitySigned, s.Trained = rapid.Bool().Draw(t, "signed"), rapid.Bool().Draw(t, "trained")
			proofs = append(proofs, volunteer.Told(before, s, "2026-11-25")...)
			policy := volunteer.Standard(rapid.SampledFrom([]volunteer.Kind{volunteer.Informal, volunteer.Formal, volunteer.Unknown}).Draw(t, "kind"))
			for i := range policy.Requirements { // whatever it is asked for
				policy.Requirements[i].Role = rapid.SampledFrom([]volunteer.InRole{volunteer.AsSupporter, volunteer.AsBuddy}).Draw(t, "role")
			}
			if diff := cmp.Diff(s.ConductCertificateUntil, policy.Show(volunteer.Supporter{}, proofs).ConductCertificateUntil); diff != "" {
				t.Fatal(diff)
			}
			if shown := policy.Show(s, proofs); shown.ConfidentialitySigned != s.ConfidentialitySigned || shown.Trained != s.Trained {
				t.Fatalf("%+v became %+v", s, shown)
			}
		}
	})
}
