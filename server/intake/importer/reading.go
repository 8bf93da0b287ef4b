package importer

import (
	"context"
	"errors"
	"slices"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// reading is a file that is being taken in.
type reading struct {
	file  *register.Register
	kinds []register.KindRule
	// seen are the rows of this file that were kept, by key; kept are their keys in the order of the
	// file, so that rows of a transaction that came to nothing can be taken back.
	seen map[string]register.Row
	kept []keptRow
	// at is the index of the row that is taken in; read is how many rows seen knows of.
	at, read int
	// refused are the indexes of rows that were not kept though the file alone did not say so.
	refused map[int]bool
}

type keptRow struct {
	index int
	key   string
}

// open reads the file of an import and finds its columns; an import whose file cannot be read
// fails with the reason. It returns nil when there is nothing to do.
func (i *Importer) open(ctx context.Context, id string) (*reading, error) {
	var r *reading
	err := i.db.Write(ctx, func(tx *pg.Tx) error {
		r = nil
		current, ok, err := i.store.LockImport(ctx, tx, id)
		if err != nil || !ok {
			return err
		}
		file, err := i.store.ImportFile(ctx, tx, id)
		if err != nil {
			return err
		}
		kinds, err := i.settings.ReferrerKinds(ctx, tx)
		if err != nil {
			return err
		}
		lists, err := i.settings.Lists(ctx, tx)
		if err != nil {
			return err
		}
		opened, err := register.Open(file, options(current, kinds, lists))
		var refused *errs.Error
		if errors.As(err, &refused) && len(refused.Violations) > 0 {
			current.State, current.Failure = intake.ImportFailed, refused.Violations[0].Rule
			return i.store.SaveImport(ctx, tx, current)
		}
		if err != nil {
			return err
		}
		r = &reading{file: opened, kinds: kinds, seen: map[string]register.Row{}}
		if r.refused, err = i.refused(ctx, tx, current, opened); err != nil {
			return err
		}
		current.Rows, current.Columns = opened.Len(), columns(opened.Report)
		current.Report, current.Sheet = told(opened.Report), opened.Report.Sheet
		return i.store.SaveImport(ctx, tx, current)
	})
	return r, err
}

// refused are the indexes of the rows that an import refused so far.
func (i *Importer) refused(ctx context.Context, tx *pg.Tx, current intake.Import, file *register.Register) (map[int]bool, error) {
	refused := map[int]bool{}
	if current.Refused == 0 {
		return refused, nil
	}
	rows, err := i.store.ImportRows(ctx, tx, current.ID, []string{intake.RowRefused}, nil, current.Refused)
	if err != nil {
		return nil, err
	}
	lines := map[int]bool{}
	for _, row := range rows {
		lines[row.Line] = true
	}
	for index := range file.Len() {
		refused[index] = lines[file.Line(index)]
	}
	return refused, nil
}

// standAt brings what is known of earlier rows to the point where so many rows have a result: it
// takes back what a transaction did that came to nothing, and reads what another replica, or this
// one before a crash, took in.
func (r *reading) standAt(done int) {
	for len(r.kept) > 0 && r.kept[len(r.kept)-1].index >= done {
		delete(r.seen, r.kept[len(r.kept)-1].key)
		r.kept = r.kept[:len(r.kept)-1]
	}
	for r.at = min(r.read, done); r.at < min(done, r.file.Len()); r.at++ {
		if row := r.file.Row(r.at); row.Kept() && !r.refused[r.at] {
			r.keep(row)
		}
	}
	r.read = done
}

// keep remembers a row of this file that was taken in.
func (r *reading) keep(row register.Row) {
	key := row.Key.Reveal()
	if _, ok := r.seen[key]; ok || key == "" {
		return
	}
	r.seen[key] = row
	r.kept = append(r.kept, keptRow{index: r.at, key: key})
}

// forget takes a row back that was refused after all.
func (r *reading) forget(index int) {
	r.refused[index] = true
	if last := len(r.kept) - 1; last >= 0 && r.kept[last].index == index {
		delete(r.seen, r.kept[last].key)
		r.kept = r.kept[:last]
	}
}

func options(i intake.Import, kinds []register.KindRule, lists register.Lists) register.Options {
	mapping := make(map[string]register.Field, len(i.Mapping))
	for _, column := range i.Mapping {
		mapping[column.Heading] = register.Field(column.Field)
	}
	o := register.Options{
		Kind: register.Applications, Mapping: mapping, Referrers: kinds, Lists: &lists, Sheet: i.Sheet,
		Today: register.Day(calendar.Day(i.Created)),
	}
	if i.Kind == "SUPPORTERS" {
		o.Kind = register.Supporters
	}
	return o
}

func columns(report register.Report) []intake.ImportColumn {
	var list []intake.ImportColumn
	for _, c := range report.Columns {
		list = append(list, intake.ImportColumn{Heading: c.Heading, Field: string(c.Field)})
	}
	for _, heading := range slices.Concat(report.Unmatched, report.Doubled) {
		list = append(list, intake.ImportColumn{Heading: heading, Field: string(register.Ignored)})
	}
	return list
}

func told(report register.Report) intake.ImportReport {
	t := intake.ImportReport{NotRead: slices.Concat(report.Unmatched, report.Doubled), Missing: report.Missing, OtherSheets: report.OtherSheets}
	for _, c := range report.Columns {
		if c.Guessed {
			t.Guessed = append(t.Guessed, c.Heading)
		}
	}
	return t
}
