package expense

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// WorkResource is the word for an entry of the log, in errors.
const WorkResource = "work_entry"

// WorkEntry is one visit or piece of work that a supporter logged.
type WorkEntry struct {
	// ID is a UUIDv7.
	ID        string
	Supporter string
	// Date is YYYY-MM-DD in Europe/Amsterdam.
	Date            string
	Minutes, Tenths int64
	// Case is one of the supporter's own, empty when it was for none.
	Case        string
	Description sealed.Text
	// Claim holds it, empty while none does.
	Claim string
	// EnteredBy are the accounts that logged or changed it.
	EnteredBy []string
	// Version is raised by every change.
	Version                int64
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the supporter.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the entry again.
func (e WorkEntry) ResourceID() string { return e.ID }

// WorkFilter narrows the log; what is empty does not.
type WorkFilter struct {
	Supporter, Case string
	Unclaimed       bool
}

// Etag is the version as callers see it.
func (e WorkEntry) Etag() string { return strconv.FormatInt(e.Version, 10) }

// Touch notes who logged or changed an entry, each once.
func (e *WorkEntry) Touch(account string) {
	if account != "" && !slices.Contains(e.EnteredBy, account) {
		e.EnteredBy = append(slices.Clone(e.EnteredBy), account)
	}
}

// Change refuses to change or remove another version than the one that the caller saw (an empty etag acts on
// whatever stands), and what a claim holds: its lines would no longer say what was done.
func (e WorkEntry) Change(etag string) error {
	if etag != "" && etag != e.Etag() {
		return errs.EtagMismatch()
	}
	if e.Claim != "" {
		return errs.Field(WorkResource, "work.in_claim")
	}
	return nil
}

// Check refuses an entry on a day that cannot be, or of nothing. today is a day.
func (e WorkEntry) Check(today string) error {
	var wrong []*errs.Error
	if _, err := calendar.ParseDay(e.Date); err != nil {
		wrong = append(wrong, errs.Field("work_entry.date", "date.invalid"))
	} else if e.Date > today {
		wrong = append(wrong, errs.Field("work_entry.date", "date.future"))
	}
	if e.Minutes == 0 && e.Tenths == 0 {
		wrong = append(wrong, errs.Field("work_entry.minutes", "work.nothing"))
	}
	return errs.Join(wrong...)
}

// lines are what is claimed of an entry: what its day has a rate for. Who logs hours where only kilometres are paid
// claims the kilometres; of an entry of which nothing is paid one line stays, for Price to say so.
func (e WorkEntry) lines(place int, policy Policy) []Line {
	var all []Line
	for _, of := range []Line{{Kind: Hours, Quantity: e.Minutes}, {Kind: Kilometres, Quantity: e.Tenths}} {
		if of.Quantity > 0 {
			all = append(all, Line{
				Kind: of.Kind, Quantity: of.Quantity, Date: e.Date, Case: e.Case, Description: e.Description, WorkEntry: e.ID, Place: place,
			})
		}
	}
	paid := slices.DeleteFunc(slices.Clone(all), func(l Line) bool { return policy.Rate(l.Kind) == 0 })
	if len(paid) == 0 {
		return all[:1]
	}
	return paid
}

// WorkEntries are the entries that a claim was made of, in their order.
func (c Claim) WorkEntries() []string {
	var ids []string
	for _, line := range c.Lines {
		if line.WorkEntry != "" && !slices.Contains(ids, line.WorkEntry) {
			ids = append(ids, line.WorkEntry)
		}
	}
	return ids
}

// TakeUp puts the lines of entries of the log behind those that were typed, in the place of those that stood there.
// Who entered them entered the claim. It refuses an entry that is not among the supporter's, or that another claim holds.
func (c *Claim) TakeUp(ids []string, found []WorkEntry, policies Policies) error {
	c.Lines = slices.DeleteFunc(c.Lines, func(l Line) bool { return l.WorkEntry != "" })
	var wrong []*errs.Error
	for place, id := range ids {
		index := slices.IndexFunc(found, func(e WorkEntry) bool { return e.ID == id && e.Supporter == c.Supporter })
		switch {
		case index < 0:
			wrong = append(wrong, errs.Field(workField(place), "work.unknown"))
		case found[index].Claim != "" && found[index].Claim != c.ID:
			wrong = append(wrong, errs.Field(workField(place), "work.claimed"))
		default:
			for _, account := range found[index].EnteredBy {
				c.Touch(account)
			}
			c.Lines = append(c.Lines, found[index].lines(place, policies.On(found[index].Date))...)
		}
	}
	return errs.Join(wrong...)
}

// mostTyped is how many lines of a claim can be typed; those of the log come on top.
const mostTyped = 100

// CheckTyped refuses more typed lines than a claim can have.
func (c Claim) CheckTyped() error {
	typed := slices.DeleteFunc(slices.Clone(c.Lines), func(l Line) bool { return l.WorkEntry != "" })
	if len(typed) > mostTyped {
		return errs.Field("expense_claim.lines", "repeated.max_items", "max_items", strconv.Itoa(mostTyped))
	}
	return nil
}

// workField is what a refusal calls an entry of a claim.
func workField(place int) string { return fmt.Sprintf("expense_claim.work_entries[%d]", place) }

// Field is what a refusal calls a part of a line: of one that was made of the log the entry, since nobody typed it.
func (l Line) Field(of string) string {
	if l.WorkEntry != "" {
		return workField(l.Place)
	}
	return fmt.Sprintf("expense_claim.lines[%d].%s", l.Place, of)
}
