package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
)

// resolveOrganisation finds or makes the organisation of a name.
func (s *Store) resolveOrganisation(ctx context.Context, tx *pg.Tx, name string, kind func(name string) string) (intake.ReferrerOrganisation, error) {
	o, err := s.organisationNamed(ctx, tx, name)
	if !errs.Is(err, errs.NotFoundReason) {
		return o, err
	}
	o, made, err := s.makeOrganisation(ctx, tx, intake.ReferrerOrganisation{Name: name, Kind: kind(name)})
	if err != nil || made {
		return o, err
	}
	return s.organisationNamed(ctx, tx, name)
}

// InsertOrganisation stores a new organisation and returns it with its id; a second one of the
// same name, without regard to case, accents and spaces, is refused.
func (s *Store) InsertOrganisation(ctx context.Context, tx *pg.Tx, o intake.ReferrerOrganisation) (intake.ReferrerOrganisation, error) {
	o, made, err := s.makeOrganisation(ctx, tx, o)
	if err == nil && !made {
		return intake.ReferrerOrganisation{}, errs.AlreadyExists("referrer_organisation")
	}
	return o, err
}

// makeOrganisation stores an organisation unless there is one of the same name; one that is just
// being made is waited for.
func (s *Store) makeOrganisation(ctx context.Context, tx *pg.Tx, o intake.ReferrerOrganisation) (made intake.ReferrerOrganisation, ok bool, err error) {
	o.ID, o.Name = pg.NewID(), oneLine(o.Name)
	o.Created, o.Updated, o.Version = tx.Now(), tx.Now(), 1
	rows, err := tx.Exec(ctx, `INSERT INTO intake.referrer_organisation (municipality, id, name, name_key, kind, partner_status,
		create_time, update_time, liaison, next_contact_date) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)
		ON CONFLICT (municipality, name_key) DO NOTHING`,
		municipality(ctx), o.ID, o.Name, person.NameKey(o.Name), o.Kind, o.PartnerStatus, tx.Now(), pg.Null(o.Liaison), pg.Null(o.NextContactDay))
	if err != nil {
		return intake.ReferrerOrganisation{}, false, fmt.Errorf("store a referrer organisation: %w", err)
	}
	return o, rows == 1, nil
}

// SaveOrganisation writes an organisation that was locked back, and counts its version up.
func (s *Store) SaveOrganisation(ctx context.Context, tx *pg.Tx, o intake.ReferrerOrganisation) (intake.ReferrerOrganisation, error) {
	o.Name = oneLine(o.Name)
	rows, err := tx.Exec(ctx, `UPDATE intake.referrer_organisation SET name = $4, name_key = $5, kind = $6, partner_status = $7,
		update_time = $8, liaison = $9, next_contact_date = $10, code = $11, version = version + 1
		WHERE municipality = $1 AND id = $2 AND version = $3`,
		municipality(ctx), o.ID, o.Version, o.Name, person.NameKey(o.Name), o.Kind, o.PartnerStatus, tx.Now(),
		pg.Null(o.Liaison), pg.Null(o.NextContactDay), pg.Null(o.Code))
	if pg.IsUniqueViolation(err, "") {
		return intake.ReferrerOrganisation{}, errs.AlreadyExists("referrer_organisation").Because(err)
	}
	if err := changed(rows, err, "referrer organisation"); err != nil {
		return intake.ReferrerOrganisation{}, err
	}
	o.Updated, o.Version = tx.Now(), o.Version+1
	return o, nil
}

type organisationRow struct {
	ID               string         `db:"id"`
	Name             string         `db:"name"`
	Kind             string         `db:"kind"`
	PartnerStatus    string         `db:"partner_status"`
	Liaison          sql.NullString `db:"liaison"`
	LastContact      sql.NullTime   `db:"last_contact_date"`
	LastContactKind  string         `db:"last_contact_kind"`
	NextContact      sql.NullTime   `db:"next_contact_date"`
	MeetingsAttended int32          `db:"meetings_attended"`
	Code             sql.NullString `db:"code"`
	CodeApplications int64          `db:"code_applications"`
	Created          time.Time      `db:"create_time"`
	Updated          time.Time      `db:"update_time"`
	Version          int64          `db:"version"`
}

func (r organisationRow) organisation() intake.ReferrerOrganisation {
	return intake.ReferrerOrganisation{
		ID: r.ID, Name: r.Name, Kind: r.Kind, PartnerStatus: r.PartnerStatus, Liaison: r.Liaison.String,
		LastContactDay: dayOf(r.LastContact), LastContactKind: r.LastContactKind, NextContactDay: dayOf(r.NextContact),
		MeetingsAttended: r.MeetingsAttended, Code: r.Code.String, CodeApplications: r.CodeApplications,
		Created: r.Created, Updated: r.Updated, Version: r.Version,
	}
}

const organisationQuery = `SELECT id, name, kind, partner_status, liaison, last_contact_date, last_contact_kind, next_contact_date,
	meetings_attended, code, code_applications, create_time, update_time, version
	FROM intake.referrer_organisation WHERE municipality = $1`

// Organisation reads one organisation.
func (s *Store) Organisation(ctx context.Context, tx *pg.Tx, id string) (intake.ReferrerOrganisation, error) {
	return s.readOrganisation(ctx, tx, ` AND id = $2`, id)
}

// LockOrganisation reads one organisation and keeps others from changing it until the transaction
// ends.
func (s *Store) LockOrganisation(ctx context.Context, tx *pg.Tx, id string) (intake.ReferrerOrganisation, error) {
	return s.readOrganisation(ctx, tx, ` AND id = $2 FOR UPDATE`, id)
}

func (s *Store) organisationNamed(ctx context.Context, tx *pg.Tx, name string) (intake.ReferrerOrganisation, error) {
	return s.readOrganisation(ctx, tx, ` AND name_key = $2`, person.NameKey(name))
}

func (s *Store) readOrganisation(ctx context.Context, tx *pg.Tx, where, value string) (intake.ReferrerOrganisation, error) {
	var row organisationRow
	if err := tx.Get(ctx, &row, organisationQuery+where, municipality(ctx), value); err != nil {
		return intake.ReferrerOrganisation{}, notFound(err, "referrer_organisation")
	}
	return row.organisation(), nil
}

// lastContact is where an organisation stands in the order of last contacts (intake.NoContact when there was none).
const lastContact = `coalesce(last_contact_date, DATE '` + intake.NoContact + `')`

// Organisations reads a page of the organisations that a filter lets through: by name without regard to case, accents and
// spaces (person.NameKey is the key of its pages), or by last contact and then by name.
func (s *Store) Organisations(ctx context.Context, tx *pg.Tx, f intake.PartnerFilter, after []string, limit int) ([]intake.ReferrerOrganisation, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx)}}
	if f.Kind != "" {
		q.And("kind = " + q.Arg(f.Kind))
	}
	if f.Status != "" {
		q.And("partner_status = " + q.Arg(f.Status))
	}
	if f.SilentSince != "" {
		q.And(lastContact + " < " + q.Arg(f.SilentSince) + "::date")
	}
	order := "name_key"
	switch {
	case f.LongestSilentFirst:
		order = lastContact + ", name_key"
		if len(after) == 2 {
			q.And("(" + lastContact + ", name_key) > (" + q.Arg(after[0]) + "::date, " + q.Arg(after[1]) + ")")
		}
	case len(after) == 1:
		q.And("name_key > " + q.Arg(after[0]))
	}
	var rows []organisationRow
	if err := tx.Select(ctx, &rows, organisationQuery+q.More()+` ORDER BY `+order+` LIMIT `+q.Arg(limit), q.Args...); err != nil {
		return nil, fmt.Errorf("list referrer organisations: %w", err)
	}
	list := make([]intake.ReferrerOrganisation, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.organisation())
	}
	return list, nil
}

// CountReferrerCode counts an application that came with the code of an organisation, when there is one.
func (s *Store) CountReferrerCode(ctx context.Context, tx *pg.Tx, code string) error {
	_, err := tx.Exec(ctx, `UPDATE intake.referrer_organisation SET code_applications = code_applications + 1
		WHERE municipality = $1 AND code = $2`, municipality(ctx), code)
	if err != nil {
		return fmt.Errorf("count the code of an organisation: %w", err)
	}
	return nil
}
