package store

import (
	"context"
	"fmt"
	"strconv"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

type accountRow struct {
	ID           string `db:"id"`
	Municipality string `db:"municipality"`
	Kind         string `db:"kind"`
	Name         []byte `db:"name"`
	Email        []byte `db:"email"`
	Issuer       string `db:"issuer"`
	Subject      string `db:"subject"`
	Municipal    bool   `db:"municipal"`
	Active       bool   `db:"active"`
	stampRow
	subject.Row
}

// accountTable is what the ciphertexts of this table are bound to.
const accountTable = "admin.account"

const accountFields = `a.id, a.municipality, a.kind, a.name, a.email, a.issuer, a.subject, a.municipal, a.active,
  a.create_time, a.update_time, a.version, ` + subject.Columns

var (
	fromAccount   = ` FROM admin.account a` + subject.Lookup("a", "id") + ` WHERE a.municipality = $1`
	selectAccount = `SELECT ` + accountFields + fromAccount + ` AND a.id = $2`
	lockAccount   = selectAccount + ` FOR NO KEY UPDATE OF a`
	firstAccounts = `SELECT ` + accountFields + fromAccount + ` ORDER BY a.id DESC LIMIT $2`
	nextAccounts  = `SELECT ` + accountFields + fromAccount + ` AND a.id < $3 ORDER BY a.id DESC LIMIT $2`
)

var selectHolders = `SELECT * FROM (SELECT ` + accountFields + `, ARRAY(SELECT DISTINCT g.role::text FROM admin.role_grant g
  WHERE g.account = a.id AND g.municipality = a.municipality AND g.role = ANY ($4) AND ` + counts("$5") + ` ORDER BY 1) AS roles` + fromAccount + ` AND a.active
  AND ($3 = '' OR a.id < nullif($3, '')::uuid)) AS holder WHERE roles <> '{}' ORDER BY id DESC LIMIT $2`

const (
	insertAccount = `INSERT INTO admin.account (id, municipality, kind, name, email, issuer, subject, municipal, active, create_time, update_time, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
	updateAccount = `UPDATE admin.account SET name = $3, email = $4, issuer = $5, subject = $6, active = $7, update_time = $8, version = $9
WHERE municipality = $1 AND id = $2`
	selectHome = `SELECT municipality FROM admin.account WHERE id = $1`
	// The rules of grants look at an account of any municipality, and at nothing personal of it.
	lockBareAccount = `SELECT id, municipality, kind, municipal, active FROM admin.account WHERE id = $1 FOR NO KEY UPDATE`
)

// Account reads one account of the municipality that is its home.
func (s *Store) Account(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Account, error) {
	return s.getAccount(ctx, tx, selectAccount, municipality, id)
}

// LockAccount reads one and keeps others from changing it, or its grants, until the transaction
// ends.
func (s *Store) LockAccount(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Account, error) {
	return s.getAccount(ctx, tx, lockAccount, municipality, id)
}

func (s *Store) getAccount(ctx context.Context, tx *pg.Tx, query, municipality, id string) (admin.Account, error) {
	var row accountRow
	if err := tx.GetLogged(ctx, &row, "read account", query, municipality, id); err != nil {
		return admin.Account{}, found(err, "account")
	}
	return s.openAccount(ctx, row)
}

// Accounts reads a page, the newest first; after is the id of the last one of the page before,
// empty for the first page.
func (s *Store) Accounts(ctx context.Context, tx *pg.Tx, municipality, after string, limit int) ([]admin.Account, error) {
	var rows []accountRow
	var err error
	if after == "" {
		err = tx.SelectLogged(ctx, &rows, "list accounts", firstAccounts, municipality, limit)
	} else {
		err = tx.SelectLogged(ctx, &rows, "list accounts", nextAccounts, municipality, limit, after)
	}
	if err != nil {
		return nil, fmt.Errorf("read accounts: %w", err)
	}
	accounts := make([]admin.Account, 0, len(rows))
	for _, row := range rows {
		account, err := s.openAccount(ctx, row)
		if err != nil {
			return nil, err
		}
		accounts = append(accounts, account)
	}
	return accounts, nil
}

// Holders reads a page of the active accounts of the municipality that hold one of some roles in it today, the newest
// first, as Accounts does.
func (s *Store) Holders(ctx context.Context, tx *pg.Tx, roles []call.Role, after string, limit int) ([]admin.Holder, error) {
	numbers := make([]int32, 0, len(roles))
	for _, role := range roles {
		numbers = append(numbers, int32(role))
	}
	var rows []struct {
		accountRow
		Roles pg.Strings `db:"roles"`
	}
	err := tx.SelectLogged(ctx, &rows, "list who holds a role", selectHolders, tx.Municipality(), limit, after, pg.Array(numbers), calendar.Day(tx.Now()))
	if err != nil {
		return nil, fmt.Errorf("read who holds a role: %w", err)
	}
	holders := make([]admin.Holder, 0, len(rows))
	for _, row := range rows {
		account, err := s.openAccount(ctx, row.accountRow)
		if err != nil {
			return nil, err
		}
		holder := admin.Holder{Account: account.ID, Name: account.Name}
		for _, role := range row.Roles {
			number, err := strconv.Atoi(role)
			if err != nil {
				return nil, fmt.Errorf("understand the roles of an account: %w", err)
			}
			holder.Roles = append(holder.Roles, call.Role(number))
		}
		holders = append(holders, holder)
	}
	return holders, nil
}

// Home reads which municipality keeps an account.
func (s *Store) Home(ctx context.Context, tx *pg.Tx, id string) (string, error) {
	var municipality string
	if err := tx.Get(ctx, &municipality, selectHome, id); err != nil {
		return "", found(err, "account")
	}
	return municipality, nil
}

// LockBareAccount reads what the rules of grants look at (home, kind, whether it is the
// municipality's, whether it is active) of an account of any municipality, and keeps others from
// giving it something at the same time.
func (s *Store) LockBareAccount(ctx context.Context, tx *pg.Tx, id string) (admin.Account, error) {
	var row accountRow
	if err := tx.Get(ctx, &row, lockBareAccount, id); err != nil {
		return admin.Account{}, found(err, "account")
	}
	return admin.Account{
		ID: row.ID, Municipality: row.Municipality, Kind: admin.AccountKind(row.Kind), Municipal: row.Municipal, Active: row.Active,
	}, nil
}

// InsertAccount adds an account and the key of its holder; errs.AlreadyExists when another
// account signs in by the same issuer and subject. The municipality is the transaction's.
func (s *Store) InsertAccount(ctx context.Context, tx *pg.Tx, a admin.Account) (admin.Account, error) {
	a.ID, a.Stamp = pg.NewID(), newStamp(tx)
	key, err := s.keys.Make(ctx, tx, a.ID, subject.Account)
	if err != nil {
		return admin.Account{}, err
	}
	name, email, err := sealAccount(key, a)
	if err != nil {
		return admin.Account{}, err
	}
	tx.Logged("add account", key.LogID)
	_, err = tx.Exec(ctx, insertAccount, a.ID, a.Municipality, string(a.Kind), name, email, a.Issuer, a.Subject, a.Municipal, a.Active,
		a.CreateTime, a.UpdateTime, a.Version)
	return a, accountStored(err)
}

// UpdateAccount stores an account that was locked; errs.AlreadyExists as InsertAccount.
func (s *Store) UpdateAccount(ctx context.Context, tx *pg.Tx, a admin.Account) (admin.Account, error) {
	key, err := s.keys.Get(ctx, tx, a.ID)
	if err != nil {
		return admin.Account{}, err
	}
	name, email, err := sealAccount(key, a)
	if err != nil {
		return admin.Account{}, err
	}
	a.UpdateTime = tx.Now()
	a.Version++
	tx.Logged("change account", key.LogID)
	_, err = tx.Exec(ctx, updateAccount, a.Municipality, a.ID, name, email, a.Issuer, a.Subject, a.Active, a.UpdateTime, a.Version)
	return a, accountStored(err)
}

func accountStored(err error) error {
	if pg.IsUniqueViolation(err, "account_by_sign_in") {
		return errs.AlreadyExists("account")
	}
	if err != nil {
		return fmt.Errorf("store account: %w", err)
	}
	return nil
}

func sealAccount(key subject.Key, a admin.Account) (name, email []byte, err error) {
	if name, err = key.Seal(accountTable, "name", a.Name); err != nil {
		return nil, nil, err
	}
	email, err = key.Seal(accountTable, "email", a.Email)
	return name, email, err
}

func (s *Store) openAccount(ctx context.Context, row accountRow) (admin.Account, error) {
	key, err := s.keys.Open(ctx, row.ID, row.Row)
	if err != nil {
		return admin.Account{}, err
	}
	var name, email sealed.Text
	if name, err = key.DataKey.Open(accountTable, "name", row.Name); err != nil {
		return admin.Account{}, err
	}
	if email, err = key.DataKey.Open(accountTable, "email", row.Email); err != nil {
		return admin.Account{}, err
	}
	return admin.Account{
		ID: row.ID, Municipality: row.Municipality, Kind: admin.AccountKind(row.Kind), Name: name, Email: email,
		Issuer: row.Issuer, Subject: row.Subject, Municipal: row.Municipal, Active: row.Active, Stamp: row.stamp(),
	}, nil
}
