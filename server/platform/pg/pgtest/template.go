package pgtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"sync"

	"github.com/lib/pq"

	"oco.example/oco/server/migrations"
	"oco.example/oco/server/platform/pg"
)

// admin is the superuser's pool of this process.
var admin = sync.OnceValues(func() (*sql.DB, error) {
	server, err := shared()
	if err != nil {
		return nil, err
	}
	connector, err := pq.NewConnector(server.URL)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", Variable, err)
	}
	return sql.OpenDB(connector), nil
})

// template is the name of the migrated database that tests clone, made by whoever comes first.
var template = sync.OnceValues(func() (string, error) {
	ctx := context.Background()
	pool, err := admin()
	if err != nil {
		return "", err
	}
	name, err := templateName()
	if err != nil {
		return "", err
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return "", fmt.Errorf("reach the test server: %w", err)
	}
	defer func() { _ = conn.Close() }() // back to the pool
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock(hashtext('oco template'))`); err != nil {
		return "", fmt.Errorf("take turns for the template: %w", err)
	}
	err = ensureTemplate(ctx, conn, name)
	_, unlockErr := conn.ExecContext(ctx, `SELECT pg_advisory_unlock(hashtext('oco template'))`)
	return name, errors.Join(err, unlockErr)
})

func ensureTemplate(ctx context.Context, conn *sql.Conn, name string) error {
	var ready bool
	err := conn.QueryRowContext(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)`, name).Scan(&ready)
	if err != nil || ready {
		return err
	}
	// One without the mark was broken off on its way.
	if _, err := conn.ExecContext(ctx, "DROP DATABASE IF EXISTS "+pq.QuoteIdentifier(name)+" WITH (FORCE)"); err != nil {
		return fmt.Errorf("drop a template that was not completed: %w", err)
	}
	superuser, err := databaseURL("", name)
	if err != nil {
		return err
	}
	if err := pg.CreateDatabase(ctx, superuser.server, name); err != nil {
		return err
	}
	owner, err := databaseURL(pg.OwnerRole, name)
	if err != nil {
		return err
	}
	if err := pg.Migrate(ctx, owner.database); err != nil {
		return fmt.Errorf("migrate the template: %w", err)
	}
	if _, err := conn.ExecContext(ctx, "ALTER DATABASE "+pq.QuoteIdentifier(name)+" IS_TEMPLATE true"); err != nil {
		return fmt.Errorf("mark the template: %w", err)
	}
	return nil
}

// templateName tells apart templates of different migrations on one server.
func templateName() (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(migrations.FS, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := migrations.FS.ReadFile(path)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(sum, "%s %d\n%s", path, len(content), content)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("read the migrations: %w", err)
	}
	return "oco_template_" + hex.EncodeToString(sum.Sum(nil)[:8]), nil
}

type addresses struct{ server, database string }

// databaseURL gives the address of the server and, on it, that of a database for a role.
func databaseURL(role, database string) (addresses, error) {
	server, err := shared()
	if err != nil {
		return addresses{}, err
	}
	u, err := url.Parse(server.URL)
	if err != nil {
		return addresses{}, fmt.Errorf("read %s: %w", Variable, err)
	}
	if role != "" {
		u.User = url.User(role)
	}
	u.Path = "/" + database
	return addresses{server: server.URL, database: u.String()}, nil
}
