package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

const tableRepresentative = "intake.representative"

// InsertRepresentative stores a new representative under the key of the resident's dossier, and
// returns it with its id.
func (s *Store) InsertRepresentative(ctx context.Context, tx *pg.Tx, r intake.Representative) (intake.Representative, error) {
	key, err := s.dossierKey(ctx, tx, r.Resident, "")
	if err != nil {
		return intake.Representative{}, err
	}
	r.ID, r.Created, r.Updated, r.Version = pg.NewID(), tx.Now(), tx.Now(), 1
	v := vault{key: key, table: tableRepresentative}
	args := []any{
		municipality(ctx), r.ID, r.Resident, r.Kind, v.seal("name", r.Name), v.seal("phone", r.Phone), v.seal("email", r.Email),
		v.seal("extent", r.Extent), pg.Null(r.SeenDay), tx.Now(),
	}
	if v.err != nil {
		return intake.Representative{}, v.err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.representative (municipality, id, dossier, kind, name, phone, email, extent, seen_date,
		create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`, args...)
	if err != nil {
		return intake.Representative{}, fmt.Errorf("store a representative: %w", err)
	}
	tx.Logged("store representative", key.LogID)
	return r, nil
}

type representativeRow struct {
	ID      string `db:"id"`
	Dossier string `db:"dossier"`
	// Resident is the person whose dossier that is now.
	Resident string       `db:"resident"`
	Kind     string       `db:"kind"`
	Name     []byte       `db:"name"`
	Phone    []byte       `db:"phone"`
	Email    []byte       `db:"email"`
	Extent   []byte       `db:"extent"`
	Seen     sql.NullTime `db:"seen_date"`
	Created  time.Time    `db:"create_time"`
	Updated  time.Time    `db:"update_time"`
	Version  int64        `db:"version"`
	subject.Row
}

const representativeQuery = `SELECT p.id, p.dossier, d.person AS resident, p.kind, p.name, p.phone, p.email, p.extent, p.seen_date, p.create_time,
	p.update_time, p.version, ` + subject.Columns + ` FROM intake.representative p
	JOIN intake.dossier d ON d.municipality = p.municipality AND d.id = p.dossier
	JOIN platform.subject_key k ON k.municipality = p.municipality AND k.subject = p.dossier
	WHERE p.municipality = $1`

// Representative reads one representative; the read is logged.
func (s *Store) Representative(ctx context.Context, tx *pg.Tx, id string) (intake.Representative, error) {
	return s.readRepresentative(ctx, tx, ` AND p.id = $2`, id)
}

// RepresentativeOf reads a representative of a resident; the read is logged.
func (s *Store) RepresentativeOf(ctx context.Context, tx *pg.Tx, resident, id string) (intake.Representative, error) {
	return s.readRepresentative(ctx, tx, ` AND p.dossier IN `+group+` AND p.id = $3`, resident, id)
}

func (s *Store) readRepresentative(ctx context.Context, tx *pg.Tx, where string, ids ...any) (intake.Representative, error) {
	var row representativeRow
	args := append([]any{municipality(ctx)}, ids...)
	if err := tx.GetLogged(ctx, &row, "read representative", representativeQuery+where, args...); err != nil {
		return intake.Representative{}, notFound(err, "representative")
	}
	return s.representative(ctx, row)
}

// Representatives reads a page of the representatives of a resident, the newest first. The read is logged.
func (s *Store) Representatives(ctx context.Context, tx *pg.Tx, resident string, after []string, limit int) ([]intake.Representative, error) {
	if _, err := s.dossierKey(ctx, tx, resident, ""); err != nil {
		return nil, err
	}
	q := &pg.Conditions{Args: []any{municipality(ctx), resident}}
	q.And("p.dossier IN " + group)
	if len(after) == 1 {
		q.And("p.id < " + q.Arg(after[0]) + "::uuid")
	}
	var rows []representativeRow
	err := tx.SelectLogged(ctx, &rows, "list representatives", representativeQuery+q.More()+` ORDER BY p.id DESC LIMIT `+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list representatives: %w", err)
	}
	list := make([]intake.Representative, 0, len(rows))
	for _, row := range rows {
		r, err := s.representative(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// DeleteRepresentative removes a representative that was read; NOT_FOUND when somebody else did.
func (s *Store) DeleteRepresentative(ctx context.Context, tx *pg.Tx, r intake.Representative) error {
	key, err := s.dossierKey(ctx, tx, r.Resident, "")
	if err != nil {
		return err
	}
	rows, err := tx.Exec(ctx, `DELETE FROM intake.representative WHERE municipality = $1 AND id = $2`, municipality(ctx), r.ID)
	if err != nil {
		return fmt.Errorf("remove a representative: %w", err)
	}
	if rows == 0 {
		return errs.NotFound("representative")
	}
	tx.Logged("remove representative", key.LogID)
	return nil
}

func (s *Store) representative(ctx context.Context, row representativeRow) (intake.Representative, error) {
	key, err := s.keys.Open(ctx, row.Dossier, row.Row)
	if err != nil {
		return intake.Representative{}, fmt.Errorf("open a dossier: %w", err)
	}
	v := vault{key: key, table: tableRepresentative}
	r := intake.Representative{
		ID: row.ID, Resident: row.Resident, Kind: row.Kind, Name: v.open("name", row.Name), Phone: v.open("phone", row.Phone),
		Email: v.open("email", row.Email), Extent: v.open("extent", row.Extent), SeenDay: dayOf(row.Seen),
		Created: row.Created, Updated: row.Updated, Version: row.Version,
	}
	return r, v.err
}
