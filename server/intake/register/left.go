package register

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"oco.example/oco/server/platform/citizennumber"
)

// leave keeps what a cell says and no field has a place for. Of an application it goes under the
// question, on a line with its heading; a supporter has no such place, so the row says what was not
// taken over.
func (c *cells) leave(field Field, text string) {
	text = strings.TrimSpace(text)
	if nothing(text) {
		return
	}
	if c.register.kind == Supporters {
		c.noteOnce(RuleNotTaken, field)
		return
	}
	masked, count := citizennumber.Mask(text)
	if count > 0 {
		c.noteOnce(RuleNumberMasked, field)
	}
	if bare(masked) != "" {
		c.left = append(c.left, c.heading(field)+": "+masked)
	}
}

// noteOnce notes what is not said of the column already.
func (c *cells) noteOnce(rule Rule, field Field) {
	remark := c.remark(rule, field)
	for _, known := range append(c.row.ToComplete[:len(c.row.ToComplete):len(c.row.ToComplete)], c.row.Notes...) {
		if known.Column == remark.Column && (known.Rule == rule || rule == RuleNotTaken) {
			return
		}
	}
	c.row.Notes = append(c.row.Notes, remark)
}

// question is the question, and under it the remarks of the list and all that has no field.
func (c *cells) question() string {
	question := c.words(Question, c.all(Question, "\n"), longestQuestion)
	for _, column := range c.register.layout.at[Notes] {
		if cell, count := citizennumber.Mask(c.at(column)); cell != "" {
			if count > 0 {
				c.noteOnce(RuleNumberMasked, Notes)
			}
			c.left = append(c.left, c.register.layout.headings[column]+": "+cell)
		}
	}
	if question == "" {
		c.complete(RuleQuestionMissing, Question)
	}
	if len(c.left) == 0 {
		return question
	}
	text := strings.TrimSpace(question + "\n\n" + strings.Join(c.left, "\n"))
	if utf8.RuneCountInString(text) > longestQuestion {
		text = strings.TrimSpace(string([]rune(text)[:longestQuestion]))
		c.completeWith(RuleTextCut, Notes, "limit", strconv.Itoa(longestQuestion))
	}
	return text
}

// leaveDay keeps a day that has no field, as it was read.
func (c *cells) leaveDay(field Field, day Day) { c.leave(field, string(day)) }

// going says in a cell for a date that there is nothing to date yet.
var going = map[string]bool{
	"loopt nog": true, "loopt": true, "lopend": true, "nog lopend": true, "nog niet": true, "nee": true, "n": true, "open": true,
	"nog open": true, "volgt": true, "in behandeling": true, "actief": true, "ongoing": true, "no": true, "not yet": true,
}

// dateWords keeps the words of a cell for a date that hold no date.
func (c *cells) dateWords(field Field, typed string) {
	if nothing(typed) || going[bare(typed)] {
		return
	}
	if c.register.kind == Applications {
		c.note(RuleDateWords, field)
	}
	c.leave(field, typed)
}

// leaveReach keeps what a cell for phone or mail says besides what was taken: a second number, whose
// it is, when to call.
func (c *cells) leaveReach(field Field, typed, taken string) {
	if field == Phone && taken != "" && onlyNumber(typed, taken) || strings.EqualFold(strings.TrimSpace(typed), taken) {
		return
	}
	c.leave(field, typed)
}

// phoneWords may stand beside a number and say nothing.
var phoneWords = map[string]bool{"tel": true, "telefoon": true, "telnr": true, "mobiel": true, "mob": true, "nr": true, "nummer": true, "t": true, "m": true}

// onlyNumber reports whether a cell holds the number that was taken and nothing else.
func onlyNumber(typed, taken string) bool {
	const (
		subscriber = 8 // the last digits, which every way of writing a number has
		before     = 6 // the most digits before those: 0031 and (0) and one of the area
	)
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, typed)
	return !hasWords(typed) && len(taken) > subscriber && strings.HasSuffix(digits, taken[len(taken)-subscriber:]) && len(digits) <= subscriber+before
}

// hasWords reports whether a cell for a phone number says something besides numbers.
func hasWords(typed string) bool {
	words := strings.FieldsFunc(phrase(typed), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc(words, func(word string) bool { return !phoneWords[word] })
}
