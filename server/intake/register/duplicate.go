package register

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
