package register

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"oco.example/oco/server/platform/errs"
)

// sheet is a sheet of a workbook that people see.
type sheet struct {
	name    string
	records []record
	score   int
	// fits says that it has the headings of the register, and a row below them.
	fits bool
}

// chooseSheet puts the sheet that is the register into found: the one that is asked for, else the only
// one that fits; when more than one does, somebody must say which. What is hidden is never read: nobody
// who hands a file in sees what is in there.
func chooseSheet(book *excelize.File, look look, found *source) error {
	sheets, err := visible(book, look, found)
	if err != nil {
		return err
	}
	if look.sheet != "" {
		at := slices.IndexFunc(sheets, func(s sheet) bool { return s.name == shown(look.sheet) })
		if at < 0 {
			return errs.Field("sheet", string(RuleSheetUnknown), "known", names(sheets))
		}
		take(sheets, at, found)
		return nil
	}
	fitting := slices.DeleteFunc(slices.Clone(sheets), func(s sheet) bool { return !s.fits })
	if len(fitting) > 1 {
		return errs.Field("sheet", string(RuleSheetChoose), "known", names(fitting))
	}
	best := -1
	for i, s := range sheets {
		if s.fits || best < 0 || !sheets[best].fits && s.score > sheets[best].score {
			best = i
		}
	}
	if best >= 0 {
		take(sheets, best, found)
	}
	return nil
}

// visible reads the sheets that people see; the others are noted as not read.
func visible(book *excelize.File, look look, found *source) ([]sheet, error) {
	var sheets []sheet
	withClocks := clocks(book)
	for i, name := range book.GetSheetList() {
		seen, wrong := book.GetSheetVisible(name)
		if i >= maxSheets || wrong != nil || !seen {
			found.others = append(found.others, shown(name))
			continue
		}
		rows, notASheet := book.Rows(name)
		if notASheet != nil {
			continue // a chart, or a name that only other programs allow
		}
		var shownRows *excelize.Rows
		if withClocks {
			if shownRows, notASheet = book.Rows(name); notASheet != nil {
				continue
			}
		}
		records, err := readSheet(rows, shownRows)
		if err != nil {
			return nil, err
		}
		at, score := best(records, look.score)
		below := len(records) > at+1
		sheets = append(sheets, sheet{shown(name), records, score, below && look.fits(records[at].cells)})
	}
	return sheets, nil
}

// take makes a sheet the one that is read, and notes those of the others that hold something.
func take(sheets []sheet, at int, found *source) {
	for i, s := range sheets {
		if i != at && len(s.records) > 0 {
			found.others = append(found.others, s.name)
		}
	}
	found.sheet, found.records = sheets[at].name, sheets[at].records
}

func names(sheets []sheet) string {
	var names []string
	for _, s := range sheets {
		names = append(names, s.name)
	}
	return strings.Join(names, ", ")
}
