package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// tieTable is the name to which ciphertexts are bound.
const tieTable = "matching.tie"

const (
	insertTie = `INSERT INTO matching.tie (municipality, id, application, dossier, supporter, kind, note, recorded_by, create_time, update_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`
	endTie = `UPDATE matching.tie SET ended_by = $3, end_time = $4, update_time = $5, version = version + 1 WHERE municipality = $1 AND id = $2`
)

// tieColumns read a tie (alias t) with the key that seals it.
var tieColumns = `SELECT t.id, t.application, t.dossier, t.supporter, t.kind, t.note, t.recorded_by, t.ended_by, t.end_time,
  t.version, t.create_time, t.update_time, ` + subject.Columns + `
FROM matching.tie t` + subject.Lookup("t", "dossier")

type tieRow struct {
	ID          string         `db:"id"`
	Application string         `db:"application"`
	Dossier     string         `db:"dossier"`
	Supporter   string         `db:"supporter"`
	Kind        string         `db:"kind"`
	Note        []byte         `db:"note"`
	RecordedBy  sql.NullString `db:"recorded_by"`
	CreateTime  time.Time      `db:"create_time"`
	UpdateTime  time.Time      `db:"update_time"`
	EndedBy     sql.NullString `db:"ended_by"`
	EndTime     sql.NullTime   `db:"end_time"`
	Version     int64          `db:"version"`
	subject.Row
}

// Dossiers are all dossiers of the resident of one: once two turned out to be one person there are several.
func (s *Store) Dossiers(ctx context.Context, tx *pg.Tx, dossier string) ([]string, error) {
	dossiers, err := dossiersOf(ctx, tx, dossier)
	if err != nil {
		return nil, fmt.Errorf("find the dossiers of a resident: %w", err)
	}
	return dossiers, nil
}

// InsertTie stores a tie with a supporter whose row was locked before.
func (s *Store) InsertTie(ctx context.Context, tx *pg.Tx, t matching.Tie) error {
	key, err := s.keys.Get(ctx, tx, t.Dossier)
	if err != nil {
		return fmt.Errorf("store a tie: %w", err)
	}
	note, err := key.Seal(tieTable, "note", t.Note)
	if err != nil {
		return fmt.Errorf("store a tie: %w", err)
	}
	_, err = tx.Exec(ctx, insertTie, tx.Municipality(), t.ID, t.Application, t.Dossier, t.Supporter, t.Kind, note, pg.Null(t.RecordedBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store a tie: %w", err)
	}
	return nil
}

// EndTie stores that a tie stands no more.
func (s *Store) EndTie(ctx context.Context, tx *pg.Tx, t matching.Tie) error {
	if _, err := tx.Exec(ctx, endTie, tx.Municipality(), t.ID, pg.Null(t.EndedBy), t.EndTime, tx.Now()); err != nil {
		return fmt.Errorf("end a tie: %w", err)
	}
	return nil
}

// Tie reads and logs one tie; NOT_FOUND when there is none. action says in words what for.
func (s *Store) Tie(ctx context.Context, tx *pg.Tx, id, action string) (matching.Tie, error) {
	q := pg.Within("t", tx.Municipality())
	q.And("t.id = " + q.Arg(id))
	list, err := s.ties(ctx, tx, action, &q, "")
	if err == nil && len(list) == 0 {
		err = errs.NotFound(matching.TieResource)
	}
	if err != nil {
		return matching.Tie{}, err
	}
	return list[0], nil
}

// Ties reads and logs up to limit ties, the newest first, that come after the one with the id after.
func (s *Store) Ties(ctx context.Context, tx *pg.Tx, filter matching.TieFilter, after string, limit int) ([]matching.Tie, error) {
	q := pg.Within("t", tx.Municipality())
	if len(filter.Dossiers) > 0 {
		q.And("t.dossier = ANY (" + q.Arg(pg.Array(filter.Dossiers)) + "::uuid[])")
	}
	if filter.Supporter != "" {
		q.And("t.supporter = " + q.Arg(filter.Supporter))
	}
	if !filter.Ended {
		q.And("t.end_time IS NULL")
	}
	if after != "" {
		q.And("t.id < " + q.Arg(after))
	}
	return s.ties(ctx, tx, "list ties", &q, " ORDER BY t.id DESC LIMIT "+q.Arg(limit))
}

func (s *Store) ties(ctx context.Context, tx *pg.Tx, action string, q *pg.Conditions, tail string) ([]matching.Tie, error) {
	var rows []tieRow
	if err := tx.SelectLogged(ctx, &rows, action, tieColumns+q.Where()+tail, q.Args...); err != nil {
		return nil, fmt.Errorf("%s: %w", action, err)
	}
	list := make([]matching.Tie, 0, len(rows))
	for _, r := range rows {
		key, err := s.keys.Open(ctx, r.Dossier, r.Row)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", action, err)
		}
		note, err := key.Open(tieTable, "note", r.Note)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", action, err)
		}
		list = append(list, matching.Tie{
			ID: r.ID, Application: r.Application, Dossier: r.Dossier, Supporter: r.Supporter, Kind: r.Kind, Note: note,
			RecordedBy: r.RecordedBy.String, EndedBy: r.EndedBy.String, EndTime: moment(r.EndTime), Version: r.Version,
			CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
		})
	}
	return list, nil
}
