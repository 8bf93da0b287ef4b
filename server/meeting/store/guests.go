package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// guestTable is what the ciphertexts of this table are bound to.
const guestTable = "meeting.guest_record"

var (
	selectGuests = `SELECT g.id, g.name, g.email, g.phone, g.version, g.create_time, g.update_time, ` + subject.Columns +
		"\nFROM meeting.guest_record g" + subject.Lookup("g", "id")

	// lapsed are the guests in no group whom nobody invited to anything since $2, nor wrote down.
	lapsed = `SELECT g.id FROM meeting.guest_record g WHERE g.municipality = $1 AND g.create_time < $2
  AND NOT EXISTS (SELECT FROM meeting.group_guest b WHERE b.municipality = g.municipality AND b.guest = g.id)
  AND NOT EXISTS (SELECT FROM meeting.invitation i JOIN meeting.meeting m ON m.municipality = i.municipality AND m.id = i.meeting
    WHERE i.municipality = g.municipality AND i.guest = g.id AND m.start_time >= $2)`
)

type guestRow struct {
	ID         string    `db:"id"`
	Name       []byte    `db:"name"`
	Email      []byte    `db:"email"`
	Phone      []byte    `db:"phone"`
	Version    int64     `db:"version"`
	CreateTime time.Time `db:"create_time"`
	UpdateTime time.Time `db:"update_time"`
	subject.Row
}

// Guest reads and logs one who was written down, or NOT_FOUND.
func (s *Store) Guest(ctx context.Context, tx *pg.Tx, id string) (meeting.Guest, error) {
	q := newQuery(tx.Municipality(), "g")
	q.And("g.id = " + q.Arg(id))
	var row guestRow
	err := tx.GetLogged(ctx, &row, "read guest", selectGuests+q.Where(), q.Args...)
	if err := pg.Found(err, meeting.GuestResource, "read a guest"); err != nil {
		return meeting.Guest{}, err
	}
	return s.guest(ctx, row)
}

// LockGuest reads one and holds the row until the transaction ends.
func (s *Store) LockGuest(ctx context.Context, tx *pg.Tx, id string) (meeting.Guest, error) {
	var held bool
	err := tx.Get(ctx, &held, `SELECT true FROM meeting.guest_record WHERE municipality = $1 AND id = $2 FOR UPDATE`, tx.Municipality(), id)
	if err := pg.Found(err, meeting.GuestResource, "hold a guest"); err != nil {
		return meeting.Guest{}, err
	}
	return s.Guest(ctx, tx, id)
}

// Guests reads and logs up to limit of those who were written down after the one with id after, the newest first.
func (s *Store) Guests(ctx context.Context, tx *pg.Tx, after string, limit int) ([]meeting.Guest, error) {
	q := newQuery(tx.Municipality(), "g")
	if after != "" {
		q.And("g.id < " + q.Arg(after))
	}
	var rows []guestRow
	err := tx.SelectLogged(ctx, &rows, "list guests", selectGuests+q.Where()+" ORDER BY g.id DESC LIMIT "+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list guests: %w", err)
	}
	list := make([]meeting.Guest, 0, len(rows))
	for _, row := range rows {
		guest, err := s.guest(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, guest)
	}
	return list, nil
}

// HoldGuests keeps guests from being erased until the transaction ends, and returns those of the ids that there are,
// sorted.
func (s *Store) HoldGuests(ctx context.Context, tx *pg.Tx, ids []string) (known []string, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = tx.Select(ctx, &known, `SELECT id FROM meeting.guest_record WHERE municipality = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR KEY SHARE`,
		tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("hold guests: %w", err)
	}
	return known, nil
}

// InsertGuest stores a new one under a key of their own.
func (s *Store) InsertGuest(ctx context.Context, tx *pg.Tx, g meeting.Guest) error {
	key, err := s.keys.Make(ctx, tx, g.ID, subject.Guest)
	if err != nil {
		return err
	}
	return s.saveGuest(ctx, tx, key, g, "store guest", `INSERT INTO meeting.guest_record (municipality, id, name, email, phone, create_time, update_time)
		VALUES ($1, $2, $3, $4, $5, $6, $6)`)
}

// SaveGuest stores a locked one and raises the version.
func (s *Store) SaveGuest(ctx context.Context, tx *pg.Tx, g meeting.Guest) error {
	key, err := s.keys.Get(ctx, tx, g.ID)
	if err != nil {
		return err
	}
	return s.saveGuest(ctx, tx, key, g, "change guest", `UPDATE meeting.guest_record SET name = $3, email = $4, phone = $5, update_time = $6,
		version = version + 1 WHERE municipality = $1 AND id = $2`)
}

func (s *Store) saveGuest(ctx context.Context, tx *pg.Tx, key subject.Key, g meeting.Guest, action, text string) error {
	args := []any{tx.Municipality(), g.ID}
	for _, column := range []struct {
		name string
		text sealed.Text
	}{{"name", g.Name}, {"email", g.Email}, {"phone", g.Phone}} {
		ciphertext, err := key.Seal(guestTable, column.name, column.text)
		if err != nil {
			return fmt.Errorf("seal the %s of a guest: %w", column.name, err)
		}
		args = append(args, ciphertext)
	}
	if _, err := tx.Exec(ctx, text, append(args, tx.Now())...); err != nil {
		return fmt.Errorf("%s: %w", action, err)
	}
	tx.Logged(action, key.LogID)
	return nil
}

// Lapsed holds up to limit guests in no group whom nobody invited to anything since then, nor wrote down. Whether that
// holds is looked at again once they are held: somebody may have invited them meanwhile.
func (s *Store) Lapsed(ctx context.Context, tx *pg.Tx, since time.Time, limit int) (ids []string, err error) {
	var held []string
	err = tx.Select(ctx, &held, lapsed+" ORDER BY g.id LIMIT $3 FOR UPDATE", tx.Municipality(), since, limit)
	if err == nil && len(held) > 0 {
		err = tx.Select(ctx, &ids, lapsed+" AND g.id = ANY ($3::uuid[])", tx.Municipality(), since, pg.Array(held))
	}
	if err != nil {
		return nil, fmt.Errorf("find guests who are not invited any more: %w", err)
	}
	return ids, nil
}

func (s *Store) guest(ctx context.Context, r guestRow) (meeting.Guest, error) {
	key, err := s.keys.Open(ctx, r.ID, r.Row)
	if err != nil {
		return meeting.Guest{}, fmt.Errorf("open a guest: %w", err)
	}
	g := meeting.Guest{ID: r.ID, Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC()}
	for _, column := range []struct {
		name       string
		ciphertext []byte
		text       *sealed.Text
	}{{"name", r.Name, &g.Name}, {"email", r.Email, &g.Email}, {"phone", r.Phone, &g.Phone}} {
		if *column.text, err = key.Open(guestTable, column.name, column.ciphertext); err != nil {
			return meeting.Guest{}, fmt.Errorf("open the %s of a guest: %w", column.name, err)
		}
	}
	return g, nil
}
