package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// mostRemarkable is how many rows to look at are printed; --save and imports rows have all.
const mostRemarkable = 50

// widthOfRows is that of the rows to look at where there is no terminal: sentences are for people.
const widthOfRows = 120

// emptyRow is the rule of a row that has nothing in it.
const emptyRow = "row.empty"

// summary prints the counts.
func summary(c *call, done *intakev1.Import) {
	if done.GetDryRun() {
		fmt.Fprintln(c.out, c.say("import.dry_run"))
	}
	number := func(n int32) string { return strconv.Itoa(int(n)) }
	c.printer.Grid([]string{c.say("import.rows"), c.say("list.count")}, [][]string{
		{c.say("import.imported"), number(done.GetImported())},
		{c.say("import.to_complete"), number(done.GetToComplete())},
		{c.say("import.duplicate"), number(done.GetDuplicate())},
		{c.say("import.refused"), number(done.GetRefused())},
		{c.say("import.skipped"), number(done.GetSkipped())},
		{c.say("import.all"), number(done.GetRows())},
	})
	fmt.Fprintln(c.err, c.say("import.id", "id", done.GetId()))
}

// howRead prints what a coordinator should check of the columns: those that were not read, those whose
// meaning was guessed, and what none of them says.
func howRead(c *call, done *intakev1.Import) {
	fields := map[string]string{}
	for _, column := range done.GetColumns() {
		fields[column.GetHeading()] = column.GetField()
	}
	guessed := make([]string, len(done.GetGuessed()))
	for i, heading := range done.GetGuessed() {
		guessed[i] = c.say("import.as", "heading", heading, "field", fields[heading])
	}
	for _, line := range []struct {
		key  string
		list []string
	}{
		{"import.sheet", slices.DeleteFunc([]string{done.GetSheet()}, func(name string) bool { return name == "" })},
		{"import.sheets_not_read", done.GetSheetsNotRead()},
		{"import.not_read", done.GetNotRead()},
		{"import.guessed", guessed},
		{"import.missing", done.GetMissingColumns()},
	} {
		if len(line.list) > 0 {
			fmt.Fprintln(c.out, c.say(line.key, "list", show.Harmless(strings.Join(line.list, ", "))))
		}
	}
}

// remarkable prints the rows that somebody should look at.
func remarkable(c *call, municipality string, done *intakev1.Import) error {
	var rows []proto.Message
	left := 0
	for row, err := range importRows(c, municipality, done.GetId()) {
		if err != nil {
			return err
		}
		switch {
		case nothingToTell(row):
		case len(rows) < mostRemarkable:
			rows = append(rows, row)
		default:
			left++
		}
	}
	if len(rows) == 0 {
		return nil
	}
	fmt.Fprintln(c.out, "\n"+c.say("import.look"))
	printer := *c.printer
	if printer.Width == 0 {
		printer.Width = widthOfRows
	}
	if err := printer.Rows((&intakev1.ImportRow{}).ProtoReflect().Descriptor(), rows, printer.Filled(rows, rowColumns[:6])); err != nil {
		return columns(err)
	}
	if left > 0 {
		fmt.Fprintln(c.err, c.say("import.more", "left", strconv.Itoa(left), "id", done.GetId()))
	}
	return nil
}

// nothingToTell reports whether nobody has to look at a row: it was taken in as it stands, or it is empty.
func nothingToTell(row *intakev1.ImportRow) bool {
	switch row.GetResult() {
	case intakev1.ImportResult_IMPORT_RESULT_IMPORTED:
		return len(row.GetRemarks()) == 0
	case intakev1.ImportResult_IMPORT_RESULT_SKIPPED:
		return len(row.GetRemarks()) == 0 || row.GetRemarks()[0].GetRule() == emptyRow
	}
	return false
}

// mayReplace asks before the import whether --save may replace the file that is there. Where nobody can be
// asked, --overwrite must say it.
func mayReplace(c *call) error {
	path, _ := c.cmd.Flags().GetString("save") // the command has both flags
	overwrite, _ := c.cmd.Flags().GetBool("overwrite")
	switch {
	case overwrite || !isFile(path):
		return nil
	case !c.system.AsksIn:
		return &bind.Error{Name: "--save", Problem: texts.Wrong("file.exists", "path", show.Harmless(path))}
	}
	return c.ask("ask.replace_file", show.Harmless(path))
}

// isFile reports whether there is a file with content that writing would replace, which a device has not.
func isFile(path string) bool {
	there, err := os.Stat(path)
	return err == nil && there.Mode().IsRegular()
}

// saveRows writes the result of every row to a file that only its owner can read.
func saveRows(c *call, municipality, id, path string) (err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return &bind.Error{Name: "--save", Problem: texts.Wrong("file.unwritable")}
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var rows []proto.Message
	for row, err := range importRows(c, municipality, id) {
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	writer := &show.Printer{To: file, Format: show.CSV, Language: c.printer.Language}
	return writer.Rows((&intakev1.ImportRow{}).ProtoReflect().Descriptor(), rows, nil)
}
