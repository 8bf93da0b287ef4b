package register

import (
	"bytes"
	"strconv"

	"oco.example/oco/server/platform/errs"
)

// What a file may be. Larger lists are cut in two by the person who uploads them.
const (
	MaxBytes   = 10 << 20
	MaxRows    = 50_000
	MaxColumns = 200
)

// record is one row of a file: its line as a spreadsheet numbers it, from 1, where line breaks inside a
// cell count for nothing, and its cells.
type record struct {
	line  int
	cells []string
}

// source is a file taken apart, before anybody looks at what it means.
type source struct {
	format, encoding, separator, sheet string
	records                            []record
	// others are the sheets that were not read, though they may hold something.
	others []string
	// later is the number of days that the calendar of the workbook starts after excelEpoch.
	later int
}

// refuse is a violation about the file as a whole.
func refuse(rule Rule, pairs ...string) *errs.Error {
	return errs.Field("file", string(rule), pairs...)
}

// The first bytes that tell kinds of files apart.
var (
	zipStart = []byte("PK\x03\x04")
	oleStart = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1} // old Excel, or any workbook with a password
	pdfStart = []byte("%PDF-")
)

// look is how to look at a file: how well a row of cells would do as the headings, whether it would do
// as those of the register, and which sheet is asked for, if any.
type look struct {
	score func(cells []string) int
	fits  func(cells []string) bool
	sheet string
}

// read takes a file apart. Where a file may be cut in more than one way (sheets, separators), the way
// that makes the best row of headings is taken.
func read(file []byte, look look) (*source, error) {
	switch {
	case len(file) > MaxBytes:
		return nil, refuse(RuleFileTooLarge)
	case len(bytes.TrimSpace(file)) == 0:
		return nil, refuse(RuleFileEmpty)
	case bytes.HasPrefix(file, oleStart):
		return nil, refuse(RuleFileSecret)
	case bytes.HasPrefix(file, zipStart):
		return readWorkbook(file, look)
	case bytes.HasPrefix(file, pdfStart):
		return nil, refuse(RuleFileKind)
	}
	if look.sheet != "" {
		return nil, errs.Field("sheet", string(RuleSheetNone))
	}
	return readText(file, look.score)
}

// withinLimits refuses what is too long or too wide. Empty cells at the end of a row do not count.
func withinLimits(records []record) error {
	if len(records) > MaxRows {
		return refuse(RuleTooManyRows, "limit", strconv.Itoa(MaxRows))
	}
	for _, r := range records {
		if len(r.cells) > MaxColumns {
			return refuse(RuleTooManyColumns, "limit", strconv.Itoa(MaxColumns), "line", strconv.Itoa(r.line))
		}
	}
	return nil
}

// best is the record among the first ones that does best as the headings, and how well; where
// two do equally well, the upper one.
func best(records []record, choose func(cells []string) int) (at, score int) {
	const titles = 40 // lines of title that may stand above a heading
	for i, r := range records[:min(len(records), titles)] {
		if s := choose(r.cells); s > score {
			at, score = i, s
		}
	}
	return at, score
}
