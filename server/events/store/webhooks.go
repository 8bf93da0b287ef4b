package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/events"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Webhooks keeps webhook subscriptions.
type Webhooks struct{ keys *subject.Keys }

// NewWebhooks returns the store; keys derive what deliveries are signed with.
func NewWebhooks(keys *subject.Keys) *Webhooks { return &Webhooks{keys: keys} }

type webhookRow struct {
	ID           string       `db:"id"`
	URL          string       `db:"url"`
	EventTypes   pg.Strings   `db:"event_types"`
	State        string       `db:"state"`
	Position     int64        `db:"position"`
	Succeeded    sql.NullTime `db:"success_time"`
	Failed       sql.NullTime `db:"failure_time"`
	Failure      string       `db:"failure"`
	FailingSince sql.NullTime `db:"failing_since"`
	Attempts     int          `db:"attempts"`
	Retry        sql.NullTime `db:"retry_time"`
	Created      time.Time    `db:"create_time"`
	Updated      time.Time    `db:"update_time"`
	Version      int64        `db:"version"`
}

func (r webhookRow) webhook() events.Webhook {
	return events.Webhook{
		ID: r.ID, URL: r.URL, EventTypes: r.EventTypes, State: events.WebhookState(r.State), Position: r.Position,
		Succeeded: r.Succeeded.Time, Failed: r.Failed.Time, Failure: events.WebhookFailure(r.Failure), FailingSince: r.FailingSince.Time,
		Attempts: r.Attempts, Retry: r.Retry.Time, Created: r.Created, Updated: r.Updated, Version: r.Version,
	}
}

const webhookColumns = `id, url, event_types, state, position, success_time, failure_time, failure, failing_since, attempts, retry_time,
	create_time, update_time, version`

const selectWebhook = `SELECT ` + webhookColumns + ` FROM events.webhook_subscription WHERE municipality = $1`

func nullTime(t time.Time) sql.NullTime { return sql.NullTime{Time: t, Valid: !t.IsZero()} }

// Key is what deliveries of a subscription are signed with.
func (s *Webhooks) Key(ctx context.Context, tx *pg.Tx, id string) ([]byte, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return nil, err
	}
	return secrets.Webhook(id), nil
}

// LastPosition is that of the last event of the municipality.
func (s *Webhooks) LastPosition(ctx context.Context, tx *pg.Tx) (position int64, err error) {
	err = tx.Get(ctx, &position, selectPosition, tx.Municipality())
	if err != nil {
		return 0, fmt.Errorf("read the last position: %w", err)
	}
	return position, nil
}

// InsertWebhook stores a new subscription and returns it with its id.
func (s *Webhooks) InsertWebhook(ctx context.Context, tx *pg.Tx, w events.Webhook) (events.Webhook, error) {
	w.ID, w.Created, w.Updated, w.Version = pg.NewID(), tx.Now(), tx.Now(), 1
	_, err := tx.Exec(ctx, `INSERT INTO events.webhook_subscription (municipality, id, url, event_types, state, position, create_time, update_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`, tx.Municipality(), w.ID, w.URL, pg.Array(w.EventTypes), string(w.State), w.Position, tx.Now())
	if err != nil {
		return events.Webhook{}, fmt.Errorf("store a webhook subscription: %w", err)
	}
	return w, nil
}

// Webhook reads one subscription.
func (s *Webhooks) Webhook(ctx context.Context, tx *pg.Tx, id string) (events.Webhook, error) {
	return s.readWebhook(ctx, tx, ` AND id = $2`, id)
}

// LockWebhook is Webhook that keeps others from changing it until the transaction ends.
func (s *Webhooks) LockWebhook(ctx context.Context, tx *pg.Tx, id string) (events.Webhook, error) {
	return s.readWebhook(ctx, tx, ` AND id = $2 FOR UPDATE`, id)
}

func (s *Webhooks) readWebhook(ctx context.Context, tx *pg.Tx, where, id string) (events.Webhook, error) {
	var row webhookRow
	if err := tx.Get(ctx, &row, selectWebhook+where, tx.Municipality(), id); err != nil {
		return events.Webhook{}, pg.Found(err, "webhook_subscription", "read a webhook subscription")
	}
	return row.webhook(), nil
}

// Webhooks reads a page of the subscriptions, the newest first.
func (s *Webhooks) Webhooks(ctx context.Context, tx *pg.Tx, after []string, limit int) ([]events.Webhook, error) {
	q := &pg.Conditions{Args: []any{tx.Municipality()}}
	if len(after) == 1 {
		q.And("id < " + q.Arg(after[0]) + "::uuid")
	}
	var rows []webhookRow
	if err := tx.Select(ctx, &rows, selectWebhook+q.More()+` ORDER BY id DESC LIMIT `+q.Arg(limit), q.Args...); err != nil {
		return nil, fmt.Errorf("list webhook subscriptions: %w", err)
	}
	list := make([]events.Webhook, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.webhook())
	}
	return list, nil
}

// SaveWebhook writes a subscription that was locked back, counts its version up, and takes it away from whoever
// delivers at this moment: what they still send is as it was, and does not count.
func (s *Webhooks) SaveWebhook(ctx context.Context, tx *pg.Tx, w events.Webhook) (events.Webhook, error) {
	rows, err := tx.Exec(ctx, `UPDATE events.webhook_subscription SET url = $4, event_types = $5, state = $6, position = $7, failing_since = $8,
		attempts = $9, retry_time = $10, claim = NULL, claim_until = NULL, update_time = $11, version = version + 1
		WHERE municipality = $1 AND id = $2 AND version = $3`, tx.Municipality(), w.ID, w.Version, w.URL, pg.Array(w.EventTypes),
		string(w.State), w.Position, nullTime(w.FailingSince), w.Attempts, nullTime(w.Retry), tx.Now())
	if err != nil {
		return events.Webhook{}, fmt.Errorf("save a webhook subscription: %w", err)
	}
	if rows == 0 {
		return events.Webhook{}, errs.EtagMismatch()
	}
	w.Updated, w.Version = tx.Now(), w.Version+1
	return w, nil
}

// DeleteWebhook removes a subscription that was locked.
func (s *Webhooks) DeleteWebhook(ctx context.Context, tx *pg.Tx, id string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM events.webhook_subscription WHERE municipality = $1 AND id = $2`, tx.Municipality(), id); err != nil {
		return fmt.Errorf("delete a webhook subscription: %w", err)
	}
	return nil
}

// dueWebhooks are the subscriptions that somebody could deliver to now.
func (s *Webhooks) dueWebhooks(ctx context.Context, tx *pg.Tx) (ids []string, err error) {
	err = tx.Select(ctx, &ids, `SELECT s.id FROM events.webhook_subscription s WHERE s.municipality = $1 AND s.state = 'ACTIVE'
		AND (s.retry_time IS NULL OR s.retry_time <= $2) AND (s.claim_until IS NULL OR s.claim_until <= $2)
		AND s.position < (`+selectPosition+`) ORDER BY s.id`, tx.Municipality(), tx.Now())
	if err != nil {
		return nil, fmt.Errorf("find webhooks with something to deliver: %w", err)
	}
	return ids, nil
}

// claimWebhook takes a subscription for a while; ok is false when another replica has it, or there is nothing to do any more.
func (s *Webhooks) claimWebhook(ctx context.Context, tx *pg.Tx, id, claim string, term time.Duration) (w events.Webhook, ok bool, err error) {
	var row webhookRow
	err = tx.Get(ctx, &row, `UPDATE events.webhook_subscription SET claim = $3, claim_until = $5
		WHERE municipality = $1 AND id = $2 AND state = 'ACTIVE' AND (retry_time IS NULL OR retry_time <= $4)
		AND (claim_until IS NULL OR claim_until <= $4) RETURNING `+webhookColumns, tx.Municipality(), id, claim, tx.Now(), tx.Now().Add(term))
	if errors.Is(err, pg.ErrNoRows) {
		return events.Webhook{}, false, nil
	}
	if err != nil {
		return events.Webhook{}, false, fmt.Errorf("take a webhook subscription: %w", err)
	}
	return row.webhook(), true, nil
}

// noteWebhook stores what came of a delivery and holds the claim for a further term, none to let go of it. ours is
// false when it was taken away meanwhile; then nothing is stored.
func (s *Webhooks) noteWebhook(ctx context.Context, tx *pg.Tx, w events.Webhook, claim string, term time.Duration) (ours bool, err error) {
	until := sql.NullTime{Time: tx.Now().Add(term), Valid: term > 0}
	rows, err := tx.Exec(ctx, `UPDATE events.webhook_subscription SET state = $4, position = $5, success_time = $6, failure_time = $7, failure = $8,
		failing_since = $9, attempts = $10, retry_time = $11, claim_until = $12, claim = CASE WHEN $12::timestamptz IS NULL THEN NULL ELSE claim END,
		version = version + CASE WHEN state = $4 THEN 0 ELSE 1 END
		WHERE municipality = $1 AND id = $2 AND claim = $3`, tx.Municipality(), w.ID, claim, string(w.State), w.Position, nullTime(w.Succeeded),
		nullTime(w.Failed), string(w.Failure), nullTime(w.FailingSince), w.Attempts, nullTime(w.Retry), until)
	if err != nil {
		return false, fmt.Errorf("note a delivery: %w", err)
	}
	return rows > 0, nil
}
