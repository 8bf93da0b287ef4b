package matching

import (
	"bytes"
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
)

// PlanResource is the word for a plan in errors.
const PlanResource = "match_plan"

// MaxPlanned is how many applications one plan is made for at most.
const MaxPlanned = 1_000

// PlanState is where a plan stands, by its name in the contract without prefix.
type PlanState string

// The states of a plan.
const (
	Proposed PlanState = "PROPOSED"
	Applied  PlanState = "APPLIED"
)

// Outdated is the word for a plan that the world has overtaken.
const Outdated = "OUTDATED"

// PlannedMatch is who would be asked for an application.
type PlannedMatch struct {
	Application string `json:"application"`
	Supporter   string `json:"supporter"`
	// Score is in millionths.
	Score int64 `json:"score"`
}

// Unplanned is an application that stays without a supporter.
type Unplanned struct {
	Application string `json:"application"`
	// Reason is a name of the contract without prefix. What follows is about OUTWEIGHED.
	Reason string `json:"reason"`
	// Supporter is whom it would get, Displaced the application that would be without one instead, empty
	// when it is enough that others move; Cost is what the total would lose, in millionths.
	Supporter string `json:"supporter,omitempty"`
	Displaced string `json:"displaced,omitempty"`
	Cost      int64  `json:"cost,omitempty"`
}

// Price is what one more place with a supporter would add to the total, in millionths.
type Price struct {
	Supporter string `json:"supporter"`
	Places    int    `json:"places"`
	Price     int64  `json:"price"`
}

// Scarce is how scarce knowledge of a life domain is.
type Scarce struct {
	LifeDomain   string `json:"life_domain"`
	Applications int    `json:"applications"`
	Unplanned    int    `json:"unplanned"`
	Supporters   int    `json:"supporters"`
	// Price is what one newcomer with one place would add who knows it, in millionths.
	Price int64 `json:"price"`
}

// Plan is a plan for a backlog.
type Plan struct {
	ID    string    `json:"-"`
	State PlanState `json:"-"`
	// Digest is that of the backlog from which it was made.
	Digest       []byte         `json:"-"`
	Applications int            `json:"applications"`
	Total        int64          `json:"total"`
	Matches      []PlannedMatch `json:"matches"`
	Unplanned    []Unplanned    `json:"unplanned"`
	Prices       []Price        `json:"prices"`
	Scarce       []Scarce       `json:"scarce"`
	// RecordedBy is an account.
	RecordedBy string `json:"-"`
	// ApplyTime is zero until the plan was applied.
	ApplyTime              time.Time `json:"-"`
	Version                int64     `json:"-"`
	CreateTime, UpdateTime time.Time `json:"-"`
}

// ResourceID is the id, by which a repeated request finds the plan again.
func (p Plan) ResourceID() string { return p.ID }

// Etag is the version as callers see it.
func (p Plan) Etag() string { return strconv.FormatInt(p.Version, 10) }

// Planned are all its applications.
func (p Plan) Planned() []string {
	list := make([]string, 0, len(p.Matches)+len(p.Unplanned))
	for _, m := range p.Matches {
		list = append(list, m.Application)
	}
	for _, u := range p.Unplanned {
		list = append(list, u.Application)
	}
	return list
}

// CheckApply refuses a plan that was applied before, and one that another has changed since.
func (p Plan) CheckApply(etag string) error {
	if etag != "" && etag != p.Etag() {
		return errs.EtagMismatch()
	}
	if p.State != Proposed {
		return errs.StateConflict(PlanResource, string(p.State))
	}
	return nil
}

// CheckBacklog refuses a plan for a backlog that is no longer what it was: somebody answered, came or went, or a day
// has passed. Another plan is made then.
func (p Plan) CheckBacklog(now Backlog) error {
	if !bytes.Equal(p.Digest, now.Digest()) {
		return errs.StateConflict(PlanResource, Outdated)
	}
	return nil
}
