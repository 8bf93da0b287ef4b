// Package label reads what people call the codes of a municipality's lists, for every slice that tells of a code.
package label

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
)

// An entry that was taken off the list still labels whom it was noted for.
const selectLabels = `SELECT code, label_nl, label_en FROM published.code_label
WHERE municipality = $1 AND list = $2 AND code = ANY($3::text[])`

// Of are the labels of codes of one list (a name of the contract without prefix, "TARGET_GROUP"), by code, in a language.
// Without an English one the Dutch one serves; a code that the list never had is its own label.
func Of(ctx context.Context, tx *pg.Tx, list, language string, codes []string) (map[string]string, error) {
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
	if err := tx.Select(ctx, &rows, selectLabels, tx.Municipality(), list, pg.Array(codes)); err != nil {
		return nil, fmt.Errorf("read the labels of %s: %w", list, err)
	}
	for _, row := range rows {
		labels[row.Code] = row.LabelNL
		if language == "en" && row.LabelEN != "" {
			labels[row.Code] = row.LabelEN
		}
	}
	return labels, nil
}
