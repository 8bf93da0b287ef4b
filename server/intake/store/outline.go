package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

type outlineRow struct {
	ID            string       `db:"id"`
	Dossier       string       `db:"dossier"`
	State         string       `db:"state"`
	Route         string       `db:"route"`
	LifeDomains   pg.Strings   `db:"life_domains"`
	TargetGroups  pg.Strings   `db:"target_groups"`
	Neighbourhood string       `db:"neighbourhood"`
	Organisation  string       `db:"organisation"`
	Interpreter   string       `db:"interpreter_language"`
	Day           time.Time    `db:"application_date"`
	Concerned     []byte       `db:"concerned_organisation"`
	UrgencyReason string       `db:"urgency_reason"`
	UrgencyLatest sql.NullTime `db:"urgency_latest_date"`
	subject.Row
}

// concernedColumn is the column to which that ciphertext is bound.
const concernedColumn = "concerned_organisation"

const outlineQuery = `SELECT a.id, a.dossier, ` + subject.Columns + `, a.concerned_organisation, a.state, a.route, a.life_domains, a.target_groups, a.neighbourhood,
	a.organisation, a.application_date, a.urgency_reason, a.urgency_latest_date, (SELECT d.interpreter_language FROM intake.dossier d
	  WHERE d.municipality = a.municipality AND d.id = a.dossier) AS interpreter_language FROM intake.application a
	JOIN platform.subject_key k ON k.municipality = a.municipality AND k.subject = a.dossier
	WHERE a.municipality = $1 AND a.id = $2`

// Outline reads what other slices may know of an application. Nothing in it is opened but the organisation that the
// question is about, and nothing is logged: what the other slice does with it, that slice logs.
func (s *Store) Outline(ctx context.Context, tx *pg.Tx, id string) (intake.Outline, error) {
	return s.outline(ctx, tx, outlineQuery, id)
}

// LockOutline is Outline that keeps others from moving the application, its offers or its case
// until the transaction ends.
func (s *Store) LockOutline(ctx context.Context, tx *pg.Tx, id string) (intake.Outline, error) {
	return s.outline(ctx, tx, outlineQuery+` FOR UPDATE OF a`, id)
}

// InState are up to limit applications in a state, by id, the oldest first.
func (s *Store) InState(ctx context.Context, tx *pg.Tx, state intake.State, limit int) (ids []string, err error) {
	err = tx.Select(ctx, &ids, `SELECT id FROM intake.application WHERE municipality = $1 AND state = $2 ORDER BY id LIMIT $3`,
		municipality(ctx), string(state), limit)
	if err != nil {
		return nil, fmt.Errorf("find applications in a state: %w", err)
	}
	return ids, nil
}

func (s *Store) outline(ctx context.Context, tx *pg.Tx, query, id string) (intake.Outline, error) {
	var row outlineRow
	if err := tx.Get(ctx, &row, query, municipality(ctx), id); err != nil {
		return intake.Outline{}, notFound(err, "application")
	}
	concerned, err := s.concerned(ctx, row)
	o := row.outline()
	o.Concerned = concerned
	return o, err
}

// outline is the row without what is sealed.
func (row outlineRow) outline() intake.Outline {
	return intake.Outline{
		ID: row.ID, Dossier: row.Dossier, LogID: row.LogID, State: intake.State(row.State), Route: row.Route,
		LifeDomains: row.LifeDomains, TargetGroups: row.TargetGroups, Neighbourhood: row.Neighbourhood,
		Organisation: row.Organisation, InterpreterLanguage: row.Interpreter, Day: row.Day.Format(time.DateOnly),
		Urgency: intake.Urgency{Reason: row.UrgencyReason, LatestDay: dayOf(row.UrgencyLatest)},
	}
}

// concerned opens the organisation that the question is about. Most have none: their key is left alone.
func (s *Store) concerned(ctx context.Context, row outlineRow) (sealed.Text, error) {
	if len(row.Concerned) == 0 {
		return sealed.Text{}, nil
	}
	key, err := s.keys.Open(ctx, row.Dossier, row.Row)
	if err != nil {
		return sealed.Text{}, fmt.Errorf("open a dossier: %w", err)
	}
	v := vault{key: key, table: tableApplication}
	name := v.open(concernedColumn, row.Concerned)
	return name, v.err
}

// SaveState stores the state of an application whose outline was locked, and counts its version up.
func (s *Store) SaveState(ctx context.Context, tx *pg.Tx, o intake.Outline) error {
	promised, err := s.Clocks(ctx, tx, o.ID)
	if err != nil {
		return err
	}
	if promised, err = s.follow(ctx, tx, o.ID, promised, o.Situation()); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE intake.application SET state = $3, update_time = $4, version = version + 1, clock_order = $5
		WHERE municipality = $1 AND id = $2`, municipality(ctx), o.ID, string(o.State), tx.Now(), o.ClockPlace(promised))
	if err != nil {
		return fmt.Errorf("save the state of an application: %w", err)
	}
	tx.Logged("move application", o.LogID)
	return nil
}

type contactRow struct {
	Application string `db:"application"`
	personRow
}

// Contacts reads how the residents of applications are called and reached, by application. It does
// not log: the statement that led to these applications did, under the residents' pseudonyms.
func (s *Store) Contacts(ctx context.Context, tx *pg.Tx, applications []string) (map[string]intake.Contact, error) {
	var rows []contactRow
	err := tx.Select(ctx, &rows, `SELECT a.id AS application, a.dossier, `+subject.Columns+`, `+personColumns+applicationFrom+`
		WHERE a.municipality = $1 AND a.id = ANY ($2::uuid[])`, municipality(ctx), pg.Array(list(applications)))
	if err != nil {
		return nil, fmt.Errorf("read contacts: %w", err)
	}
	contacts := make(map[string]intake.Contact, len(rows))
	for _, row := range rows {
		key, err := s.keys.Open(ctx, row.Dossier, row.Row)
		if err != nil {
			return nil, fmt.Errorf("open a dossier: %w", err)
		}
		r, err := s.person(ctx, row.personRow, key)
		if err != nil {
			return nil, err
		}
		contacts[row.Application] = intake.Contact{
			Name: r.Name, Phone: r.Phone, Email: r.Email, Postcode: r.Postcode, HouseNumber: r.HouseNumber, SafeContact: r.SafeContact,
		}
	}
	return contacts, nil
}
