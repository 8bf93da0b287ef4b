package store

import (
	"context"

	"oco.example/oco/server/platform/label"
	"oco.example/oco/server/platform/pg"
)

// TargetGroups are what people read for codes of the municipality's list of target groups, in the language.
func (s *Store) TargetGroups(ctx context.Context, tx *pg.Tx, language string, codes []string) (map[string]string, error) {
	return label.Of(ctx, tx, "TARGET_GROUP", language, codes)
}
