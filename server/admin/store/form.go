package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/pg"
)

// formCodeRow is what the public form shows of an entry. The form is read more often than anything
// else, so it reads no more than that.
type formCodeRow struct {
	List       string `db:"list"`
	Code       string `db:"code"`
	LabelNL    string `db:"label_nl"`
	LabelEN    string `db:"label_en"`
	LifeDomain string `db:"life_domain"`
}

const formCodes = `SELECT list, code, label_nl, label_en, life_domain FROM admin.code
WHERE municipality = $1 AND list IN ('NEIGHBOURHOOD', 'SUB_THEME', 'TARGET_GROUP') AND active ORDER BY list, position, code`

// FormCodes reads what can be chosen on the public form, list by list, each in its order: of each
// entry the list, code, labels and life domain.
func (s *Store) FormCodes(ctx context.Context, tx *pg.Tx, municipality string) ([]admin.Code, error) {
	var rows []formCodeRow
	if err := tx.Select(ctx, &rows, formCodes, municipality); err != nil {
		return nil, fmt.Errorf("read the codes of the form: %w", err)
	}
	codes := make([]admin.Code, 0, len(rows))
	for _, r := range rows {
		codes = append(codes, admin.Code{
			Municipality: municipality, List: admin.List(r.List), Code: r.Code, LabelNL: r.LabelNL, LabelEN: r.LabelEN, LifeDomain: r.LifeDomain,
		})
	}
	return codes, nil
}
