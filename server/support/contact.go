package support

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// The words for a contact moment and for a draft of one, in errors.
const (
	ContactResource = "contact_moment"
	DraftResource   = "contact_draft"
)

// mostMinutes is what a case can take.
const mostMinutes = 60000

// DraftKept is how long a draft is kept after it was saved last.
const DraftKept = 14 * 24 * time.Hour

// Told is what is told of one contact; a draft may leave any of it out.
type Told struct {
	// Kind is a name of the contract without prefix.
	Kind string
	// Date is YYYY-MM-DD in Europe/Amsterdam.
	Date    string
	Minutes int
	// WithWhom are names of the contract without prefix.
	WithWhom          []string
	OwnNetworkPresent bool
	Note              sealed.Text
}

// Same reports whether two tell the same, with whom in whatever order.
func (t Told) Same(other Told) bool {
	sorted := func(list []string) []string { return slices.Sorted(slices.Values(list)) }
	return t.Kind == other.Kind && t.Date == other.Date && t.Minutes == other.Minutes && t.OwnNetworkPresent == other.OwnNetworkPresent &&
		t.Note.Reveal() == other.Note.Reveal() && slices.Equal(sorted(t.WithWhom), sorted(other.WithWhom))
}

// ContactMoment is one contact within a case.
type ContactMoment struct {
	// ID is that of the draft that it was made of, else a UUIDv7.
	ID string
	// Case is the case, Dossier the resident under whose key the note is sealed.
	Case, Dossier string
	Told
	// Supporter is whose contact it was, Account that supporter's now, EnteredBy who wrote it down.
	Supporter, Account, EnteredBy string
	// Version is raised by every change.
	Version                int64
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the moment again.
func (m ContactMoment) ResourceID() string { return m.ID }

// Etag is the version as callers see it.
func (m ContactMoment) Etag() string { return strconv.FormatInt(m.Version, 10) }

// Change refuses to change or remove another version than the one that the caller saw; an empty etag acts on whatever
// stands. A moment is changed by whoever it is of or wrote it down, and nobody else, unless anyone may.
func (m ContactMoment) Change(account, etag string, anyone bool) error {
	if etag != "" && etag != m.Etag() {
		return errs.EtagMismatch()
	}
	if !anyone && (account == "" || account != m.Account && account != m.EnteredBy) {
		return errs.Field(ContactResource, "contact.not_yours")
	}
	return nil
}

// ContactDraft is what an account is typing of a contact moment.
type ContactDraft struct {
	// ID was chosen by the client.
	ID string
	// Case is the case, Dossier the resident under whose key the note is sealed, Account whose draft it is.
	Case, Dossier, Account string
	Told
	// Version is raised by every change.
	Version                            int64
	CreateTime, UpdateTime, ExpireTime time.Time
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the draft again.
func (d ContactDraft) ResourceID() string { return d.ID }

// Etag is the version as callers see it.
func (d ContactDraft) Etag() string { return strconv.FormatInt(d.Version, 10) }

// Check refuses a day that does not exist; everything else may be incomplete.
func (d ContactDraft) Check() error {
	if d.Date == "" {
		return nil
	}
	if _, err := calendar.ParseDay(d.Date); err != nil {
		return errs.Field("contact_draft.contact_date", "date.invalid")
	}
	return nil
}

// Replace refuses to put something in the place of a draft that whoever typed it did not see: it would be lost. Who
// types the same loses nothing, whatever version they saw. Other than elsewhere an empty etag stands for a draft that
// is new, and not for whatever stands.
func (d ContactDraft) Replace(by Told, of, account, etag string) error {
	if d.Account != account || d.Case != of {
		return errs.AlreadyExists(DraftResource)
	}
	if etag != d.Etag() && !d.Same(by) {
		return errs.EtagMismatch()
	}
	return nil
}

// Write adds a contact of today or before to a running case: its minutes count.
func (c Case) Write(told Told, today string) (Case, error) { return c.Rewrite(Told{}, told, today) }

// Rewrite puts what is told of a contact in the place of what was told before.
func (c Case) Rewrite(before, told Told, today string) (Case, error) {
	if err := c.runs(); err != nil {
		return c, err
	}
	wrong := c.checkDay("contact_moment.contact_date", told.Date, today)
	minutes := c.Minutes + told.Minutes - before.Minutes
	if minutes > mostMinutes {
		wrong = append(wrong, errs.Field("contact_moment.minutes", "contact.too_long", "max", strconv.Itoa(mostMinutes)))
	}
	if err := errs.Join(wrong...); err != nil {
		return c, err
	}
	c.Minutes = max(minutes, 0)
	return c, nil
}

// Unwrite takes the minutes of a contact that is removed off a running case.
func (c Case) Unwrite(told Told) (Case, error) {
	if err := c.runs(); err != nil {
		return c, err
	}
	c.Minutes = max(c.Minutes-told.Minutes, 0)
	return c, nil
}

// runs refuses what needs a case that is not closed.
func (c Case) runs() error {
	if c.State == Closed {
		return errs.StateConflict(Resource, string(c.State))
	}
	return nil
}

// Writer is whose contact it is that an account writes down: its own, and on behalf of others that of who supports.
func (c Case) Writer(account string) string {
	if account != "" && account == c.SecondAccount {
		return c.SecondSupporter
	}
	return c.Supporter
}
