package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// Database is the pools of the serving roles, and the keys that open what lies in them.
type Database struct {
	App, Door, Worker, Report *pg.DB
	Keyring                   *crypto.Keyring
	Keys                      *subject.Keys

	postgres *embedded.Server
	change   []func(*pg.Config)
}

// OpenDatabase opens the database of the settings. Without a database URL it runs its own Postgres,
// brings it to this program's schema and makes the key file when there is none; otherwise the
// schema must be current and the roles must be held by row security. change sees how each pool is
// about to be opened, for tests that watch what happens in it.
func OpenDatabase(ctx context.Context, settings config.Server, log *slog.Logger, change ...func(*pg.Config)) (_ *Database, err error) {
	d := &Database{change: change}
	defer func() {
		if err != nil {
			d.Close()
		}
	}()
	if d.Keyring, err = keyring(settings); err != nil {
		return nil, err
	}
	d.Keys = subject.New(d.Keyring)
	address := func(string) string { return settings.DatabaseURL.Reveal() }
	if settings.Embedded() {
		if d.postgres, err = startEmbedded(ctx, settings, log); err != nil {
			return nil, err
		}
		address = func(role string) string { return d.postgres.URL(role, pg.Database) }
		if err := pg.Migrate(ctx, address(pg.OwnerRole)); err != nil {
			return nil, fmt.Errorf("bring the database to this version: %w", err)
		}
	}
	passwords, err := settings.Passwords()
	if err != nil {
		return nil, err
	}
	if err := d.open(ctx, settings, address, passwords); err != nil {
		return nil, err
	}
	return d, d.check(ctx)
}

// open makes the pools: half of the connections of oco_app go to the other roles together.
func (d *Database) open(ctx context.Context, settings config.Server, address func(role string) string, passwords map[string]sealed.Text) error {
	few := max(2, settings.DatabaseConnections/6)
	for _, pool := range []struct {
		role string
		most int
		db   **pg.DB
	}{
		{pg.AppRole, settings.DatabaseConnections, &d.App}, {pg.DoorRole, few, &d.Door},
		{pg.WorkerRole, few, &d.Worker}, {pg.ReportRole, few, &d.Report},
	} {
		c := pg.Config{
			URL: address(pool.role), Role: pool.role, Password: passwords[pool.role].Reveal(), MaxConns: pool.most,
			BodyHash: d.Keys.BodyHash,
		}
		for _, change := range d.change {
			change(&c)
		}
		opened, err := pg.Open(ctx, c)
		if err != nil {
			return fmt.Errorf("open the database as %s: %w", pool.role, err)
		}
		*pool.db = opened
	}
	return nil
}

// check refuses to serve on a schema that is not this program's, or as a role that row security
// does not hold.
func (d *Database) check(ctx context.Context) error {
	if err := d.Current(ctx); err != nil {
		return err
	}
	for _, db := range []*pg.DB{d.App, d.Door, d.Worker, d.Report} {
		if err := db.MayServe(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Current reports whether the database can be reached and has the schema of this program.
func (d *Database) Current(ctx context.Context) error {
	state, err := pg.SchemaState(ctx, d.Door)
	if err != nil {
		return err
	}
	return state.Fits()
}

// Watch returns when ctx ends, or with an error when the embedded Postgres is gone for good.
func (d *Database) Watch(ctx context.Context) error {
	if d.postgres == nil {
		<-ctx.Done()
		return nil
	}
	select {
	case <-ctx.Done():
		return nil
	case <-d.postgres.Done():
		return errors.New("the embedded Postgres has ended; its log lies in the data directory")
	}
}

// Close closes the pools and stops the embedded Postgres, if there is one.
func (d *Database) Close() {
	for _, db := range []*pg.DB{d.App, d.Door, d.Worker, d.Report} {
		if db != nil {
			_ = db.Close() // nothing is left to do for a pool that does not close
		}
	}
	if d.postgres != nil {
		d.postgres.Stop()
	}
}

// Migrate brings the database of the settings to the schema of this program.
func Migrate(ctx context.Context, settings config.Server, log *slog.Logger) error {
	owner, done, err := ownerURL(ctx, settings, log)
	if err != nil {
		return err
	}
	defer done()
	return pg.Migrate(ctx, owner)
}

// ownerURL is the database as its owner: that of the settings, or the embedded one, which runs
// until done is called.
func ownerURL(ctx context.Context, settings config.Server, log *slog.Logger) (url string, done func(), err error) {
	if owner := settings.OwnerURL.Reveal(); owner != "" {
		return owner, func() {}, nil
	}
	postgres, err := startEmbedded(ctx, settings, log)
	if err != nil {
		return "", nil, err
	}
	return postgres.URL(pg.OwnerRole, pg.Database), postgres.Stop, nil
}

func startEmbedded(ctx context.Context, settings config.Server, log *slog.Logger) (*embedded.Server, error) {
	began := time.Now()
	server, err := embedded.Start(ctx, embedded.Config{DataDir: settings.DataDir, PackageDir: packageDir(), Log: log})
	if err != nil {
		return nil, fmt.Errorf("start the embedded Postgres: %w", err)
	}
	log.Info("postgres answers", "took", time.Since(began))
	return server, nil
}

// packageDir is where `make run` puts a Postgres from npm when the machine has none: beside the
// program, which lies in build/bin.
func packageDir() string {
	program, err := os.Executable()
	if err != nil {
		return ""
	}
	return filepath.Join(filepath.Dir(filepath.Dir(program)), "postgres", "node_modules")
}

// keyring loads the key file. Only the embedded default makes one: elsewhere a missing file is
// more likely a mistake in the settings than a new platform.
func keyring(settings config.Server) (*crypto.Keyring, error) {
	ring, err := crypto.LoadKeyring(settings.KeyFile)
	if !settings.Embedded() || !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			return nil, fmt.Errorf("--key-file: %w", err)
		}
		return ring, nil
	}
	if err := os.MkdirAll(filepath.Dir(settings.KeyFile), 0o755); err != nil {
		return nil, fmt.Errorf("--key-file: %w", err)
	}
	if ring, err = crypto.CreateKeyring(settings.KeyFile); errors.Is(err, fs.ErrExist) {
		return crypto.LoadKeyring(settings.KeyFile)
	}
	return ring, err
}
