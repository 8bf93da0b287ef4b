package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/pg"
)

const (
	groupColumns = `g.id, g.title, g.version, g.create_time, g.update_time,
  (SELECT string_agg(b.supporter::text, ',' ORDER BY b.supporter) FROM meeting.group_member b
    WHERE b.municipality = g.municipality AND b.meeting_group = g.id) AS supporters,
  (SELECT string_agg(b.guest::text, ',' ORDER BY b.guest) FROM meeting.group_guest b
    WHERE b.municipality = g.municipality AND b.meeting_group = g.id) AS guests`

	deleteMembers = `DELETE FROM meeting.group_member WHERE municipality = $1 AND meeting_group = $2 AND supporter <> ALL ($3::uuid[])`
	insertMembers = `INSERT INTO meeting.group_member (municipality, meeting_group, supporter)
SELECT $1, $2, member FROM unnest($3::uuid[]) AS member ON CONFLICT DO NOTHING`
	deleteGuests = `DELETE FROM meeting.group_guest WHERE municipality = $1 AND meeting_group = $2 AND guest <> ALL ($3::uuid[])`
	insertGuests = `INSERT INTO meeting.group_guest (municipality, meeting_group, guest)
SELECT $1, $2, member FROM unnest($3::uuid[]) AS member ON CONFLICT DO NOTHING`
)

type groupRow struct {
	ID         string         `db:"id"`
	Title      string         `db:"title"`
	Supporters sql.NullString `db:"supporters"`
	Guests     sql.NullString `db:"guests"`
	Version    int64          `db:"version"`
	CreateTime time.Time      `db:"create_time"`
	UpdateTime time.Time      `db:"update_time"`
}

// Group reads one, or NOT_FOUND.
func (s *Store) Group(ctx context.Context, tx *pg.Tx, id string) (meeting.Group, error) {
	var row groupRow
	err := tx.Get(ctx, &row, `SELECT `+groupColumns+` FROM meeting.supporter_group g WHERE g.municipality = $1 AND g.id = $2`, tx.Municipality(), id)
	if err := pg.Found(err, meeting.GroupResource, "read a group"); err != nil {
		return meeting.Group{}, err
	}
	group := row.group()
	return group, logged(ctx, tx, "read group", group.Supporters, group.Guests)
}

// LockGroup reads one and holds its row until the transaction ends.
func (s *Store) LockGroup(ctx context.Context, tx *pg.Tx, id string) (meeting.Group, error) {
	var held bool
	err := tx.Get(ctx, &held, `SELECT true FROM meeting.supporter_group WHERE municipality = $1 AND id = $2 FOR UPDATE`, tx.Municipality(), id)
	if err := pg.Found(err, meeting.GroupResource, "hold a group"); err != nil {
		return meeting.Group{}, err
	}
	return s.Group(ctx, tx, id)
}

// Groups reads up to limit groups after the one with id after, the newest first.
func (s *Store) Groups(ctx context.Context, tx *pg.Tx, after string, limit int) ([]meeting.Group, error) {
	q := newQuery(tx.Municipality(), "g")
	if after != "" {
		q.And("g.id < " + q.Arg(after))
	}
	var rows []groupRow
	err := tx.Select(ctx, &rows, "SELECT "+groupColumns+" FROM meeting.supporter_group g"+q.Where()+" ORDER BY g.id DESC LIMIT "+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list groups: %w", err)
	}
	list := make([]meeting.Group, 0, len(rows))
	var supporters, guests []string
	for _, row := range rows {
		group := row.group()
		list = append(list, group)
		supporters, guests = append(supporters, group.Supporters...), append(guests, group.Guests...)
	}
	return list, logged(ctx, tx, "list groups", supporters, guests)
}

// InsertGroup stores a new group of supporters and guests who are held.
func (s *Store) InsertGroup(ctx context.Context, tx *pg.Tx, g meeting.Group) error {
	_, err := tx.Exec(ctx, `INSERT INTO meeting.supporter_group (municipality, id, title, create_time, update_time) VALUES ($1, $2, $3, $4, $4)`,
		tx.Municipality(), g.ID, g.Title, tx.Now())
	if err != nil {
		return fmt.Errorf("store a group: %w", err)
	}
	return s.saveMembers(ctx, tx, g)
}

// SaveGroup stores a locked group of supporters and guests who are held, and raises its version.
func (s *Store) SaveGroup(ctx context.Context, tx *pg.Tx, g meeting.Group) error {
	_, err := tx.Exec(ctx, `UPDATE meeting.supporter_group SET title = $3, update_time = $4, version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), g.ID, g.Title, tx.Now())
	if err != nil {
		return fmt.Errorf("change a group: %w", err)
	}
	return s.saveMembers(ctx, tx, g)
}

func (s *Store) saveMembers(ctx context.Context, tx *pg.Tx, g meeting.Group) error {
	for _, one := range []struct {
		out, in string
		members []string
	}{{deleteMembers, insertMembers, g.Supporters}, {deleteGuests, insertGuests, g.Guests}} {
		members := pg.Array(append([]string{}, one.members...))
		if _, err := tx.Exec(ctx, one.out, tx.Municipality(), g.ID, members); err != nil {
			return fmt.Errorf("take out of a group: %w", err)
		}
		if _, err := tx.Exec(ctx, one.in, tx.Municipality(), g.ID, members); err != nil {
			return fmt.Errorf("take into a group: %w", err)
		}
	}
	return nil
}

func (r groupRow) group() meeting.Group {
	g := meeting.Group{ID: r.ID, Title: r.Title, Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC()}
	g.Supporters, g.Guests = members(r.Supporters), members(r.Guests)
	return g
}

func members(list sql.NullString) []string {
	if list.String == "" {
		return nil
	}
	return strings.Split(list.String, ",")
}
