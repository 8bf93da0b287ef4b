package intake

import (
	"strings"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// PartnerMeeting is a contact at a partner meeting that the organisation attended, as in oco.intake.v1.PartnerContactKind.
const PartnerMeeting = "MEETING"

// PartnerContact (contact met een partner) is one moment of contact with an organisation that refers.
type PartnerContact struct {
	ID string
	// Organisation is the id of the organisation.
	Organisation string
	// Day is YYYY-MM-DD in Europe/Amsterdam.
	Day string
	// Kind is PHONE, EMAIL, VISIT, MEETING or OTHER.
	Kind string
	// Note is what was agreed; nothing about a resident.
	Note sealed.Text
	// By is the account that recorded it.
	By      string
	Version int64
	Created time.Time
}

// ResourceID is the contact's id, for requests that come again.
func (c PartnerContact) ResourceID() string { return c.ID }

// Complete fills in today, and refuses a day that does not exist or is still to come.
func (c PartnerContact) Complete(now time.Time) (PartnerContact, error) {
	if c.Day == "" {
		c.Day = calendar.Day(now)
	}
	return c, checkPast("contact_date", c.Day, now)
}

// CheckNextContact refuses a day for the next contact that does not exist or has passed.
func CheckNextContact(field, day string, now time.Time) error {
	if day == "" {
		return nil
	}
	if _, err := calendar.ParseDay(day); err != nil {
		return errs.Field(field, "date.invalid")
	}
	if day < calendar.Day(now) {
		return errs.Field(field, "date.past")
	}
	return nil
}

// PartnerFilter says which organisations a list holds; what is empty does not narrow.
type PartnerFilter struct {
	Kind, Status string
	// SilentSince is a day, YYYY-MM-DD: only those with whom there was no contact on or after it.
	SilentSince string
	// LongestSilentFirst puts first with whom there was no contact, then those with whom it was longest ago; else it is by name.
	LongestSilentFirst bool
}

// SilentSince is the first day of the last so many weeks, empty for none.
func SilentSince(weeks int, now time.Time) string {
	if weeks == 0 {
		return ""
	}
	return calendar.Day(calendar.Local(now).AddDate(0, 0, -7*weeks))
}

// NoContact is where an organisation stands in the order of last contacts with which there was none.
const NoContact = "0001-01-01"

// LastContactKey is where the organisation stands in the order of last contacts.
func (o ReferrerOrganisation) LastContactKey() string {
	if o.LastContactDay == "" {
		return NoContact
	}
	return o.LastContactDay
}

// Paragraph (alinea voor brieven) is what an organisation can put in its letters.
type Paragraph struct {
	// Organisation is the id, Code what counts who comes by the letters.
	Organisation, Code string
	// Link is where to apply, with the code.
	Link string
	// Dutch and English are the texts.
	Dutch, English string
}

// WriteParagraph writes what an organisation with a code can put in its letters; site is where the public pages of the
// municipality are, place its name, phone the number to call, which may be empty.
func WriteParagraph(o ReferrerOrganisation, site, place, phone string) Paragraph {
	link := site + "/aanmelden?via=" + o.Code
	fill := func(text, call string) string {
		if phone == "" {
			call = ""
		}
		return strings.NewReplacer("{place}", place, "{link}", link, "{call}", strings.ReplaceAll(call, "{phone}", phone), "{code}", o.Code).Replace(text)
	}
	return Paragraph{
		Organisation: o.ID, Code: o.Code, Link: link,
		Dutch:   fill(paragraphDutch, " U kunt ook bellen: {phone}."),
		English: fill(paragraphEnglish, " You can also call {phone}."),
	}
}

// The paragraphs, for letters of organisations to residents: short sentences, nothing that the reader has to know already.
const (
	paragraphDutch = "Wilt u dat iemand met u meedenkt of naast u zit bij een gesprek? Een onafhankelijke cliëntondersteuner in {place} " +
		"helpt u gratis. U beslist zelf wat er gebeurt. Aanmelden kan op {link}.{call} Noem dan de code {code}."
	paragraphEnglish = "Would you like someone to think along with you, or to sit beside you in a conversation? An independent client " +
		"supporter in {place} helps you free of charge. You decide what happens. You can apply at {link}.{call} Please mention the code {code}."
)
