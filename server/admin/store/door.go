package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// Door is what the door asks before there is a tenant: accounts with the grants that count now,
// and municipalities. It reads as oco_door, on a pool of its own. It implements the ports
// Accounts and Municipalities of platform/auth.
type Door struct{ db *pg.DB }

// NewDoor returns it; db is the pool of oco_door.
func NewDoor(db *pg.DB) *Door { return &Door{db: db} }

// counts says of a grant (alias g) that it counts on the day that is the argument $1, $2 and so on.
func counts(day string) string {
	return `g.state = 'ACTIVE' AND coalesce(g.start_date <= ` + day + `::date, true) AND coalesce(g.until_date >= ` + day + `::date, true)`
}

// One row per grant that counts today, and one without a role when there is none.
var (
	selectCaller = `SELECT a.id, g.role, g.municipality, g.organisation, g.region
FROM admin.account a
LEFT JOIN admin.role_grant g ON g.account = a.id AND ` + counts("$1") + `
WHERE a.active AND `
	selectCallerByToken       = selectCaller + `a.issuer = $2 AND a.subject = $3 AND a.issuer <> '' ORDER BY g.id`
	selectCallerByFingerprint = selectCaller + `a.kind = 'SYSTEM'
  AND a.id = (SELECT c.account FROM admin.certificate c WHERE c.fingerprint = $2 AND c.until_date >= $1::date) ORDER BY g.id`
)

const selectPlace = `SELECT region FROM admin.municipality WHERE municipality = $1 AND active`

type callerRow struct {
	Account      string         `db:"id"`
	Role         sql.NullInt32  `db:"role"`
	Municipality sql.NullString `db:"municipality"`
	Organisation sql.NullString `db:"organisation"`
	Region       sql.NullString `db:"region"`
}

// ByToken finds the active account of an issuer and subject; the zero Caller when there is none.
func (d *Door) ByToken(ctx context.Context, issuer, subject string) (call.Caller, error) {
	return d.caller(ctx, selectCallerByToken, issuer, subject)
}

// ByFingerprint finds the active system whose certificate has the SHA-256, unless the certificate
// is past its day; the zero Caller when there is none.
func (d *Door) ByFingerprint(ctx context.Context, fingerprint string) (call.Caller, error) {
	return d.caller(ctx, selectCallerByFingerprint, fingerprint)
}

func (d *Door) caller(ctx context.Context, query string, args ...any) (call.Caller, error) {
	var rows []callerRow
	err := d.db.Read(ctx, func(tx *pg.Tx) error {
		rows = nil
		return tx.Select(ctx, &rows, query, append([]any{calendar.Day(tx.Now())}, args...)...)
	})
	if err != nil || len(rows) == 0 {
		return call.Caller{}, err
	}
	caller := call.Caller{Account: rows[0].Account}
	for _, row := range rows {
		if row.Role.Valid {
			caller.Grants = append(caller.Grants, row.grant())
		}
	}
	return caller, nil
}

// grant is the row as the door knows grants: a region manager reaches a region, and stands in no
// municipality.
func (r callerRow) grant() call.Grant {
	g := call.Grant{Role: call.Role(r.Role.Int32), Municipality: r.Municipality.String, Organisation: r.Organisation.String}
	if g.Role == call.RoleRegionManager {
		g.Municipality, g.Region = "", r.Region.String
	}
	return g
}

// Active reports whether a municipality uses the platform.
func (d *Door) Active(ctx context.Context, municipality string) (bool, error) {
	_, active, err := d.place(ctx, municipality)
	return active, err
}

// Region is the region of a municipality, empty when it belongs to none or is not there.
func (d *Door) Region(ctx context.Context, municipality string) (string, error) {
	region, _, err := d.place(ctx, municipality)
	return region, err
}

func (d *Door) place(ctx context.Context, municipality string) (region string, active bool, err error) {
	err = d.db.Read(ctx, func(tx *pg.Tx) error {
		return tx.Get(ctx, &region, selectPlace, municipality)
	})
	if errors.Is(err, pg.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("look a municipality up: %w", err)
	}
	return region, true, nil
}

const selectNames = `SELECT municipality, name FROM admin.municipality WHERE active`

// Names are those of the municipalities that use the platform, by code.
func (d *Door) Names(ctx context.Context) (map[string]string, error) {
	var rows []struct {
		Code string `db:"municipality"`
		Name string `db:"name"`
	}
	err := d.db.Read(ctx, func(tx *pg.Tx) error {
		rows = nil
		return tx.Select(ctx, &rows, selectNames)
	})
	if err != nil {
		return nil, fmt.Errorf("read the names of municipalities: %w", err)
	}
	names := map[string]string{}
	for _, row := range rows {
		names[row.Code] = row.Name
	}
	return names, nil
}

const (
	selectActive = `SELECT municipality FROM admin.municipality WHERE active ORDER BY municipality`
	selectEvery  = `SELECT municipality FROM admin.municipality ORDER BY municipality`
)

// Municipalities lists those that use the platform, for work that goes past each of them.
func (d *Door) Municipalities(ctx context.Context) ([]string, error) {
	return d.municipalities(ctx, selectActive)
}

// EveryMunicipality lists those that used the platform and left as well: what lies in the database
// of them lies there still.
func (d *Door) EveryMunicipality(ctx context.Context) ([]string, error) {
	return d.municipalities(ctx, selectEvery)
}

func (d *Door) municipalities(ctx context.Context, query string) ([]string, error) {
	var codes []string
	err := d.db.Read(ctx, func(tx *pg.Tx) error {
		codes = nil
		return tx.Select(ctx, &codes, query)
	})
	if err != nil {
		return nil, fmt.Errorf("list municipalities: %w", err)
	}
	return codes, nil
}
