// Package words has the plain words that people type and read for the values of the contract's
// enums: APPLICATION_STATE_IN_SUPPORT is "in-support", and in Dutch "in begeleiding".
package words

import (
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Dutch is the language in which values are shown in Dutch words.
const Dutch = "nl"

// None is typed for "no value": it clears what is set.
const None = "none"

// Of is the word of a value. The value that means "not set" is empty.
func Of(value protoreflect.EnumValueDescriptor, language string) string {
	if value.Number() == 0 {
		return ""
	}
	if spoken := dutch[value.Name()]; language == Dutch && len(spoken) > 0 {
		return spoken[0]
	}
	return english(value)
}

// All are the words of an enum in English, in the contract's order, "not set" left out.
func All(enum protoreflect.EnumDescriptor) []string { return In(enum, "en") }

// In are the same words in a language.
func In(enum protoreflect.EnumDescriptor, language string) []string {
	var all []string
	for i := range enum.Values().Len() {
		if value := enum.Values().Get(i); value.Number() != 0 {
			all = append(all, Of(value, language))
		}
	}
	return all
}

// Parse finds the value of a word in English or Dutch, however it is written: case, accents,
// spaces, hyphens and underscores do not matter. The contract's own name is known as well.
func Parse(enum protoreflect.EnumDescriptor, text string) (protoreflect.EnumNumber, bool) {
	typed := fold(text)
	if typed == "" || typed == None {
		return 0, true
	}
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		if value.Number() == 0 {
			continue
		}
		if typed == fold(english(value)) || typed == fold(string(value.Name())) {
			return value.Number(), true
		}
		for _, word := range dutch[value.Name()] {
			if typed == fold(word) {
				return value.Number(), true
			}
		}
	}
	return 0, false
}

// english is the value's name without the prefix that all values of its enum share.
func english(value protoreflect.EnumValueDescriptor) string {
	enum, ok := value.Parent().(protoreflect.EnumDescriptor)
	if !ok {
		return string(value.Name())
	}
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(string(value.Name()), prefixOf(enum))), "_", "-")
}

// fold is what is left of a word when only its letters and digits count.
func fold(word string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn))), word)
	if err != nil {
		plain = word
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, plain)
}
