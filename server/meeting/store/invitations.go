package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

const (
	invitationColumns = `i.id, i.meeting, i.supporter, i.account, i.guest, i.answer, i.answer_time, i.attendance, i.proof, i.version, i.create_time,
  i.update_time, m.kind, m.title, m.start_time, m.state, k.version AS key_version, k.wrapped AS key_wrapped, k.log_id,
  g.name AS guest_name, g.email AS guest_email`
	// beside joins to an invitation (alias i) its meeting (m), the guest whom it invites (g), and the key and, for the
	// processing log, the pseudonym of whom it invites (k), all looked up row by row: for a long page Postgres would read
	// all there are. Behind row security coalesce keeps it from using an index; CASE does not.
	beside = `
CROSS JOIN LATERAL (SELECT m.kind, m.title, m.start_time, m.state FROM meeting.meeting m
  WHERE m.municipality = i.municipality AND m.id = i.meeting OFFSET 0) m
LEFT JOIN LATERAL (SELECT k.version, k.wrapped, k.log_id FROM platform.subject_key k
  WHERE k.municipality = i.municipality AND k.subject = CASE WHEN i.supporter IS NOT NULL THEN i.supporter
    WHEN i.account IS NOT NULL THEN i.account ELSE i.guest END OFFSET 0) k ON true
LEFT JOIN LATERAL (SELECT g.name, g.email FROM meeting.guest_record g WHERE g.municipality = i.municipality AND g.id = i.guest OFFSET 0) g ON true`

	insertSupporters = `INSERT INTO meeting.invitation (municipality, id, meeting, supporter, create_time, update_time)
SELECT $1, invited.id, $2, invited.person, $5, $5 FROM unnest($3::uuid[], $4::uuid[]) AS invited (id, person)
ON CONFLICT (municipality, meeting, supporter) WHERE supporter IS NOT NULL DO NOTHING RETURNING id`
	insertAccounts = `INSERT INTO meeting.invitation (municipality, id, meeting, account, create_time, update_time)
SELECT $1, invited.id, $2, invited.person, $5, $5 FROM unnest($3::uuid[], $4::uuid[]) AS invited (id, person)
ON CONFLICT (municipality, meeting, account) WHERE account IS NOT NULL DO NOTHING RETURNING id`
	insertInvitedGuests = `INSERT INTO meeting.invitation (municipality, id, meeting, guest, create_time, update_time)
SELECT $1, invited.id, $2, invited.person, $5, $5 FROM unnest($3::uuid[], $4::uuid[]) AS invited (id, person)
ON CONFLICT (municipality, meeting, guest) WHERE guest IS NOT NULL DO NOTHING RETURNING id`
)

type invitationRow struct {
	ID         string         `db:"id"`
	Meeting    string         `db:"meeting"`
	Supporter  sql.NullString `db:"supporter"`
	Account    sql.NullString `db:"account"`
	Guest      sql.NullString `db:"guest"`
	GuestName  []byte         `db:"guest_name"`
	GuestEmail []byte         `db:"guest_email"`
	KeyVersion sql.NullInt32  `db:"key_version"`
	KeyWrapped []byte         `db:"key_wrapped"`
	Answer     string         `db:"answer"`
	AnswerTime sql.NullTime   `db:"answer_time"`
	Attendance string         `db:"attendance"`
	Proof      sql.NullString `db:"proof"`
	Version    int64          `db:"version"`
	CreateTime time.Time      `db:"create_time"`
	UpdateTime time.Time      `db:"update_time"`
	Kind       string         `db:"kind"`
	Title      string         `db:"title"`
	Start      time.Time      `db:"start_time"`
	State      string         `db:"state"`
	LogID      sql.NullString `db:"log_id"`
}

// Invitation reads one in reach of owner, or NOT_FOUND; action says in words what for, in the processing log.
func (s *Store) Invitation(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (meeting.Invitation, error) {
	q := newQuery(tx.Municipality(), "i")
	q.And("i.id = " + q.Arg(id))
	q.And(q.invited(owner))
	var row invitationRow
	err := tx.GetLogged(ctx, &row, action, "SELECT "+invitationColumns+"\nFROM meeting.invitation i"+beside+q.Where(), q.Args...)
	if err := pg.Found(err, meeting.InvitationResource, action); err != nil {
		return meeting.Invitation{}, err
	}
	return s.invitation(ctx, row)
}

// InvitationOf reads the invitation of owner to a meeting, or NOT_FOUND.
func (s *Store) InvitationOf(ctx context.Context, tx *pg.Tx, owner call.Owner, m, id string) (meeting.Invitation, error) {
	q := newQuery(tx.Municipality(), "i")
	q.And("i.meeting = " + q.Arg(m))
	q.And(q.invited(owner))
	if id != "" {
		q.And("i.id = " + q.Arg(id))
	}
	var row invitationRow
	err := tx.GetLogged(ctx, &row, "read invitation",
		"SELECT "+invitationColumns+"\nFROM meeting.invitation i"+beside+q.Where()+" ORDER BY i.id LIMIT 1", q.Args...)
	if err := pg.Found(err, meeting.InvitationResource, "read an invitation"); err != nil {
		return meeting.Invitation{}, err
	}
	return s.invitation(ctx, row)
}

// Invitations reads up to limit invitations in reach of owner after the one with id after, the newest first; to one
// meeting or of one supporter when these are not empty.
func (s *Store) Invitations(
	ctx context.Context, tx *pg.Tx, owner call.Owner, m, supporter, after string, limit int,
) ([]meeting.Invitation, error) {
	q := newQuery(tx.Municipality(), "i")
	if !owner.IsEveryone() {
		q.And(q.invited(owner))
	}
	if m != "" {
		q.And("i.meeting = " + q.Arg(m))
	}
	if supporter != "" {
		q.And("i.supporter = " + q.Arg(supporter))
	}
	if after != "" {
		q.And("i.id < " + q.Arg(after))
	}
	const newest = " ORDER BY i.id DESC"
	page := "SELECT i.* FROM meeting.invitation i" + q.Where() + newest + " LIMIT " + q.Arg(limit)
	var rows []invitationRow
	err := tx.SelectLogged(ctx, &rows, "list invitations", "SELECT "+invitationColumns+"\nFROM ("+page+") i"+beside+newest, q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list invitations: %w", err)
	}
	return s.list(ctx, rows)
}

// LockInvitations reads those of a meeting that was locked, by id.
func (s *Store) LockInvitations(ctx context.Context, tx *pg.Tx, m string, ids []string, action string) (map[string]meeting.Invitation, error) {
	q := newQuery(tx.Municipality(), "i")
	q.And("i.meeting = " + q.Arg(m) + " AND i.id = ANY (" + q.Arg(pg.Array(ids)) + "::uuid[])")
	var rows []invitationRow
	err := tx.SelectLogged(ctx, &rows, action, "SELECT "+invitationColumns+"\nFROM meeting.invitation i"+beside+q.Where(), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", action, err)
	}
	list, err := s.list(ctx, rows)
	if err != nil {
		return nil, err
	}
	known := make(map[string]meeting.Invitation, len(rows))
	for _, one := range list {
		known[one.ID] = one
	}
	return known, nil
}

// Invite invites people, who exist, to a meeting that was locked; who was invited before stays so. It returns the new
// invitations of those who sign in: supporters and accounts.
func (s *Store) Invite(ctx context.Context, tx *pg.Tx, m string, invited meeting.Invited) (fresh []string, err error) {
	for _, one := range []struct {
		text   string
		people []string
		signs  bool
	}{{insertSupporters, invited.Supporters, true}, {insertAccounts, invited.Accounts, true}, {insertInvitedGuests, invited.Guests, false}} {
		ids := make([]string, len(one.people))
		for i := range ids {
			ids[i] = pg.NewID()
		}
		var made []string
		if err := tx.Select(ctx, &made, one.text, tx.Municipality(), m, pg.Array(ids), pg.Array(one.people), tx.Now()); err != nil {
			return nil, fmt.Errorf("invite to a meeting: %w", err)
		}
		if one.signs {
			fresh = append(fresh, made...)
		}
	}
	return fresh, logged(ctx, tx, "invite to meeting", invited.Supporters, invited.Guests)
}

// Awaiting are the invitations to a meeting of those who sign in, but for those who said no when theirs are left out.
func (s *Store) Awaiting(ctx context.Context, tx *pg.Tx, m string, withoutNo bool) (ids []string, err error) {
	err = tx.Select(ctx, &ids, `SELECT id FROM meeting.invitation WHERE municipality = $1 AND meeting = $2 AND guest IS NULL
		AND (supporter IS NOT NULL OR account IS NOT NULL) AND NOT ($3 AND answer = 'NO') ORDER BY id`, tx.Municipality(), m, withoutNo)
	if err != nil {
		return nil, fmt.Errorf("find who is invited: %w", err)
	}
	return ids, nil
}

// SaveAnswer stores what was answered to an invitation of a locked meeting.
func (s *Store) SaveAnswer(ctx context.Context, tx *pg.Tx, i meeting.Invitation) error {
	rows, err := tx.Exec(ctx, `UPDATE meeting.invitation SET answer = $3, answer_time = $4, answered_by = $5, update_time = $6, version = version + 1
		WHERE municipality = $1 AND id = $2`, tx.Municipality(), i.ID, string(i.Answer), pg.NullTime(i.AnswerTime),
		pg.Null(tx.Call().Caller.Account), tx.Now())
	if err != nil {
		return fmt.Errorf("store an answer: %w", err)
	}
	return stands(rows)
}

// SaveAttendance stores whether somebody was at a locked meeting.
func (s *Store) SaveAttendance(ctx context.Context, tx *pg.Tx, i meeting.Invitation) error {
	rows, err := tx.Exec(ctx, `UPDATE meeting.invitation SET attendance = $3, proof = $4, recorded_by = $5, update_time = $6, version = version + 1
		WHERE municipality = $1 AND id = $2`, tx.Municipality(), i.ID, string(i.Attendance), pg.Null(i.Proof),
		pg.Null(tx.Call().Caller.Account), tx.Now())
	if err != nil {
		return fmt.Errorf("store who was there: %w", err)
	}
	return stands(rows)
}

// stands refuses to store what is told of an invitation that went with its guest at the same moment.
func stands(rows int64) error {
	if rows == 0 {
		return errs.NotFound(meeting.InvitationResource)
	}
	return nil
}

func (s *Store) list(ctx context.Context, rows []invitationRow) ([]meeting.Invitation, error) {
	list := make([]meeting.Invitation, 0, len(rows))
	for _, row := range rows {
		one, err := s.invitation(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

func (s *Store) invitation(ctx context.Context, r invitationRow) (meeting.Invitation, error) {
	i := meeting.Invitation{
		ID: r.ID, Meeting: r.Meeting, Supporter: r.Supporter.String, Account: r.Account.String, Guest: r.Guest.String,
		Answer: meeting.Answer(r.Answer), AnswerTime: r.AnswerTime.Time.UTC(), Attendance: meeting.Attendance(r.Attendance),
		Proof: r.Proof.String, Kind: meeting.Kind(r.Kind), Title: r.Title, Start: r.Start.UTC(), MeetingState: meeting.State(r.State),
		Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}
	if i.Guest == "" {
		return i, nil
	}
	key := subject.Row{KeyVersion: int(r.KeyVersion.Int32), KeyWrapped: r.KeyWrapped, LogID: r.LogID.String}
	guest, err := s.guest(ctx, guestRow{ID: i.Guest, Name: r.GuestName, Email: r.GuestEmail, Row: key})
	i.GuestName, i.GuestEmail = guest.Name, guest.Email
	return i, err
}
