package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/texts"
	"oco.example/oco/clients/oco"
)

// largestFile, in bytes, is what the contract takes.
const largestFile = 10 << 20

var imports = group{
	use: "imports", aliases: []string{"inlezen"}, section: daily, short: "Spreadsheets taken in",
	commands: []command{
		{
			rpc:  intakev1.ImportService_CreateImport_FullMethodName,
			also: []string{intakev1.ImportService_WatchImport_FullMethodName, intakev1.ImportService_ListImportRows_FullMethodName},
			use:  "create FILE", file: true, short: "Take a spreadsheet in, and show what became of it",
			long: `Sends a CSV or XLSX file of at most 10 MB, waits until every row has a result, and shows the counts and the rows
to look at: refused, duplicate, to be completed. The same file again adds nothing twice, so it may be run again after
rows were mended. --dry-run judges every row and stores nothing.

` + columnHelp(),
			example: `oco imports create aanmeldingen-2026.xlsx --kind aanmeldingen --dry-run
				oco imports create ondersteuners.csv --kind supporters --save results.csv
				oco imports create lijst.csv --kind applications --column "Naam cliënt=name" --column "Intern=-"`,
			shape: bind.Shape{Omit: []string{"file_name"}, Require: []string{"kind"}},
			flags: func(set *pflag.FlagSet) {
				set.String("save", "", "save the result of every row in a CSV `file`")
				set.Bool("overwrite", false, "let --save replace a file that is there")
				set.Bool("no-wait", false, "do not wait until it is done")
			},
			run: createImport,
		},
		{
			rpc: intakev1.ImportService_GetImport_FullMethodName, use: "get", short: "Show how far an import is",
			example: "oco imports get 0198c0de-0000-7000-8000-000000000018",
			shape:   bind.Shape{Arguments: []string{"import"}},
		},
		{
			rpc: intakev1.ImportService_ListImports_FullMethodName, use: "list", short: "List imports, the newest first",
			example: "oco imports list", // without the name of the file, which the platform forgets when it is done
			columns: []string{"id", "create_time", "kind", "state", "dry_run", "rows", "imported", "to_complete", "duplicate", "refused", "skipped"},
		},
		{
			rpc: intakev1.ImportService_ListImportRows_FullMethodName, use: "rows", short: "List the result of each row, in the order of the file",
			example: `oco imports rows 0198c0de-0000-7000-8000-000000000018 --result refused
				oco imports rows 0198c0de-0000-7000-8000-000000000018 --all --output csv`,
			shape:   bind.Shape{Arguments: []string{"import"}},
			columns: rowColumns, sparse: true,
		},
		{
			rpc: intakev1.ImportService_WatchImport_FullMethodName, use: "watch", short: "Follow an import until it is done",
			example: "oco imports watch 0198c0de-0000-7000-8000-000000000018",
			shape:   bind.Shape{Arguments: []string{"import"}},
			run:     watchImport,
		},
	},
}

var rowColumns = []string{"line", "row_number", "result", "to_complete", "remarks", "duplicate_of_line", "resource"}

// fileArgument is the word for a file in a usage line.
const fileArgument = "FILE"

func createImport(c *call) error {
	if len(c.args) != 1 {
		return &bind.Error{Name: fileArgument, Problem: texts.Wrong("file.one")}
	}
	path := c.args[0]
	c.args = nil // the form knows no arguments
	request, err := c.request()
	if err != nil {
		return err
	}
	ask, ok := request.(*intakev1.CreateImportRequest)
	if !ok {
		return errContract
	}
	if err := checkColumns(ask); err != nil {
		return err
	}
	if ask.File, err = readImport(path); err != nil {
		return err
	}
	if err := mayReplace(c); err != nil {
		return err
	}
	ask.FileName = filepath.Base(path)
	started, err := c.client.Imports.CreateImport(c.ctx, ask)
	if err != nil {
		return err
	}
	c.notices(started)
	if wait, _ := c.cmd.Flags().GetBool("no-wait"); wait {
		return c.printer.Record(started)
	}
	done, err := follow(c, ask.GetMunicipality(), started)
	if err != nil {
		fmt.Fprintln(c.err, c.say("import.goes_on", "id", started.GetId()))
		return err
	}
	return finish(c, ask.GetMunicipality(), done)
}

// readImport reads a file that is not larger than the contract takes.
func readImport(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, &bind.Error{Name: fileArgument, Problem: texts.Wrong("file.unreadable")}
	}
	defer func() { _ = file.Close() }() // it was only read
	content, err := io.ReadAll(io.LimitReader(file, largestFile+1))
	switch {
	case err != nil:
		return nil, &bind.Error{Name: fileArgument, Problem: texts.Wrong("file.broken")}
	case len(content) == 0:
		return nil, &bind.Error{Name: fileArgument, Problem: texts.Wrong("file.empty")}
	case len(content) > largestFile:
		return nil, &bind.Error{Name: fileArgument, Problem: texts.Wrong("file.too_large")}
	}
	return content, nil
}

func watchImport(c *call) error {
	request, err := c.request()
	if err != nil {
		return err
	}
	ask, ok := request.(*intakev1.WatchImportRequest)
	if !ok {
		return errContract
	}
	done, err := follow(c, ask.GetMunicipality(), &intakev1.Import{Id: ask.GetImport()})
	if err != nil {
		return err
	}
	return finish(c, ask.GetMunicipality(), done)
}

// follow shows how far an import is until it is done.
func follow(c *call, municipality string, last *intakev1.Import) (*intakev1.Import, error) {
	progress := newProgress(c, "import.rows")
	defer progress.end()
	for now, err := range c.client.WatchImport(c.ctx, municipality, last.GetId()) {
		if err != nil {
			return nil, err
		}
		last = now
		progress.show(int(now.GetRowsDone()), int(now.GetRows()))
	}
	return last, nil
}

// finish prints how an import ended, and saves its rows when asked.
func finish(c *call, municipality string, done *intakev1.Import) error {
	if done.GetState() == intakev1.ImportState_IMPORT_STATE_FAILED {
		return texts.Wrong("import.failed", "why", done.GetFailure())
	}
	if path, err := c.cmd.Flags().GetString("save"); err == nil && path != "" {
		if err := saveRows(c, municipality, done.GetId(), path); err != nil {
			return err
		}
	}
	if c.printer.Format != show.Table {
		return c.printer.Record(done)
	}
	summary(c, done)
	howRead(c, done)
	return remarkable(c, municipality, done)
}

// rows goes through the results of the rows of an import.
func importRows(c *call, municipality, id string, results ...intakev1.ImportResult) func(func(*intakev1.ImportRow, error) bool) {
	request := &intakev1.ListImportRowsRequest{Municipality: municipality, Import: id, PageSize: largestPage, Results: results}
	return oco.All(c.ctx, c.client.Imports.ListImportRows, request, (*intakev1.ListImportRowsResponse).GetImportRows)
}
