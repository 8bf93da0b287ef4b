package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

const (
	incidentTable = "complaint.incident"

	incidentColumns = `c.id, c.kind, c.incident_date::text AS incident_date, c.body, c.affected, c.application, c.dossier, c.supporter, c.reported_by,
  c.state, c.aftercare_time, c.version, c.create_time, c.update_time, ` + subject.Columns

	saveIncident = `UPDATE complaint.incident SET kind = $3, incident_date = $4, affected = $5, application = $6, dossier = $7, supporter = $8,
  state = $9, aftercare_due = $10, aftercare_time = $11, update_time = $12, version = version + 1 WHERE municipality = $1 AND id = $2`
)

var incidentKey = subject.Lookup("c", "id")

type incidentRow struct {
	ID            string         `db:"id"`
	Kind          string         `db:"kind"`
	Date          string         `db:"incident_date"`
	Body          []byte         `db:"body"`
	Affected      string         `db:"affected"`
	Application   sql.NullString `db:"application"`
	Dossier       sql.NullString `db:"dossier"`
	Supporter     sql.NullString `db:"supporter"`
	ReportedBy    string         `db:"reported_by"`
	State         string         `db:"state"`
	AftercareTime sql.NullTime   `db:"aftercare_time"`
	Version       int64          `db:"version"`
	CreateTime    time.Time      `db:"create_time"`
	UpdateTime    time.Time      `db:"update_time"`
	subject.Row
}

// Incident reads one incident in reach of owner, with its steps; action says in words what for, in the processing log.
func (s *Store) Incident(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (complaint.Incident, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner, "reported_by")
	var row incidentRow
	err := tx.GetLogged(ctx, &row, action, "SELECT "+incidentColumns+" FROM complaint.incident c"+incidentKey+q.Where(), q.Args...)
	if err := pg.Found(err, complaint.IncidentResource, action); err != nil {
		return complaint.Incident{}, err
	}
	key, i, err := s.incident(ctx, row)
	if err != nil || !owner.IsEveryone() {
		return i, err
	}
	i.Steps, err = steps(ctx, tx, key, incidentSteps, id)
	return i, err
}

// LockIncident reads one and holds its row until the transaction ends. What is read is logged by what follows.
func (s *Store) LockIncident(ctx context.Context, tx *pg.Tx, id string) (complaint.Incident, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	var row incidentRow
	err := tx.Get(ctx, &row, "SELECT "+incidentColumns+" FROM complaint.incident c"+incidentKey+q.Where()+" FOR UPDATE OF c", q.Args...)
	if err := pg.Found(err, complaint.IncidentResource, "lock an incident"); err != nil {
		return complaint.Incident{}, err
	}
	_, i, err := s.incident(ctx, row)
	return i, err
}

// Incidents reads up to limit in reach of owner, the newest first, that come after the one with the id after (all when it is
// empty), without their steps.
func (s *Store) Incidents(
	ctx context.Context, tx *pg.Tx, owner call.Owner, filter complaint.IncidentFilter, after string, limit int,
) ([]complaint.Incident, error) {
	q := newQuery(tx.Municipality())
	q.reach(owner, "reported_by")
	if len(filter.States) > 0 {
		q.And("c.state = ANY(" + q.Arg(pg.Array(filter.States)) + ")")
	}
	if filter.Overdue {
		q.And("c.aftercare_time IS NULL AND c.aftercare_due IS NOT NULL AND c.aftercare_due <= " + q.Arg(tx.Now()))
	}
	if after != "" {
		q.And("c.id < " + q.Arg(after))
	}
	text := "SELECT " + incidentColumns + " FROM (SELECT c.* FROM complaint.incident c" + q.Where() + newest + " LIMIT " + q.Arg(limit) + ") c" + incidentKey + newest
	var rows []incidentRow
	if err := tx.SelectLogged(ctx, &rows, "list incidents", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list incidents: %w", err)
	}
	list := make([]complaint.Incident, 0, len(rows))
	for _, row := range rows {
		_, i, err := s.incident(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, i)
	}
	return list, nil
}

// InsertIncident stores a new one under a key of its own.
func (s *Store) InsertIncident(ctx context.Context, tx *pg.Tx, i complaint.Incident) error {
	key, err := s.keys.Make(ctx, tx, i.ID, subject.Incident)
	if err != nil {
		return err
	}
	body, err := seal(key, incidentTable, column{name: "body", text: &i.Text})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO complaint.incident (municipality, id, kind, incident_date, affected, application, dossier, supporter, reported_by,
		state, aftercare_due, create_time, update_time, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)`,
		append([]any{tx.Municipality(), i.ID, i.Kind, i.Date, strings.Join(i.Affected, ","), pg.Null(i.Application), pg.Null(i.Dossier), pg.Null(i.Supporter),
			i.ReportedBy, string(i.State), aftercareDue(i), i.CreateTime}, body...)...)
	if err != nil {
		return fmt.Errorf("store an incident: %w", err)
	}
	return nil
}

// SaveIncident stores what a locked one says now, but for its text, which stays.
func (s *Store) SaveIncident(ctx context.Context, tx *pg.Tx, i complaint.Incident) error {
	_, err := tx.Exec(ctx, saveIncident, tx.Municipality(), i.ID, i.Kind, i.Date, strings.Join(i.Affected, ","), pg.Null(i.Application), pg.Null(i.Dossier),
		pg.Null(i.Supporter), string(i.State), aftercareDue(i), pg.NullTime(i.AftercareTime), tx.Now())
	if err != nil {
		return fmt.Errorf("save an incident: %w", err)
	}
	return nil
}

// AddIncidentStep stores a record in the history of a locked incident.
func (s *Store) AddIncidentStep(ctx context.Context, tx *pg.Tx, id string, step complaint.Step) error {
	return s.addStep(ctx, tx, incidentSteps, id, step)
}

// aftercareDue is NULL when no supporter was affected.
func aftercareDue(i complaint.Incident) sql.NullTime {
	if clocks := i.Clocks(); len(clocks) > 0 {
		return pg.NullTime(clocks[0].Due)
	}
	return sql.NullTime{}
}

func (s *Store) incident(ctx context.Context, r incidentRow) (subject.Key, complaint.Incident, error) {
	key, err := s.keys.Open(ctx, r.ID, r.Row)
	if err != nil {
		return key, complaint.Incident{}, fmt.Errorf("open an incident: %w", err)
	}
	i := complaint.Incident{
		ID: r.ID, Kind: r.Kind, Date: r.Date, Application: r.Application.String, Dossier: r.Dossier.String, Supporter: r.Supporter.String,
		ReportedBy: r.ReportedBy, State: complaint.IncidentState(r.State), AftercareTime: at(r.AftercareTime),
		Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}
	if r.Affected != "" {
		i.Affected = strings.Split(r.Affected, ",") // words have no commas
	}
	return key, i, open(key, incidentTable, column{"body", r.Body, &i.Text})
}
