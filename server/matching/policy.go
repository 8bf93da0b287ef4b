package matching

import (
	"fmt"
	"time"

	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// PolicyResource is the word for a version of the weights in errors.
const PolicyResource = "matching_policy"

// Policy is what a municipality weighs from a day on.
type Policy struct {
	// ID is a UUIDv7, empty for the standard one.
	ID string
	// Start is the day on which it begins to count, YYYY-MM-DD.
	Start string
	score.Policy
	// Waves says that several supporters may be asked at once.
	Waves bool
	// Regional says that regional supporters of neighbours are shown here, and those from here there.
	Regional bool
	// CaseMinutes is how many minutes a week an ordinary running case takes; 0 when hours are not counted.
	CaseMinutes int
	// RecordedBy is an account.
	RecordedBy string
	// InForce says that it counts today.
	InForce    bool
	CreateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the policy again.
func (p Policy) ResourceID() string { return p.ID }

// FactorWeight is what one factor weighs.
type FactorWeight struct {
	Factor score.Factor
	Weight int
}

// NewPolicy is a policy that a municipality sets on a day; what is not among the weights does not count. It refuses what
// cannot be.
func NewPolicy(start, today string, weights []FactorWeight, load, asks int) (Policy, error) {
	p := Policy{Start: start, Policy: score.Policy{Weights: map[score.Factor]int{}, Load: load, Asks: asks}}
	if p.Start == "" {
		p.Start = today
	}
	var wrong []*errs.Error
	if _, err := calendar.ParseDay(p.Start); err != nil {
		wrong = append(wrong, errs.Field("matching_policy.start_date", "date.invalid"))
	} else if p.Start < today {
		wrong = append(wrong, errs.Field("matching_policy.start_date", "date.past"))
	}
	sum := 0
	for i, w := range weights {
		if _, twice := p.Weights[w.Factor]; twice {
			wrong = append(wrong, errs.Field(fmt.Sprintf("matching_policy.weights[%d].factor", i), "weights.twice"))
		}
		p.Weights[w.Factor] = w.Weight
		sum += w.Weight
	}
	if sum == 0 {
		wrong = append(wrong, errs.Field("matching_policy.weights", "weights.none"))
	}
	return p, errs.Join(wrong...)
}

// StandardPolicy is what counts before a municipality sets its own.
func StandardPolicy() Policy { return Policy{Policy: score.Standard(), CaseMinutes: 30} }
