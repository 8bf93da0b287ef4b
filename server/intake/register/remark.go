package register

import (
	"maps"
	"slices"
	"strings"
)

// Rule names why a row, or the file, is judged as it is; it is the key of its sentence.
type Rule string

// Remark is one thing to say about a row. Its arguments never hold personal data: a column's
// heading, a row's number, or (for an unknown life domain or target group alone) the word that was typed, masked
// and cut short.
type Remark struct {
	Rule Rule
	// Column is the heading of the column that it is about, empty when it is about the row.
	Column string
	// Args fill the places of the sentence.
	Args map[string]string
}

// NotAllowed is the remark on a row with a value that the contract refuses. Its sentence has a place
// "why", for the sentence of that field and rule: Violated gives them back.
func NotAllowed(field, rule string, args map[string]string) Remark {
	r := Remark{Rule: RuleNotAllowed, Args: map[string]string{argField: field, argRule: rule}}
	for name, value := range args {
		r.Args[name] = value
	}
	return r
}

// Violated is the field and the rule of a remark that NotAllowed made, from its arguments.
func Violated(args map[string]string) (field, rule string) { return args[argField], args[argRule] }

const (
	argField = "of_field"
	argRule  = "of_rule"
)

// Text is the sentence of a rule about a row in Dutch ("nl") or English (any other language). A rule
// that does not exist has no sentence.
func Text(language string, rule Rule, column string, args map[string]string) string {
	sentence := sentences[rule].english
	if language == "nl" {
		sentence = sentences[rule].dutch
	}
	pairs := []string{"{column}", column}
	for _, name := range slices.Sorted(maps.Keys(args)) {
		pairs = append(pairs, "{"+name+"}", args[name])
	}
	return strings.NewReplacer(pairs...).Replace(sentence)
}
