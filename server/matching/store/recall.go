package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/pg"
)

const (
	selectPastWishes = `SELECT DISTINCT ON (w.application) w.application, w.language, w.complexity FROM matching.wishes w
WHERE w.municipality = $1 AND w.application = ANY($2::uuid[]) ORDER BY w.application, w.id DESC`
	selectPastCases = `SELECT o.dossier, o.supporter, o.create_time FROM matching.offer o
WHERE o.municipality = $1 AND o.dossier = ANY($2::uuid[]) AND o.support_case IS NOT NULL ORDER BY o.create_time, o.id`
)

// Recall adds to applications of the past what was wished, and who had supported the resident before.
func (s *Store) Recall(ctx context.Context, tx *pg.Tx, past []matching.Past) error {
	at, applications, dossiers := make(map[string]int, len(past)), make([]string, 0, len(past)), make([]string, 0, len(past))
	for i, p := range past {
		at[p.ID] = i
		applications, dossiers = append(applications, p.ID), append(dossiers, p.Dossier)
	}
	var wishes []struct {
		Application string `db:"application"`
		Language    string `db:"language"`
		Complexity  string `db:"complexity"`
	}
	if err := tx.Select(ctx, &wishes, selectPastWishes, tx.Municipality(), pg.Array(applications)); err != nil {
		return fmt.Errorf("read the wishes of a year: %w", err)
	}
	for _, r := range wishes {
		past[at[r.Application]].Wishes = matching.Wishes{Language: r.Language, Complexity: matching.Complexity(r.Complexity)}
	}
	type supported struct {
		Dossier    string    `db:"dossier"`
		Supporter  string    `db:"supporter"`
		CreateTime time.Time `db:"create_time"`
	}
	var cases []supported
	if err := tx.Select(ctx, &cases, selectPastCases, tx.Municipality(), pg.Array(dossiers)); err != nil {
		return fmt.Errorf("read who supported whom: %w", err)
	}
	had := map[string][]supported{}
	for _, c := range cases {
		had[c.Dossier] = append(had[c.Dossier], c)
	}
	for i, p := range past {
		for _, c := range had[p.Dossier] { // the oldest first: the last before the application counts
			if c.CreateTime.Before(p.Stored) {
				past[i].Previous = c.Supporter
			}
		}
	}
	return nil
}
