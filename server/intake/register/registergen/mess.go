package registergen

import "fmt"

// What there is to tell about a row.
const (
	BecauseNoContact     = "imported; to be completed: no way to reach the applicant"
	BecauseNoSuchDate    = "no such date"
	BecauseNoConsent     = "referrer or somebody near without the resident's consent; nothing of the row is kept"
	BecauseEmpty         = "empty row"
	BecauseRemark        = "remark, not an application"
	BecauseNoName        = "row without a name"
	BecauseMasked        = "imported; the citizen service number is masked and nowhere repeated"
	BecauseOtherReferrer = "imported; the kind of referrer counts as other"
	BecauseUnknownDomain = "imported; to be completed: unknown life domain"
	BecauseKind          = "unknown kind of supporter"
	BecauseCapacity      = "capacity is no number"
	BecauseWholeHours    = "imported; only whole hours are taken over"
	BecauseNotTaken      = "imported; a remark that is not taken over"
	BecausePhoneWords    = "imported; words beside the phone number"
	BecauseNameMissing   = "imported; to be completed: the name is missing"
	becauseSameRow       = "of row number %d: same person, same day, other typing"
	becauseSameSupporter = "same supporter, other typing"
)

func (a *applications) noContact() {
	f := a.application()
	f.cells["phone"], f.cells["mail"] = []string{"onbekend", "", "geen", "-"}[a.r.IntN(4)], ""
	a.imported(f, BecauseNoContact)
}

// wordsBesidePhone is a number that is taken, with words that are kept.
func (a *applications) wordsBesidePhone() {
	f := a.application()
	words := fmt.Sprintf("%s (dochter van %d)", typedPhone(a.r, f.person, false), f.person)
	f.cells["phone"] = words
	f.kept = append(f.kept, words)
	a.imported(f, BecausePhoneWords)
}

// noName is somebody whose name nobody wrote down, twice on a day: two people.
func (a *applications) noName() {
	for i, question := range []string{"belt namens een buurvrouw", "wil weten waar de bieb is"} {
		f := a.application()
		f.cells["name"], f.cells["question"] = []string{"onbekend", "?", "-"}[a.r.IntN(3)], fmt.Sprint(question, " ", f.person-i)
		a.imported(f, BecauseNameMissing)
	}
}

// noContactTwice are two of one name, without a way to reach either.
func (a *applications) noContactTwice() {
	first, second := a.application(), a.application()
	second.cells["name"] = retyped(a.r, first.cells["name"])
	for i, f := range []*facts{first, second} {
		f.cells["phone"], f.cells["mail"] = "", ""
		f.cells["question"] = []string{"een brief", "een gesprek"}[i]
		a.imported(f, BecauseNoContact)
	}
}

// closed is history without a match: what it says is kept, and nobody has to do anything with it.
func (a *applications) closed() {
	f := a.application()
	for _, key := range []string{"supporter", "matched", "met"} {
		delete(f.cells, key)
	}
	f.matched, f.first = zero, zero
	f.route, f.cells["route"] = "", ""
	f.cells["closed"] = typedDay(a.r, f.day.AddDate(0, 0, 9), a.shape.Workbook)
	f.cells["outcome"], f.cells["hours"] = fmt.Sprintf("afloop van %d", f.person), "2,5"
	f.kept = append(f.kept, f.cells["outcome"], ": 2,5")
	a.done++
	a.imported(f)
}

func (a *applications) onlyMail() {
	f := a.application()
	f.cells["phone"], f.cells["mail"] = "", fmt.Sprintf(" INWONER%d@lijst.example", f.person)
	a.imported(f)
	cells := again(f.cells)
	cells["mail"] = fmt.Sprintf("inwoner%d@lijst.example", f.person)
	a.add(cells, "duplicate", fmt.Sprintf(becauseSameRow, a.numbered))
}

func (a *applications) noSuchDate() {
	f := a.application()
	f.cells[[]string{"applied", "matched", "met", "closed"}[a.r.IntN(4)]] = noSuchDay(a.r)
	a.add(f.cells, "refused", BecauseNoSuchDate)
}

func (a *applications) citizenNumber() {
	f := a.application()
	typed, digits := citizenNumber(a.r)
	f.cells["question"] = pick(a.r, []string{"bsn is " + typed, typed + " staat op de brief", "(" + typed + "), bel na vijf uur"})
	a.secrets = append(a.secrets, typed, digits)
	f.masked = true
	a.imported(f, BecauseMasked)
}

func (a *applications) strangeDomain() {
	f := a.application()
	f.cells["domains"], f.domains = pick(a.r, strangeWords), nil
	if a.r.IntN(2) == 0 {
		f.cells["domains"] += ", wmo"
		f.domains = []string{"wmo"}
	}
	a.imported(f, BecauseUnknownDomain)
}

// household is somebody else behind the same phone, on the same day.
func (a *applications) household() {
	first, second := a.application(), a.application()
	second.cells["phone"] = typedPhone(a.r, first.person, a.shape.Workbook)
	a.imported(first)
	a.imported(second)
}

// namesake is somebody else with the same name, on the same day.
func (a *applications) namesake() {
	first, second := a.application(), a.application()
	second.cells["name"] = first.cells["name"]
	a.imported(first)
	a.imported(second)
}

func (a *applications) withoutConsent() {
	f := a.application()
	if f.kind == "" {
		f.cells["by"] = pick(a.r, nearWords)
	}
	f.cells["consent"] = pick(a.r, notYesWords)
	secret := fmt.Sprintf("Geheim%d", f.person)
	f.cells["question"], f.cells["name"] = secret, secret+" "+f.cells["name"]
	a.secrets = append(a.secrets, secret)
	a.add(f.cells, "refused", BecauseNoConsent)
}

func (a *applications) ownRowWithoutConsent() {
	f := a.application()
	f.kind, f.referrer = "", ""
	f.cells["by"], f.cells["consent"], f.cells["referrer"], f.cells["organisation"] = pick(a.r, residentWords), "", "", ""
	a.imported(f)
}

func (a *applications) emptyRow() { a.add(nil, "skipped", BecauseEmpty) }

func (a *applications) remarkRow() {
	a.add(map[string]string{"name": pick(a.r, remarkRows)}, "skipped", BecauseRemark)
}

func (a *applications) withoutName() {
	a.add(map[string]string{"applied": typedDay(a.r, a.day, a.shape.Workbook), "question": "overleg met het team"}, "skipped", BecauseNoName)
}

// duplicate is the same row in other typing.
func (a *applications) duplicate() {
	f := a.application()
	a.imported(f)
	for range 1 + a.r.IntN(2) {
		cells := again(f.cells)
		cells["name"] = retyped(a.r, f.cells["name"])
		cells["phone"] = typedPhone(a.r, f.person, a.shape.Workbook)
		cells["applied"] = typedDay(a.r, f.day, a.shape.Workbook)
		a.add(cells, "duplicate", fmt.Sprintf(becauseSameRow, a.numbered))
	}
}

// anotherDay is the same person with a new question.
func (a *applications) anotherDay() {
	f := a.application()
	a.imported(f)
	later := a.application()
	later.day = f.day.AddDate(0, 0, 1)
	later.person = f.person
	later.cells["name"], later.cells["phone"] = retyped(a.r, f.cells["name"]), typedPhone(a.r, f.person, a.shape.Workbook)
	later.cells["applied"] = typedDay(a.r, later.day, a.shape.Workbook)
	if later.matched.Before(later.day) {
		later.route, later.cells["route"] = "answered", "direct beantwoord"
		later.matched, later.first, later.closed = zero, zero, zero
		for _, key := range []string{"supporter", "matched", "met", "closed", "outcome", "hours"} {
			delete(later.cells, key)
		}
	}
	a.imported(later)
}

// duplicateOfRefused is the same person as in a row that was refused: it is the first that counts.
func (a *applications) duplicateOfRefused() {
	f := a.application()
	cells := again(f.cells)
	cells["closed"] = noSuchDay(a.r)
	a.add(cells, "refused", BecauseNoSuchDate)
	a.imported(f)
}
