package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
)

// An entry that was taken off the list still labels whom it was noted for.
const selectTargetGroups = `SELECT code, label_nl, label_en FROM published.code_label
WHERE municipality = $1 AND list = 'TARGET_GROUP' AND code = ANY($2::text[])`

// TargetGroups are what people read for codes of the municipality's list of target groups, in the
// language; a code that the list never had is its own label.
func (s *Store) TargetGroups(ctx context.Context, tx *pg.Tx, language string, codes []string) (map[string]string, error) {
	labels := make(map[string]string, len(codes))
	if len(codes) == 0 {
		return labels, nil
	}
	for _, code := range codes {
		labels[code] = code
	}
	var rows []struct {
		Code    string `db:"code"`
		LabelNL string `db:"label_nl"`
		LabelEN string `db:"label_en"`
	}
	if err := tx.Select(ctx, &rows, selectTargetGroups, tx.Municipality(), pg.Array(codes)); err != nil {
		return nil, fmt.Errorf("read the labels of target groups: %w", err)
	}
	for _, row := range rows {
		labels[row.Code] = row.LabelNL
		if language == "en" && row.LabelEN != "" {
			labels[row.Code] = row.LabelEN
		}
	}
	return labels, nil
}
