package citizennumber

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is a part of a text in bytes, half-open.
type span struct{ start, end int }

// digit is one decimal digit of any script and where it stands. Spaced says that a space parts
// it from the digit before it.
type digit struct {
	value  int
	at     span
	spaced bool
}

// run is a row of digits with at most one separator between two of them, as long as it goes.
type run struct{ digits []digit }

func (r run) span() span { return span{r.digits[0].at.start, r.digits[len(r.digits)-1].at.end} }

// written is the run as it stands in text, with the plus before it.
func (r run) written(text string) string {
	at := r.span()
	if strings.HasSuffix(text[:at.start], "+") {
		at.start--
	}
	return text[at.start:at.end]
}

func (r run) values() []int {
	values := make([]int, len(r.digits))
	for i, d := range r.digits {
		values[i] = d.value
	}
	return values
}

// words parts a run at its spaces.
func (r run) words() []run {
	var words []run
	start := 0
	for i := 1; i <= len(r.digits); i++ {
		if i == len(r.digits) || r.digits[i].spaced {
			words = append(words, run{r.digits[start:i]})
			start = i
		}
	}
	return words
}

// apart is the citizen number of several words in a longer run, when all that stands beside it is whole
// in itself.
func (r run) apart() (run, bool) {
	words := r.words()
	start := 0
	for i := range words {
		digits := len(words[i].digits)
		for j := i + 1; j < len(words) && digits < length; j++ {
			digits += len(words[j].digits)
			number := run{r.digits[start:min(start+digits, len(r.digits))]}
			if digits == length && passes(number.values()) && whole(r.digits[:start]) && whole(r.digits[start+digits:]) {
				return number, true
			}
		}
		start += len(words[i].digits)
	}
	return run{}, false
}

// whole reports whether digits are nothing, a phone number with its zero, or another citizen number.
func whole(digits []digit) bool {
	const dialled = 10
	switch len(digits) {
	case 0:
		return true
	case dialled:
		return digits[0].value == 0
	case length:
		return passes(run{digits}.values())
	}
	return false
}

// dialled reports whether the run is written as a phone number with a country: +31…, 0031…, or
// 31 as its first word. Nine digits after that are a Dutch subscriber, not a citizen.
func (r run) dialled(text string) bool {
	if strings.HasSuffix(text[:r.digits[0].at.start], "+") || r.digits[0].value == 0 && r.digits[1].value == 0 {
		return true
	}
	first := r.words()[0].digits
	return len(first) == 2 && first[0].value == 3 && first[1].value == 1
}

// runs cuts text into its rows of digits.
func runs(text string) []run {
	var (
		all     []run
		current []digit
		between int // separators since the last digit
		space   bool
	)
	end := func() {
		if len(current) >= length {
			all = append(all, run{current})
		}
		current, between, space = nil, 0, false
	}
	for at, r := range text {
		if value, ok := decimal(r); ok {
			current = append(current, digit{value, span{at, at + utf8.RuneLen(r)}, space})
			between, space = 0, false
			continue
		}
		if between++; len(current) == 0 || between > 1 || !separates(r) {
			end()
			continue
		}
		space = unicode.IsSpace(r)
	}
	end()
	return all
}

// separates reports whether r may stand between two digits of one number: a space, a dot or a
// hyphen, also in the shapes that word processors make of them, and characters nobody sees.
func separates(r rune) bool {
	switch r {
	case ' ', '.', '-',
		'\u00a0', '\u2007', '\u2009', '\u202f', // no-break, figure, thin and narrow space
		'\u2010', '\u2011', '\u2012', '\u2013', '\u2212', '\u00ad', // hyphens, dashes, minus, soft hyphen
		'\u200b', '\u200c', '\u200d', '\u2060', '\ufeff': // no width at all
		return true
	}
	return false
}

// decimal returns the value of a decimal digit of any script. Unicode gives every script its ten
// digits in order from zero, so the place in the range is the value.
func decimal(r rune) (int, bool) {
	if r < utf8.RuneSelf {
		return int(r - '0'), r >= '0' && r <= '9'
	}
	for _, t := range unicode.Nd.R16 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10, true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10, true
		}
	}
	return 0, false
}
