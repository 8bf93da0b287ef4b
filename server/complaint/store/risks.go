package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const (
	riskTable   = "complaint.home_visit_risk"
	riskColumns = `c.id, c.application, c.dossier, c.warning, c.recorded_by, c.end_time, c.version, c.create_time, c.update_time, ` + subject.Columns
)

var riskKey = subject.Lookup("c", "dossier")

type riskRow struct {
	ID          string       `db:"id"`
	Application string       `db:"application"`
	Dossier     string       `db:"dossier"`
	Warning     []byte       `db:"warning"`
	RecordedBy  string       `db:"recorded_by"`
	EndTime     sql.NullTime `db:"end_time"`
	Version     int64        `db:"version"`
	CreateTime  time.Time    `db:"create_time"`
	UpdateTime  time.Time    `db:"update_time"`
	subject.Row
}

// Risk reads one risk; action says in words what for, in the processing log. Whoever visits its resident may read it.
func (s *Store) Risk(ctx context.Context, tx *pg.Tx, id, action string) (complaint.Risk, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	var row riskRow
	err := tx.GetLogged(ctx, &row, action, "SELECT "+riskColumns+" FROM complaint.home_visit_risk c"+riskKey+q.Where(), q.Args...)
	if err := pg.Found(err, complaint.RiskResource, action); err != nil {
		return complaint.Risk{}, err
	}
	return s.risk(ctx, row)
}

// LockRisk reads one and holds its row until the transaction ends. What is read is logged by what follows.
func (s *Store) LockRisk(ctx context.Context, tx *pg.Tx, id string) (complaint.Risk, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	var row riskRow
	err := tx.Get(ctx, &row, "SELECT "+riskColumns+" FROM complaint.home_visit_risk c"+riskKey+q.Where()+" FOR UPDATE OF c", q.Args...)
	if err := pg.Found(err, complaint.RiskResource, "lock a risk"); err != nil {
		return complaint.Risk{}, err
	}
	return s.risk(ctx, row)
}

// Risks reads up to limit that stand for the person whom an application is about, the newest first, that come after the one with
// the id after (all when it is empty).
func (s *Store) Risks(ctx context.Context, tx *pg.Tx, application, after string, limit int) ([]complaint.Risk, error) {
	q := newQuery(tx.Municipality())
	q.And(`c.dossier IN (SELECT d.dossier FROM published.application_person p
		JOIN published.dossier_person d ON d.municipality = p.municipality AND d.person = p.person
		WHERE p.municipality = $1 AND p.application = ` + q.Arg(application) + ") AND c.end_time IS NULL")
	if after != "" {
		q.And("c.id < " + q.Arg(after))
	}
	text := "SELECT " + riskColumns + " FROM complaint.home_visit_risk c" + riskKey + q.Where() + newest + " LIMIT " + q.Arg(limit)
	var rows []riskRow
	if err := tx.SelectLogged(ctx, &rows, "list risks at home visits", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list risks at home visits: %w", err)
	}
	list := make([]complaint.Risk, 0, len(rows))
	for _, row := range rows {
		r, err := s.risk(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// mostWarnings is how many warnings are shown with a case.
const mostWarnings = 20

// Warnings are those that stand for the person whom each of some applications is about, the newest first. It does not log: the
// statement that read the cases did, under the residents' pseudonyms.
func (s *Store) Warnings(ctx context.Context, tx *pg.Tx, applications []string) (map[string][]sealed.Text, error) {
	var rows []struct {
		riskRow
		Warns string `db:"warns"`
	}
	err := tx.Select(ctx, &rows, "SELECT "+riskColumns+`, p.application AS warns FROM published.application_person p
		JOIN published.dossier_person d ON d.municipality = p.municipality AND d.person = p.person
		JOIN complaint.home_visit_risk c ON c.municipality = d.municipality AND c.dossier = d.dossier`+riskKey+`
		WHERE p.municipality = $1 AND p.application = ANY ($2::uuid[]) AND c.end_time IS NULL`+newest, tx.Municipality(), pg.Array(applications))
	if err != nil {
		return nil, fmt.Errorf("read risks at home visits: %w", err)
	}
	warnings := map[string][]sealed.Text{}
	for _, row := range rows {
		if len(warnings[row.Warns]) == mostWarnings {
			continue
		}
		r, err := s.risk(ctx, row.riskRow)
		if err != nil {
			return nil, err
		}
		warnings[row.Warns] = append(warnings[row.Warns], r.Warning)
	}
	return warnings, nil
}

// InsertRisk stores a new one.
func (s *Store) InsertRisk(ctx context.Context, tx *pg.Tx, r complaint.Risk) error {
	key, err := s.keys.Get(ctx, tx, r.Dossier)
	if err != nil {
		return err
	}
	warning, err := key.Seal(riskTable, "warning", r.Warning)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO complaint.home_visit_risk (municipality, id, application, dossier, warning, recorded_by, create_time, update_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`, tx.Municipality(), r.ID, r.Application, r.Dossier, warning, r.RecordedBy, tx.Now())
	if err != nil {
		return fmt.Errorf("store a risk at a home visit: %w", err)
	}
	return nil
}

// EndRisk stores that a locked one ended.
func (s *Store) EndRisk(ctx context.Context, tx *pg.Tx, r complaint.Risk) error {
	_, err := tx.Exec(ctx, `UPDATE complaint.home_visit_risk SET end_time = $3, update_time = $4, version = version + 1
		WHERE municipality = $1 AND id = $2`, tx.Municipality(), r.ID, pg.NullTime(r.EndTime), tx.Now())
	if err != nil {
		return fmt.Errorf("end a risk at a home visit: %w", err)
	}
	return nil
}

func (s *Store) risk(ctx context.Context, row riskRow) (complaint.Risk, error) {
	key, err := s.keys.Open(ctx, row.Dossier, row.Row)
	if err != nil {
		return complaint.Risk{}, fmt.Errorf("open a risk at a home visit: %w", err)
	}
	r := complaint.Risk{
		ID: row.ID, Application: row.Application, Dossier: row.Dossier, RecordedBy: row.RecordedBy, EndTime: at(row.EndTime),
		Version: row.Version, CreateTime: row.CreateTime.UTC(), UpdateTime: row.UpdateTime.UTC(), LogID: row.LogID,
	}
	return r, open(key, riskTable, column{"warning", row.Warning, &r.Warning})
}
