package store

import (
	"context"

	"oco.example/oco/server/platform/pg"
)

// ReferrerMayKnow reports whether the resident of an application agreed that the referrer hears where it stands. It does not
// log: the call that asks reads the case of the same resident.
func (s *Store) ReferrerMayKnow(ctx context.Context, tx *pg.Tx, application string) (may bool, err error) {
	err = tx.Get(ctx, &may, `SELECT `+referrerKnows()+` FROM intake.application a
		JOIN intake.dossier d ON d.municipality = a.municipality AND d.id = a.dossier
		WHERE a.municipality = $1 AND a.id = $2`, tx.Municipality(), application)
	return may, pg.Found(err, "application", "read a consent")
}
