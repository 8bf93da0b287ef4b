package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
)

const pastQuery = `SELECT a.id, a.dossier, k.log_id, a.state, a.route, a.life_domains, a.target_groups, a.neighbourhood, a.organisation,
	a.application_date, (SELECT d.interpreter_language FROM intake.dossier d
	  WHERE d.municipality = a.municipality AND d.id = a.dossier) AS interpreter_language, a.create_time FROM intake.application a
	JOIN platform.subject_key k ON k.municipality = a.municipality AND k.subject = a.dossier
	WHERE a.municipality = $1 AND a.application_date >= $2 AND a.route IN ('INFORMAL', 'FORMAL')
	ORDER BY a.application_date DESC, a.id DESC LIMIT $3`

// Supported are up to limit applications since a day for which a supporter was sought, the newest first, with when each was
// stored. Nothing in it is opened, and as of Outline nothing is logged.
func (s *Store) Supported(ctx context.Context, tx *pg.Tx, since string, limit int) ([]intake.Past, error) {
	var rows []struct {
		outlineRow
		CreateTime time.Time `db:"create_time"`
	}
	if err := tx.Select(ctx, &rows, pastQuery, municipality(ctx), since, limit); err != nil {
		return nil, fmt.Errorf("read the applications of a year: %w", err)
	}
	past := make([]intake.Past, 0, len(rows))
	for _, r := range rows {
		past = append(past, intake.Past{Outline: r.outline(), CreateTime: r.CreateTime.UTC()})
	}
	return past, nil
}
