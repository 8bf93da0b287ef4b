package store

import (
	"context"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/pg"
)

const formCodes = `SELECT ` + codeColumns + ` FROM admin.code
WHERE municipality = $1 AND list IN ('NEIGHBOURHOOD', 'SUB_THEME', 'TARGET_GROUP') AND active ORDER BY list, position, code`

// FormCodes reads what can be chosen on the public form, list by list, each in its order.
func (s *Store) FormCodes(ctx context.Context, tx *pg.Tx, municipality string) ([]admin.Code, error) {
	return selectCodes(ctx, tx, formCodes, municipality)
}
