// Package store reads the events that platform/pg appends, and runs the consumers that follow
// them.
package store

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
)

const (
	selectAfter = `SELECT municipality, position, kind, occurred_time, recorded_time, origin, payload FROM platform.event
WHERE municipality = $1 AND position > $2 ORDER BY position LIMIT $3`
	selectPosition = `SELECT coalesce(max(position), 0) FROM platform.event_clock WHERE municipality = $1`
)

type eventRow struct {
	Municipality string    `db:"municipality"`
	Position     int64     `db:"position"`
	Kind         string    `db:"kind"`
	OccurredTime time.Time `db:"occurred_time"`
	RecordedTime time.Time `db:"recorded_time"`
	Origin       string    `db:"origin"`
	Payload      []byte    `db:"payload"`
}

// Log reads the events of any municipality, each in its own tenant. It is the source of a feed.
type Log struct{ db *pg.DB }

// NewLog returns the log; db is the pool of oco_app.
func NewLog(db *pg.DB) *Log { return &Log{db: db} }

// After reads at most limit events after a position, in their order.
func (l *Log) After(ctx context.Context, municipality string, after int64, limit int) ([]*eventv1.Event, error) {
	var list []*eventv1.Event
	ctx = within(ctx, municipality)
	err := l.db.Read(ctx, func(tx *pg.Tx) (err error) {
		list, err = read(ctx, tx, after, limit)
		return err
	})
	return list, err
}

// Position is that of the last event, 0 when there is none.
func (l *Log) Position(ctx context.Context, municipality string) (int64, error) {
	var position int64
	ctx = within(ctx, municipality)
	err := l.db.Read(ctx, func(tx *pg.Tx) error {
		return tx.Get(ctx, &position, selectPosition, municipality)
	})
	return position, err
}

// within makes the calls of our own, which no door has let in, calls in a municipality.
func within(ctx context.Context, municipality string) context.Context {
	c := call.From(ctx)
	c.Municipality = municipality
	return call.With(ctx, c)
}

func read(ctx context.Context, tx *pg.Tx, after int64, limit int) ([]*eventv1.Event, error) {
	var rows []eventRow
	if err := tx.Select(ctx, &rows, selectAfter, tx.Municipality(), after, limit); err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	list := make([]*eventv1.Event, 0, len(rows))
	for _, row := range rows {
		event, err := row.event()
		if err != nil {
			return nil, err
		}
		list = append(list, event)
	}
	return list, nil
}

// payloads are the fields of the envelope by the full name of the message that each holds.
var payloads = func() map[string]protoreflect.FieldDescriptor {
	fields := (&eventv1.Event{}).ProtoReflect().Descriptor().Oneofs().ByName("payload").Fields()
	byKind := make(map[string]protoreflect.FieldDescriptor, fields.Len())
	for i := range fields.Len() {
		byKind[string(fields.Get(i).Message().FullName())] = fields.Get(i)
	}
	return byKind
}()

// event puts the row into the envelope of the contract. A kind that this version does not know,
// written by a newer one, comes without payload.
func (r eventRow) event() (*eventv1.Event, error) {
	event := &eventv1.Event{
		Position: r.Position, Municipality: r.Municipality, OccurredTime: timestamppb.New(r.OccurredTime),
		RecordedTime: timestamppb.New(r.RecordedTime), Origin: enum.Number[eventv1.EventOrigin](r.Origin),
	}
	field, known := payloads[r.Kind]
	if !known {
		return event, nil
	}
	payload := event.ProtoReflect().NewField(field).Message()
	if err := proto.Unmarshal(r.Payload, payload.Interface()); err != nil {
		return nil, fmt.Errorf("event %d of %s (%s): %w", r.Position, r.Municipality, r.Kind, err)
	}
	event.ProtoReflect().Set(field, protoreflect.ValueOfMessage(payload))
	return event, nil
}
