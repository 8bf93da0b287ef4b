// Package citizennumber finds Dutch citizen service numbers (burgerservicenummers) in free text
// and takes them out before anything is stored or logged. OCO is not among the bodies that may
// use the number (Wet algemene bepalingen burgerservicenummer, article 10), so it never enters.
package citizennumber

import (
	"cmp"
	"slices"
	"strings"
)

// Masked is what stands where a number stood. It keeps no digit and needs no translation.
const Masked = "•••••••••"

// length is the number of digits of a citizen service number.
const length = 9

// Valid reports whether digits are exactly nine ASCII digits, not all zero, that pass the eleven
// test: 9·d1 + 8·d2 + … + 2·d8 − d9 is a multiple of eleven.
func Valid(digits string) bool {
	if len(digits) != length {
		return false
	}
	values := make([]int, 0, length)
	for _, r := range digits {
		if r < '0' || r > '9' {
			return false
		}
		values = append(values, int(r-'0'))
	}
	return passes(values)
}

// Mask replaces every citizen service number in text by Masked and counts them. A number is nine
// digits that pass the eleven test, in any script, with at most one space, dot or hyphen between
// two digits. A run of more digits is no citizen number (a phone number, an account), unless one
// of the words in it is one by itself: "111222333 2 kinderen" hides its number all the same. So does
// one that is written apart beside nothing but a phone number or another one: "111 222 333 06-12345678".
// Masking what is masked changes nothing.
func Mask(text string) (masked string, count int) {
	return MaskBut(text, func(string) bool { return false })
}

// MaskBut is Mask for a text in which numbers of another sort are expected: what known says is one
// of those, written as it stands there with the plus before it, stays.
func MaskBut(text string, known func(number string) bool) (masked string, count int) {
	// What is left of a long run may be a number once its neighbour is gone, so it is read again.
	for {
		next, found := maskOnce(text, known)
		if found == 0 {
			return text, count
		}
		text, count = next, count+found
	}
}

func maskOnce(text string, known func(string) bool) (string, int) {
	found := numbers(text, known)
	if len(found) == 0 {
		return text, 0
	}
	var b strings.Builder
	last := 0
	for _, place := range found {
		b.WriteString(text[last:place.start])
		b.WriteString(Masked)
		last = place.end
	}
	b.WriteString(text[last:])
	return b.String(), len(found)
}

// numbers returns the places of the citizen numbers in text, in order, but those that are known.
func numbers(text string, known func(string) bool) []span {
	var found []span
	for _, run := range runs(text) {
		switch {
		case len(run.digits) == length:
			if passes(run.values()) && !known(run.written(text)) {
				found = append(found, run.span())
			}
		case len(run.digits) > length && !run.dialled(text):
			for _, word := range run.words() {
				if len(word.digits) == length && passes(word.values()) && !known(run.written(text)) && !known(word.written(text)) {
					found = append(found, word.span())
				}
			}
			if apart, ok := run.apart(); ok && !known(run.written(text)) && !known(apart.written(text)) {
				found = append(found, apart.span())
			}
		}
	}
	// What is written apart may stand before the words found in its run; the two never overlap.
	slices.SortFunc(found, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	return found
}

func passes(values []int) bool {
	sum, all := 0, 0
	for i, v := range values {
		weight := length - i
		if weight == 1 {
			weight = -1
		}
		sum += weight * v
		all += v
	}
	return all > 0 && sum%11 == 0
}
