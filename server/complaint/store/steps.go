package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// history is a table of steps, of which each is sealed under the key of what it belongs to.
type history struct{ table, of string }

var (
	complaintSteps = history{"complaint.complaint_step", "complaint"}
	incidentSteps  = history{"complaint.incident_step", "incident"}
)

type stepRow struct {
	ID         string    `db:"id"`
	Kind       string    `db:"kind"`
	Account    string    `db:"account"`
	Note       []byte    `db:"note"`
	CreateTime time.Time `db:"create_time"`
}

// steps reads the history of one, the oldest first. Reading what it belongs to was logged.
func steps(ctx context.Context, tx *pg.Tx, key subject.Key, h history, id string) ([]complaint.Step, error) {
	var rows []stepRow
	err := tx.Select(ctx, &rows, "SELECT id, kind, account, note, create_time FROM "+h.table+
		" WHERE municipality = $1 AND "+h.of+" = $2 ORDER BY id", tx.Municipality(), id)
	if err != nil {
		return nil, fmt.Errorf("read steps: %w", err)
	}
	list := make([]complaint.Step, 0, len(rows))
	for _, r := range rows {
		step := complaint.Step{ID: r.ID, Kind: r.Kind, Account: r.Account, Time: r.CreateTime.UTC()}
		if err := open(key, h.table, column{"note", r.Note, &step.Note}); err != nil {
			return nil, err
		}
		list = append(list, step)
	}
	return list, nil
}

func (s *Store) addStep(ctx context.Context, tx *pg.Tx, h history, id string, step complaint.Step) error {
	key, err := s.keys.Get(ctx, tx, id)
	if err != nil {
		return err
	}
	note, err := seal(key, h.table, column{name: "note", text: &step.Note})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "INSERT INTO "+h.table+" (municipality, "+h.of+", id, kind, account, create_time, note) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		append([]any{tx.Municipality(), id, step.ID, step.Kind, step.Account, step.Time}, note...)...)
	if err != nil {
		return fmt.Errorf("store a step: %w", err)
	}
	return nil
}
