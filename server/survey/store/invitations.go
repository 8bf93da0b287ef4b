package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/survey"
)

const columns = `i.id, i.round, i.audience, i.application, i.dossier, i.supporter, i.state, i.way, i.last_date::text AS last_date,
  i.version, i.create_time, i.update_time`

// beside looks up the key of whoever was invited, one by one, for the processing log. Nobody is left of who was erased. It
// is CASE and not coalesce, which Postgres takes for a leak: under row security it would read every key there is.
const beside = ` LEFT JOIN LATERAL (SELECT s.log_id FROM platform.subject_key s
	WHERE s.municipality = i.municipality AND s.subject = CASE WHEN i.dossier IS NULL THEN i.supporter ELSE i.dossier END OFFSET 0) k ON true`

type row struct {
	ID          string         `db:"id"`
	Round       string         `db:"round"`
	Audience    string         `db:"audience"`
	Application sql.NullString `db:"application"`
	Dossier     sql.NullString `db:"dossier"`
	Supporter   sql.NullString `db:"supporter"`
	State       string         `db:"state"`
	Way         string         `db:"way"`
	Last        string         `db:"last_date"`
	Version     int64          `db:"version"`
	CreateTime  time.Time      `db:"create_time"`
	UpdateTime  time.Time      `db:"update_time"`
	LogID       sql.NullString `db:"log_id"`
}

func (r row) invitation() survey.Invitation {
	return survey.Invitation{
		ID: r.ID, Round: r.Round, Audience: survey.Audience(r.Audience), Application: r.Application.String, Dossier: r.Dossier.String,
		Supporter: r.Supporter.String, State: survey.InvitationState(r.State), Way: survey.Way(r.Way), Last: r.Last, Version: r.Version,
		CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}
}

func invitations(rows []row) []survey.Invitation {
	list := make([]survey.Invitation, 0, len(rows))
	for _, r := range rows {
		list = append(list, r.invitation())
	}
	return list
}

// ByCode reads and logs the invitation that a code leads to, as people type it, or NOT_FOUND. A code that cannot be one is a
// wrong field.
func (s *Store) ByCode(ctx context.Context, tx *pg.Tx, typed, action string) (survey.Invitation, error) {
	return s.byCode(ctx, tx, typed, action, "")
}

// LockByCode is ByCode, and holds the invitation until the transaction ends.
func (s *Store) LockByCode(ctx context.Context, tx *pg.Tx, typed, action string) (survey.Invitation, error) {
	return s.byCode(ctx, tx, typed, action, " FOR UPDATE OF i")
}

func (s *Store) byCode(ctx context.Context, tx *pg.Tx, typed, action, tail string) (survey.Invitation, error) {
	code, ok := crypto.ParseReceipt(typed)
	if !ok {
		return survey.Invitation{}, errs.Field("survey_code", "survey.code")
	}
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return survey.Invitation{}, err
	}
	return s.one(ctx, tx, action, "i.code_key = $2", secrets.SearchKey(fieldCode, code), tail)
}

// Invitation reads and logs one invitation.
func (s *Store) Invitation(ctx context.Context, tx *pg.Tx, id, action string) (survey.Invitation, error) {
	return s.one(ctx, tx, action, "i.id = $2", id, "")
}

// LockInvitation is Invitation, and holds it until the transaction ends.
func (s *Store) LockInvitation(ctx context.Context, tx *pg.Tx, id, action string) (survey.Invitation, error) {
	return s.one(ctx, tx, action, "i.id = $2", id, " FOR UPDATE OF i")
}

func (s *Store) one(ctx context.Context, tx *pg.Tx, action, which string, arg any, tail string) (survey.Invitation, error) {
	var r row
	err := tx.GetLogged(ctx, &r, action, "SELECT "+columns+", k.log_id FROM survey.invitation i"+beside+" WHERE i.municipality = $1 AND "+which+tail,
		tx.Municipality(), arg)
	if err := pg.Found(err, survey.InvitationResource, action); err != nil {
		return survey.Invitation{}, err
	}
	return r.invitation(), nil
}

// ToRing reads and logs up to limit invitations of a round that were not answered yet, after the one with id after, the newest
// first.
func (s *Store) ToRing(ctx context.Context, tx *pg.Tx, round, today, after string, limit int) ([]survey.Invitation, error) {
	q := pg.Within("i", tx.Municipality())
	q.And("i.round = " + q.Arg(round) + " AND i.state = 'INVITED' AND i.last_date >= " + q.Arg(today))
	if after != "" {
		q.And("i.id < " + q.Arg(after))
	}
	var rows []row
	err := tx.SelectLogged(ctx, &rows, "list whom to ring for the survey", "SELECT "+columns+", k.log_id FROM (SELECT i.* FROM survey.invitation i"+q.Where()+
		" ORDER BY i.id DESC LIMIT "+q.Arg(limit)+") i"+beside+" ORDER BY i.id DESC", q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list invitations: %w", err)
	}
	return invitations(rows), nil
}

// Tallies count the invitations of a round.
func (s *Store) Tallies(ctx context.Context, tx *pg.Tx, round string) ([]survey.Tally, error) {
	var rows []struct {
		Audience string `db:"audience"`
		State    string `db:"state"`
		Way      string `db:"way"`
		Count    int    `db:"count"`
	}
	err := tx.Select(ctx, &rows, `SELECT audience, state, way, count(*) AS count FROM survey.invitation
		WHERE municipality = $1 AND round = $2 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`, tx.Municipality(), round)
	if err != nil {
		return nil, fmt.Errorf("count invitations: %w", err)
	}
	list := make([]survey.Tally, 0, len(rows))
	for _, r := range rows {
		list = append(list, survey.Tally{Audience: survey.Audience(r.Audience), State: survey.InvitationState(r.State), Way: survey.Way(r.Way), Count: r.Count})
	}
	return list, nil
}

// Invite stores new invitations, all of one round.
func (s *Store) Invite(ctx context.Context, tx *pg.Tx, list []survey.Invitation) error {
	if len(list) == 0 {
		return nil
	}
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return err
	}
	var ids, audiences []string
	var applications, dossiers, supporters []sql.NullString
	var keys [][]byte
	for _, i := range list {
		ids, audiences = append(ids, i.ID), append(audiences, string(i.Audience))
		applications, dossiers = append(applications, pg.Null(i.Application)), append(dossiers, pg.Null(i.Dossier))
		supporters, keys = append(supporters, pg.Null(i.Supporter)), append(keys, secrets.SearchKey(fieldCode, secrets.Survey(i.ID)))
	}
	_, err = tx.Exec(ctx, `INSERT INTO survey.invitation (municipality, id, round, audience, application, dossier, supporter, code_key, state,
		remind_date, last_date, create_time, update_time)
		SELECT $1, n.id, $2, n.audience, n.application, n.dossier, n.supporter, n.code_key, 'INVITED', $3, $4, $5, $5
		FROM unnest($6::uuid[], $7::text[], $8::uuid[], $9::uuid[], $10::uuid[], $11::bytea[]) AS n (id, audience, application, dossier, supporter, code_key)`,
		tx.Municipality(), list[0].Round, list[0].Remind, list[0].Last, tx.Now(),
		pg.Array(ids), pg.Array(audiences), pg.Array(applications), pg.Array(dossiers), pg.Array(supporters), pg.Array(keys))
	if err != nil {
		return fmt.Errorf("store invitations: %w", err)
	}
	return nil
}

// SaveAnswered stores that a locked invitation was answered, and how; never what.
func (s *Store) SaveAnswered(ctx context.Context, tx *pg.Tx, i survey.Invitation) error {
	_, err := tx.Exec(ctx, `UPDATE survey.invitation SET state = $3, way = $4, update_time = $5, version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), i.ID, string(i.State), string(i.Way), tx.Now())
	if err != nil {
		return fmt.Errorf("save an invitation: %w", err)
	}
	return nil
}

// Lapse ends what was not answered by its last day, and returns it.
func (s *Store) Lapse(ctx context.Context, tx *pg.Tx, today string) ([]survey.Invitation, error) {
	return s.end(ctx, tx, survey.Lapsed, "i.last_date < $4", today)
}

// CancelFor ends what is asked of the person of an application still, in whichever of their dossiers, and returns it.
func (s *Store) CancelFor(ctx context.Context, tx *pg.Tx, application string) ([]survey.Invitation, error) {
	return s.end(ctx, tx, survey.Cancelled, `i.dossier IN (SELECT o.dossier FROM published.ended_application e
		JOIN published.dossier_person o ON o.municipality = e.municipality AND o.person = e.person
		WHERE e.municipality = $1 AND e.application = $4)`, application)
}

func (s *Store) end(ctx context.Context, tx *pg.Tx, state survey.InvitationState, which string, arg any) ([]survey.Invitation, error) {
	var rows []row
	err := tx.Select(ctx, &rows, `UPDATE survey.invitation i SET state = $2, update_time = $3, version = version + 1
		WHERE i.municipality = $1 AND i.state = 'INVITED' AND `+which+` RETURNING `+columns, tx.Municipality(), string(state), tx.Now(), arg)
	if err != nil {
		return nil, fmt.Errorf("end invitations: %w", err)
	}
	return invitations(rows), nil
}

// Remind notes of up to limit invitations that it is time to ask once more, and returns them.
func (s *Store) Remind(ctx context.Context, tx *pg.Tx, today string, limit int) ([]survey.Invitation, error) {
	var rows []row
	err := tx.Select(ctx, &rows, `UPDATE survey.invitation i SET remind_date = NULL, update_time = $2, version = version + 1
		WHERE i.municipality = $1 AND i.id IN (SELECT d.id FROM survey.invitation d WHERE d.municipality = $1 AND d.state = 'INVITED'
			AND d.remind_date <= $3 AND d.last_date >= $3 ORDER BY d.remind_date, d.id LIMIT $4 FOR UPDATE SKIP LOCKED)
		RETURNING `+columns, tx.Municipality(), tx.Now(), today, limit)
	if err != nil {
		return nil, fmt.Errorf("find whom to ask once more: %w", err)
	}
	return invitations(rows), nil
}
