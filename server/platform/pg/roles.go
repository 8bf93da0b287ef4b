package pg

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// The roles of the database. OwnerRole migrates and owns everything; the others serve, own
// nothing and are held by row security.
const (
	// OwnerRole migrates and owns everything; no server runs as it.
	OwnerRole = "oco_owner"
	// DoorRole reads accounts, grants and municipalities, and writes refusals to the log.
	DoorRole = "oco_door"
	// AppRole serves the calls.
	AppRole = "oco_app"
	// WorkerRole projects facts, sends and keeps clocks.
	WorkerRole = "oco_worker"
	// ReportRole reads facts and nothing else.
	ReportRole = "oco_report"
)

// Roles lists all five, the owner first.
var Roles = []string{OwnerRole, DoorRole, AppRole, WorkerRole, ReportRole}

// Database is the name of the database of an embedded server.
const Database = "oco"

// CreateDatabase makes, as the superuser of superuserURL, the roles and the named database where
// they are missing. An operator with an own Postgres does the same by hand (docs/operations).
func CreateDatabase(ctx context.Context, superuserURL, name string) (err error) {
	address, err := address(superuserURL, "", "")
	if err != nil {
		return err
	}
	driverConnector, err := pq.NewConnector(address)
	if err != nil {
		return fmt.Errorf("read the superuser's database URL: %w", err)
	}
	pool := sql.OpenDB(driverConnector)
	defer func() { err = errors.Join(err, pool.Close()) }()
	for _, role := range Roles {
		statement := "CREATE ROLE " + pq.QuoteIdentifier(role) + " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
		_, err := pool.ExecContext(ctx, statement)
		if err != nil && pq.As(err, pqerror.DuplicateObject, pqerror.UniqueViolation) == nil {
			return fmt.Errorf("make the role %s: %w", role, cleaned(err))
		}
		// Every name in our SQL has its schema; one without is a mistake and is not found.
		if _, err := pool.ExecContext(ctx, "ALTER ROLE "+pq.QuoteIdentifier(role)+" SET search_path = pg_catalog"); err != nil {
			return fmt.Errorf("set the search path of %s: %w", role, cleaned(err))
		}
	}
	quoted := pq.QuoteIdentifier(name)
	_, err = pool.ExecContext(ctx, "CREATE DATABASE "+quoted+" OWNER "+OwnerRole+" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
	if err != nil && pq.As(err, pqerror.DuplicateDatabase, pqerror.UniqueViolation) == nil {
		return fmt.Errorf("make the database %s: %w", name, cleaned(err))
	}
	_, err = pool.ExecContext(ctx, "REVOKE ALL ON DATABASE "+quoted+" FROM PUBLIC; GRANT CONNECT ON DATABASE "+quoted+
		" TO "+OwnerRole+", "+DoorRole+", "+AppRole+", "+WorkerRole+", "+ReportRole)
	if err != nil {
		return fmt.Errorf("set who may connect to %s: %w", name, cleaned(err))
	}
	return nil
}
