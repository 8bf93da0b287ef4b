package store

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/events"
	"oco.example/oco/server/events/webhook"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// Sender delivers letters; see webhook.Sender.
type Sender interface {
	Send(ctx context.Context, l webhook.Letter) events.WebhookFailure
}

// Courier delivers events to webhooks: of each subscription in order, each event at least once and under the same id.
// Any number of replicas may run one; while one has claimed a subscription, the others pass it by. No transaction is
// open while a receiver answers.
type Courier struct {
	// DB is the pool of oco_worker.
	DB *pg.DB
	// Webhooks are the subscriptions.
	Webhooks *Webhooks
	// Sender delivers.
	Sender Sender
	// OIN is that of who runs the platform, for the source of an event.
	OIN string
	// Municipalities lists where to look.
	Municipalities func(ctx context.Context) ([]string, error)
	// Activity is the processing activity that the work belongs to.
	Activity string
	// Interval is how often it looks when no hint comes: 5 s when zero.
	Interval time.Duration
	// Log takes what went wrong; slog.Default when nil.
	Log *slog.Logger

	slots chan struct{}
	work  sync.WaitGroup
}

const (
	// claimTerm is how long a claim holds: longer than a receiver may take for one delivery. Each delivery renews it.
	claimTerm = time.Minute
	// atOnce is how many subscriptions one replica delivers to at the same time.
	atOnce = 32
)

// Run delivers until ctx ends, and returns when the deliveries under way are noted. hints say where to look at once;
// nil means by the interval alone.
func (c *Courier) Run(ctx context.Context, hints <-chan string) {
	c.slots = make(chan struct{}, atOnce)
	defer c.work.Wait()
	ticker := time.NewTicker(cmp.Or(c.Interval, defaultInterval))
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

func (c *Courier) everywhere(ctx context.Context) {
	municipalities, err := c.Municipalities(ctx)
	if err != nil {
		c.complain(ctx, "the municipalities cannot be listed now", err)
		return
	}
	for _, municipality := range municipalities {
		c.visit(ctx, municipality)
	}
}

// visit begins to deliver what there is in a municipality. A receiver that is slow holds up no other; what finds no
// slot waits for the next look.
func (c *Courier) visit(ctx context.Context, municipality string) {
	ctx = c.within(ctx, municipality)
	due, err := c.due(ctx)
	if err != nil {
		c.complain(ctx, "webhooks cannot be looked up now", err)
		return
	}
	for _, id := range due {
		select {
		case c.slots <- struct{}{}:
			c.work.Go(func() {
				defer func() { <-c.slots }()
				if err := c.deliver(ctx, id); err != nil {
					c.complain(ctx, "events cannot be delivered now", err, "webhook", id)
				}
			})
		default:
			return
		}
	}
}

// Drain delivers what there is in a municipality to one subscription after the other, and returns when that is done.
func (c *Courier) Drain(ctx context.Context, municipality string) error {
	ctx = c.within(ctx, municipality)
	due, err := c.due(ctx)
	for _, id := range due {
		if err := c.deliver(ctx, id); err != nil {
			return err
		}
	}
	return err
}

func (c *Courier) within(ctx context.Context, municipality string) context.Context {
	return call.With(ctx, call.Call{
		Method: "deliver webhooks", Municipality: municipality, Role: call.RoleSystem, Scope: call.ScopeMunicipality, Activity: c.Activity,
	})
}

func (c *Courier) due(ctx context.Context) (ids []string, err error) {
	err = c.DB.Read(ctx, func(tx *pg.Tx) (err error) {
		ids, err = c.Webhooks.dueWebhooks(ctx, tx)
		return err
	})
	return ids, err
}

// round is the work of one replica on one subscription that it claimed.
type round struct {
	*Courier
	claim string
	w     events.Webhook
	key   []byte
}

// deliver claims a subscription and delivers to it until there is nothing more, it fails, or it is taken away.
func (c *Courier) deliver(ctx context.Context, id string) error {
	r := &round{Courier: c, claim: pg.NewID()}
	claimed := false
	err := c.DB.Write(ctx, func(tx *pg.Tx) (err error) {
		if r.w, claimed, err = c.Webhooks.claimWebhook(ctx, tx, id, r.claim, claimTerm); err != nil || !claimed {
			return err
		}
		r.key, err = c.Webhooks.Key(ctx, tx, id)
		return err
	})
	if err != nil || !claimed {
		return err
	}
	for {
		batch, err := r.read(ctx)
		on := err == nil && len(batch) > 0
		if on {
			on, err = r.take(ctx, batch)
		}
		if !on {
			// Who was told to go lets go as well: the next one need not wait for the claim to lapse.
			_, letGo := r.note(context.WithoutCancel(ctx), 0)
			return errors.Join(err, letGo)
		}
	}
}

func (r *round) read(ctx context.Context) (batch []*eventv1.Event, err error) {
	err = r.DB.Read(ctx, func(tx *pg.Tx) (err error) {
		batch, err = read(ctx, tx, r.w.Position, defaultBatch)
		return err
	})
	return batch, err
}

// take delivers a batch; on is false when it ends here.
func (r *round) take(ctx context.Context, batch []*eventv1.Event) (on bool, err error) {
	for _, event := range batch {
		letter, wanted, err := r.letter(event)
		if err != nil {
			return false, err
		}
		if !wanted {
			r.w.Position = event.GetPosition()
			continue
		}
		switch failure := r.Sender.Send(ctx, letter); {
		case failure == events.Delivered:
		case isOver(ctx): // we go, which is no fault of the receiver
			return false, nil
		default:
			return false, r.fail(ctx, failure)
		}
		if on, err := r.succeed(context.WithoutCancel(ctx), event.GetPosition()); err != nil || !on {
			return false, err
		}
	}
	return r.note(ctx, claimTerm)
}

func (r *round) letter(event *eventv1.Event) (l webhook.Letter, wanted bool, err error) {
	kind := EventType(event)
	if kind == "" || !r.w.Wants(kind) || !SystemSees(event) {
		return webhook.Letter{}, false, nil
	}
	id, body, err := cloudEvent(r.OIN, event)
	return webhook.Letter{URL: r.w.URL, ID: id, Body: body, Key: r.key}, true, err
}

func (r *round) succeed(ctx context.Context, position int64) (ours bool, err error) {
	err = r.DB.Write(ctx, func(tx *pg.Tx) (err error) {
		w := r.w
		w.Succeed(position, tx.Now())
		if ours, err = r.Webhooks.noteWebhook(ctx, tx, w, r.claim, claimTerm); err == nil && ours {
			r.w = w
		}
		return err
	})
	return ours, err
}

// fail notes the failure and lets go; who gave up tells it.
func (r *round) fail(ctx context.Context, failure events.WebhookFailure) error {
	return r.DB.Write(ctx, func(tx *pg.Tx) error {
		w := r.w
		stopped := w.Fail(failure, tx.Now())
		ours, err := r.Webhooks.noteWebhook(ctx, tx, w, r.claim, 0)
		if err == nil && ours && stopped {
			tx.Emit(tx.Now(), pg.Live, &eventv1.WebhookStopped{WebhookSubscription: w.ID, Failure: string(failure), Position: w.Position})
		}
		return err
	})
}

// note stores how far it is, and holds the claim for a further term, none to let go.
func (r *round) note(ctx context.Context, term time.Duration) (ours bool, err error) {
	err = r.DB.Write(ctx, func(tx *pg.Tx) (err error) {
		ours, err = r.Webhooks.noteWebhook(ctx, tx, r.w, r.claim, term)
		return err
	})
	return ours, err
}

func (c *Courier) complain(ctx context.Context, what string, err error, more ...any) {
	if ctx.Err() != nil {
		return
	}
	log := c.Log
	if log == nil {
		log = slog.Default()
	}
	log.ErrorContext(ctx, what, append([]any{"municipality", call.From(ctx).Municipality, "error", err}, more...)...)
}

func isOver(ctx context.Context) bool { return ctx.Err() != nil }
