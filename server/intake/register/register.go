// Package register reads the lists that coordinators keep in a spreadsheet: of applications and
// of supporters, CSV or XLSX, in their own words. It finds out which column means what, reads
// every row into typed values, and judges what can be judged without a database: what is no row
// of the list, what must not be kept, what is to be completed. What is in the database already is
// for the importer to judge, by Row.Key.
//
// The rules, in order of judgement:
//
//  1. Skipped: an empty row; a row without a date of application or without a name.
//  2. Refused: a date in the row that does not exist; a row by somebody else than the resident
//     without consent; a supporter whose kind or capacity is none.
//  3. Duplicate of a row that was imported: the same person on the same day.
//  4. Imported; what is missing or unclear is to be completed.
package register

import (
	"slices"
	"strconv"
	"strings"

	"oco.example/oco/server/platform/errs"
)

// Kind is what a register lists.
type Kind string

// The kinds of register.
const (
	Applications Kind = "applications"
	Supporters   Kind = "supporters"
)

// Options say how to read a file.
type Options struct {
	Kind Kind
	// Mapping names the field of a column by its heading, without regard to case and accents, and
	// goes before what the heading means; Ignored leaves a column out.
	Mapping map[string]Field
	// Referrers are the kinds of referrers of the municipality; DefaultKinds when nil.
	Referrers []KindRule
	// Sheet is the sheet of a workbook to read; needed when more than one could be the register.
	Sheet string
	// Today is the day on which the file is handed in: what happened is not after it. Empty when nobody
	// minds.
	Today Day
	// Lists are its code lists; when nil, a word is taken for the code that it would make.
	Lists *Lists
}

// Register is a file that can be read as a register.
type Register struct {
	// Report says how the columns were read.
	Report Report

	kind      Kind
	layout    layout
	records   []record // below the heading
	later     int
	referrers []KindRule
	lists     lists
	today     Day
}

// Open takes a file apart and finds its columns. It returns an *errs.Error about the field "file"
// or "columns" when the file cannot be read as this kind of register.
func Open(file []byte, options Options) (*Register, error) {
	if options.Kind != Applications && options.Kind != Supporters {
		return nil, errs.Field("kind", string(RuleKindUnknownHere))
	}
	columns, needed := columnsOf(options.Kind)
	if err := checkMapping(options.Mapping, columns); err != nil {
		return nil, err
	}
	eye := look{
		score: func(cells []string) int { return lay(options.Kind, cells, options.Mapping).score() },
		fits: func(cells []string) bool {
			return len(lay(options.Kind, cells, options.Mapping).missing(columns, needed)) == 0
		},
		sheet: options.Sheet,
	}
	found, err := read(file, eye)
	if err != nil {
		return nil, err
	}
	at, score := best(found.records, eye.score)
	if least := len(needed); score < least {
		return nil, refuse(RuleNoHeading, "example", examples(columns))
	}
	r := &Register{
		kind: options.Kind, layout: lay(options.Kind, found.records[at].cells, options.Mapping),
		records: found.records[at+1:], later: found.later, referrers: options.Referrers, lists: newLists(options.Lists), today: options.Today,
	}
	if r.referrers == nil {
		r.referrers = DefaultKinds()
	}
	r.Report = report(found, r.layout, columns, at)
	if len(r.layout.unknownMapping) > 0 {
		return nil, errs.Field("columns", string(RuleMappingHeading))
	}
	if missing := r.layout.missing(columns, needed); len(missing) > 0 {
		return nil, refuse(RuleColumnsMissing, "missing", strings.Join(missing, ", "))
	}
	return r, nil
}

// checkMapping refuses fields that do not exist, and two columns for a field that takes one.
func checkMapping(mapping map[string]Field, columns []column) error {
	times := map[Field]int{}
	for _, field := range mapping {
		times[field]++
		if field == Ignored {
			continue
		}
		i := slices.IndexFunc(columns, func(c column) bool { return c.field == field })
		if i < 0 {
			return errs.Field("columns", string(RuleMappingField), "known", strings.Join(fieldNames(columns), ", "))
		}
		if times[field] > 1 && !columns[i].several {
			return errs.Field("columns", string(RuleMappingTwice), "field", string(field))
		}
	}
	return nil
}

func fieldNames(columns []column) []string {
	names := make([]string, 0, len(columns)+1)
	for _, c := range columns {
		names = append(names, string(c.field))
	}
	return append(names, string(Ignored))
}

// examples are the first headings that a register of this kind usually has.
func examples(columns []column) string {
	var names []string
	for _, c := range columns[:min(7, len(columns))] {
		if c.field != GivenName && c.field != NamePrefix && c.field != FamilyName {
			names = append(names, c.shown)
		}
	}
	return strings.Join(names, ", ")
}

func report(found *source, l layout, columns []column, at int) Report {
	r := Report{
		Format: found.format, Encoding: found.encoding, Separator: found.separator, Sheet: found.sheet, OtherSheets: found.others,
		HeadingLine: found.records[at].line, Columns: l.matched, Rows: len(found.records) - at - 1,
	}
	for i, heading := range l.headings {
		meaningless := !slices.ContainsFunc(l.matched, func(m Matched) bool { return m.Position == i+1 })
		switch {
		case slices.Contains(l.doubled, i) && meaningless:
			r.Doubled = append(r.Doubled, heading)
		case meaningless && heading != "":
			r.Unmatched = append(r.Unmatched, heading)
		}
	}
	for _, c := range columns {
		if !l.has(c.field) && !l.named(c.field) {
			r.Missing = append(r.Missing, c.shown)
		}
	}
	return r
}

// Len is the number of rows below the heading.
func (r *Register) Len() int { return len(r.records) }

// Line is the line that the row at index i starts on.
func (r *Register) Line(i int) int { return r.records[i].line }

// Row reads the row at index i, from 0. Reading a row again gives the same.
func (r *Register) Row(i int) Row {
	c := &cells{register: r, record: r.records[i], row: Row{Line: r.records[i].line}}
	switch {
	case c.empty():
		c.skip(RuleEmpty)
	case r.kind == Supporters:
		c.supporter()
	default:
		c.application()
	}
	if c.row.Kept() {
		c.moreCells()
	}
	return c.row
}

func line(n int) string { return strconv.Itoa(n) }
