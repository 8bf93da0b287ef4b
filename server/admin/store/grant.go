package store

import (
	"context"
	"database/sql"
	"fmt"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

type grantRow struct {
	ID           string         `db:"id"`
	Municipality string         `db:"municipality"`
	Account      string         `db:"account"`
	Role         int32          `db:"role"`
	Organisation string         `db:"organisation"`
	Region       string         `db:"region"`
	StartDate    sql.NullString `db:"start_date"`
	UntilDate    sql.NullString `db:"until_date"`
	DeputyOf     sql.NullString `db:"deputy_of"`
	State        string         `db:"state"`
	GivenBy      sql.NullString `db:"given_by"`
	ConfirmedBy  sql.NullString `db:"confirmed_by"`
	stampRow
}

type heldRow struct {
	grantRow
	RegionOfMunicipality string `db:"region_of_municipality"`
}

const grantFields = `g.id, g.municipality, g.account, g.role, g.organisation, g.region, g.start_date::text AS start_date,
  g.until_date::text AS until_date, g.deputy_of, g.state, g.given_by, g.confirmed_by, g.create_time, g.update_time, g.version`

const (
	selectGrant = `SELECT ` + grantFields + ` FROM admin.role_grant g WHERE g.municipality = $1 AND g.id = $2`
	lockGrant   = selectGrant + ` FOR NO KEY UPDATE`
	// A grant on the platform belongs to the home of its account.
	atHome              = ` AND EXISTS (SELECT FROM admin.account a WHERE a.id = g.account AND a.municipality = $1)`
	selectPlatformGrant = `SELECT ` + grantFields + ` FROM admin.role_grant g WHERE g.municipality = '' AND g.id = $2` + atHome
	pageOfGrants        = `SELECT ` + grantFields + ` FROM admin.role_grant g WHERE g.municipality = $1`
	pageOfAccount       = `SELECT ` + grantFields + ` FROM admin.role_grant g
WHERE g.account = $3 AND (g.municipality = $1 OR g.municipality = ''` + atHome + `)`
	orderGrants = ` ORDER BY g.id DESC LIMIT $2`
	// What an account holds anywhere: the rules look across municipalities.
	selectHeld = `SELECT ` + grantFields + `, coalesce(m.region, '') AS region_of_municipality
FROM admin.role_grant g LEFT JOIN admin.municipality m ON m.municipality = g.municipality
WHERE g.account = $1 AND g.state <> 'REVOKED' ORDER BY g.id`
	lockHeld    = selectHeld + ` FOR NO KEY UPDATE OF g`
	insertGrant = `INSERT INTO admin.role_grant (id, municipality, account, role, organisation, region, start_date, until_date, deputy_of,
  state, given_by, confirmed_by, create_time, update_time, version)
VALUES ($1, $2, $3, $4, $5, $6, nullif($7, '')::date, nullif($8, '')::date, nullif($9, '')::uuid, $10, nullif($11, '')::uuid,
  nullif($12, '')::uuid, $13, $14, $15)`
	updateGrant = `UPDATE admin.role_grant SET state = $3, given_by = nullif($4, '')::uuid, confirmed_by = nullif($5, '')::uuid,
  update_time = $6, version = $7 WHERE municipality = $1 AND id = $2`
	// Makes room for a new grant where the old one has run out.
	revokeExpired = `UPDATE admin.role_grant SET state = 'REVOKED', update_time = $3, version = version + 1
WHERE municipality = $1 AND account = $2 AND state <> 'REVOKED' AND until_date < $4::date`
	// Accounts that see persons of a municipality and manage the region that it is to join.
	countRegionConflicts = `SELECT count(*) FROM admin.role_grant person JOIN admin.role_grant manager ON manager.account = person.account
WHERE person.municipality = $1 AND person.role = ANY ($4) AND person.state <> 'REVOKED' AND coalesce(person.until_date >= $3::date, true)
  AND manager.region = $2 AND manager.role = $5 AND manager.state <> 'REVOKED' AND coalesce(manager.until_date >= $3::date, true)`
)

// Grant reads one grant of the municipality.
func (s *Store) Grant(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Grant, error) {
	return getGrant(ctx, tx, selectGrant, municipality, id)
}

// LockGrant reads one and keeps others from changing it until the transaction ends.
func (s *Store) LockGrant(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Grant, error) {
	return getGrant(ctx, tx, lockGrant, municipality, id)
}

func getGrant(ctx context.Context, tx *pg.Tx, query, municipality, id string) (admin.Grant, error) {
	var row grantRow
	if err := tx.Get(ctx, &row, query, municipality, id); err != nil {
		return admin.Grant{}, found(err, "grant")
	}
	return row.grant(), nil
}

// PlatformGrant reads one grant on the platform, of an account that is at home in a municipality.
func (s *Store) PlatformGrant(ctx context.Context, tx *pg.Tx, home, id string) (admin.Grant, error) {
	return getGrant(ctx, tx, selectPlatformGrant, home, id)
}

// Grants reads a page, the newest first; account narrows it to one account when not empty, and adds
// what that one holds on the platform; after is the id of the last one of the page before.
func (s *Store) Grants(ctx context.Context, tx *pg.Tx, municipality, account, after string, limit int) ([]admin.Grant, error) {
	where, args := pageOfGrants, []any{municipality, limit}
	if account != "" {
		where, args = pageOfAccount, append(args, account)
	}
	if after != "" {
		args = append(args, after)
		where += fmt.Sprintf(` AND g.id < $%d`, len(args))
	}
	var rows []grantRow
	if err := tx.Select(ctx, &rows, where+orderGrants, args...); err != nil {
		return nil, fmt.Errorf("read grants: %w", err)
	}
	grants := make([]admin.Grant, 0, len(rows))
	for _, row := range rows {
		grants = append(grants, row.grant())
	}
	return grants, nil
}

// Held reads what an account holds or waits for, in every municipality.
func (s *Store) Held(ctx context.Context, tx *pg.Tx, account string) ([]admin.Held, error) {
	return held(ctx, tx, selectHeld, account)
}

// LockHeld reads the same and keeps others from changing it until the transaction ends.
func (s *Store) LockHeld(ctx context.Context, tx *pg.Tx, account string) ([]admin.Held, error) {
	return held(ctx, tx, lockHeld, account)
}

func held(ctx context.Context, tx *pg.Tx, query, account string) ([]admin.Held, error) {
	var rows []heldRow
	if err := tx.Select(ctx, &rows, query, account); err != nil {
		return nil, fmt.Errorf("read what the account holds: %w", err)
	}
	held := make([]admin.Held, 0, len(rows))
	for _, row := range rows {
		held = append(held, admin.Held{Grant: row.grant(), RegionOfMunicipality: row.RegionOfMunicipality})
	}
	return held, nil
}

// InsertGrant adds a grant; one of the same kind that has run out makes room for it.
func (s *Store) InsertGrant(ctx context.Context, tx *pg.Tx, g admin.Grant, today string) (admin.Grant, error) {
	g.ID, g.Stamp = pg.NewID(), newStamp(tx)
	if _, err := tx.Exec(ctx, revokeExpired, g.Municipality, g.Account, tx.Now(), today); err != nil {
		return admin.Grant{}, fmt.Errorf("end what has run out: %w", err)
	}
	_, err := tx.Exec(ctx, insertGrant, g.ID, g.Municipality, g.Account, int32(g.Role), g.Organisation, g.Region, g.StartDate,
		g.UntilDate, g.DeputyOf, string(g.State), g.GivenBy, g.ConfirmedBy, g.CreateTime, g.UpdateTime, g.Version)
	if pg.IsUniqueViolation(err, "role_grant_once") {
		return admin.Grant{}, errs.AlreadyExists("grant")
	}
	if err != nil {
		return admin.Grant{}, fmt.Errorf("add grant: %w", err)
	}
	return g, nil
}

// UpdateGrant stores the state of a grant that was locked, by itself or with its account.
func (s *Store) UpdateGrant(ctx context.Context, tx *pg.Tx, g admin.Grant) (admin.Grant, error) {
	g.UpdateTime = tx.Now()
	g.Version++
	_, err := tx.Exec(ctx, updateGrant, g.Municipality, g.ID, string(g.State), g.GivenBy, g.ConfirmedBy, g.UpdateTime, g.Version)
	if err != nil {
		return admin.Grant{}, fmt.Errorf("change grant: %w", err)
	}
	return g, nil
}

// RegionConflict reports whether somebody who sees persons of the municipality manages the
// region, so that it cannot join that region.
func (s *Store) RegionConflict(ctx context.Context, tx *pg.Tx, municipality, region, today string) (bool, error) {
	var roles []int64
	for role := call.RoleReferrer; role <= call.RoleSystem; role++ {
		if admin.SeesPersons(role) {
			roles = append(roles, int64(role))
		}
	}
	var count int
	err := tx.Get(ctx, &count, countRegionConflicts, municipality, region, today, pg.Array(roles), int32(call.RoleRegionManager))
	if err != nil {
		return false, fmt.Errorf("look for conflicts with the region: %w", err)
	}
	return count > 0, nil
}

func (r grantRow) grant() admin.Grant {
	return admin.Grant{
		ID: r.ID, Municipality: r.Municipality, Account: r.Account, Role: call.Role(r.Role), Organisation: r.Organisation,
		Region: r.Region, StartDate: r.StartDate.String, UntilDate: r.UntilDate.String, DeputyOf: r.DeputyOf.String,
		State:   admin.GrantState(r.State),
		GivenBy: r.GivenBy.String, ConfirmedBy: r.ConfirmedBy.String, Stamp: r.stamp(),
	}
}
