package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// Handler does what an event asks for, in the transaction that also stores that it was done. It
// runs again when the transaction does, so it has no effect outside the database.
type Handler func(ctx context.Context, tx *pg.Tx, event *eventv1.Event) error

// Consumer follows the events of every municipality, each in order and each exactly once: how far
// it has come is a row of its own, stored in the transaction of the effects. Any number of
// replicas may run the same consumer; while one is at a municipality, the others pass it by.
type Consumer struct {
	// Name is under which its places are stored; it never changes.
	Name string
	// DB is the pool of oco_worker.
	DB *pg.DB
	// Municipalities lists where to look.
	Municipalities func(ctx context.Context) ([]string, error)
	// Handle does the work.
	Handle Handler
	// Activity is the processing activity that the work belongs to.
	Activity string
	// Batch is how many events go into one transaction: 200 when zero.
	Batch int
	// Interval is how often it looks when no hint comes: 5 s when zero.
	Interval time.Duration
	// Log takes what went wrong; slog.Default when nil.
	Log *slog.Logger

	settled sync.Map // municipalities in which the place is known to be there
}

const (
	defaultBatch    = 200
	defaultInterval = 5 * time.Second
)

const (
	// No row means that another replica is here.
	lockPlace   = `SELECT position FROM platform.event_place WHERE municipality = $1 AND consumer = $2 FOR UPDATE SKIP LOCKED`
	insertPlace = `INSERT INTO platform.event_place (municipality, consumer, position) VALUES ($1, $2, 0) ON CONFLICT (municipality, consumer) DO NOTHING`
	updatePlace = `UPDATE platform.event_place SET position = $3 WHERE municipality = $1 AND consumer = $2`
)

// Run follows the events until ctx ends, and returns when the work under way is done or undone.
// hints say where to look at once; nil means by the interval alone.
func (c *Consumer) Run(ctx context.Context, hints <-chan string) {
	interval := c.Interval
	if interval == 0 {
		interval = defaultInterval
	}
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	c.everywhere(ctx)
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			c.everywhere(ctx)
		case municipality, open := <-hints:
			switch {
			case !open:
				hints = nil // the interval remains
			case municipality == "":
				c.everywhere(ctx)
			default:
				c.visit(ctx, municipality)
			}
		}
	}
}

func (c *Consumer) everywhere(ctx context.Context) {
	municipalities, err := c.Municipalities(ctx)
	if err != nil {
		c.complain(ctx, "the municipalities cannot be listed now", err)
		return
	}
	for _, municipality := range municipalities {
		if ctx.Err() != nil {
			return
		}
		c.visit(ctx, municipality)
	}
}

// visit works one municipality off. What fails is tried again at the next visit: a later event is
// never handled before an earlier one.
func (c *Consumer) visit(ctx context.Context, municipality string) {
	if _, err := c.Drain(ctx, municipality); err != nil {
		c.complain(ctx, "events cannot be handled now", err, "municipality", municipality)
	}
}

func (c *Consumer) complain(ctx context.Context, what string, err error, more ...any) {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return
	}
	log := c.Log
	if log == nil {
		log = slog.Default()
	}
	log.ErrorContext(ctx, what, append([]any{"consumer", c.Name, "error", err}, more...)...)
}

// Drain handles what there is in a municipality, batch by batch, and returns how many events it
// handled: none while another replica is at it.
func (c *Consumer) Drain(ctx context.Context, municipality string) (handled int, err error) {
	ctx = call.With(ctx, call.Call{
		Method: "consume " + c.Name, Municipality: municipality, Role: call.RoleSystem, Scope: call.ScopeMunicipality, Activity: c.Activity,
	})
	batch := c.Batch
	if batch == 0 {
		batch = defaultBatch
	}
	if err := c.settle(ctx, municipality); err != nil {
		return 0, err
	}
	for {
		n, err := c.step(ctx, municipality, batch)
		handled += n
		if err != nil || n < batch {
			return handled, err
		}
	}
}

// step handles one batch in one transaction.
func (c *Consumer) step(ctx context.Context, municipality string, batch int) (handled int, err error) {
	err = c.DB.Write(ctx, func(tx *pg.Tx) error {
		handled = 0
		position, ours, err := c.take(ctx, tx, municipality)
		if err != nil || !ours {
			return err
		}
		events, err := read(ctx, tx, position, batch)
		if err != nil || len(events) == 0 {
			return err
		}
		for _, event := range events {
			if err := c.Handle(ctx, tx, event); err != nil {
				return fmt.Errorf("event %d: %w", event.GetPosition(), err)
			}
		}
		handled = len(events)
		_, err = tx.Exec(ctx, updatePlace, municipality, c.Name, events[len(events)-1].GetPosition())
		return err
	})
	if err != nil {
		return 0, err
	}
	return handled, nil
}

// take locks the consumer's place in the municipality; not ours when another replica has it.
func (c *Consumer) take(ctx context.Context, tx *pg.Tx, municipality string) (position int64, ours bool, err error) {
	err = tx.Get(ctx, &position, lockPlace, municipality, c.Name)
	if errors.Is(err, pg.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("take the place of %s: %w", c.Name, err)
	}
	return position, true, nil
}

// settle makes the consumer's place at the first visit, in a transaction of its own: another
// replica that comes for the first time waits for that one, not for the work.
func (c *Consumer) settle(ctx context.Context, municipality string) error {
	if _, settled := c.settled.Load(municipality); settled {
		return nil
	}
	err := c.DB.Write(ctx, func(tx *pg.Tx) error {
		_, err := tx.Exec(ctx, insertPlace, municipality, c.Name)
		return err
	})
	if err != nil {
		return fmt.Errorf("make the place of %s: %w", c.Name, err)
	}
	c.settled.Store(municipality, true)
	return nil
}
