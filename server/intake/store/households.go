package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
)

// memberRow is a resident of a household: not who it is, but that it is there.
type memberRow struct {
	ID    string `db:"id"`
	LogID string `db:"log_id"`
}

func membersOf(rows []memberRow) []string {
	ids := make([]string, 0, len(rows))
	for _, row := range rows {
		ids = append(ids, row.ID)
	}
	return ids
}

// LockResidents keeps residents from being changed until the transaction ends, and returns which
// of the ids are residents: one that was merged into another is none any more.
func (s *Store) LockResidents(ctx context.Context, tx *pg.Tx, ids []string) (known []string, err error) {
	var rows []memberRow
	err = tx.SelectLogged(ctx, &rows, "read residents", `SELECT d.id, k.log_id FROM intake.dossier d
		JOIN platform.subject_key k ON k.municipality = d.municipality AND k.subject = d.id
		WHERE d.municipality = $1 AND d.id = ANY ($2::uuid[]) AND d.merged_into IS NULL ORDER BY d.id FOR UPDATE OF d`,
		municipality(ctx), pg.Array(list(ids)))
	if err != nil {
		return nil, fmt.Errorf("lock residents: %w", err)
	}
	return membersOf(rows), nil
}

// InsertHousehold stores a new household of residents that were locked, and returns it with its id.
func (s *Store) InsertHousehold(ctx context.Context, tx *pg.Tx, h intake.Household) (intake.Household, error) {
	h.ID, h.Created, h.Updated, h.Version = pg.NewID(), tx.Now(), tx.Now(), 1
	_, err := tx.Exec(ctx, `INSERT INTO intake.household (municipality, id, create_time, update_time) VALUES ($1, $2, $3, $3)`,
		municipality(ctx), h.ID, tx.Now())
	if err != nil {
		return intake.Household{}, fmt.Errorf("store a household: %w", err)
	}
	return h, s.saveMembers(ctx, tx, h)
}

// SaveHousehold writes a household back whose residents were locked, and counts its version up.
func (s *Store) SaveHousehold(ctx context.Context, tx *pg.Tx, h intake.Household) (intake.Household, error) {
	rows, err := tx.Exec(ctx, `UPDATE intake.household SET update_time = $4, version = version + 1
		WHERE municipality = $1 AND id = $2 AND version = $3`, municipality(ctx), h.ID, h.Version, tx.Now())
	if err := changed(rows, err, "household"); err != nil {
		return intake.Household{}, err
	}
	h.Updated, h.Version = tx.Now(), h.Version+1
	return h, s.saveMembers(ctx, tx, h)
}

// saveMembers says who belongs to the household. Who belonged to another leaves it, which changes
// that one as well.
func (s *Store) saveMembers(ctx context.Context, tx *pg.Tx, h intake.Household) error {
	members := pg.Array(list(h.Residents))
	_, err := tx.Exec(ctx, `UPDATE intake.household SET update_time = $4, version = version + 1
		WHERE municipality = $1 AND id <> $2 AND id IN (SELECT d.household FROM intake.dossier d
		WHERE d.municipality = $1 AND d.id = ANY ($3::uuid[]))`, municipality(ctx), h.ID, members, tx.Now())
	if err != nil {
		return fmt.Errorf("change the household that was left: %w", err)
	}
	var subjects []string
	err = tx.Select(ctx, &subjects, `WITH moved AS (UPDATE intake.dossier d
		SET household = CASE WHEN d.id = ANY ($3::uuid[]) THEN $2::uuid END, update_time = $4, version = d.version + 1
		WHERE d.municipality = $1 AND ((d.household = $2 AND d.id <> ALL ($3::uuid[]))
		OR (d.id = ANY ($3::uuid[]) AND d.household IS DISTINCT FROM $2)) RETURNING d.municipality, d.id)
		SELECT k.log_id FROM moved JOIN platform.subject_key k ON k.municipality = moved.municipality AND k.subject = moved.id`,
		municipality(ctx), h.ID, members, tx.Now())
	if err != nil {
		return fmt.Errorf("store who lives in a household: %w", err)
	}
	if len(subjects) > 0 {
		tx.Logged("change household", subjects...)
	}
	return nil
}

type householdRow struct {
	ID      string    `db:"id"`
	Created time.Time `db:"create_time"`
	Updated time.Time `db:"update_time"`
	Version int64     `db:"version"`
}

// Household reads one household; the read is logged.
func (s *Store) Household(ctx context.Context, tx *pg.Tx, id string) (intake.Household, error) {
	return s.readHousehold(ctx, tx, id, "")
}

// LockHousehold reads one household and keeps others from changing it until the transaction ends.
func (s *Store) LockHousehold(ctx context.Context, tx *pg.Tx, id string) (intake.Household, error) {
	return s.readHousehold(ctx, tx, id, " FOR UPDATE")
}

func (s *Store) readHousehold(ctx context.Context, tx *pg.Tx, id, lock string) (intake.Household, error) {
	var row householdRow
	err := tx.Get(ctx, &row, `SELECT id, create_time, update_time, version FROM intake.household
		WHERE municipality = $1 AND id = $2`+lock, municipality(ctx), id)
	if err != nil {
		return intake.Household{}, notFound(err, "household")
	}
	var members []memberRow
	err = tx.SelectLogged(ctx, &members, "read household", `SELECT d.id, k.log_id FROM intake.dossier d
		JOIN platform.subject_key k ON k.municipality = d.municipality AND k.subject = d.id
		WHERE d.municipality = $1 AND d.household = $2 ORDER BY d.id`, municipality(ctx), id)
	if err != nil {
		return intake.Household{}, fmt.Errorf("read who lives in a household: %w", err)
	}
	return intake.Household{
		ID: row.ID, Residents: membersOf(members), Created: row.Created, Updated: row.Updated, Version: row.Version,
	}, nil
}
