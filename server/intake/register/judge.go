package register

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

// SameAs is the remark on a duplicate of an earlier row of the same file.
func SameAs(earlier Row) Remark {
	switch {
	case earlier.Supporter != nil:
		return Remark{Rule: RuleDuplicateSupporter, Args: map[string]string{"line": line(earlier.Line)}}
	case earlier.Number != "":
		return Remark{Rule: RuleDuplicate, Args: map[string]string{"line": line(earlier.Line), "number": earlier.Number}}
	}
	return Remark{Rule: RuleDuplicateLine, Args: map[string]string{"line": line(earlier.Line)}}
}

// AlreadyImported is the remark on a row that an earlier file brought.
func AlreadyImported() Remark { return Remark{Rule: RuleAlreadyImported} }
