package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const (
	tableReferrer = "intake.referrer"
	// fieldReferrer is the field of the key of a pair.
	fieldReferrer = "referrer"
)

// ResolveReferrer finds or makes the pair of a name and an organisation, and the organisation;
// either may be unknown, of two that come at once one makes the pair and the other finds it. A new
// organisation gets the kind that the function says, a known one keeps its own. Without a name and
// an organisation there is no referrer, and the answer is empty.
func (s *Store) ResolveReferrer(ctx context.Context, tx *pg.Tx, name sealed.Text, organisation string,
	kind func(organisation string) string,
) (referrer, referrerKind string, err error) {
	organisation = oneLine(organisation)
	r := intake.Referrer{Name: sealed.Of(oneLine(name.Reveal()))}
	switch {
	case organisation != "":
		found, err := s.resolveOrganisation(ctx, tx, organisation, kind)
		if err != nil {
			return "", "", err
		}
		r.Organisation, referrerKind = found.ID, found.Kind
	case r.Name.Reveal() != "":
		referrerKind = kind("")
	default:
		return "", "", nil
	}
	pair, err := s.lockPair(ctx, tx, r)
	if err != nil {
		return "", "", err
	}
	var known struct {
		ID    string `db:"id"`
		LogID string `db:"log_id"`
	}
	err = tx.GetLogged(ctx, &known, "find referrer", `SELECT r.id, k.log_id FROM intake.referrer r
		JOIN platform.subject_key k ON k.municipality = r.municipality AND k.subject = r.id
		WHERE r.municipality = $1 AND r.pair_key = $2`, municipality(ctx), pair)
	if err == nil {
		return known.ID, referrerKind, nil
	}
	if !errors.Is(err, pg.ErrNoRows) {
		return "", "", fmt.Errorf("find a referrer: %w", err)
	}
	made, err := s.insertReferrer(ctx, tx, r, pair)
	return made.ID, referrerKind, err
}

// InsertReferrer stores a new referrer and returns it with its id; a second one of the same name
// in the same organisation is refused, and intake.AccountTaken one with the same account.
func (s *Store) InsertReferrer(ctx context.Context, tx *pg.Tx, r intake.Referrer) (intake.Referrer, error) {
	r.Name = sealed.Of(oneLine(r.Name.Reveal()))
	pair, err := s.lockPair(ctx, tx, r)
	if err != nil {
		return intake.Referrer{}, err
	}
	return s.insertReferrer(ctx, tx, r, pair)
}

func (s *Store) insertReferrer(ctx context.Context, tx *pg.Tx, r intake.Referrer, pair []byte) (intake.Referrer, error) {
	r.ID = pg.NewID()
	key, err := s.keys.Make(ctx, tx, r.ID, subject.Referrer)
	if err != nil {
		return intake.Referrer{}, err
	}
	r.Created, r.Updated, r.Version = tx.Now(), tx.Now(), 1
	v := vault{key: key, table: tableReferrer}
	args := []any{
		municipality(ctx), r.ID, pg.Null(r.Organisation), pair, v.seal("name", r.Name), v.seal("phone", r.Phone),
		v.seal("email", r.Email), pg.Null(r.Account), tx.Now(),
	}
	if v.err != nil {
		return intake.Referrer{}, v.err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.referrer (municipality, id, organisation, pair_key, name, phone, email, account,
		create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`, args...)
	if err != nil {
		return intake.Referrer{}, secondReferrer(err)
	}
	tx.Logged("store referrer", key.LogID)
	return r, nil
}

// SaveReferrer writes a referrer that was locked back, and counts its version up.
func (s *Store) SaveReferrer(ctx context.Context, tx *pg.Tx, r intake.Referrer) (intake.Referrer, error) {
	r.Name = sealed.Of(oneLine(r.Name.Reveal()))
	pair, err := s.lockPair(ctx, tx, r)
	if err != nil {
		return intake.Referrer{}, err
	}
	key, err := s.keys.Get(ctx, tx, r.ID)
	if err != nil {
		return intake.Referrer{}, err
	}
	v := vault{key: key, table: tableReferrer}
	args := []any{
		municipality(ctx), r.ID, r.Version, pg.Null(r.Organisation), pair, v.seal("name", r.Name), v.seal("phone", r.Phone),
		v.seal("email", r.Email), pg.Null(r.Account), tx.Now(),
	}
	if v.err != nil {
		return intake.Referrer{}, v.err
	}
	rows, err := tx.Exec(ctx, `UPDATE intake.referrer SET organisation = $4, pair_key = $5, name = $6, phone = $7, email = $8,
		account = $9, update_time = $10, version = version + 1
		WHERE municipality = $1 AND id = $2 AND version = $3`, args...)
	if pg.IsUniqueViolation(err, "") {
		return intake.Referrer{}, secondReferrer(err)
	}
	if err := changed(rows, err, "referrer"); err != nil {
		return intake.Referrer{}, err
	}
	tx.Logged("update referrer", key.LogID)
	r.Updated, r.Version = tx.Now(), r.Version+1
	return r, nil
}

func secondReferrer(err error) error {
	if pg.IsUniqueViolation(err, "referrer_municipality_account_key") {
		return intake.AccountTaken().Because(err)
	}
	if pg.IsUniqueViolation(err, "") {
		return errs.AlreadyExists("referrer").Because(err)
	}
	return fmt.Errorf("store a referrer: %w", err)
}

// lockPair returns the key of the pair of a name and an organisation, and keeps others from making
// the same pair until the transaction ends. The key holds the organisation's id, not its name: so
// it outlives a change of that name.
func (s *Store) lockPair(ctx context.Context, tx *pg.Tx, r intake.Referrer) ([]byte, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return nil, err
	}
	pair := secrets.SearchKey(fieldReferrer, person.NameKey(r.Name.Reveal())+"\x00"+r.Organisation)
	_, err = tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('intake.referrer ' || $1 || encode($2::bytea, 'hex'), 0))`,
		municipality(ctx), pair)
	if err != nil {
		return nil, fmt.Errorf("lock a referrer: %w", err)
	}
	return pair, nil
}

type referrerRow struct {
	ID           string         `db:"id"`
	Organisation sql.NullString `db:"organisation"`
	Name         []byte         `db:"name"`
	Phone        []byte         `db:"phone"`
	Email        []byte         `db:"email"`
	Account      sql.NullString `db:"account"`
	Created      time.Time      `db:"create_time"`
	Updated      time.Time      `db:"update_time"`
	Version      int64          `db:"version"`
	subject.Row
}

var referrerQuery = `SELECT r.id, r.organisation, r.name, r.phone, r.email, r.account, r.create_time, r.update_time, r.version, ` +
	subject.Columns + ` FROM intake.referrer r` + subject.Lookup("r", "id") + `
	WHERE r.municipality = $1`

// Referrer reads one referrer that the owner may reach: an account reaches its own. The read is
// logged.
func (s *Store) Referrer(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (intake.Referrer, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx), id}}
	ownReferrer(q, owner)
	return s.readReferrer(ctx, tx, ` AND r.id = $2`+q.More(), q.Args...)
}

// LockReferrer reads one referrer and keeps others from changing it until the transaction ends.
func (s *Store) LockReferrer(ctx context.Context, tx *pg.Tx, id string) (intake.Referrer, error) {
	return s.readReferrer(ctx, tx, ` AND r.id = $2 FOR UPDATE OF r`, municipality(ctx), id)
}

// ReferrerOfAccount finds the referrer who signs in with an account; ok is false when nobody does.
// The read is logged.
func (s *Store) ReferrerOfAccount(ctx context.Context, tx *pg.Tx, account string) (r intake.Referrer, ok bool, err error) {
	if account == "" {
		return intake.Referrer{}, false, nil
	}
	r, err = s.readReferrer(ctx, tx, ` AND r.account = $2`, municipality(ctx), account)
	if errs.Is(err, errs.NotFoundReason) {
		return intake.Referrer{}, false, nil
	}
	return r, err == nil, err
}

func (s *Store) readReferrer(ctx context.Context, tx *pg.Tx, where string, args ...any) (intake.Referrer, error) {
	var row referrerRow
	if err := tx.GetLogged(ctx, &row, "read referrer", referrerQuery+where, args...); err != nil {
		return intake.Referrer{}, notFound(err, "referrer")
	}
	return s.referrer(ctx, row)
}

// Referrers reads a page of the referrers, of one organisation when one is named, the newest
// first. The read is logged.
func (s *Store) Referrers(ctx context.Context, tx *pg.Tx, organisation string, after []string, limit int) ([]intake.Referrer, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx)}}
	if organisation != "" {
		q.And("r.organisation = " + q.Arg(organisation))
	}
	if len(after) == 1 {
		q.And("r.id < " + q.Arg(after[0]) + "::uuid")
	}
	var rows []referrerRow
	err := tx.SelectLogged(ctx, &rows, "list referrers", referrerQuery+q.More()+` ORDER BY r.id DESC LIMIT `+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list referrers: %w", err)
	}
	list := make([]intake.Referrer, 0, len(rows))
	for _, row := range rows {
		r, err := s.referrer(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

func (s *Store) referrer(ctx context.Context, row referrerRow) (intake.Referrer, error) {
	key, err := s.keys.Open(ctx, row.ID, row.Row)
	if err != nil {
		return intake.Referrer{}, fmt.Errorf("open a referrer: %w", err)
	}
	v := vault{key: key, table: tableReferrer}
	r := intake.Referrer{
		ID: row.ID, Organisation: row.Organisation.String, Name: v.open("name", row.Name), Phone: v.open("phone", row.Phone),
		Email: v.open("email", row.Email), Account: row.Account.String, Created: row.Created, Updated: row.Updated,
		Version: row.Version,
	}
	return r, v.err
}

// ownReferrer narrows a query on referrers (alias r) to what the owner may reach.
func ownReferrer(q *pg.Conditions, owner call.Owner) {
	if !owner.IsEveryone() {
		q.And("r.account = " + q.Arg(pg.Null(owner.Account())))
	}
}

// oneLine is a name with single spaces.
func oneLine(name string) string { return strings.Join(strings.Fields(name), " ") }
