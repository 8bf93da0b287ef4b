package pg

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"github.com/lib/pq"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"oco.example/oco/server/migrations"
)

// State compares the schema of the database with the one this program was built for.
type State struct {
	// Current is the last migration that the database has, zero for an empty one.
	Current int64
	// Wanted is the last migration that this program knows.
	Wanted int64
}

// ErrSchemaOlder says that migrations are missing; `oco-server migrate` mends it.
var ErrSchemaOlder = errors.New("the database is older than this program: run `oco-server migrate --owner-url …` first")

// ErrSchemaNewer says that a newer version of the program has migrated the database.
var ErrSchemaNewer = errors.New("the database is newer than this program: start the version that migrated it, or a later one")

// Fits returns nil when the program may serve this database, ErrSchemaOlder or ErrSchemaNewer
// with the two numbers otherwise.
func (s State) Fits() error {
	switch {
	case s.Current < s.Wanted:
		return fmt.Errorf("%w (it has migration %d, %d is needed)", ErrSchemaOlder, s.Current, s.Wanted)
	case s.Current > s.Wanted:
		return fmt.Errorf("%w (it has migration %d, this program knows %d)", ErrSchemaNewer, s.Current, s.Wanted)
	}
	return nil
}

// Migrate brings the database at ownerURL, which names the role that owns everything, to the
// schema of this program. Two that run at once take turns. It refuses a newer schema.
func Migrate(ctx context.Context, ownerURL string) (err error) {
	address, err := address(ownerURL, "", "")
	if err != nil {
		return err
	}
	driverConnector, err := pq.NewConnector(address)
	if err != nil {
		return fmt.Errorf("read the owner's database URL: %w", err)
	}
	pool := sql.OpenDB(driverConnector)
	defer func() { err = errors.Join(err, pool.Close()) }()
	provider, err := newProvider(pool)
	if err != nil {
		return err
	}
	current, err := provider.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("read the version of the schema: %w", cleaned(err))
	}
	last, err := wanted()
	if err != nil {
		return err
	}
	if current > last {
		return State{Current: current, Wanted: last}.Fits()
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// newProvider reads the migrations. The lock is asked for once a second, for five minutes.
func newProvider(pool *sql.DB) (*goose.Provider, error) {
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300), lock.WithUnlockTimeout(1, 30))
	if err != nil {
		return nil, fmt.Errorf("prepare the lock of the migrations: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, pool, migrations.FS,
		goose.WithSessionLocker(locker), goose.WithTableName("public.goose_db_version"))
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	return provider, nil
}

// wanted is the number of the last migration that this program knows.
var wanted = sync.OnceValues(func() (last int64, err error) {
	files, err := fs.Glob(migrations.FS, "*.sql")
	if err != nil {
		return 0, fmt.Errorf("list the migrations: %w", err)
	}
	for _, file := range files {
		version, err := goose.NumericComponent(file)
		if err != nil {
			return 0, fmt.Errorf("read the number of %s: %w", file, err)
		}
		last = max(last, version)
	}
	return last, nil
})

// SchemaState reads which migrations the database has. Any serving role may ask.
func SchemaState(ctx context.Context, db *DB) (State, error) {
	last, err := wanted()
	if err != nil {
		return State{}, err
	}
	state := State{Wanted: last}
	err = db.Read(ctx, func(tx *Tx) error {
		var table sql.NullString
		if err := tx.Get(ctx, &table, `SELECT to_regclass('public.goose_db_version')::text`); err != nil || !table.Valid {
			return err
		}
		return tx.Get(ctx, &state.Current, `SELECT coalesce(max(version_id), 0) FROM public.goose_db_version WHERE is_applied`)
	})
	if err != nil {
		return State{}, fmt.Errorf("read the version of the schema: %w", err)
	}
	return state, nil
}

// MayServe returns an error when the role of the pool could see or change more than a serving
// role should: a superuser, one that row security does not hold, or one that owns tables.
func (db *DB) MayServe(ctx context.Context) error {
	var role struct {
		Name  string `db:"name"`
		Above bool   `db:"above"`
		Owns  bool   `db:"owns"`
	}
	err := db.Read(ctx, func(tx *Tx) error {
		return tx.Get(ctx, &role, `SELECT r.rolname::text AS name, r.rolsuper OR r.rolbypassrls OR r.rolcreaterole AS above,
  EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'p', 'v') AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owns
FROM pg_roles r WHERE r.rolname = current_user`)
	})
	if err != nil {
		return fmt.Errorf("look at the database role: %w", err)
	}
	if role.Above || role.Owns {
		return fmt.Errorf("the database role %q owns tables or stands above row security; serve as oco_app", role.Name)
	}
	return nil
}
