package pg

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"oco.example/oco/server/platform/call"
)

// Config says which database is used, as whom, and with what.
type Config struct {
	// URL is the address, "postgres://oco_app@host:5432/oco?sslmode=verify-full". Without
	// sslmode it is verify-full, and disable on a Unix socket (host=/folder).
	URL string
	// Role is the database user; it replaces that of the URL. Empty: the URL's.
	Role string
	// Password belongs to Role; empty when the server asks for none.
	Password string
	// MaxConns bounds the connections of this pool; zero means 16.
	MaxConns int
	// Lazy makes Open return without reaching the database; the first use does.
	Lazy bool
	// Clock is the time that Tx.Now hands on; nil means time.Now.
	Clock func() time.Time
	// BodyHash makes the keyed hash under which Once remembers the body of a request. It runs
	// inside the transaction, so it can read the municipality's secret. Once needs it.
	BodyHash func(ctx context.Context, tx *Tx, method string, body []byte) ([]byte, error)
	// Watch is shown every statement with the values that go to the server and the context of the
	// call that sends it, before it runs: for tests of plans and of speed. Several goroutines call
	// it at a time. It may be nil.
	Watch func(ctx context.Context, statement string, args []any)
}

// DB is a pool of connections for one role. It is safe for use by many goroutines.
type DB struct {
	pool     *sqlx.DB
	address  string
	clock    func() time.Time
	bodyHash func(ctx context.Context, tx *Tx, method string, body []byte) ([]byte, error)
	hints    *notifier
}

const defaultMaxConns = 16

// Open makes the pool and, unless it is Lazy, reaches the database once. Close it when done.
func Open(ctx context.Context, config Config) (*DB, error) {
	address, err := address(config.URL, config.Role, config.Password)
	if err != nil {
		return nil, err
	}
	driverConnector, err := pq.NewConnector(address)
	if err != nil {
		return nil, fmt.Errorf("read the database URL: %w", cleaned(err))
	}
	pool := sqlx.NewDb(sql.OpenDB(&connector{Connector: driverConnector, statements: statementsPerConnection, watch: config.Watch}), "postgres")
	maxConns := config.MaxConns
	if maxConns == 0 {
		maxConns = defaultMaxConns
	}
	pool.SetMaxOpenConns(maxConns)
	pool.SetMaxIdleConns(maxConns)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	db := &DB{pool: pool, address: address, clock: config.Clock, bodyHash: config.BodyHash}
	if db.clock == nil {
		db.clock = time.Now
	}
	if !config.Lazy {
		if err := db.Ping(ctx); err != nil {
			return nil, errors.Join(fmt.Errorf("reach the database: %w", err), pool.Close())
		}
	}
	db.hints = newNotifier(pool)
	return db, nil
}

// Close waits for running transactions to give back their connections and closes the pool.
func (db *DB) Close() error {
	db.hints.stop()
	if err := db.pool.Close(); err != nil {
		return fmt.Errorf("close the database: %w", cleaned(err))
	}
	return nil
}

// Ping reports whether the database can be reached now.
func (db *DB) Ping(ctx context.Context) error {
	return told(ctx, cleaned(db.pool.PingContext(ctx)))
}

// Read runs fn in a transaction whose tenant is the municipality of the call in ctx; a call
// without one sees no tenant's rows. fn may run again (see Write), so it has no effect outside
// the database. What fn logs is written before the transaction ends: a read of personal data
// and its log row exist both or neither.
//
// A database that cannot be reached is errs.Unavailable. fn's own errors are returned as they are.
func (db *DB) Read(ctx context.Context, fn func(tx *Tx) error) error { return db.run(ctx, fn) }

// Write runs fn like Read, commits what it did, and with it the log rows and events that fn
// left with Logged and Emit. It runs fn again, a few times, when Postgres broke the transaction
// off because of another one (SQLSTATE 40001, 40P01) or a connection that outlived a change of
// the schema (0A000). An error or panic in fn undoes everything.
func (db *DB) Write(ctx context.Context, fn func(tx *Tx) error) error { return db.run(ctx, fn) }

// attempts bounds how often a transaction is run; the waits between them add up to about 0.3 s.
const attempts = 6

func (db *DB) run(ctx context.Context, fn func(tx *Tx) error) error {
	if inside, _ := ctx.Value(insideKey{}).(*DB); inside == db {
		return ErrNested
	}
	var err error
	for attempt := range attempts {
		if err = db.once(ctx, fn); err == nil || !worthRepeating(err) || !pause(ctx, attempt) {
			break
		}
	}
	return told(ctx, err)
}

// pause waits longer after each attempt, at random so that two that met do not meet again; it
// reports whether there is an attempt left.
func pause(ctx context.Context, attempt int) bool {
	if attempt == attempts-1 {
		return false
	}
	timer := time.NewTimer(time.Duration((1 + rand.Float64()) * float64(int64(5*time.Millisecond)<<attempt)))
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (db *DB) once(ctx context.Context, fn func(tx *Tx) error) error {
	known := call.From(ctx)
	sqlTx, err := db.pool.BeginTxx(context.WithValue(ctx, tenantKey{}, known.Municipality), nil)
	if err != nil {
		return fmt.Errorf("begin a transaction: %w", cleaned(err))
	}
	tx := &Tx{tx: sqlTx, call: known, now: db.clock().UTC().Truncate(time.Microsecond)}
	ended := false
	defer func() {
		if !ended { // an error, or fn panics
			_ = sqlTx.Rollback() // its connection is given back or discarded whatever it says
		}
	}()
	if err := fn(tx); err != nil {
		return tx.explainOwn(err)
	}
	if err := tx.finish(ctx); err != nil {
		return tx.explain(err)
	}
	ended = true
	if err := sqlTx.Commit(); err != nil {
		return tx.explain(fmt.Errorf("commit: %w", cleaned(err)))
	}
	if len(tx.events) > 0 {
		db.hints.tell(known.Municipality)
	}
	return nil
}

// NewID returns a new identifier: a UUID of version 7, whose beginning is the time, so that rows
// made one after the other lie together.
func NewID() string {
	id, err := uuid.NewV7()
	if err != nil {
		panic(err) // the system's source of randomness failed: nothing can go on
	}
	return id.String()
}

// Array passes a slice as a Postgres array, and reads one into the slice that list points to.
func Array(list any) any { return pq.Array(list) }

// Strings is a text[] column in a row that Get or Select fill.
type Strings = pq.StringArray
