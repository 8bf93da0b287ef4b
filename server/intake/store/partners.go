package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// InsertPartnerContact stores a contact with an organisation that is locked, under a key of its own, and returns it with
// its id. The organisation then tells of its newest contact and plans the next for a day, which may be none.
func (s *Store) InsertPartnerContact(ctx context.Context, tx *pg.Tx, c intake.PartnerContact, next string) (intake.PartnerContact, error) {
	c.ID, c.Version, c.Created = pg.NewID(), 1, tx.Now()
	key, err := s.keys.Make(ctx, tx, c.ID, subject.Partner)
	if err != nil {
		return intake.PartnerContact{}, err
	}
	v := vault{key: key, table: tablePartner}
	args := []any{municipality(ctx), c.ID, c.Organisation, c.Day, c.Kind, v.seal("note", c.Note), pg.Null(c.By), tx.Now()}
	if v.err != nil {
		return intake.PartnerContact{}, v.err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.partner_contact (municipality, id, organisation, contact_date, kind, note, recorded_by, create_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, args...)
	if err != nil {
		return intake.PartnerContact{}, fmt.Errorf("store a partner contact: %w", err)
	}
	tx.Logged("store partner contact", key.LogID)
	_, err = tx.Exec(ctx, `UPDATE intake.referrer_organisation SET next_contact_date = $3 WHERE municipality = $1 AND id = $2`,
		municipality(ctx), c.Organisation, pg.Null(next))
	if err != nil {
		return intake.PartnerContact{}, fmt.Errorf("plan the next partner contact: %w", err)
	}
	return c, s.tellContacts(ctx, tx, c.Organisation)
}

// DeletePartnerContact removes a contact of an organisation that is locked, with its key.
func (s *Store) DeletePartnerContact(ctx context.Context, tx *pg.Tx, c intake.PartnerContact) error {
	_, err := tx.Exec(ctx, `DELETE FROM intake.partner_contact WHERE municipality = $1 AND id = $2`, municipality(ctx), c.ID)
	if err != nil {
		return fmt.Errorf("remove a partner contact: %w", err)
	}
	if _, err := subject.Destroy(ctx, tx, subject.Partner, []string{c.ID}); err != nil {
		return err
	}
	return s.tellContacts(ctx, tx, c.Organisation)
}

// tellContacts writes at an organisation what its contacts come to.
func (s *Store) tellContacts(ctx context.Context, tx *pg.Tx, organisation string) error {
	_, err := tx.Exec(ctx, `UPDATE intake.referrer_organisation o SET version = version + 1, update_time = $3,
		last_contact_date = c.contact_date, last_contact_kind = coalesce(c.kind, ''),
		meetings_attended = (SELECT count(*) FROM intake.partner_contact m
			WHERE m.municipality = $1 AND m.organisation = $2 AND m.kind = '`+intake.PartnerMeeting+`')
		FROM (SELECT 1) one LEFT JOIN LATERAL (SELECT n.contact_date, n.kind FROM intake.partner_contact n
			WHERE n.municipality = $1 AND n.organisation = $2 ORDER BY n.contact_date DESC, n.id DESC LIMIT 1) c ON true
		WHERE o.municipality = $1 AND o.id = $2`, municipality(ctx), organisation, tx.Now())
	if err != nil {
		return fmt.Errorf("tell of partner contacts: %w", err)
	}
	return nil
}

type partnerContactRow struct {
	ID           string         `db:"id"`
	Organisation string         `db:"organisation"`
	Day          time.Time      `db:"contact_date"`
	Kind         string         `db:"kind"`
	Note         []byte         `db:"note"`
	By           sql.NullString `db:"recorded_by"`
	Version      int64          `db:"version"`
	Created      time.Time      `db:"create_time"`
	subject.Row
}

var partnerContactQuery = `SELECT c.id, c.organisation, c.contact_date, c.kind, c.note, c.recorded_by, c.version, c.create_time, ` +
	subject.Columns + ` FROM intake.partner_contact c` + subject.Lookup("c", "id") + ` WHERE c.municipality = $1`

// PartnerContact reads one; the read is logged.
func (s *Store) PartnerContact(ctx context.Context, tx *pg.Tx, id string) (intake.PartnerContact, error) {
	var row partnerContactRow
	if err := tx.GetLogged(ctx, &row, "read partner contact", partnerContactQuery+` AND c.id = $2`, municipality(ctx), id); err != nil {
		return intake.PartnerContact{}, notFound(err, "partner_contact")
	}
	return s.partnerContact(ctx, row)
}

// PartnerContacts reads a page of the contacts with an organisation, the newest first by their day. The read is logged.
func (s *Store) PartnerContacts(ctx context.Context, tx *pg.Tx, organisation string, after []string, limit int) ([]intake.PartnerContact, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx)}}
	q.And("c.organisation = " + q.Arg(organisation))
	if len(after) == 2 {
		q.And("(c.contact_date, c.id) < (" + q.Arg(after[0]) + "::date, " + q.Arg(after[1]) + "::uuid)")
	}
	var rows []partnerContactRow
	err := tx.SelectLogged(ctx, &rows, "list partner contacts",
		partnerContactQuery+q.More()+` ORDER BY c.contact_date DESC, c.id DESC LIMIT `+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list partner contacts: %w", err)
	}
	list := make([]intake.PartnerContact, 0, len(rows))
	for _, row := range rows {
		c, err := s.partnerContact(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

func (s *Store) partnerContact(ctx context.Context, row partnerContactRow) (intake.PartnerContact, error) {
	key, err := s.keys.Open(ctx, row.ID, row.Row)
	if err != nil {
		return intake.PartnerContact{}, fmt.Errorf("open a partner contact: %w", err)
	}
	v := vault{key: key, table: tablePartner}
	c := intake.PartnerContact{
		ID: row.ID, Organisation: row.Organisation, Day: row.Day.Format(time.DateOnly), Kind: row.Kind, Note: v.open("note", row.Note),
		By: row.By.String, Version: row.Version, Created: row.Created,
	}
	return c, v.err
}
