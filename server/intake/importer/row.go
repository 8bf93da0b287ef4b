package importer

import (
	"context"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/pg"
)

// row takes one row in and returns its result. What the file alone can tell is decided already;
// here a row meets the rows before it and what the database holds.
func (i *Importer) row(ctx context.Context, tx *pg.Tx, r *reading, row register.Row, dryRun bool) (intake.ImportRow, error) {
	result := intake.ImportRow{Line: row.Line, Number: row.Number}
	switch {
	case row.Skipped != nil:
		result.Result, result.Remarks = intake.RowSkipped, remarks(*row.Skipped)
		return result, nil
	case row.Refused != nil:
		result.Result, result.Remarks = intake.RowRefused, remarks(*row.Refused)
		return result, nil
	}
	result.ToComplete = len(row.ToComplete) > 0
	result.Remarks = remarks(append(row.ToComplete[:len(row.ToComplete):len(row.ToComplete)], row.Notes...)...)
	if row.Supporter != nil {
		return i.supporter(ctx, tx, r, row, dryRun, result)
	}
	return i.application(ctx, tx, r, row, dryRun, result)
}

// duplicate is the result of a row that was there already: nothing of it is stored.
func duplicate(result intake.ImportRow, resource string, line int, why register.Remark) intake.ImportRow {
	result.Result, result.ToComplete, result.Resource, result.DuplicateOfLine = intake.RowDuplicate, false, resource, line
	result.Remarks = remarks(why)
	return result
}

func remarks(list ...register.Remark) []intake.ImportRemark {
	var remarks []intake.ImportRemark
	for _, r := range list {
		remarks = append(remarks, intake.ImportRemark{Rule: string(r.Rule), Column: r.Column, Args: r.Args})
	}
	return remarks
}

// supporter takes a row of a register of supporters in.
func (i *Importer) supporter(ctx context.Context, tx *pg.Tx, r *reading, row register.Row, dryRun bool, result intake.ImportRow) (intake.ImportRow, error) {
	if earlier, ok := r.seen[row.Key.Reveal()]; ok {
		return duplicate(result, "", earlier.Line, register.SameAs(earlier)), nil
	}
	if dryRun {
		id, known, err := i.history.KnownSupporter(ctx, tx, *row.Supporter)
		if err != nil || known {
			return duplicate(result, id, 0, register.AlreadyImported()), err
		}
		r.keep(row)
		result.Result = intake.RowImported
		return result, nil
	}
	id, known, err := i.history.ImportSupporter(ctx, tx, *row.Supporter)
	if err != nil {
		return intake.ImportRow{}, err
	}
	if known {
		return duplicate(result, id, 0, register.AlreadyImported()), nil
	}
	r.keep(row)
	result.Result, result.Resource = intake.RowImported, id
	return result, nil
}
