package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// appointmentTable is the name to which ciphertexts are bound.
const appointmentTable = "support.appointment"

const (
	appointmentColumns = withoutNote + `, a.note`
	withoutNote        = `a.id, a.support_case, a.start_time, a.end_time, a.kind, a.companies, a.place, a.state, a.cancel_reason,
  a.sequence, a.version, a.create_time, a.update_time, c.application, c.dossier, c.supporter,
  CASE WHEN s.state IN ('SUSPENDED', 'LEFT') THEN '' ELSE coalesce(s.account::text, '') END AS account, ` + subject.Columns
	ofCase            = " JOIN support.support_case c ON c.municipality = a.municipality AND c.id = a.support_case"
	insertAppointment = `INSERT INTO support.appointment (municipality, id, support_case, start_time, end_time, kind, companies, place, note,
  state, create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`
	saveAppointment = `UPDATE support.appointment SET start_time = $3, end_time = $4, kind = $5, place = $6, state = $7, cancel_reason = $8,
  sequence = $9, update_time = $10, version = version + 1 WHERE municipality = $1 AND id = $2`
	overlaps = `SELECT EXISTS (SELECT FROM support.appointment a` + ofCase + `
  WHERE a.municipality = $1 AND c.supporter = $2 AND a.id <> $3 AND a.state = 'PLANNED'
    AND a.start_time > $4::timestamptz - interval '24 hours' AND a.start_time < $5 AND a.end_time > $4)`
)

type appointmentRow struct {
	ID           string    `db:"id"`
	Case         string    `db:"support_case"`
	Application  string    `db:"application"`
	Dossier      string    `db:"dossier"`
	Supporter    string    `db:"supporter"`
	Account      string    `db:"account"`
	Start        time.Time `db:"start_time"`
	End          time.Time `db:"end_time"`
	Kind         string    `db:"kind"`
	Companies    string    `db:"companies"`
	Place        []byte    `db:"place"`
	Note         []byte    `db:"note"`
	State        string    `db:"state"`
	CancelReason string    `db:"cancel_reason"`
	Sequence     int       `db:"sequence"`
	Version      int64     `db:"version"`
	CreateTime   time.Time `db:"create_time"`
	UpdateTime   time.Time `db:"update_time"`
	subject.Row
}

// appointments begins a query on appointments (alias a) of cases (c).
func appointments(municipality string) *query { return &query{pg.Within("a", municipality)} }

// ahead leaves of the appointments of cases those that owner may see, as support.Sees decides: since who supports took over
// those that begin, of before only when the resident chose that they see everything.
func (q *query) ahead(owner call.Owner) {
	if !owner.IsEveryone() {
		q.And("(c.seen_from_time IS NULL OR a.start_time >= c.seen_from_time OR c.successor_view = '" + string(support.Everything) + "')")
	}
}

// appointmentColumnsFor are the columns of an appointment for owner: what is noted of one that was made before who supports took
// over is shown as ahead shows what was.
func appointmentColumnsFor(owner call.Owner) string {
	if owner.IsEveryone() {
		return appointmentColumns
	}
	return withoutNote + ", CASE WHEN c.seen_from_time IS NULL OR a.create_time >= c.seen_from_time OR c.successor_view = '" + string(support.Everything) +
		"' THEN a.note END AS note"
}

// oneAppointment reads what is asked of one appointment in reach of owner.
func oneAppointment(tx *pg.Tx, owner call.Owner, id, what, tail string) (text string, args []any) {
	q := appointments(tx.Municipality())
	q.And("a.id = " + q.Arg(id))
	q.reach(owner)
	q.ahead(owner)
	return "SELECT " + what + "\nFROM support.appointment a" + ofCase + beside + q.Where() + tail, q.Args
}

// CaseOfAppointment is the case of an appointment in reach of owner, read without a lock so that its application can be locked
// first. NOT_FOUND when the appointment is unknown, erased or not in reach.
func (s *Store) CaseOfAppointment(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (theCase string, err error) {
	text, args := oneAppointment(tx, owner, id, "c.id", "")
	err = tx.Get(ctx, &theCase, text, args...)
	return theCase, pg.Found(err, support.AppointmentResource, "find an appointment")
}

// LockAppointment reads an appointment of a locked case and holds its row until the transaction ends. What is read is logged by
// the read that follows.
func (s *Store) LockAppointment(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.Appointment, error) {
	text, args := oneAppointment(tx, owner, id, appointmentColumnsFor(owner), " FOR UPDATE OF a")
	var row appointmentRow
	if err := pg.Found(tx.Get(ctx, &row, text, args...), support.AppointmentResource, "lock an appointment"); err != nil {
		return support.Appointment{}, err
	}
	return s.openAppointment(ctx, row)
}

// Appointment reads one in reach of owner; action says in words what for, in the processing log.
func (s *Store) Appointment(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Appointment, error) {
	text, args := oneAppointment(tx, owner, id, appointmentColumnsFor(owner), "")
	var row appointmentRow
	if err := pg.Found(tx.GetLogged(ctx, &row, action, text, args...), support.AppointmentResource, action); err != nil {
		return support.Appointment{}, err
	}
	return s.openAppointment(ctx, row)
}

// Appointments reads up to limit in reach of owner after a place, those that begin last first.
func (s *Store) Appointments(
	ctx context.Context, tx *pg.Tx, owner call.Owner, filter support.AppointmentFilter, after support.AppointmentPlace, limit int,
) ([]support.Appointment, error) {
	q := appointments(tx.Municipality())
	q.reach(owner)
	q.ahead(owner)
	if filter.Case != "" {
		q.And("a.support_case = " + q.Arg(filter.Case))
	}
	if !filter.From.IsZero() {
		q.And("a.start_time >= " + q.Arg(filter.From))
	}
	if !filter.Until.IsZero() {
		q.And("a.start_time < " + q.Arg(filter.Until))
	}
	if len(filter.States) > 0 {
		q.And("a.state = ANY(" + q.Arg(pg.Array(filter.States)) + ")")
	}
	if after.ID != "" {
		q.And("(a.start_time, a.id) < (" + q.Arg(after.Start) + ", " + q.Arg(after.ID) + ")")
	}
	const latestFirst = " ORDER BY a.start_time DESC, a.id DESC"
	page := "SELECT a.* FROM support.appointment a" + ofCase + q.Where() + latestFirst + " LIMIT " + q.Arg(limit)
	text := "SELECT " + appointmentColumnsFor(owner) + "\nFROM (" + page + ") a" + ofCase + beside + latestFirst
	var rows []appointmentRow
	if err := tx.SelectLogged(ctx, &rows, "list appointments", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list appointments: %w", err)
	}
	return s.openAppointments(ctx, rows)
}

// LockAhead reads the planned appointments of a locked case that begin after a moment, and holds them.
func (s *Store) LockAhead(ctx context.Context, tx *pg.Tx, theCase string, after time.Time) ([]support.Appointment, error) {
	q := appointments(tx.Municipality())
	q.And("a.support_case = " + q.Arg(theCase))
	q.And("a.state = 'PLANNED' AND a.start_time > " + q.Arg(after))
	var rows []appointmentRow
	err := tx.Select(ctx, &rows, "SELECT "+appointmentColumns+"\nFROM support.appointment a"+ofCase+beside+q.Where()+
		" ORDER BY a.start_time, a.id FOR UPDATE OF a", q.Args...)
	if err != nil {
		return nil, fmt.Errorf("lock appointments to come: %w", err)
	}
	return s.openAppointments(ctx, rows)
}

// Overlaps reports whether the supporter of an appointment has another one planned at that time.
func (s *Store) Overlaps(ctx context.Context, tx *pg.Tx, a support.Appointment) (overlap bool, err error) {
	if err = tx.Get(ctx, &overlap, overlaps, tx.Municipality(), a.Supporter, a.ID, a.Start, a.End); err != nil {
		return false, fmt.Errorf("look for other appointments: %w", err)
	}
	return overlap, nil
}

// InsertAppointment stores a new one of a locked case.
func (s *Store) InsertAppointment(ctx context.Context, tx *pg.Tx, a support.Appointment) error {
	key, err := s.keys.Get(ctx, tx, a.Dossier)
	if err != nil {
		return fmt.Errorf("store an appointment: %w", err)
	}
	place, err := key.Seal(appointmentTable, "place", a.Place)
	if err != nil {
		return fmt.Errorf("store an appointment: %w", err)
	}
	note, err := key.Seal(appointmentTable, "note", a.Note)
	if err != nil {
		return fmt.Errorf("store an appointment: %w", err)
	}
	_, err = tx.Exec(ctx, insertAppointment, tx.Municipality(), a.ID, a.Case, a.Start, a.End, a.Kind, strings.Join(a.Companies, ","), place, note,
		string(a.State), tx.Now())
	if err != nil {
		return fmt.Errorf("store an appointment: %w", err)
	}
	return nil
}

// SaveAppointment stores where a locked appointment stands and raises its version.
func (s *Store) SaveAppointment(ctx context.Context, tx *pg.Tx, a support.Appointment) error {
	key, err := s.keys.Get(ctx, tx, a.Dossier)
	if err != nil {
		return fmt.Errorf("save an appointment: %w", err)
	}
	place, err := key.Seal(appointmentTable, "place", a.Place)
	if err != nil {
		return fmt.Errorf("save an appointment: %w", err)
	}
	_, err = tx.Exec(ctx, saveAppointment, tx.Municipality(), a.ID, a.Start, a.End, a.Kind, place, string(a.State), a.CancelReason, a.Sequence, tx.Now())
	if err != nil {
		return fmt.Errorf("save an appointment: %w", err)
	}
	return nil
}

// eraseAppointments removes the appointments of cases of residents.
func eraseAppointments(ctx context.Context, tx *pg.Tx, dossiers []string) (rows int64, err error) {
	return tx.Exec(ctx, `DELETE FROM support.appointment WHERE municipality = $1 AND support_case = ANY `+casesOf, tx.Municipality(), pg.Array(dossiers))
}

func (s *Store) openAppointments(ctx context.Context, rows []appointmentRow) ([]support.Appointment, error) {
	list := make([]support.Appointment, 0, len(rows))
	for _, row := range rows {
		a, err := s.openAppointment(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}

// openAppointment makes an appointment of a row and its key.
func (s *Store) openAppointment(ctx context.Context, r appointmentRow) (support.Appointment, error) {
	key, err := s.keys.Open(ctx, r.Dossier, r.Row)
	if err != nil {
		return support.Appointment{}, fmt.Errorf("open an appointment: %w", err)
	}
	place, err := key.Open(appointmentTable, "place", r.Place)
	if err != nil {
		return support.Appointment{}, fmt.Errorf("open an appointment: %w", err)
	}
	note, err := key.Open(appointmentTable, "note", r.Note)
	if err != nil {
		return support.Appointment{}, fmt.Errorf("open an appointment: %w", err)
	}
	a := support.Appointment{
		ID: r.ID, Case: r.Case, Application: r.Application, Dossier: r.Dossier, Supporter: r.Supporter, Account: r.Account,
		Start: r.Start.UTC(), End: r.End.UTC(), Kind: r.Kind, Place: place, Note: note, State: support.AppointmentState(r.State),
		CancelReason: r.CancelReason, Sequence: r.Sequence, Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
		LogID: r.LogID,
	}
	if r.Companies != "" {
		a.Companies = strings.Split(r.Companies, ",") // names have no commas
	}
	return a, nil
}
