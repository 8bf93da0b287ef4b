package volunteer

import (
	"slices"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// Standing is how a supporter stands with a requirement, by its name in the contract without prefix.
type Standing string

// The standings, the best first.
const (
	Met     Standing = "MET"
	Warns   Standing = "WARNS"
	Lapsed  Standing = "LAPSED"
	Missing Standing = "MISSING"
	// Due is asked and not there yet, and need not be.
	Due Standing = "DUE"
	// NotAsked is not there, or not any more, and asked in a role that the supporter does not have.
	NotAsked Standing = "NOT_ASKED"
)

// Proof is the record that something was seen of a supporter, or that what was seen counts no more.
type Proof struct {
	// ID is a UUIDv7.
	ID, Supporter string
	// Code is that of the requirement.
	Code string
	// Seen is the day on which it was seen or done; Until the last day on which it counts, empty when the policy
	// says. Both are YYYY-MM-DD.
	Seen, Until string
	// Withdrawn takes back the records of this requirement before this one.
	Withdrawn bool
	// RecordedBy is an account, empty for what was imported.
	RecordedBy string
	// CreateTime is UTC.
	CreateTime time.Time
}

// Complete fills in today where no day was given, and refuses days that cannot be.
func (p Proof) Complete(today string) (Proof, error) {
	if p.Seen == "" {
		p.Seen = today
	}
	var wrong []*errs.Error
	switch _, err := calendar.ParseDay(p.Seen); {
	case err != nil:
		wrong = append(wrong, errs.Field("seen_date", "date.invalid"))
	case p.Seen > today:
		wrong = append(wrong, errs.Field("seen_date", "date.future"))
	}
	switch _, err := calendar.ParseDay(p.Until); {
	case p.Until == "":
	case err != nil:
		wrong = append(wrong, errs.Field("until_date", "date.invalid"))
	case p.Withdrawn:
		wrong = append(wrong, errs.Field("until_date", "requirement.withdrawn"))
	case p.Until < p.Seen:
		wrong = append(wrong, errs.Field("until_date", "date.order"))
	}
	return p, errs.Join(wrong...)
}

// Person is who is judged.
type Person struct {
	// Begun is the day on which they began, YYYY-MM-DD; without one everything is due at once.
	Begun string
	// Roles are those that they have beside being a supporter.
	Roles []InRole
}

// has reports whether something in a role is asked of this person.
func (p Person) has(role InRole) bool { return role == AsSupporter || slices.Contains(p.Roles, role) }

// Held is how a supporter stands with a requirement on a day.
type Held struct {
	Requirement
	Standing Standing
	// Aside says that it is asked in a role that the supporter does not have: it stops nothing.
	Aside bool
	// Until is the last day on which it is met, or by which it must be the first time; empty when it does not lapse, or is
	// missing.
	Until string
	// DaysLeft counts the days from today until then; it says something while there is such a day.
	DaysLeft int
	// Proof is what it stands on, empty when there is none.
	Proof Proof
}

// isInOrder reports whether the requirement is met, for however short, or need not be yet.
func (h Held) isInOrder() bool { return h.Aside || h.Standing != Lapsed && h.Standing != Missing }

// Stops reports whether this stops something that is done in a role.
func (h Held) Stops(role InRole) bool {
	return h.Role == role && !h.isInOrder() && h.Blocks != BlocksNothing
}

// StopsMatches reports whether this keeps the supporter from being asked. Running cases go on.
func (h Held) StopsMatches() bool { return h.Stops(AsSupporter) }

// StopsActive reports whether this keeps the supporter from becoming active.
func (h Held) StopsActive() bool { return h.StopsMatches() && h.Blocks == BlocksActive }

// AsksAttention reports whether somebody should see to it: it lapses, lapsed, or stops something.
func (h Held) AsksAttention() bool {
	return !h.Aside && (h.Standing == Warns || h.Standing == Lapsed || h.Stops(h.Role))
}

// Lapse is the lapsing of a requirement as it is told, once.
type Lapse struct {
	// Code is that of the requirement, Until the last day on which it is or was met.
	Code, Until string
	Standing    Standing
}

// Lapse is what there is to tell of a requirement that lapses or lapsed.
func (h Held) Lapse() Lapse { return Lapse{Code: h.Code, Until: h.Until, Standing: h.Standing} }

// Judge says how a supporter stands today with everything that the policy asks. proofs are all of that supporter, the
// oldest first.
func (p Policy) Judge(proofs []Proof, of Person, today string) []Held {
	standing := notWithdrawn(proofs)
	held := make([]Held, 0, len(p.Requirements))
	for _, r := range p.Requirements {
		h := r.judge(standing, of.Begun, today)
		if h.Aside = !of.has(r.Role); h.Aside && (h.Standing == Lapsed || h.Proof == (Proof{})) {
			h.Standing, h.Until, h.DaysLeft = NotAsked, "", 0
		}
		held = append(held, h)
	}
	return held
}

// notWithdrawn are the proofs that were not taken back since.
func notWithdrawn(proofs []Proof) []Proof {
	var standing []Proof
	for _, proof := range proofs {
		if !proof.Withdrawn {
			standing = append(standing, proof)
			continue
		}
		var others []Proof
		for _, before := range standing {
			if before.Code != proof.Code {
				others = append(others, before)
			}
		}
		standing = others
	}
	return standing
}

// never is a last day that does not come: later than any that people write.
const never = "9999-12-31"

// judge takes the proof that counts longest: what was seen later never makes it worse.
func (r Requirement) judge(proofs []Proof, begun, today string) Held {
	held, best := Held{Requirement: r, Standing: Missing}, ""
	for _, proof := range proofs {
		if proof.Code != r.Code && (r.Renews == "" || proof.Code != r.Renews) {
			continue
		}
		if until := r.lastDay(proof); until >= best {
			best, held.Proof = until, proof
		}
	}
	last, due := best, r.due(begun)
	if due > best { // it need not be met yet: what lapsed before then asks for nothing
		last = due
	}
	switch {
	case last == "" || best == "" && last < today:
		return held
	case best == never:
		held.Standing = Met
		return held
	}
	held.Until, held.DaysLeft = last, daysBetween(today, last)
	if best < today && last >= today {
		held.Proof = Proof{} // it stands on no proof, but on the time that is left
	}
	switch {
	case held.DaysLeft < 0:
		held.Standing = Lapsed
	case held.DaysLeft <= r.WarnDays:
		held.Standing = Warns
	case best < today:
		held.Standing = Due
	default:
		held.Standing = Met
	}
	return held
}

// due is the last day by which it must be met the first time; empty when from the first day on.
func (r Requirement) due(begun string) string {
	if r.DueMonths == 0 || begun == "" {
		return ""
	}
	return addMonths(begun, r.DueMonths)
}

// lastDay is the last day on which a proof counts for the requirement. A day that was said with the proof of
// another requirement is about that one.
func (r Requirement) lastDay(proof Proof) string {
	switch {
	case proof.Until != "" && proof.Code == r.Code:
		return proof.Until
	case r.Months == 0:
		return never
	}
	return addMonths(proof.Seen, r.Months)
}

// addMonths is the same day so many months later, or the last day of a month that has no such day.
func addMonths(day string, months int) string {
	begin, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	first := time.Date(begin.Year(), begin.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1)
	return first.AddDate(0, 0, min(begin.Day(), last.Day())-1).Format(time.DateOnly)
}

// daysBetween counts days of the calendar: in UTC each has 24 hours.
func daysBetween(from, until string) int {
	begin, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return 0
	}
	end, err := time.Parse(time.DateOnly, until)
	if err != nil {
		return 0
	}
	return int(end.Sub(begin) / (24 * time.Hour))
}
