package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const columns = `m.id, m.kind, m.cause, m.period, m.recipient_kind, m.recipient, m.application, m.dossier, m.about, m.channel, m.state, m.language,
  m.subject, m.body, m.words, m.no_voicemail, m.no_calendar, m.instruction, m.attempts, m.next_attempt_time, m.fault, m.stop_fault, m.sent_time,
  m.untold, m.version, m.create_time, m.update_time, ` + subject.Columns

var beside = subject.Lookup("m", "recipient")

type row struct {
	ID            string         `db:"id"`
	Kind          string         `db:"kind"`
	Cause         int64          `db:"cause"`
	Period        string         `db:"period"`
	RecipientKind string         `db:"recipient_kind"`
	Recipient     string         `db:"recipient"`
	Application   sql.NullString `db:"application"`
	Dossier       sql.NullString `db:"dossier"`
	About         sql.NullString `db:"about"`
	Untold        bool           `db:"untold"`
	Channel       string         `db:"channel"`
	State         string         `db:"state"`
	Language      string         `db:"language"`
	Subject       []byte         `db:"subject"`
	Body          []byte         `db:"body"`
	Words         []byte         `db:"words"`
	NoVoicemail   bool           `db:"no_voicemail"`
	NoCalendar    bool           `db:"no_calendar"`
	Instruction   []byte         `db:"instruction"`
	Attempts      int            `db:"attempts"`
	NextAttempt   sql.NullTime   `db:"next_attempt_time"`
	Fault         string         `db:"fault"`
	Stopped       string         `db:"stop_fault"`
	SentTime      sql.NullTime   `db:"sent_time"`
	Version       int64          `db:"version"`
	CreateTime    time.Time      `db:"create_time"`
	UpdateTime    time.Time      `db:"update_time"`
	subject.Row
}

// Insert stores a new message, unless there is one of this cause, kind and recipient already, or the recipient was erased.
func (s *Store) Insert(ctx context.Context, tx *pg.Tx, m message.Message) (fresh bool, err error) {
	key, err := s.keys.Get(ctx, tx, m.To.ID)
	if errors.Is(err, pg.ErrNoRows) {
		return false, nil // it went with the person
	}
	if err != nil {
		return false, err
	}
	texts, err := seal(key, m)
	if err != nil {
		return false, err
	}
	rows, err := tx.Exec(ctx, `INSERT INTO message.message (municipality, id, kind, cause, period, recipient_kind, recipient, application, dossier, about,
		channel, state, language, subject, body, no_voicemail, no_calendar, instruction, words, next_attempt_time, fault, untold, create_time, update_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $23)
		ON CONFLICT (municipality, cause, period, kind, recipient_kind, recipient) DO NOTHING`,
		tx.Municipality(), m.ID, string(m.Kind), m.Cause, m.Period, string(m.To.Kind), m.To.ID, pg.Null(m.To.Application), pg.Null(m.Dossier),
		pg.Null(m.About), string(m.Channel), string(m.State), m.Language, texts[0], texts[1], m.Mind.NoVoicemail, m.Mind.NoCalendar, texts[2],
		texts[3], pg.NullTime(m.NextAttempt), string(m.Fault), m.Untold, tx.Now())
	if err != nil {
		return false, fmt.Errorf("store a message: %w", err)
	}
	tx.Logged("write message", key.LogID)
	return rows == 1, nil
}

// seal gives the ciphertexts of subject, body, instruction and words.
func seal(key subject.Key, m message.Message) ([4][]byte, error) {
	var texts [4][]byte
	var err error
	for i, column := range []struct {
		name string
		text sealed.Text
	}{{"subject", m.Subject}, {"body", m.Body}, {"instruction", m.Mind.Instruction}, {"words", m.Words}} {
		if texts[i], err = key.Seal(table, column.name, column.text); err != nil {
			return texts, err
		}
	}
	return texts, nil
}

// Told are the people who were told of a period, without what it was about.
func (s *Store) Told(ctx context.Context, tx *pg.Tx, period string) (map[message.Recipient]bool, error) {
	var rows []struct {
		Kind string `db:"recipient_kind"`
		ID   string `db:"recipient"`
	}
	err := tx.Select(ctx, &rows, `SELECT recipient_kind, recipient FROM message.message WHERE municipality = $1 AND cause = 0 AND period = $2`, tx.Municipality(), period)
	if err != nil {
		return nil, fmt.Errorf("find who was told of a period: %w", err)
	}
	told := make(map[message.Recipient]bool, len(rows))
	for _, r := range rows {
		told[message.Recipient{Kind: message.RecipientKind(r.Kind), ID: r.ID}] = true
	}
	return told, nil
}

// WroteAbout reports whether there is a message of a kind about something.
func (s *Store) WroteAbout(ctx context.Context, tx *pg.Tx, kind message.Kind, about string) (wrote bool, err error) {
	err = tx.Get(ctx, &wrote, `SELECT EXISTS (SELECT FROM message.message WHERE municipality = $1 AND about = $2 AND kind = $3)`, tx.Municipality(), about, string(kind))
	if err != nil {
		return false, fmt.Errorf("find what was told of something: %w", err)
	}
	return wrote, nil
}

// Get reads one message and logs it; action says what for.
func (s *Store) Get(ctx context.Context, tx *pg.Tx, id, action string) (message.Message, error) {
	var r row
	err := tx.GetLogged(ctx, &r, action, `SELECT `+columns+` FROM message.message m`+beside+` WHERE m.municipality = $1 AND m.id = $2`,
		tx.Municipality(), id)
	if err := pg.Found(err, message.Resource, "read a message"); err != nil {
		return message.Message{}, err
	}
	return s.open(ctx, r)
}

// Lock is Get that keeps others from changing the message until the transaction ends.
func (s *Store) Lock(ctx context.Context, tx *pg.Tx, id, action string) (message.Message, error) {
	var held bool
	err := tx.Get(ctx, &held, `SELECT true FROM message.message WHERE municipality = $1 AND id = $2 FOR UPDATE`, tx.Municipality(), id)
	if err := pg.Found(err, message.Resource, "hold a message"); err != nil {
		return message.Message{}, err
	}
	return s.Get(ctx, tx, id, action)
}

// List reads up to limit messages, the newest first, that come after the one with the id after.
func (s *Store) List(ctx context.Context, tx *pg.Tx, filter message.Filter, after string, limit int) ([]message.Message, error) {
	q := pg.Within("m", tx.Municipality())
	if filter.Application != "" {
		q.And("m.application = " + q.Arg(filter.Application))
	}
	if filter.Channel != "" {
		q.And("m.channel = " + q.Arg(string(filter.Channel)))
	}
	if len(filter.States) == 1 {
		q.And("m.state = " + q.Arg(string(filter.States[0])))
	} else if len(filter.States) > 1 {
		q.And("m.state = ANY (" + q.Arg(pg.Array(filter.States)) + ")")
	}
	if after != "" {
		q.And("m.id < " + q.Arg(after))
	}
	const newest = " ORDER BY m.id DESC"
	text := "SELECT " + columns + " FROM (SELECT m.* FROM message.message m" + q.Where() + newest + " LIMIT " + q.Arg(limit) + ") m" + beside + newest
	var rows []row
	if err := tx.SelectLogged(ctx, &rows, "list messages", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list messages: %w", err)
	}
	return s.all(ctx, rows)
}

// Save stores where a locked message stands, with the way that it goes and the words of that way.
func (s *Store) Save(ctx context.Context, tx *pg.Tx, m message.Message) error {
	key, err := s.keys.Get(ctx, tx, m.To.ID)
	if errors.Is(err, pg.ErrNoRows) {
		return nil // it went with the person
	}
	if err != nil {
		return err
	}
	texts, err := seal(key, m)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE message.message SET channel = $3, state = $4, no_voicemail = $5, no_calendar = $6, instruction = $7, attempts = $8,
		next_attempt_time = $9, fault = $10, sent_time = $11, update_time = $12, subject = $13, body = $14, words = $15, version = version + 1
		WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), m.ID, string(m.Channel), string(m.State), m.Mind.NoVoicemail, m.Mind.NoCalendar, texts[2], m.Attempts,
		pg.NullTime(m.NextAttempt), string(m.Fault), pg.NullTime(m.SentTime), tx.Now(), texts[0], texts[1], texts[3])
	if err != nil {
		return fmt.Errorf("save a message: %w", err)
	}
	return nil
}

func (s *Store) all(ctx context.Context, rows []row) ([]message.Message, error) {
	list := make([]message.Message, 0, len(rows))
	for _, r := range rows {
		m, err := s.open(ctx, r)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

func (s *Store) open(ctx context.Context, r row) (message.Message, error) {
	key, err := s.keys.Open(ctx, r.Recipient, r.Row)
	if err != nil {
		return message.Message{}, fmt.Errorf("open a message: %w", err)
	}
	m := message.Message{
		ID: r.ID, Kind: message.Kind(r.Kind), Cause: r.Cause, Period: r.Period,
		To:      message.Recipient{Kind: message.RecipientKind(r.RecipientKind), ID: r.Recipient, Application: r.Application.String},
		Dossier: r.Dossier.String, About: r.About.String, Untold: r.Untold, Channel: message.Channel(r.Channel), State: message.State(r.State), Language: r.Language,
		Mind: message.Mind{NoVoicemail: r.NoVoicemail, NoCalendar: r.NoCalendar}, Attempts: r.Attempts, NextAttempt: utc(r.NextAttempt),
		Fault: message.Fault(r.Fault), Stopped: message.Fault(r.Stopped), SentTime: utc(r.SentTime), Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}
	for _, column := range []struct {
		name   string
		sealed []byte
		to     *sealed.Text
	}{{"subject", r.Subject, &m.Subject}, {"body", r.Body, &m.Body}, {"instruction", r.Instruction, &m.Mind.Instruction}, {"words", r.Words, &m.Words}} {
		if *column.to, err = key.Open(table, column.name, column.sealed); err != nil {
			return message.Message{}, fmt.Errorf("open a message: %w", err)
		}
	}
	return m, nil
}
