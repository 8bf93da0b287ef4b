package store

import (
	"context"
	"database/sql"
	"fmt"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/pg"
)

// take picks messages whose time has come, or which a sender took up and did not finish, and passes by those that
// another sender is at.
const take = `UPDATE message.message m SET state = 'SENDING', attempts = m.attempts + 1, next_attempt_time = $3, update_time = $2, version = m.version + 1
FROM (SELECT q.id FROM message.message q WHERE q.municipality = $1 AND q.next_attempt_time <= $2 AND q.channel = ANY ($5)
  ORDER BY q.next_attempt_time, q.id LIMIT $4 FOR UPDATE SKIP LOCKED) due
WHERE m.municipality = $1 AND m.id = due.id RETURNING m.id`

// Take takes up to limit messages by some ways that are due, and marks them as being sent. Nobody else takes them up
// before the lease ends. Reading them is logged.
func (s *Store) Take(ctx context.Context, tx *pg.Tx, channels []message.Channel, limit int) ([]message.Message, error) {
	var ids []string
	err := tx.Select(ctx, &ids, take, tx.Municipality(), tx.Now(), tx.Now().Add(message.Lease), limit, pg.Array(channels))
	if err != nil {
		return nil, fmt.Errorf("take up messages: %w", err)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []row
	err = tx.SelectLogged(ctx, &rows, "send messages", `SELECT `+columns+` FROM message.message m`+beside+`
		WHERE m.municipality = $1 AND m.id = ANY ($2::uuid[]) ORDER BY m.id`, tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("read messages to send: %w", err)
	}
	return s.all(ctx, rows)
}

// note writes what became of messages. One that another sender took up since, or that was erased, is left alone: the
// version tells.
const note = `UPDATE message.message m SET state = n.state, fault = n.fault, next_attempt_time = n.next_attempt_time, sent_time = n.sent_time,
  update_time = $2, version = m.version + 1
FROM unnest($3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[])
  AS n (id, version, state, fault, next_attempt_time, sent_time)
WHERE m.municipality = $1 AND m.id = n.id AND m.version = n.version AND m.state = 'SENDING'`

// Note stores what became of messages that were taken up.
func (s *Store) Note(ctx context.Context, tx *pg.Tx, list []message.Message) error {
	var ids, states, faults []string
	var versions []int64
	var next, sent []sql.NullTime
	for _, m := range list {
		ids, versions, states, faults = append(ids, m.ID), append(versions, m.Version), append(states, string(m.State)), append(faults, string(m.Fault))
		next, sent = append(next, pg.NullTime(m.NextAttempt)), append(sent, pg.NullTime(m.SentTime))
	}
	_, err := tx.Exec(ctx, note, tx.Municipality(), tx.Now(), pg.Array(ids), pg.Array(versions), pg.Array(states), pg.Array(faults), pg.Array(next), pg.Array(sent))
	if err != nil {
		return fmt.Errorf("note what became of messages: %w", err)
	}
	return nil
}

// Stop cancels what has not gone out yet of an application, and of the resident whom it is about.
func (s *Store) Stop(ctx context.Context, tx *pg.Tx, application, dossier string, why message.Fault) error {
	_, err := tx.Exec(ctx, `UPDATE message.message SET state = 'CANCELLED', fault = $4, next_attempt_time = NULL, update_time = $5, version = version + 1
		WHERE municipality = $1 AND state IN ('QUEUED', 'TO_DO', 'FAILED', 'BOUNCED')
		AND (application = $2 OR dossier = nullif($3, '')::uuid)`, tx.Municipality(), application, dossier, string(why), tx.Now())
	if err != nil {
		return fmt.Errorf("stop messages: %w", err)
	}
	return nil
}

// StopAbout cancels what has not gone out yet about an offer.
func (s *Store) StopAbout(ctx context.Context, tx *pg.Tx, about string, why message.Fault) error {
	_, err := tx.Exec(ctx, `UPDATE message.message SET state = 'CANCELLED', fault = $3, next_attempt_time = NULL, update_time = $4, version = version + 1
		WHERE municipality = $1 AND state IN ('QUEUED', 'TO_DO', 'FAILED', 'BOUNCED') AND about = $2`, tx.Municipality(), about, string(why), tx.Now())
	if err != nil {
		return fmt.Errorf("stop messages: %w", err)
	}
	return nil
}
