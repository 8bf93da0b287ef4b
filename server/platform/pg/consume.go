package pg

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Event is an event as it was appended.
type Event struct {
	// Position is its place among the events of the municipality: 1, 2, 3, … without gaps, in
	// the order of commits.
	Position int64 `db:"position"`
	// Kind is the full name of the message in Payload.
	Kind string `db:"kind"`
	// OccurredTime is when it happened, RecordedTime when the platform learned of it.
	OccurredTime time.Time `db:"occurred_time"`
	RecordedTime time.Time `db:"recorded_time"`
	// Origin says whether it is imported history.
	Origin Origin `db:"origin"`
	// Payload is the message in binary form.
	Payload []byte `db:"payload"`
}

const (
	selectEvents = `SELECT position, kind, occurred_time, recorded_time, origin, payload
FROM platform.event WHERE municipality = $1 AND position > $2 ORDER BY position LIMIT $3`
	selectClock = `SELECT position FROM platform.event_clock WHERE municipality = $1`
	insertPlace = `INSERT INTO platform.event_place (municipality, consumer, position) VALUES ($1, $2, 0)
ON CONFLICT (municipality, consumer) DO NOTHING`
	lockPlace = `SELECT position FROM platform.event_place WHERE municipality = $1 AND consumer = $2 FOR UPDATE SKIP LOCKED`
	seePlace  = `SELECT position FROM platform.event_place WHERE municipality = $1 AND consumer = $2`
	movePlace = `UPDATE platform.event_place SET position = $3 WHERE municipality = $1 AND consumer = $2`
)

// Events returns the events of the municipality after a position, in order, at most limit.
func (tx *Tx) Events(ctx context.Context, after int64, limit int) ([]Event, error) {
	var list []Event
	if err := tx.Select(ctx, &list, selectEvents, tx.Municipality(), after, limit); err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	return list, nil
}

// LastPosition is the position of the municipality's last event, zero when there is none.
func (tx *Tx) LastPosition(ctx context.Context) (int64, error) {
	var position int64
	if err := tx.Get(ctx, &position, selectClock, tx.Municipality()); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("read the position of events: %w", err)
	}
	return position, nil
}

// TakePlace locks a consumer's place in the municipality until the transaction ends and returns
// the position of the last event it has seen, zero for a new consumer. taken is false when
// another replica holds it: there is nothing to do here then.
func (tx *Tx) TakePlace(ctx context.Context, consumer string) (position int64, taken bool, err error) {
	err = tx.Get(ctx, &position, lockPlace, tx.Municipality(), consumer)
	if errors.Is(err, sql.ErrNoRows) {
		// Either locked or not there yet; only a missing row is made, so nobody waits for a lock.
		err = tx.Get(ctx, &position, seePlace, tx.Municipality(), consumer)
		if err == nil {
			return 0, false, nil
		}
		if errors.Is(err, sql.ErrNoRows) {
			if _, err = tx.Exec(ctx, insertPlace, tx.Municipality(), consumer); err == nil {
				err = tx.Get(ctx, &position, lockPlace, tx.Municipality(), consumer)
			}
			if errors.Is(err, sql.ErrNoRows) {
				return 0, false, nil
			}
		}
	}
	if err != nil {
		return 0, false, fmt.Errorf("take the place of %s: %w", consumer, err)
	}
	return position, true, nil
}

// MovePlace stores how far the consumer has come, in the transaction that holds the effect of
// the events up to there. The place must have been taken.
func (tx *Tx) MovePlace(ctx context.Context, consumer string, position int64) error {
	moved, err := tx.Exec(ctx, movePlace, tx.Municipality(), consumer, position)
	if err == nil && moved != 1 {
		err = errors.New("it was not taken")
	}
	if err != nil {
		return fmt.Errorf("move the place of %s: %w", consumer, err)
	}
	return nil
}
