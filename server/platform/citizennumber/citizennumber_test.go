package citizennumber_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/citizennumber"
)

func TestMask(t *testing.T) {
	const m = citizennumber.Masked
	for _, c := range []struct{ name, text, want string }{
		{"alone", "111222333", m},
		{"in a sentence", "mijn bsn is 111222333, graag bellen", "mijn bsn is " + m + ", graag bellen"},
		{"stuck to letters", "bsn:111222333en 999990019x", "bsn:" + m + "en " + m + "x"},
		{"spaces", "111 222 333", m},
		{"dots", "1112.22.333", m},
		{"hyphens", "111-222-333", m},
		{"every digit apart", "1 1 1 2 2 2 3 3 3", m},
		{"mixed separators", "111.222-333", m},
		{"no-break space and dash of a word processor", "111\u00a0222\u2013333", m},
		{"invisible characters", "111\u200b222\u00ad333", m},
		{"full-width digits", "１１１２２２３３３", m},
		{"Arabic digits", "رقم ١١١٢٢٢٣٣٣", "رقم " + m},
		{"mixed scripts", "111222٣٣٣", m},
		{"two of them", "111222333 en 123456782", m + " en " + m},
		{"beside another number", "111222333 2 kinderen", m + " 2 kinderen"},
		{"written apart beside another number", "111.222.333 2 kinderen", m + " 2 kinderen"},
		{"beside a date", "06-01-2021 111222333", "06-01-2021 " + m},
		{"at the end of a sentence", "Bsn 111222333.", "Bsn " + m + "."},
		{"before a line with digits", "111222333\n0416", m + "\n0416"},
		{"behind a phone number", "0611021000, 111222333", "0611021000, " + m},
		{"what is left of a long run", "111222333 123 456782", m + " " + m},
		{"written apart before a whole one", "123 456782 111222333", m + " " + m},
		{"written apart before a phone number", "111 222 333 06-12345678", m + " 06-12345678"},
		{"written apart behind a phone number", "06 12 34 56 78 111.222 333", "06 12 34 56 78 " + m},
		{"two of them written apart", "111 222 333 123 456 782", m + " " + m},
		{"written apart before a year", "111 222 333 2021", "111 222 333 2021"},
		{"a phone number beside one that is none", "111 222 334 06-12345678", "111 222 334 06-12345678"},
		{"fails the eleven test", "111222334", "111222334"},
		{"all zeros", "000000000", "000000000"},
		{"eight digits", "11122233", "11122233"},
		{"part of ten digits", "1112223330", "1112223330"},
		{"part of ten digits, from the left", "0111222333", "0111222333"},
		{"part of a long run written apart", "111 222 333 444", "111 222 333 444"},
		{"two separators in a row", "111--222333", "111--222333"},
		{"another separator", "111/222/333", "111/222/333"},
		{"mobile phone", "06 11 02 10 05", "06 11 02 10 05"},
		{"phone with country", "+31 611122236", "+31 611122236"},
		{"phone with country and zeros", "0031 611122236", "0031 611122236"},
		{"phone with country, no plus", "31 611122236", "31 611122236"},
		{"account number", "NL91 ABNA 0417 1643 00", "NL91 ABNA 0417 1643 00"},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := citizennumber.Mask(c.text); got != c.want {
				t.Errorf("Mask(%q) = %q, want %q", c.text, got, c.want)
			}
		})
	}
	if !citizennumber.Valid("611122236") {
		t.Fatal("the phone numbers of this table must pass the eleven test, else they show nothing")
	}
}

// TestMaskBut: what is known as another number stays, alone and in a longer run; what stands beside
// it does not.
func TestMaskBut(t *testing.T) {
	const m = citizennumber.Masked
	known := func(number string) bool {
		return slices.Contains([]string{"611122236", "611 122 236", "+611122236", "0 611122236"}, number)
	}
	for text, want := range map[string]string{
		"611122236":            "611122236",
		"bel 611 122 236 maar": "bel 611 122 236 maar",
		"+611122236":           "+611122236",
		"0 611122236":          "0 611122236",
		"611122236, 111222333": "611122236, " + m,
		"611122236 111222333":  "611122236 " + m,
		"111222333":            m,
		"611.122.236":          m,
	} {
		if got, _ := citizennumber.MaskBut(text, known); got != want {
			t.Errorf("MaskBut(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestMaskCounts(t *testing.T) {
	if _, n := citizennumber.Mask("111222333, 111222334 en 999 990 019"); n != 2 {
		t.Fatalf("got %d numbers, want 2", n)
	}
}

// Digits of a script stand in one range from zero to nine: what decimal relies on.
func TestUnicodeDigitsComeInTens(t *testing.T) {
	for _, r := range unicode.Nd.R16 {
		if r.Stride != 1 || (r.Hi-r.Lo+1)%10 != 0 {
			t.Errorf("range %x-%x", r.Lo, r.Hi)
		}
	}
	for _, r := range unicode.Nd.R32 {
		if r.Stride != 1 || (r.Hi-r.Lo+1)%10 != 0 {
			t.Errorf("range %x-%x", r.Lo, r.Hi)
		}
	}
}

// remainder computes the eleven test another way: the last digit is the remainder of the
// weighted sum of the first eight.
func remainder(number int) bool {
	sum, rest := 0, number/10
	for weight := 2; weight <= 9; weight++ {
		sum += weight * (rest % 10)
		rest /= 10
	}
	return number > 0 && sum%11 == number%10
}

func TestValidAgreesWithASecondComputation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.IntRange(0, 999_999_999).Draw(t, "number")
		if got, want := citizennumber.Valid(fmt.Sprintf("%09d", number)), remainder(number); got != want {
			t.Fatalf("%09d: got %t, want %t", number, got, want)
		}
	})
	for _, text := range []string{"", "12345678", "1234567820", "12345678a", "１23456782"} {
		if citizennumber.Valid(text) {
			t.Errorf("Valid(%q)", text)
		}
	}
}

// digitRun is a run of digits of any script with at most one separator, seen or unseen, between two.
var digitRun = regexp.MustCompile(`\p{Nd}(?:[ .\-\x{a0}\x{ad}\x{2007}\x{2009}\x{200b}-\x{200d}\x{2010}-\x{2013}\x{202f}\x{2060}\x{2212}\x{feff}]?\p{Nd})*`)

// holds says, by regular expression, whether a text still has a number of ASCII digits that stands
// by itself as a run of exactly nine.
func holds(text string) bool {
	for _, found := range digitRun.FindAllString(text, -1) {
		digits := strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return r
			}
			return -1
		}, found)
		if len(digits) != 9 || strings.ContainsFunc(digits, func(r rune) bool { return r > '9' }) {
			continue
		}
		number := 0
		for _, d := range digits {
			number = number*10 + int(d-'0')
		}
		if remainder(number) {
			return true
		}
	}
	return false
}

func check(t interface{ Fatalf(string, ...any) }, text string) {
	masked, count := citizennumber.Mask(text)
	if holds(masked) {
		t.Fatalf("%q still has a number: %q", text, masked)
	}
	if again, more := citizennumber.Mask(masked); again != masked || more != 0 {
		t.Fatalf("masking %q again changed it: %q", masked, again)
	}
	if count == 0 && masked != text {
		t.Fatalf("%q changed without a number: %q", text, masked)
	}
	if holds(text) && count == 0 {
		t.Fatalf("the number in %q was not seen", text)
	}
	if strings.Count(masked, citizennumber.Masked) < count {
		t.Fatalf("%q: counted %d, shows %q", text, count, masked)
	}
}

func TestMaskProperties(t *testing.T) {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"111222333", "123 456 782", "999990019", " ", ".", "-", "+31 ", "00", "bsn", "\u00a0", "٣"}),
		rapid.StringMatching(`[0-9]{1,10}`), rapid.StringMatching(`[0-9 .-]{1,14}`), rapid.String(),
	)
	rapid.Check(t, func(t *rapid.T) {
		check(t, strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces"), ""))
	})
}

// TestMaskWordsProperties draws rows of numbers, whole and written apart, as people put several in one line.
func TestMaskWordsProperties(t *testing.T) {
	word := rapid.OneOf(
		rapid.SampledFrom([]string{"111222333", "123 456 782", "123 456782", "999.990 019", "06 12345678", "0612345678", "2021", "2"}),
		rapid.StringMatching(`[0-9]{1,10}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		check(t, strings.Join(rapid.SliceOfN(word, 1, 5).Draw(t, "words"), " "))
	})
}

func FuzzMask(f *testing.F) {
	for _, text := range []string{"bsn 111222333", "1 1 1 2 2 2 3 3 3 4", "+31 6 11021005", "١١١٢٢٢٣٣٣", "\xff111222333\xfe", "111222333٣", "111222333\u200b4"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}
