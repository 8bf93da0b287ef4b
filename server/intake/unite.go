package intake

import (
	"strings"

	"oco.example/oco/server/platform/sealed"
)

// With is safe contact as both say it: what either forbids is forbidden, and the instructions of
// both stand. It is never narrower than either.
func (s SafeContact) With(other SafeContact) SafeContact {
	return SafeContact{
		NoPost: s.NoPost || other.NoPost, NoEmail: s.NoEmail || other.NoEmail, NoPhone: s.NoPhone || other.NoPhone,
		NoVoicemail: s.NoVoicemail || other.NoVoicemail, NoCalendar: s.NoCalendar || other.NoCalendar,
		Instruction: both(s.Instruction, other.Instruction),
	}
}

// both is two instructions as one, the one that stands first.
func both(stands, added sealed.Text) sealed.Text {
	switch {
	case strings.Contains(stands.Reveal(), added.Reveal()):
		return stands
	case stands.Reveal() == "":
		return added
	}
	return sealed.Of(stands.Reveal() + "; " + added.Reveal())
}

// Unite is this resident with what another dossier or entry of the same person adds: what is empty
// here is filled in, safe contact is that of both, and nothing else that stands here changes.
func (r Resident) Unite(other Resident) Resident {
	r.Phone, r.Email = orElse(r.Phone, other.Phone), orElse(r.Email, other.Email)
	if r.Postcode.Reveal() == "" && r.HouseNumber.Reveal() == "" { // half of one address and half of another is none
		r.Postcode, r.HouseNumber = other.Postcode, other.HouseNumber
	}
	r.Neighbourhood = orElse(r.Neighbourhood, other.Neighbourhood)
	r.PreferredChannel = orElse(r.PreferredChannel, other.PreferredChannel)
	r.InterpreterLanguage = orElse(r.InterpreterLanguage, other.InterpreterLanguage)
	if r.Trusted.Name.Reveal() == "" { // a name with somebody else's number is nobody
		r.Trusted = other.Trusted
	}
	r.Household = orElse(r.Household, other.Household)
	r.SafeContact = r.SafeContact.With(other.SafeContact)
	return r
}

// Differs names the details that are said differently of this resident: Unite keeps what stands,
// and whoever said it should know.
func (r Resident) Differs(said Resident) []string {
	var fields []string
	for _, detail := range []struct {
		field        string
		stands, said sealed.Text
	}{
		{"phone", r.Phone, said.Phone},
		{"email", r.Email, said.Email},
		{"postcode", r.Postcode, said.Postcode},
		{"house_number", r.HouseNumber, said.HouseNumber},
		{"interpreter_language", sealed.Of(r.InterpreterLanguage), sealed.Of(said.InterpreterLanguage)},
	} {
		if detail.said.Reveal() != "" && plain(detail.said) != plain(detail.stands) {
			fields = append(fields, detail.field)
		}
	}
	return fields
}

// plain is a detail without regard to case and spaces.
func plain(detail sealed.Text) string {
	return strings.ToLower(strings.Join(strings.Fields(detail.Reveal()), ""))
}

// orElse is the first value, or the second when the first is empty.
func orElse[T comparable](value, otherwise T) T {
	var empty T
	if value == empty {
		return otherwise
	}
	return value
}
