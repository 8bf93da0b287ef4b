package support

import "time"

// CardBatchResource is the word for a batch of thank-you cards in errors.
const CardBatchResource = "card_batch"

// CardBatch is a number of thank-you cards that are printed with one code. The code tells a batch, never a case.
type CardBatch struct {
	// ID is a UUIDv7.
	ID    string
	Label string
	Cards int
	// Code is what stands on the cards.
	Code string
	// Uses is how often somebody came by one of them.
	Uses int64
	// CreateTime is UTC.
	CreateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the batch again.
func (b CardBatch) ResourceID() string { return b.ID }
