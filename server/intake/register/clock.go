package register

import (
	"fmt"
	"math"
	"regexp"
	"strconv"

	"github.com/xuri/excelize/v2"
)

var (
	// clockFormat is a format of a workbook that shows hours and minutes and no day.
	clockFormat = regexp.MustCompile(`(?i)^[^dy]*h[^dy]*m[^dy]*$`)
	// shownClock is what such a format makes of a number.
	shownClock = regexp.MustCompile(`^\d+:\d{2}(?::\d{2})?(?:\s*[AaPp][Mm])?$`)
)

// clocks reports whether a workbook has a format that shows numbers as a time: then a cell that is
// stored as 0.25 may say 6:00, and only what it shows tells.
func clocks(book *excelize.File) bool {
	if book.Styles == nil || book.Styles.CellXfs == nil {
		return false
	}
	custom := map[int]bool{}
	if book.Styles.NumFmts != nil {
		for _, format := range book.Styles.NumFmts.NumFmt {
			custom[format.NumFmtID] = clockFormat.MatchString(format.FormatCode)
		}
	}
	for _, style := range book.Styles.CellXfs.Xf {
		if style.NumFmtID == nil {
			continue
		}
		switch *style.NumFmtID {
		case 18, 19, 20, 21, 45, 46, 47: // those that every workbook has
			return true
		default:
			if custom[*style.NumFmtID] {
				return true
			}
		}
	}
	return false
}

// asShown reads the numbers of a row that the workbook shows as a time.
func asShown(cells []string, shown *excelize.Rows) error {
	if shown == nil || !shown.Next() {
		return nil
	}
	seen, err := shown.Columns(excelize.Options{})
	if err != nil {
		return refuse(RuleFileBroken).Because(err)
	}
	for i := range min(len(cells), len(seen)) {
		if !shownClock.MatchString(seen[i]) {
			continue
		}
		const longest = 1000 // days; beyond that it is a moment of which only the time is shown
		if days, err := strconv.ParseFloat(cells[i], 64); err == nil && days >= 0 && days < longest {
			minutes := int(math.Round(days * 24 * 60))
			cells[i] = fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
		}
	}
	return nil
}
