package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

type certificateRow struct {
	ID           string `db:"id"`
	Municipality string `db:"municipality"`
	Account      string `db:"account"`
	Fingerprint  string `db:"fingerprint"`
	UntilDate    string `db:"until_date"`
	stampRow
}

const certificateFields = `id, municipality, account, fingerprint, until_date::text AS until_date, create_time, update_time, version`

const (
	fromCertificate   = ` FROM admin.certificate WHERE municipality = $1 AND account = $2`
	selectCertificate = `SELECT ` + certificateFields + fromCertificate + ` AND id = $3`
	firstCertificates = `SELECT ` + certificateFields + fromCertificate + ` ORDER BY id DESC LIMIT $3`
	nextCertificates  = `SELECT ` + certificateFields + fromCertificate + ` AND id < $4 ORDER BY id DESC LIMIT $3`
	insertCertificate = `INSERT INTO admin.certificate (id, municipality, account, fingerprint, until_date, create_time, update_time, version)
VALUES ($1, $2, $3, $4, $5::date, $6, $7, $8)`
	deleteCertificate = `DELETE FROM admin.certificate WHERE municipality = $1 AND account = $2 AND id = $3`
)

// Certificate reads one certificate of an account.
func (s *Store) Certificate(ctx context.Context, tx *pg.Tx, municipality, account, id string) (admin.Certificate, error) {
	var row certificateRow
	if err := tx.Get(ctx, &row, selectCertificate, municipality, account, id); err != nil {
		return admin.Certificate{}, found(err, "certificate")
	}
	return row.certificate(), nil
}

// Certificates reads a page, the newest first; after is the id of the last one of the page
// before, empty for the first page.
func (s *Store) Certificates(ctx context.Context, tx *pg.Tx, municipality, account, after string, limit int) ([]admin.Certificate, error) {
	var rows []certificateRow
	var err error
	if after == "" {
		err = tx.Select(ctx, &rows, firstCertificates, municipality, account, limit)
	} else {
		err = tx.Select(ctx, &rows, nextCertificates, municipality, account, limit, after)
	}
	if err != nil {
		return nil, fmt.Errorf("read certificates: %w", err)
	}
	list := make([]admin.Certificate, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.certificate())
	}
	return list, nil
}

// InsertCertificate adds one; errs.AlreadyExists when any account has it.
func (s *Store) InsertCertificate(ctx context.Context, tx *pg.Tx, c admin.Certificate) (admin.Certificate, error) {
	c.ID, c.Stamp = pg.NewID(), newStamp(tx)
	_, err := tx.Exec(ctx, insertCertificate, c.ID, c.Municipality, c.Account, c.Fingerprint, c.UntilDate, c.CreateTime, c.UpdateTime, c.Version)
	if pg.IsUniqueViolation(err, "certificate_once") {
		return admin.Certificate{}, errs.AlreadyExists("certificate")
	}
	if err != nil {
		return admin.Certificate{}, fmt.Errorf("add certificate: %w", err)
	}
	return c, nil
}

// DeleteCertificate ends the use of one.
func (s *Store) DeleteCertificate(ctx context.Context, tx *pg.Tx, c admin.Certificate) error {
	if _, err := tx.Exec(ctx, deleteCertificate, c.Municipality, c.Account, c.ID); err != nil {
		return fmt.Errorf("delete certificate: %w", err)
	}
	return nil
}

func (r certificateRow) certificate() admin.Certificate {
	return admin.Certificate{
		ID: r.ID, Municipality: r.Municipality, Account: r.Account, Fingerprint: r.Fingerprint, UntilDate: r.UntilDate, Stamp: r.stamp(),
	}
}
