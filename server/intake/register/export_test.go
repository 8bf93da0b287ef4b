package register

import (
	"iter"
	"maps"
	"slices"
)

// Result is what becomes of a row.
type Result string

// The results.
const (
	Imported  Result = "imported"
	Duplicate Result = "duplicate"
	Refused   Result = "refused"
	Skipped   Result = "skipped"
)

// Verdict is what becomes of one row of a file that is imported into an empty municipality.
type Verdict struct {
	Line   int
	Result Result
	// Reason says why a row is not imported; nil when it is.
	Reason *Remark
	// Of is the line of the row that a duplicate is the same as.
	Of int
	// ToComplete and Notes are the remarks on an imported row.
	ToComplete, Notes []Remark
}

// Judge judges the rows of one file against each other, in their order. The importer judges the
// same way, with the rows that earlier files brought.
func Judge(rows []Row) []Verdict {
	verdicts := make([]Verdict, 0, len(rows))
	first := map[string]Row{}
	for _, row := range rows {
		v := Verdict{Line: row.Line}
		switch earlier, seen := first[row.Key.Reveal()]; {
		case row.Skipped != nil:
			v.Result, v.Reason = Skipped, row.Skipped
		case row.Refused != nil:
			v.Result, v.Reason = Refused, row.Refused
		case seen:
			same := SameAs(earlier)
			v.Result, v.Of, v.Reason = Duplicate, earlier.Line, &same
		default:
			first[row.Key.Reveal()] = row
			v.Result, v.ToComplete, v.Notes = Imported, row.ToComplete, row.Notes
		}
		verdicts = append(verdicts, v)
	}
	return verdicts
}

// Kind is the kind of the register.
func (r *Register) Kind() Kind { return r.kind }

// Rows reads all rows from index first on, with their indexes.
func (r *Register) Rows(first int) iter.Seq2[int, Row] {
	return func(yield func(int, Row) bool) {
		for i := first; i < len(r.records); i++ {
			if !yield(i, r.Row(i)) {
				return
			}
		}
	}
}

// All reads all rows at once.
func (r *Register) All() []Row {
	rows := make([]Row, 0, len(r.records))
	for _, row := range r.Rows(0) {
		rows = append(rows, row)
	}
	return rows
}

// Is reports whether the remark names the rule.
func (r Remark) Is(rule Rule) bool { return r.Rule == rule }

// Text is the sentence in Dutch ("nl") or English, ready to show.
func (r Remark) Text(language string) string { return Text(language, r.Rule, r.Column, r.Args) }

// Sentence is the text of a rule in both languages with its places still to fill ("{column}").
func Sentence(rule Rule) (dutch, english string) {
	return sentences[rule].dutch, sentences[rule].english
}

// Rules returns every rule about a row, in order.
func Rules() []Rule { return slices.Sorted(maps.Keys(sentences)) }

// Fields are the fields that a mapping may name, in the usual order, and how their columns are
// usually headed.
func Fields(kind Kind) (fields []Field, headings []string) {
	columns, _ := columnsOf(kind)
	for _, c := range columns {
		fields, headings = append(fields, c.field), append(headings, c.shown)
	}
	return fields, headings
}
