package payfile

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"oco.example/oco/server/expense"
)

// twoDecimals is how spreadsheets number the format 0.00.
const twoDecimals = 2

// Spreadsheet is a batch for the books, a row for each claim. headings are the words above the columns: claim,
// supporter, date, holder, account, amount, above the limits. Texts are stored as texts, so that none is a formula.
func Spreadsheet(export expense.Export, payments []expense.Payment, headings [7]string) ([]byte, error) {
	file := excelize.NewFile()
	defer func() { _ = file.Close() }() // nothing of it lies on a disk
	sheet := file.GetSheetName(0)
	var failed error
	set := func(column, row int, value any) {
		cell, err := excelize.CoordinatesToCellName(column, row)
		if err == nil {
			err = file.SetCellValue(sheet, cell, value)
		}
		if failed == nil {
			failed = err
		}
	}
	for i, heading := range headings {
		set(i+1, 1, heading)
	}
	for i, p := range payments {
		for column, value := range []any{
			p.Claim, p.Supporter, export.Date, p.Holder.Reveal(), p.IBAN.Reveal(), float64(p.Amount) / 100, float64(p.Over) / 100,
		} {
			set(column+1, i+2, value)
		}
	}
	style, err := file.NewStyle(&excelize.Style{NumFmt: twoDecimals})
	if err == nil {
		err = file.SetColStyle(sheet, "F:G", style)
	}
	if err == nil {
		err = file.SetColWidth(sheet, "A", "G", 24)
	}
	if failed == nil {
		failed = err
	}
	if failed != nil {
		return nil, fmt.Errorf("payment list: %w", failed)
	}
	content, err := file.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("payment list: %w", err)
	}
	return content.Bytes(), nil
}
