package store

import (
	"context"
	"errors"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// Told reads what was told of requirements that lapse, by supporter. It tells nothing of a person by itself.
func (s *Store) Told(ctx context.Context, tx *pg.Tx, supporters []string) (map[string]map[volunteer.Lapse]bool, error) {
	var rows []struct {
		Supporter   string `db:"supporter"`
		Requirement string `db:"requirement"`
		Until       string `db:"until_date"`
		Standing    string `db:"standing"`
	}
	err := tx.Select(ctx, &rows, `SELECT supporter, requirement, until_date::text AS until_date, standing FROM volunteer.requirement_told
		WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(supporters))
	if err != nil {
		return nil, fmt.Errorf("read what was told of requirements: %w", err)
	}
	told := map[string]map[volunteer.Lapse]bool{}
	for _, row := range rows {
		if told[row.Supporter] == nil {
			told[row.Supporter] = map[volunteer.Lapse]bool{}
		}
		told[row.Supporter][volunteer.Lapse{Code: row.Requirement, Until: row.Until, Standing: volunteer.Standing(row.Standing)}] = true
	}
	return told, nil
}

// Tell records that whoever watches is told of a supporter who is locked, and returns their account, empty
// when there is none; fresh is false when it was told before.
func (s *Store) Tell(ctx context.Context, tx *pg.Tx, supporter string, lapse volunteer.Lapse) (account string, fresh bool, err error) {
	var row struct {
		Account string `db:"account"`
		LogID   string `db:"log_id"`
	}
	err = tx.Get(ctx, &row, `INSERT INTO volunteer.requirement_told AS t (municipality, supporter, requirement, until_date, standing, create_time)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING
		(SELECT coalesce(s.account::text, '') FROM volunteer.supporter s WHERE s.municipality = $1 AND s.id = $2) AS account,
		(SELECT k.log_id::text FROM platform.subject_key k WHERE k.municipality = $1 AND k.subject = $2) AS log_id`,
		tx.Municipality(), supporter, lapse.Code, lapse.Until, string(lapse.Standing), tx.Now())
	if errors.Is(err, pg.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("record what is told of requirements: %w", err)
	}
	tx.Logged("tell of requirements", row.LogID)
	return row.Account, true, nil
}
