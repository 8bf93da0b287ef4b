// Package pgtest gives tests a real Postgres: each test its own database, cloned from one that
// was migrated once. The server is that of OCO_TEST_POSTGRES (which pgtestd sets for a whole run
// of tests) or one that this test process starts and that ends with it.
package pgtest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

	"github.com/lib/pq"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
)

// Database is one test's database, with a pool for each role.
type Database struct {
	// App, Door, Worker, Report and Owner are pools, each under its own role.
	App, Door, Worker, Report, Owner *pg.DB
	// Keys is a keyring of this test.
	Keys *crypto.Keyring

	name string
}

// Option changes how New opens the pools.
type Option func(*pg.Config)

// WithClock gives the pools a clock.
func WithClock(clock func() time.Time) Option { return func(c *pg.Config) { c.Clock = clock } }

// WithMaxConns bounds the connections of each pool.
func WithMaxConns(n int) Option { return func(c *pg.Config) { c.MaxConns = n } }

// WithBodyHash replaces the hash of request bodies.
func WithBodyHash(hash func(ctx context.Context, tx *pg.Tx, method string, body []byte) ([]byte, error)) Option {
	return func(c *pg.Config) { c.BodyHash = hash }
}

// WithWatch shows every statement of the pools, with its values.
func WithWatch(watch func(ctx context.Context, statement string, args []any)) Option {
	return func(c *pg.Config) { c.Watch = watch }
}

// New clones the migrated template for this test; the database is dropped when the test ends.
func New(t testing.TB, options ...Option) *Database {
	t.Helper()
	from, err := template()
	if err != nil {
		t.Fatalf("prepare the template database: %v", err)
	}
	d := clone(t, from, options)
	if d.Keys, err = crypto.CreateKeyring(filepath.Join(t.TempDir(), "keys")); err != nil {
		t.Fatalf("make a keyring: %v", err)
	}
	return d
}

// Copy is the database as it stands, as a restored backup would be, with the same keys. Nobody may
// be connected to d: its pools were not used yet, or are closed.
func (d *Database) Copy(t testing.TB, options ...Option) *Database {
	t.Helper()
	c := clone(t, d.name, options)
	c.Keys = d.Keys
	return c
}

// clone makes a database of another one, with pools for each role.
func clone(t testing.TB, from string, options []Option) *Database {
	t.Helper()
	ctx := context.Background()
	pool, err := admin()
	if err != nil {
		t.Fatalf("reach the test server: %v", err)
	}
	d := &Database{name: randomName()}
	quoted := pq.QuoteIdentifier(d.name)
	if _, err := pool.ExecContext(ctx, "CREATE DATABASE "+quoted+" TEMPLATE "+pq.QuoteIdentifier(from)+" OWNER "+pg.OwnerRole); err != nil {
		t.Fatalf("clone %s: %v", from, err)
	}
	t.Cleanup(func() {
		if _, err := pool.ExecContext(ctx, "DROP DATABASE "+quoted+" WITH (FORCE)"); err != nil {
			t.Errorf("drop the test's database: %v", err)
		}
	})
	for _, p := range []struct {
		role string
		pool **pg.DB
	}{{pg.OwnerRole, &d.Owner}, {pg.AppRole, &d.App}, {pg.DoorRole, &d.Door}, {pg.WorkerRole, &d.Worker}, {pg.ReportRole, &d.Report}} {
		*p.pool = d.Open(t, p.role, options...)
	}
	return d
}

// URL is the address of the test's database for a role.
func (d *Database) URL(t testing.TB, role string) string {
	t.Helper()
	u, err := databaseURL(role, d.name)
	if err != nil {
		t.Fatal(err)
	}
	return u.database
}

// Open opens one more pool on the test's database; it is closed when the test ends.
func (d *Database) Open(t testing.TB, role string, options ...Option) *pg.DB {
	t.Helper()
	config := pg.Config{URL: d.URL(t, role), MaxConns: 8, Lazy: true, BodyHash: bodyHash}
	for _, option := range options {
		option(&config)
	}
	db, err := pg.Open(context.Background(), config)
	if err != nil {
		t.Fatalf("open the test's database as %s: %v", role, err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close the pool of %s: %v", role, err)
		}
	})
	return db
}

// bodyHash needs no secret: what tests send is none.
func bodyHash(_ context.Context, _ *pg.Tx, method string, body []byte) ([]byte, error) {
	sum := sha256.Sum256(append([]byte(method+"\x00"), body...))
	return sum[:], nil
}

// Method is the method of the calls that Context makes.
const Method = "/oco.test.v1.TestService/Test"

// Context is the context of a call by a new account that holds role in the municipality, let in
// for the whole municipality. An empty municipality makes a call about none. Change more through
// call.From and call.With.
func Context(t testing.TB, municipality string, role call.Role) context.Context {
	t.Helper()
	scope := call.ScopeMunicipality
	if municipality == "" {
		scope = call.ScopePlatform
	}
	c := call.Call{
		Method:       Method,
		Municipality: municipality,
		Caller: call.Caller{
			Account: pg.NewID(),
			Grants:  []call.Grant{{Role: role, Municipality: municipality}},
			Address: netip.MustParseAddr("192.0.2.1"),
		},
		Role: role, Scope: scope, Activity: "https://example.nl/activities/test", Language: "nl", Started: time.Now().UTC(),
	}
	random(c.Trace.ID[:])
	random(c.Trace.Span[:])
	return call.With(t.Context(), c)
}

// SomebodyWaits waits until another transaction waits for this one to end, and reports whether it does; false when what
// was to wait had its outcome without waiting, which stays in the channel.
func SomebodyWaits(ctx context.Context, tx *pg.Tx, outcome chan error) (waiting bool, err error) {
	for !waiting && err == nil && len(outcome) == 0 {
		err = tx.Get(ctx, &waiting, `SELECT EXISTS (SELECT FROM pg_locks
			WHERE NOT granted AND locktype = 'transactionid' AND transactionid = pg_current_xact_id()::xid)`)
	}
	return waiting, err
}

func randomName() string {
	var b [8]byte
	random(b[:])
	return "oco_test_" + hex.EncodeToString(b[:])
}

func random(b []byte) { _, _ = rand.Read(b) } // never fails: it ends the program first
