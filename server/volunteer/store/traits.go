package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer"
)

var selectTraits = `SELECT s.id, s.gender, s.lived_experience, s.lived_experience_consent_date IS NOT NULL AS consented, ` + subject.Columns + `
FROM unnest($2::uuid[]) AS asked (id) CROSS JOIN LATERAL (SELECT s.municipality, s.id, s.gender, s.lived_experience,
    s.lived_experience_consent_date FROM volunteer.supporter s
  WHERE s.municipality = $1 AND s.id = asked.id OFFSET 0) s` + subject.Lookup("s", "id")

// Traits reads and logs what the sealed files of supporters say that a resident may wish, by id. Lived experience counts
// only with the supporter's consent.
func (s *Store) Traits(ctx context.Context, tx *pg.Tx, ids []string) (map[string]volunteer.Traits, error) {
	var rows []struct {
		ID              string `db:"id"`
		Gender          []byte `db:"gender"`
		LivedExperience []byte `db:"lived_experience"`
		Consented       bool   `db:"consented"`
		subject.Row
	}
	err := tx.SelectLogged(ctx, &rows, "read traits of supporters for a match", selectTraits, tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("read traits of supporters: %w", err)
	}
	traits := make(map[string]volunteer.Traits, len(rows))
	for _, r := range rows {
		key, err := s.keys.Open(ctx, r.ID, r.Row)
		if err != nil {
			return nil, fmt.Errorf("read traits of supporters: %w", err)
		}
		gender, err := key.Open(table, "gender", r.Gender)
		if err != nil {
			return nil, fmt.Errorf("read traits of supporters: %w", err)
		}
		lived, err := key.Open(table, "lived_experience", r.LivedExperience)
		if err != nil {
			return nil, fmt.Errorf("read traits of supporters: %w", err)
		}
		traits[r.ID] = volunteer.Traits{Gender: gender.Reveal(), LivedExperience: r.Consented && lived.Reveal() == experienced}
	}
	return traits, nil
}
