package pg

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/lib/pq"
	"google.golang.org/protobuf/proto"
)

// Origin says how an event came to be.
type Origin string

// The origins.
const (
	// Live is what happened through a call of the platform.
	Live Origin = "LIVE"
	// Import is history that was taken over; it never sends mail or starts a clock.
	Import Origin = "IMPORT"
)

type pendingEvent struct {
	occurred time.Time
	origin   Origin
	payload  proto.Message
}

// Emit appends an event to those of the municipality when the transaction commits. at is when it
// happened, which for imported history lies in the past. payload holds closed-list values,
// dates, numbers and pseudonyms, never personal data: events outlive the erasure of a dossier.
func (tx *Tx) Emit(at time.Time, origin Origin, payload proto.Message) {
	tx.mu.Lock()
	defer tx.mu.Unlock()
	tx.events = append(tx.events, pendingEvent{occurred: at, origin: origin, payload: payload})
}

// insertEvents raises the municipality's clock and gives its events the positions it passed. The
// row of the clock stays locked until the commit, so positions have no gaps and follow the order
// of commits.
const insertEvents = `
WITH clock AS (
  INSERT INTO platform.event_clock AS c (municipality, position) VALUES ($1, $2)
  ON CONFLICT (municipality) DO UPDATE SET position = c.position + excluded.position
  RETURNING c.position
)
INSERT INTO platform.event (municipality, position, kind, occurred_time, recorded_time, origin, payload)
SELECT $1, clock.position - $2 + e.ordinal, e.kind, e.occurred_time, $3, e.origin, e.payload
FROM clock, unnest($4::text[], $5::timestamptz[], $6::text[], $7::bytea[]) WITH ORDINALITY AS e (kind, occurred_time, origin, payload, ordinal)`

func (tx *Tx) writeEvents(ctx context.Context) error {
	if len(tx.events) == 0 {
		return nil
	}
	if tx.call.Municipality == "" {
		return errors.New("pg: an event belongs to a municipality and this call has none")
	}
	var kinds, times, origins []string
	var payloads [][]byte
	for _, e := range tx.events {
		payload, err := proto.MarshalOptions{Deterministic: true}.Marshal(e.payload)
		if err != nil {
			return fmt.Errorf("marshal event: %w", err)
		}
		kinds = append(kinds, string(e.payload.ProtoReflect().Descriptor().FullName()))
		times = append(times, e.occurred.UTC().Format(time.RFC3339Nano))
		origins = append(origins, string(e.origin))
		payloads = append(payloads, payload)
	}
	if _, err := tx.Exec(ctx, insertEvents, tx.call.Municipality, len(tx.events), tx.now,
		pq.Array(kinds), pq.Array(times), pq.Array(origins), pq.ByteaArray(payloads)); err != nil {
		return fmt.Errorf("append events: %w", err)
	}
	return nil
}
