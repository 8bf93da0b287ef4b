package signal

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// Enough is how many residents stand behind a pattern that leaves by itself: the smallest number of people that the monitor
// shows (reporting/disclosure), and the fives in which national tables of the Wmo count (StatLine 83262NED).
const Enough = 5

// step is to which multiples numbers are rounded down, so that one resident more or less does not show.
const step = 5

// EnoughResidents reports whether a pattern leaves by itself.
func (p Pattern) EnoughResidents() bool { return p.Residents >= Enough }

// Release is the pattern when a copy of it leaves, and that copy, under an id of its own. by releases it, and says why
// when few residents stand behind it; told are the texts of its signals. With few residents it must be in other words
// than every one of these and tell no number, and none stands in the copy, nor which organisation it is about, which can
// be one person who helps one resident, nor a day: only whole quarters.
func (p Pattern) Release(id, by, reason string, told []string) (Pattern, Copy, error) {
	state, err := p.State.Move(Released)
	if err != nil {
		return p, Copy{}, err
	}
	wrong := p.unready()
	if !p.EnoughResidents() {
		wrong = append(wrong, p.revealing(reason, told)...)
	}
	if err := errs.Join(wrong...); err != nil {
		return p, Copy{}, err
	}
	left := Copy{ID: id, Matter: p.Matter, Title: p.Title, Words: p.Words, Addressees: slices.Clone(p.Addressees), State: state, Version: 1}
	if p.EnoughResidents() {
		left.Signals, left.Residents = rounded(p.Signals), rounded(p.Residents)
		reason = ""
	} else {
		left.Matter = p.coarse()
	}
	p.State, p.Released, p.ReleasedBy, p.Reason = state, left.ID, by, reason
	return p, left, nil
}

// coarse is a matter as it leaves of few residents: without the organisation, from the first day of a quarter until the
// last one of a quarter. A week in March finds nobody in it.
func (m Matter) coarse() Matter {
	left := Matter{Theme: m.Theme}
	left.From, _ = quarter(m.From)
	if m.Until != "" {
		_, left.Until = quarter(m.Until)
	}
	return left
}

// quarter is the first and the last day of the quarter of a day, which was checked before.
func quarter(day string) (first, last string) {
	const months = 3
	at, _ := calendar.ParseDay(day)
	year, month, _ := at.Date()
	begin := time.Date(year, month-(month-1)%months, 1, 0, 0, 0, 0, time.UTC)
	return begin.Format(time.DateOnly), begin.AddDate(0, months, -1).Format(time.DateOnly)
}

// unready is what every copy needs.
func (p Pattern) unready() []*errs.Error {
	var wrong []*errs.Error
	if strings.TrimSpace(p.Words) == "" {
		wrong = append(wrong, errs.Field("pattern", "pattern.no_text"))
	}
	if len(p.Addressees) == 0 {
		wrong = append(wrong, errs.Field("pattern", "pattern.no_addressee"))
	}
	if p.Signals == 0 {
		wrong = append(wrong, errs.Field("pattern", "pattern.no_signal"))
	}
	return wrong
}

// revealing is what would tell of few residents who they are.
func (p Pattern) revealing(reason string, told []string) []*errs.Error {
	var wrong []*errs.Error
	if strings.TrimSpace(reason) == "" {
		wrong = append(wrong, errs.Field("reason", "pattern.few_reason"))
	}
	if TellsNumber(p.Title) || TellsNumber(p.Words) {
		wrong = append(wrong, errs.Field("pattern", "pattern.few_numbers"))
	}
	for _, text := range told {
		if TakenOver(p.Words, text) || TakenOver(p.Title, text) {
			wrong = append(wrong, errs.Field("pattern", "pattern.few_words"))
			break
		}
	}
	return wrong
}

// rounded is a count as it leaves: 0 when it is of too few.
func rounded(count int) int { return count - count%step }

// run is how many words in a row make a text taken over; a signal of fewer words than shortest is taken over when it
// stands there alone.
const (
	run      = 8
	shortest = 4
)

// TakenOver reports whether a text says what a signal said in the same words: a number of these in a row, or all of them.
func TakenOver(text, told string) bool {
	ours, theirs := wordsOf(text), wordsOf(told)
	switch {
	case len(theirs) == 0:
		return false
	case len(theirs) < shortest:
		return slices.Equal(ours, theirs)
	}
	length := min(run, len(theirs))
	for start := 0; start+length <= len(theirs); start++ {
		if holdsInARow(ours, theirs[start:start+length]) {
			return true
		}
	}
	return false
}

func holdsInARow(words, part []string) bool {
	for start := 0; start+len(part) <= len(words); start++ {
		if slices.Equal(words[start:start+len(part)], part) {
			return true
		}
	}
	return false
}

// numberWords are numbers in words, Dutch and English, also those that are put together: "drieëntwintig". "Een" and "one"
// are articles and pronouns more often than numbers.
var numberWords = regexp.MustCompile(`^(één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|` +
	`(der|veer|vijf|zes|zeven|acht|negen)tien|((een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)(en|ën))?(twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|` +
	`\pL*honderd\pL*|\pL*duizend\pL*|(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf)(tal|tallen)|dozijn|beide|allebei|alletwee|` +
	`two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen|(twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|dozens?|both)$`)

// TellsNumber reports whether a text tells a number, in digits or in words.
func TellsNumber(text string) bool {
	return strings.ContainsFunc(text, unicode.IsNumber) || slices.ContainsFunc(wordsOf(text), numberWords.MatchString)
}

// checkBy refuses a day by which something will be done that is none, or over.
func checkBy(day, today string) error {
	switch _, err := calendar.ParseDay(day); {
	case err != nil:
		return errs.Field("by_date", "date.invalid")
	case day < today:
		return errs.Field("by_date", "until_date.past")
	}
	return nil
}
