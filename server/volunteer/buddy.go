package volunteer

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// BuddyResource is the word for a pair in errors.
const BuddyResource = "buddy_pair"

// BuddyStep is how far a newcomer is, by its name in the contract without prefix.
type BuddyStep string

// The steps, in order.
const (
	Shadow   BuddyStep = "SHADOW"
	Together BuddyStep = "TOGETHER"
	Solo     BuddyStep = "SOLO"
	Done     BuddyStep = "DONE"
)

// BuddySteps lists every step that a pair can be at, in the order of the contract.
var BuddySteps = []BuddyStep{Shadow, Together, Solo, Done}

// BuddyMove is where a pair stands after a step took place.
type BuddyMove struct {
	// To is the step that they are at then; Again the same when it is done once more.
	To, Again BuddyStep
	// Skips says that a step was left out, which needs a reason.
	Skips bool
}

// BuddyMoves says, by the step that a pair is at and the one that took place, where they stand then: a step leads to the
// next, an earlier one is repeated, a later one skips.
var BuddyMoves = map[BuddyStep]map[BuddyStep]BuddyMove{
	Shadow: {
		Shadow: {To: Together, Again: Shadow}, Together: {To: Solo, Again: Together, Skips: true}, Solo: {To: Done, Again: Solo, Skips: true},
	},
	Together: {
		Shadow: {To: Together, Again: Together}, Together: {To: Solo, Again: Together}, Solo: {To: Done, Again: Solo, Skips: true},
	},
	Solo: {
		Shadow: {To: Solo, Again: Solo}, Together: {To: Solo, Again: Solo}, Solo: {To: Done, Again: Solo},
	},
	Done: {
		Shadow: {To: Done, Again: Done}, Together: {To: Done, Again: Done}, Solo: {To: Done, Again: Done},
	},
}

// BuddyPair is a new volunteer whom an experienced one accompanies.
type BuddyPair struct {
	// ID is a UUIDv7.
	ID string
	// Newcomer and Buddy are supporters; Buddy is empty when that one was erased.
	Newcomer, Buddy string
	// Step is the one that they are at.
	Step BuddyStep
	// Start and End are YYYY-MM-DD; End is empty while it runs.
	Start, End string
	// Records are what they did, the oldest first.
	Records []BuddyRecord
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// BuddyRecord is a step that took place.
type BuddyRecord struct {
	// ID is a UUIDv7.
	ID   string
	Step BuddyStep
	// Held is the day, YYYY-MM-DD.
	Held string
	// Case is a support case, if it was one.
	Case string
	// Again says that it is done once more before the next.
	Again bool
	// Note is how it went, SkipReason why the steps before it were not needed.
	Note, SkipReason sealed.Text
	// RecordedBy is an account.
	RecordedBy string
}

// BuddyFilter narrows a list of pairs; what is empty does not.
type BuddyFilter struct {
	// Supporter is an id, of the newcomer or the buddy.
	Supporter string
	// Running leaves out those that ended.
	Running bool
}

// ResourceID is the id, by which a repeated request finds the pair again.
func (p BuddyPair) ResourceID() string { return p.ID }

// Etag is the version as callers see it.
func (p BuddyPair) Etag() string { return strconv.FormatInt(p.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw.
func (p BuddyPair) CheckEtag(etag string) error {
	if etag != "" && etag != p.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Accompany makes the pair of a newcomer and a buddy; moves says that the newcomer goes from training to working with a
// buddy by it.
func Accompany(newcomer, buddy Supporter, today string) (pair BuddyPair, moves bool, err error) {
	var wrong []*errs.Error
	if newcomer.Kind != Informal || !slices.Contains([]State{InTraining, WithBuddy}, newcomer.State) {
		wrong = append(wrong, errs.Field("buddy_pair.newcomer", "buddy.no_newcomer"))
	}
	switch {
	case buddy.ID == newcomer.ID:
		wrong = append(wrong, errs.Field("buddy_pair.buddy", "buddy.self"))
	case buddy.Kind != Informal || buddy.State != Active:
		wrong = append(wrong, errs.Field("buddy_pair.buddy", "buddy.not_active"))
	}
	pair = BuddyPair{Newcomer: newcomer.ID, Buddy: buddy.ID, Step: Shadow, Start: today}
	return pair, newcomer.State == InTraining, errs.Join(wrong...)
}

// HasBuddy refuses a second pair of somebody whose pair runs.
func HasBuddy() *errs.Error { return errs.Field("buddy_pair.newcomer", "buddy.has_one") }

// Record is the pair after a step took place, which is completed with today where no day was given. STATE_CONFLICT when
// the pair ended.
func (p BuddyPair) Record(record BuddyRecord, today string) (BuddyPair, BuddyRecord, error) {
	if p.End != "" {
		return p, record, errs.StateConflict(BuddyResource, "ENDED")
	}
	if record.Held == "" {
		record.Held = today
	}
	var wrong []*errs.Error
	switch _, err := calendar.ParseDay(record.Held); {
	case err != nil:
		wrong = append(wrong, errs.Field("held_date", "date.invalid"))
	case record.Held > today:
		wrong = append(wrong, errs.Field("held_date", "date.future"))
	}
	move := BuddyMoves[p.Step][record.Step]
	if move.Skips && record.SkipReason.Reveal() == "" {
		wrong = append(wrong, errs.Field("skip_reason", "buddy.skipped"))
	}
	if err := errs.Join(wrong...); err != nil {
		return p, record, err
	}
	p.Step = move.To
	if record.Again {
		p.Step = move.Again
	}
	return p, record, nil
}

// EndOn is the pair that ends today; STATE_CONFLICT when it did before.
func (p BuddyPair) EndOn(today string) (BuddyPair, error) {
	if p.End != "" {
		return p, errs.StateConflict(BuddyResource, "ENDED")
	}
	p.End = today
	return p, nil
}

// For is the pair as these eyes see it: how it went is for both of them and the coordinator.
func (p BuddyPair) For(owner call.Owner) BuddyPair {
	if owner.IsEveryone() || owner.Account() != "" {
		return p
	}
	p.Records = slices.Clone(p.Records)
	for i := range p.Records {
		p.Records[i].Note, p.Records[i].SkipReason, p.Records[i].Case = sealed.Text{}, sealed.Text{}, ""
	}
	return p
}

// NeedsSolo reports whether somebody becomes active by doing a case alone first: a volunteer who comes from training or
// from working with a buddy. worked is where they stood before they paused or were suspended, their state otherwise; it
// is empty for who came paused from a register, and did support once.
func (s Supporter) NeedsSolo(worked, to State) bool {
	return to == Active && s.Kind == Informal && (worked == InTraining || worked == WithBuddy)
}
