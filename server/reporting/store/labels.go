package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/reporting"
)

// Those that were taken off a list still label what was counted under them, and come last.
const selectLabels = `SELECT list, code, label_nl, label_en FROM published.code_label
WHERE municipality = $1 AND list IN ('REFERRER_KIND', 'NEIGHBOURHOOD') ORDER BY list, NOT active, position, code`

// Codes reads the code lists of the municipality that tables of the monitor go by. They are no
// facts, so they come over the pool of oco_app.
type Codes struct{ db *pg.DB }

// NewCodes returns it; db is the pool of oco_app.
func NewCodes(db *pg.DB) *Codes { return &Codes{db: db} }

// List reads the entries of both lists in their order, labelled in the language.
func (c *Codes) List(ctx context.Context, language string) (map[reporting.Table][]reporting.Entry, error) {
	var rows []struct {
		List    string `db:"list"`
		Code    string `db:"code"`
		LabelNL string `db:"label_nl"`
		LabelEN string `db:"label_en"`
	}
	err := c.db.Read(ctx, func(tx *pg.Tx) error {
		rows = nil
		return tx.Select(ctx, &rows, selectLabels, tx.Municipality())
	})
	if err != nil {
		return nil, fmt.Errorf("read the labels: %w", err)
	}
	entries := map[reporting.Table][]reporting.Entry{}
	for _, row := range rows {
		table := reporting.ReferrerKinds
		if row.List == "NEIGHBOURHOOD" {
			table = reporting.Neighbourhoods
		}
		entry := reporting.Entry{Key: row.Code, Label: row.LabelNL}
		if language == "en" && row.LabelEN != "" {
			entry.Label = row.LabelEN
		}
		entries[table] = append(entries[table], entry)
	}
	return entries, nil
}
