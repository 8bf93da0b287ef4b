package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const tableHandover = "intake.handover"

// handed is the copy of what was handed over, as it is sealed.
type handed struct {
	Name        string   `json:"name,omitempty"`
	Phone       string   `json:"phone,omitempty"`
	Email       string   `json:"email,omitempty"`
	Postcode    string   `json:"postcode,omitempty"`
	HouseNumber string   `json:"house_number,omitempty"`
	NoPost      bool     `json:"no_post,omitempty"`
	NoEmail     bool     `json:"no_email,omitempty"`
	NoPhone     bool     `json:"no_phone,omitempty"`
	NoVoicemail bool     `json:"no_voicemail,omitempty"`
	NoCalendar  bool     `json:"no_calendar,omitempty"`
	Instruction string   `json:"instruction,omitempty"`
	LifeDomains []string `json:"life_domains,omitempty"`
	Need        string   `json:"need,omitempty"`
}

func handedOf(d intake.HandoverData) (sealed.Text, error) {
	safe := d.SafeContact
	written, err := json.Marshal(handed{
		Name: d.Name.Reveal(), Phone: d.Phone.Reveal(), Email: d.Email.Reveal(), Postcode: d.Postcode.Reveal(),
		HouseNumber: d.HouseNumber.Reveal(), NoPost: safe.NoPost, NoEmail: safe.NoEmail, NoPhone: safe.NoPhone,
		NoVoicemail: safe.NoVoicemail, NoCalendar: safe.NoCalendar, Instruction: safe.Instruction.Reveal(),
		LifeDomains: d.LifeDomains, Need: d.Need.Reveal(),
	})
	if err != nil {
		return sealed.Text{}, fmt.Errorf("write what is handed over: %w", err)
	}
	return sealed.Of(string(written)), nil
}

func (d handed) data() intake.HandoverData {
	return intake.HandoverData{
		Name: sealed.Of(d.Name), Phone: sealed.Of(d.Phone), Email: sealed.Of(d.Email), Postcode: sealed.Of(d.Postcode),
		HouseNumber: sealed.Of(d.HouseNumber), LifeDomains: d.LifeDomains, Need: sealed.Of(d.Need),
		SafeContact: intake.SafeContact{
			NoPost: d.NoPost, NoEmail: d.NoEmail, NoPhone: d.NoPhone, NoVoicemail: d.NoVoicemail, NoCalendar: d.NoCalendar,
			Instruction: sealed.Of(d.Instruction),
		},
	}
}

// RunningCase is the support case that runs for an application, empty when there is none.
func (s *Store) RunningCase(ctx context.Context, tx *pg.Tx, application string) (string, error) {
	var running []string
	err := tx.Select(ctx, &running, `SELECT support_case FROM published.open_case WHERE municipality = $1 AND application = $2`,
		municipality(ctx), application)
	if err != nil {
		return "", fmt.Errorf("find the case of an application: %w", err)
	}
	if len(running) == 0 {
		return "", nil
	}
	return running[0], nil
}

// InsertHandover stores a hand-over of an application of the dossier and returns it with its id; a second one
// that the access team, or the same municipality, has not answered yet is refused.
func (s *Store) InsertHandover(ctx context.Context, tx *pg.Tx, dossier string, h intake.Handover) (intake.Handover, error) {
	key, err := s.keys.Get(ctx, tx, dossier)
	if err != nil {
		return intake.Handover{}, err
	}
	data, err := handedOf(h.Data)
	if err != nil {
		return intake.Handover{}, err
	}
	h.ID, h.Created, h.Updated, h.Version = pg.NewID(), tx.Now(), tx.Now(), 1
	v := vault{key: key, table: tableHandover}
	args := []any{
		municipality(ctx), h.ID, h.Application, pg.Null(h.Case), h.RecipientKind, v.seal("recipient_name", h.RecipientName), h.Reason,
		pg.Array(list(h.Fields)), v.seal("data", data), h.Consent.By, pg.Null(h.Consent.Representative), h.Consent.Day,
		v.seal("consent_purpose", h.Consent.Purpose), string(h.State), h.ReminderDay, tx.Now(), pg.Null(h.RecipientMunicipality),
	}
	if v.err != nil {
		return intake.Handover{}, v.err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.handover (municipality, id, application, support_case, recipient_kind, recipient_name, reason,
		fields, data, consent_by, representative, consent_date, consent_purpose, state, reminder_date, create_time, update_time, recipient_municipality)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $17)`, args...)
	if pg.IsUniqueViolation(err, "handover_once") || pg.IsUniqueViolation(err, "handover_neighbour_once") {
		return intake.Handover{}, errs.AlreadyExists("handover").Because(err)
	}
	if err != nil {
		return intake.Handover{}, fmt.Errorf("store a hand-over: %w", err)
	}
	tx.Logged("store handover", key.LogID)
	return h, nil
}

type handoverRow struct {
	ID             string         `db:"id"`
	Application    string         `db:"application"`
	Dossier        string         `db:"dossier"`
	Case           sql.NullString `db:"support_case"`
	RecipientKind  string         `db:"recipient_kind"`
	RecipientName  []byte         `db:"recipient_name"`
	Neighbour      sql.NullString `db:"recipient_municipality"`
	Reason         string         `db:"reason"`
	Fields         pg.Strings     `db:"fields"`
	Data           []byte         `db:"data"`
	ConsentBy      string         `db:"consent_by"`
	Representative sql.NullString `db:"representative"`
	ConsentDate    time.Time      `db:"consent_date"`
	ConsentPurpose []byte         `db:"consent_purpose"`
	State          string         `db:"state"`
	ReminderDate   time.Time      `db:"reminder_date"`
	AnswerTime     sql.NullTime   `db:"answer_time"`
	AnsweredBy     sql.NullString `db:"answered_by"`
	ReceiverName   []byte         `db:"receiver_name"`
	Reference      []byte         `db:"receiver_reference"`
	Refusal        []byte         `db:"refusal"`
	Version        int64          `db:"version"`
	Created        time.Time      `db:"create_time"`
	Updated        time.Time      `db:"update_time"`
	subject.Row
}

const handoverQuery = `SELECT h.id, h.application, a.dossier, h.support_case, h.recipient_kind, h.recipient_name, h.recipient_municipality, h.reason, h.fields, h.data,
	h.consent_by, h.representative, h.consent_date, h.consent_purpose, h.state, h.reminder_date, h.answer_time, h.answered_by,
	h.receiver_name, h.receiver_reference, h.refusal, h.version, h.create_time, h.update_time, ` + subject.Columns + `
	FROM intake.handover h
	JOIN intake.application a ON a.municipality = $1 AND a.id = h.application
	JOIN platform.subject_key k ON k.municipality = $1 AND k.subject = a.dossier
	WHERE h.municipality = $1`

// toTeam narrows a query on hand-overs (alias h) to those that the access team may reach.
const toTeam = `h.recipient_kind = 'ACCESS_TEAM'`

// Handover reads one hand-over: any, or for the access team one addressed to it. The read is logged.
func (s *Store) Handover(ctx context.Context, tx *pg.Tx, team bool, id string) (intake.Handover, error) {
	return s.readHandover(ctx, tx, team, id, "")
}

// LockHandover is Handover that keeps others from answering it until the transaction ends.
func (s *Store) LockHandover(ctx context.Context, tx *pg.Tx, team bool, id string) (intake.Handover, error) {
	return s.readHandover(ctx, tx, team, id, " FOR UPDATE OF h")
}

func (s *Store) readHandover(ctx context.Context, tx *pg.Tx, team bool, id, lock string) (intake.Handover, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx)}}
	q.And("h.id = " + q.Arg(id))
	if team {
		q.And(toTeam)
	}
	var row handoverRow
	if err := tx.GetLogged(ctx, &row, "read handover", handoverQuery+q.More()+lock, q.Args...); err != nil {
		return intake.Handover{}, notFound(err, "handover")
	}
	return s.handover(ctx, tx, row)
}

// Handovers reads a page of the hand-overs, for the access team of those addressed to it, the newest first. The
// read is logged.
func (s *Store) Handovers(ctx context.Context, tx *pg.Tx, team bool, filter intake.HandoverFilter, after []string, limit int) ([]intake.Handover, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx)}}
	if team {
		q.And(toTeam)
	}
	if filter.State != "" {
		q.And("h.state = " + q.Arg(string(filter.State)))
	}
	if filter.Overdue {
		q.And("h.state = 'SENT' AND h.reminder_date < " + q.Arg(calendar.Day(tx.Now())))
	}
	if filter.Application != "" {
		q.And("h.application = " + q.Arg(filter.Application))
	}
	if len(after) == 1 {
		q.And("h.id < " + q.Arg(after[0]) + "::uuid")
	}
	var rows []handoverRow
	err := tx.SelectLogged(ctx, &rows, "list handovers", handoverQuery+q.More()+` ORDER BY h.id DESC LIMIT `+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list hand-overs: %w", err)
	}
	list := make([]intake.Handover, 0, len(rows))
	for _, row := range rows {
		h, err := s.handover(ctx, tx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, h)
	}
	return list, nil
}

func (s *Store) handover(ctx context.Context, tx *pg.Tx, row handoverRow) (intake.Handover, error) {
	key, err := s.keys.Open(ctx, row.Dossier, row.Row)
	if err != nil {
		return intake.Handover{}, fmt.Errorf("open a dossier: %w", err)
	}
	v := vault{key: key, table: tableHandover}
	data := v.open("data", row.Data)
	h := intake.Handover{
		ID: row.ID, Application: row.Application, Case: row.Case.String, RecipientKind: row.RecipientKind,
		RecipientName: v.open("recipient_name", row.RecipientName), RecipientMunicipality: row.Neighbour.String, Reason: row.Reason, Fields: row.Fields,
		Consent: intake.HandoverConsent{
			By: row.ConsentBy, Representative: row.Representative.String, Day: row.ConsentDate.Format(time.DateOnly),
			Purpose: v.open("consent_purpose", row.ConsentPurpose),
		},
		State: intake.HandoverState(row.State), ReminderDay: row.ReminderDate.Format(time.DateOnly),
		Receipt: intake.HandoverReceipt{
			At: row.AnswerTime.Time, By: row.AnsweredBy.String, Name: v.open("receiver_name", row.ReceiverName),
			Reference: v.open("receiver_reference", row.Reference), Refusal: v.open("refusal", row.Refusal),
		},
		Created: row.Created, Updated: row.Updated, Version: row.Version, Read: tx.Now(),
	}
	if v.err != nil {
		return intake.Handover{}, v.err
	}
	var copied handed
	if err := json.Unmarshal([]byte(data.Reveal()), &copied); err != nil {
		return intake.Handover{}, fmt.Errorf("read what was handed over: %w", err)
	}
	h.Data = copied.data()
	return h, nil
}

// SaveHandover writes where a hand-over that was locked stands, and counts its version up.
func (s *Store) SaveHandover(ctx context.Context, tx *pg.Tx, h intake.Handover) (intake.Handover, error) {
	var dossier string
	err := tx.Get(ctx, &dossier, `SELECT dossier FROM intake.application WHERE municipality = $1 AND id = $2`, municipality(ctx), h.Application)
	if err != nil {
		return intake.Handover{}, notFound(err, "application")
	}
	key, err := s.keys.Get(ctx, tx, dossier)
	if err != nil {
		return intake.Handover{}, err
	}
	v := vault{key: key, table: tableHandover}
	args := []any{
		municipality(ctx), h.ID, h.Version, string(h.State), sql.NullTime{Time: h.Receipt.At, Valid: !h.Receipt.At.IsZero()}, pg.Null(h.Receipt.By),
		v.seal("receiver_name", h.Receipt.Name), v.seal("receiver_reference", h.Receipt.Reference), v.seal("refusal", h.Receipt.Refusal), tx.Now(),
	}
	if v.err != nil {
		return intake.Handover{}, v.err
	}
	rows, err := tx.Exec(ctx, `UPDATE intake.handover SET state = $4, answer_time = $5, answered_by = $6, receiver_name = $7,
		receiver_reference = $8, refusal = $9, update_time = $10, version = version + 1
		WHERE municipality = $1 AND id = $2 AND version = $3`, args...)
	if err := changed(rows, err, "handover"); err != nil {
		return intake.Handover{}, err
	}
	tx.Logged("update handover", key.LogID)
	h.Updated, h.Version = tx.Now(), h.Version+1
	return h, nil
}

// WithdrawHandovers takes back what nobody answered yet of a locked application that goes another way, or of which the
// resident does not want it any more.
func (s *Store) WithdrawHandovers(ctx context.Context, tx *pg.Tx, application string) error {
	_, err := tx.Exec(ctx, `UPDATE intake.handover SET state = 'WITHDRAWN', update_time = $3, version = version + 1
		WHERE municipality = $1 AND application = $2 AND state = 'SENT'`, municipality(ctx), application, tx.Now())
	if err != nil {
		return fmt.Errorf("withdraw hand-overs: %w", err)
	}
	return nil
}

// unansweredRow is a hand-over without an answer, as far as those who watch are told of it.
type unansweredRow struct {
	ID            string    `db:"id"`
	Application   string    `db:"application"`
	RecipientKind string    `db:"recipient_kind"`
	ReminderDate  time.Time `db:"reminder_date"`
}

// TakeUnanswered returns the hand-overs that should have been answered by now and of which nobody was told yet,
// and notes that somebody is: of two that ask at once, one gets each.
func (s *Store) TakeUnanswered(ctx context.Context, tx *pg.Tx) ([]intake.Handover, error) {
	var rows []unansweredRow
	err := tx.Select(ctx, &rows, `UPDATE intake.handover SET told_time = $2
		WHERE municipality = $1 AND state = 'SENT' AND told_time IS NULL AND reminder_date < $3
		RETURNING id, application, recipient_kind, reminder_date`, municipality(ctx), tx.Now(), calendar.Day(tx.Now()))
	if err != nil {
		return nil, fmt.Errorf("find hand-overs without an answer: %w", err)
	}
	list := make([]intake.Handover, 0, len(rows))
	for _, row := range rows {
		list = append(list, intake.Handover{
			ID: row.ID, Application: row.Application, RecipientKind: row.RecipientKind, ReminderDay: row.ReminderDate.Format(time.DateOnly),
		})
	}
	return list, nil
}
