package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

const (
	meetingColumns = `m.id, m.kind, m.title, m.start_time, m.end_time, m.location, m.online_link, m.agenda, m.places, m.region_places,
  m.region_taken, m.meeting_group, m.requirement, m.state, m.cancel_reason, m.sequence, m.version, m.create_time, m.update_time,
  (SELECT count(*) FROM meeting.invitation i WHERE i.municipality = m.municipality AND i.meeting = m.id) AS invited,
  (SELECT count(*) FROM meeting.invitation i WHERE i.municipality = m.municipality AND i.meeting = m.id AND i.answer = 'YES') AS coming`
	insertMeeting = `INSERT INTO meeting.meeting (municipality, id, kind, title, start_time, end_time, location, online_link, agenda, places,
  region_places, region_taken, meeting_group, requirement, state, create_time, update_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)`
	updateMeeting = `UPDATE meeting.meeting SET kind = $3, title = $4, start_time = $5, end_time = $6, location = $7, online_link = $8,
  agenda = $9, places = $10, region_places = $11, region_taken = $12, meeting_group = $13, requirement = $14, state = $15,
  update_time = $16, cancel_reason = $17, sequence = $18, version = version + 1
WHERE municipality = $1 AND id = $2`
)

type meetingRow struct {
	ID           string         `db:"id"`
	Kind         string         `db:"kind"`
	Title        string         `db:"title"`
	Start        time.Time      `db:"start_time"`
	End          time.Time      `db:"end_time"`
	Location     string         `db:"location"`
	OnlineLink   string         `db:"online_link"`
	Agenda       []byte         `db:"agenda"`
	Places       int            `db:"places"`
	RegionPlaces int            `db:"region_places"`
	RegionTaken  int            `db:"region_taken"`
	Group        sql.NullString `db:"meeting_group"`
	Requirement  string         `db:"requirement"`
	State        string         `db:"state"`
	CancelReason string         `db:"cancel_reason"`
	Sequence     int            `db:"sequence"`
	Version      int64          `db:"version"`
	CreateTime   time.Time      `db:"create_time"`
	UpdateTime   time.Time      `db:"update_time"`
	Invited      int            `db:"invited"`
	Coming       int            `db:"coming"`
}

// item is a line of the agenda as the column has it.
type item struct {
	Title string `json:"title"`
	Theme string `json:"theme,omitempty"`
}

// LockMeeting reads one and holds its row until the transaction ends.
func (s *Store) LockMeeting(ctx context.Context, tx *pg.Tx, id string) (meeting.Meeting, error) {
	// What is counted beside the row is read once nobody else can change it.
	var held bool
	err := tx.Get(ctx, &held, `SELECT true FROM meeting.meeting WHERE municipality = $1 AND id = $2 FOR UPDATE`, tx.Municipality(), id)
	if err := pg.Found(err, meeting.Resource, "hold a meeting"); err != nil {
		return meeting.Meeting{}, err
	}
	return s.Meeting(ctx, tx, call.Everyone(), id)
}

// Meeting reads one meeting to which owner is invited, or any for everybody; NOT_FOUND when there is none.
func (s *Store) Meeting(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (meeting.Meeting, error) {
	q := newQuery(tx.Municipality(), "m")
	q.And("m.id = " + q.Arg(id))
	if !owner.IsEveryone() {
		q.And("EXISTS (SELECT FROM meeting.invitation i WHERE i.municipality = $1 AND i.meeting = m.id AND " + q.invited(owner) + ")")
	}
	var row meetingRow
	err := tx.Get(ctx, &row, "SELECT "+meetingColumns+"\nFROM meeting.meeting m"+q.Where(), q.Args...)
	if err := pg.Found(err, meeting.Resource, "read a meeting"); err != nil {
		return meeting.Meeting{}, err
	}
	return row.meeting()
}

// Meetings reads up to limit meetings after a place, those that begin last first.
func (s *Store) Meetings(ctx context.Context, tx *pg.Tx, filter meeting.Filter, after meeting.Place, limit int) ([]meeting.Meeting, error) {
	q := newQuery(tx.Municipality(), "m")
	if filter.Kind != "" {
		q.And("m.kind = " + q.Arg(string(filter.Kind)))
	}
	if filter.State != "" {
		q.And("m.state = " + q.Arg(string(filter.State)))
	}
	if !filter.From.IsZero() {
		q.And("m.start_time >= " + q.Arg(filter.From))
	}
	if !filter.Until.IsZero() {
		q.And("m.start_time < " + q.Arg(filter.Until))
	}
	if after.ID != "" {
		q.And("(m.start_time, m.id) < (" + q.Arg(after.Start) + ", " + q.Arg(after.ID) + ")")
	}
	// What is counted beside a meeting is counted for those of the page alone.
	const latestFirst = " ORDER BY m.start_time DESC, m.id DESC"
	page := "SELECT m.* FROM meeting.meeting m" + q.Where() + latestFirst + " LIMIT " + q.Arg(limit)
	var rows []meetingRow
	if err := tx.Select(ctx, &rows, "SELECT "+meetingColumns+"\nFROM ("+page+") m"+latestFirst, q.Args...); err != nil {
		return nil, fmt.Errorf("list meetings: %w", err)
	}
	list := make([]meeting.Meeting, 0, len(rows))
	for _, row := range rows {
		m, err := row.meeting()
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// InsertMeeting stores a new meeting.
func (s *Store) InsertMeeting(ctx context.Context, tx *pg.Tx, m meeting.Meeting) error {
	args, err := argsOf(tx, m)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, insertMeeting, args...); err != nil {
		return fmt.Errorf("store a meeting: %w", err)
	}
	return nil
}

// SaveMeeting stores a locked meeting and raises its version.
func (s *Store) SaveMeeting(ctx context.Context, tx *pg.Tx, m meeting.Meeting) error {
	args, err := argsOf(tx, m)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, updateMeeting, append(args, m.CancelReason, m.Sequence)...); err != nil {
		return fmt.Errorf("change a meeting: %w", err)
	}
	return nil
}

func argsOf(tx *pg.Tx, m meeting.Meeting) ([]any, error) {
	list := make([]item, 0, len(m.Agenda))
	for _, one := range m.Agenda {
		list = append(list, item(one))
	}
	agenda, err := json.Marshal(list)
	if err != nil {
		return nil, fmt.Errorf("write down an agenda: %w", err)
	}
	return []any{
		tx.Municipality(), m.ID, string(m.Kind), m.Title, m.Start, m.End, m.Location, m.OnlineLink, string(agenda), m.Places,
		m.RegionPlaces, m.RegionTaken, pg.Null(m.Group), m.Requirement, string(m.State), tx.Now(),
	}, nil
}

func (r meetingRow) meeting() (meeting.Meeting, error) {
	m := meeting.Meeting{
		ID: r.ID, Kind: meeting.Kind(r.Kind), Title: r.Title, Start: r.Start.UTC(), End: r.End.UTC(), Location: r.Location,
		OnlineLink: r.OnlineLink, Places: r.Places, RegionPlaces: r.RegionPlaces, RegionTaken: r.RegionTaken, Group: r.Group.String,
		Requirement: r.Requirement, State: meeting.State(r.State), CancelReason: r.CancelReason, Sequence: r.Sequence,
		Invited: r.Invited, Coming: r.Coming, Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}
	var list []item
	if err := json.Unmarshal(r.Agenda, &list); err != nil {
		return meeting.Meeting{}, fmt.Errorf("understand an agenda: %w", err)
	}
	for _, one := range list {
		m.Agenda = append(m.Agenda, meeting.AgendaItem(one))
	}
	return m, nil
}
