package store

import (
	"context"
	"fmt"
	"strings"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

type codeRow struct {
	ID           string      `db:"id"`
	Municipality string      `db:"municipality"`
	List         string      `db:"list"`
	Code         string      `db:"code"`
	LabelNL      string      `db:"label_nl"`
	LabelEN      string      `db:"label_en"`
	LifeDomain   string      `db:"life_domain"`
	Words        stringArray `db:"words"`
	Position     int         `db:"position"`
	Active       bool        `db:"active"`
	Latitude     *float64    `db:"latitude"`
	Longitude    *float64    `db:"longitude"`
	stampRow
}

const codeColumns = `id, municipality, list, code, label_nl, label_en, life_domain, words, position, active, create_time, update_time, version, latitude, longitude`

// The order of a code list is that of its index; the list itself comes first, for a page of all.
const (
	selectCode  = `SELECT ` + codeColumns + ` FROM admin.code WHERE municipality = $1 AND id = $2`
	lockCode    = selectCode + ` FOR NO KEY UPDATE`
	pageOfCodes = `SELECT ` + codeColumns + ` FROM admin.code WHERE municipality = $1`
	orderCodes  = ` ORDER BY list, position, code LIMIT $2`
	activeCodes = `SELECT ` + codeColumns + ` FROM admin.code WHERE municipality = $1 AND list = $2 AND active ORDER BY position, code`
	insertCode  = `INSERT INTO admin.code (` + codeColumns + `) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`
	updateCode  = `UPDATE admin.code SET label_nl = $3, label_en = $4, life_domain = $5, words = $6, position = $7, active = $8,
  update_time = $9, version = $10, latitude = $11, longitude = $12 WHERE municipality = $1 AND id = $2`
	selectUnknown = `SELECT w.code FROM unnest($3::text[]) AS w (code)
WHERE NOT EXISTS (SELECT FROM admin.code c WHERE c.municipality = $1 AND c.list = $2 AND c.code = w.code AND c.active)`
)

// Code reads one entry of a code list.
func (s *Store) Code(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Code, error) {
	return getCode(ctx, tx, selectCode, municipality, id)
}

// LockCode reads one and keeps others from changing it until the transaction ends.
func (s *Store) LockCode(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Code, error) {
	return getCode(ctx, tx, lockCode, municipality, id)
}

func getCode(ctx context.Context, tx *pg.Tx, query, municipality, id string) (admin.Code, error) {
	var row codeRow
	if err := tx.Get(ctx, &row, query, municipality, id); err != nil {
		return admin.Code{}, found(err, "code")
	}
	return row.code(), nil
}

// Codes reads a page of one list, or of all when list is empty. after is list, position and
// code of the last entry of the page before, empty for the first page.
func (s *Store) Codes(ctx context.Context, tx *pg.Tx, municipality string, list admin.List, after []string, limit int) ([]admin.Code, error) {
	var where strings.Builder
	where.WriteString(pageOfCodes)
	args := []any{municipality, limit}
	if list != "" {
		args = append(args, string(list))
		fmt.Fprintf(&where, ` AND list = $%d`, len(args))
	}
	if len(after) == 3 {
		args = append(args, after[0], after[1], after[2])
		fmt.Fprintf(&where, ` AND (list, position, code) > ($%d, $%d::integer, $%d)`, len(args)-2, len(args)-1, len(args))
	}
	return selectCodes(ctx, tx, where.String()+orderCodes, args...)
}

// ActiveCodes reads the entries of a list that can be chosen, in their order.
func (s *Store) ActiveCodes(ctx context.Context, tx *pg.Tx, municipality string, list admin.List) ([]admin.Code, error) {
	return selectCodes(ctx, tx, activeCodes, municipality, string(list))
}

// Unknown returns those of the codes that cannot be chosen from the list of the transaction's
// municipality, in their order.
func (s *Store) Unknown(ctx context.Context, tx *pg.Tx, list admin.List, codes []string) ([]string, error) {
	var unknown []string
	if err := tx.Select(ctx, &unknown, selectUnknown, tx.Municipality(), string(list), pg.Array(nonNil(codes))); err != nil {
		return nil, fmt.Errorf("look codes up: %w", err)
	}
	return unknown, nil
}

func selectCodes(ctx context.Context, tx *pg.Tx, query string, args ...any) ([]admin.Code, error) {
	var rows []codeRow
	if err := tx.Select(ctx, &rows, query, args...); err != nil {
		return nil, fmt.Errorf("read codes: %w", err)
	}
	codes := make([]admin.Code, 0, len(rows))
	for _, row := range rows {
		codes = append(codes, row.code())
	}
	return codes, nil
}

// InsertCode adds an entry; errs.AlreadyExists when the list has one under that code.
func (s *Store) InsertCode(ctx context.Context, tx *pg.Tx, c admin.Code) (admin.Code, error) {
	c.ID, c.Stamp = pg.NewID(), newStamp(tx)
	_, err := tx.Exec(ctx, insertCode, c.ID, c.Municipality, string(c.List), c.Code, c.LabelNL, c.LabelEN, c.LifeDomain,
		pg.Array(nonNil(c.Words)), c.Position, c.Active, c.CreateTime, c.UpdateTime, c.Version, c.Latitude, c.Longitude)
	if pg.IsUniqueViolation(err, "code_once") {
		return admin.Code{}, errs.AlreadyExists("code")
	}
	if err != nil {
		return admin.Code{}, fmt.Errorf("add code: %w", err)
	}
	return c, nil
}

// UpdateCode stores an entry that was locked.
func (s *Store) UpdateCode(ctx context.Context, tx *pg.Tx, c admin.Code) (admin.Code, error) {
	c.UpdateTime = tx.Now()
	c.Version++
	_, err := tx.Exec(ctx, updateCode, c.Municipality, c.ID, c.LabelNL, c.LabelEN, c.LifeDomain, pg.Array(nonNil(c.Words)),
		c.Position, c.Active, c.UpdateTime, c.Version, c.Latitude, c.Longitude)
	if err != nil {
		return admin.Code{}, fmt.Errorf("change code: %w", err)
	}
	return c, nil
}

func (r codeRow) code() admin.Code {
	return admin.Code{
		ID: r.ID, Municipality: r.Municipality, List: admin.List(r.List), Code: r.Code, LabelNL: r.LabelNL, LabelEN: r.LabelEN,
		LifeDomain: r.LifeDomain, Words: r.Words, Position: r.Position, Active: r.Active, Latitude: r.Latitude, Longitude: r.Longitude, Stamp: r.stamp(),
	}
}

// stringArray scans a Postgres array.
type stringArray []string

// Scan reads the text form of an array.
func (a *stringArray) Scan(src any) error {
	scanner, ok := pg.Array((*[]string)(a)).(interface{ Scan(any) error })
	if !ok {
		return fmt.Errorf("pg.Array does not scan %T", a)
	}
	return scanner.Scan(src)
}
