package intake

import (
	"time"

	"oco.example/oco/server/platform/sealed"
)

// The states of an import, as in oco.intake.v1.ImportState.
const (
	ImportRunning = "RUNNING"
	ImportDone    = "DONE"
	ImportFailed  = "FAILED"
)

// ImportBrokenOff is the failure of an import that a restored backup could not go on with.
const ImportBrokenOff = "register.broken_off"

// The results of a row, as in oco.intake.v1.ImportResult.
const (
	RowImported  = "IMPORTED"
	RowDuplicate = "DUPLICATE"
	RowRefused   = "REFUSED"
	RowSkipped   = "SKIPPED"
)

// Import (inlezing) is one file on its way in.
type Import struct {
	ID string
	// Kind is APPLICATIONS or SUPPORTERS.
	Kind string
	// FileName is readable until the last row has a result, when the key of the file is destroyed.
	FileName sealed.Text
	State    string
	// DryRun stores nothing but the results.
	DryRun bool
	// Mapping is what the person who handed it in said of the columns; Columns how each was read.
	Mapping, Columns []ImportColumn
	Report           ImportReport
	// Sheet is the sheet of a workbook that was asked for, then the one that is read.
	Sheet string
	// Rows is how many there are, RowsDone how many have a result.
	Rows, RowsDone int
	Tally
	// Failure is the rule that says why the file could not be read.
	Failure string
	// Account is who handed it in, Language theirs.
	Account, Language string
	Created, Updated  time.Time
}

// Tally counts results; ToComplete are among the imported.
type Tally struct{ Imported, ToComplete, Duplicate, Refused, Skipped int }

// ImportColumn says which field a heading means.
type ImportColumn struct {
	Heading string `json:"heading"`
	Field   string `json:"field"`
}

// ImportReport says how the columns of a file were read, for the person who handed it in to check.
type ImportReport struct {
	// NotRead are headings of columns that were not read, Guessed those whose meaning was guessed.
	NotRead []string `json:"not_read,omitempty"`
	Guessed []string `json:"guessed,omitempty"`
	// Missing are the usual headings of what no column says.
	Missing []string `json:"missing,omitempty"`
	// OtherSheets are sheets of a workbook that were not read.
	OtherSheets []string `json:"other_sheets,omitempty"`
}

// ResourceID is the import's id, for requests that come again.
func (i Import) ResourceID() string { return i.ID }

// ImportRow is the result of one row.
type ImportRow struct {
	Line   int
	Number string
	Result string
	// ToComplete says that something is missing; the remarks say what.
	ToComplete bool
	Remarks    []ImportRemark
	// Resource is the application or supporter that it became, or is a duplicate of.
	Resource string
	// DuplicateOfLine is the line of this file that it is a duplicate of, 0 for none.
	DuplicateOfLine int
}

// ImportRemark is one thing to say about a row; its arguments hold no personal data.
type ImportRemark struct {
	Rule   string            `json:"rule"`
	Column string            `json:"column,omitempty"`
	Args   map[string]string `json:"args,omitempty"`
}

// Count adds the result of a row.
func (i *Import) Count(row ImportRow) {
	i.RowsDone++
	switch row.Result {
	case RowImported:
		i.Imported++
		if row.ToComplete {
			i.ToComplete++
		}
	case RowDuplicate:
		i.Duplicate++
	case RowRefused:
		i.Refused++
	case RowSkipped:
		i.Skipped++
	}
}
