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

// Stopped keeps messages that are being sent from being stopped until the transaction ends, and tells which were already, and why.
func (s *Store) Stopped(ctx context.Context, tx *pg.Tx, ids []string) (map[string]message.Fault, error) {
	var rows []struct {
		ID    string `db:"id"`
		Fault string `db:"stop_fault"`
	}
	err := tx.Select(ctx, &rows, `SELECT m.id, m.stop_fault FROM message.message m WHERE m.municipality = $1 AND m.id = ANY ($2::uuid[]) ORDER BY m.id FOR UPDATE`,
		tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("find what was stopped: %w", err)
	}
	stopped := make(map[string]message.Fault, len(rows))
	for _, row := range rows {
		stopped[row.ID] = message.Fault(row.Fault)
	}
	return stopped, nil
}

// stop cancels what has not gone out yet, for the reason $2. What is being sent is not sent again; its version stays, so that
// the sender can note how it went.
const stop = `UPDATE message.message SET update_time = $3,
  state = CASE state WHEN 'SENDING' THEN state ELSE 'CANCELLED' END, fault = CASE state WHEN 'SENDING' THEN fault ELSE $2 END,
  next_attempt_time = CASE state WHEN 'SENDING' THEN next_attempt_time END, stop_fault = CASE state WHEN 'SENDING' THEN $2 ELSE stop_fault END,
  version = version + CASE state WHEN 'SENDING' THEN 0 ELSE 1 END
WHERE municipality = $1 AND state IN ('QUEUED', 'SENDING', 'TO_DO', 'FAILED', 'BOUNCED') AND `

// Stop cancels what has not gone out yet of an application, and of the resident whom it is about.
func (s *Store) Stop(ctx context.Context, tx *pg.Tx, application, dossier string, why message.Fault) error {
	_, err := tx.Exec(ctx, stop+`(application = $4 OR dossier = nullif($5, '')::uuid)`, tx.Municipality(), string(why), tx.Now(), application, dossier)
	if err != nil {
		return fmt.Errorf("stop messages: %w", err)
	}
	return nil
}

// StopAbout cancels what has not gone out yet about an offer, an appointment or what else it is of.
func (s *Store) StopAbout(ctx context.Context, tx *pg.Tx, about string, why message.Fault) error {
	if _, err := tx.Exec(ctx, stop+`about = $4`, tx.Municipality(), string(why), tx.Now(), about); err != nil {
		return fmt.Errorf("stop messages: %w", err)
	}
	return nil
}
