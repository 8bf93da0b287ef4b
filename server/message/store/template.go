package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/pg"
)

const templateQuery = `SELECT t.kind, t.channel, t.language, t.subject, t.body, t.version, t.create_time, t.update_time FROM message.template t
WHERE t.municipality = $1`

type templateRow struct {
	Kind       string    `db:"kind"`
	Channel    string    `db:"channel"`
	Language   string    `db:"language"`
	Subject    string    `db:"subject"`
	Body       string    `db:"body"`
	Version    int64     `db:"version"`
	CreateTime time.Time `db:"create_time"`
	UpdateTime time.Time `db:"update_time"`
}

// Templates are the texts that the municipality wrote itself, by ResourceID.
func (s *Store) Templates(ctx context.Context, tx *pg.Tx) (map[string]message.Template, error) {
	var rows []templateRow
	if err := tx.Select(ctx, &rows, templateQuery, tx.Municipality()); err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	own := make(map[string]message.Template, len(rows))
	for _, r := range rows {
		t := message.Template{
			Kind: message.Kind(r.Kind), Channel: message.Channel(r.Channel), Language: r.Language, Subject: r.Subject, Body: r.Body, Version: r.Version,
			CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
		}
		own[t.ResourceID()] = t
	}
	return own, nil
}

// SaveTemplate stores the municipality's own text.
func (s *Store) SaveTemplate(ctx context.Context, tx *pg.Tx, t message.Template) error {
	_, err := tx.Exec(ctx, `INSERT INTO message.template (municipality, kind, channel, language, subject, body, create_time, update_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (municipality, kind, channel, language) DO UPDATE
		SET subject = excluded.subject, body = excluded.body, update_time = excluded.update_time, version = message.template.version + 1`,
		tx.Municipality(), string(t.Kind), string(t.Channel), t.Language, t.Subject, t.Body, tx.Now())
	if err != nil {
		return fmt.Errorf("store a template: %w", err)
	}
	return nil
}
