package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

const cardColumns = "b.id, b.label, b.cards, b.code, b.uses, b.create_time"

type cardRow struct {
	ID         string    `db:"id"`
	Label      string    `db:"label"`
	Cards      int       `db:"cards"`
	Code       string    `db:"code"`
	Uses       int64     `db:"uses"`
	CreateTime time.Time `db:"create_time"`
}

func (r cardRow) batch() support.CardBatch {
	return support.CardBatch{ID: r.ID, Label: r.Label, Cards: r.Cards, Code: r.Code, Uses: r.Uses, CreateTime: r.CreateTime.UTC()}
}

// InsertCardBatch stores a new batch.
func (s *Store) InsertCardBatch(ctx context.Context, tx *pg.Tx, b support.CardBatch) error {
	_, err := tx.Exec(ctx, `INSERT INTO support.card_batch (municipality, id, label, cards, code, create_time) VALUES ($1, $2, $3, $4, $5, $6)`,
		tx.Municipality(), b.ID, b.Label, b.Cards, b.Code, tx.Now())
	if err != nil {
		return fmt.Errorf("store a batch of cards: %w", err)
	}
	return nil
}

// CardBatch reads one, or NOT_FOUND.
func (s *Store) CardBatch(ctx context.Context, tx *pg.Tx, id string) (support.CardBatch, error) {
	var row cardRow
	err := tx.Get(ctx, &row, "SELECT "+cardColumns+" FROM support.card_batch b WHERE b.municipality = $1 AND b.id = $2", tx.Municipality(), id)
	return row.batch(), pg.Found(err, support.CardBatchResource, "read a batch of cards")
}

// CardBatches reads up to limit after the one with id after, the newest first.
func (s *Store) CardBatches(ctx context.Context, tx *pg.Tx, after string, limit int) ([]support.CardBatch, error) {
	q := pg.Within("b", tx.Municipality())
	if after != "" {
		q.And("b.id < " + q.Arg(after))
	}
	var rows []cardRow
	text := "SELECT " + cardColumns + " FROM support.card_batch b" + q.Where() + " ORDER BY b.id DESC LIMIT " + q.Arg(limit)
	if err := tx.Select(ctx, &rows, text, q.Args...); err != nil {
		return nil, fmt.Errorf("list batches of cards: %w", err)
	}
	list := make([]support.CardBatch, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.batch())
	}
	return list, nil
}

// CountCardUse counts a use of the batch with a code, when there is one.
func (s *Store) CountCardUse(ctx context.Context, tx *pg.Tx, code string) error {
	_, err := tx.Exec(ctx, `UPDATE support.card_batch SET uses = uses + 1 WHERE municipality = $1 AND code = $2`, tx.Municipality(), code)
	if err != nil {
		return fmt.Errorf("count the use of a card: %w", err)
	}
	return nil
}
