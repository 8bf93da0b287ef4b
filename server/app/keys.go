package app

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"

	adminstore "oco.example/oco/server/admin/store"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// wrappedKeys are the tables that hold keys which the key file wraps.
var wrappedKeys = []subject.Table{subject.PeopleKeys, subject.Secrets, intakestore.ImportKeys}

// rewrapBatch is how many keys are wrapped anew in one transaction: enough to go on, few enough for
// nobody to wait for it.
const rewrapBatch = 500

// KeyCount is how many keys of one kind there are.
type KeyCount struct {
	Kind string
	// Keys is all of them, Anew how many this run wrapped anew, Older how many an older key of the
	// key file still wraps.
	Keys, Anew, Older int
}

// Rewrapped is what RewrapKeys did.
type Rewrapped struct {
	// Counts has each kind of which there are keys, in the order of their names.
	Counts []KeyCount
	// Anew is how many keys of all kinds were wrapped anew, Older how many an older key still wraps.
	Anew, Older int
	// Damaged is how many of the older ones opened with no key: they were altered, or belong elsewhere.
	Damaged int
	// Spare is how many keys of the key file are older than the newest.
	Spare int
}

// RewrapKeys wraps every key of the database anew under the newest key of the key file. Servers go
// on meanwhile; a run that was broken off is continued by the next. progress hears how many keys of
// how many are done.
func RewrapKeys(ctx context.Context, settings config.Server, log *slog.Logger, progress func(done, total int)) (Rewrapped, error) {
	database, err := openWithKeys(ctx, settings, log)
	if err != nil {
		return Rewrapped{}, err
	}
	defer database.Close()
	return database.RewrapKeys(ctx, progress)
}

// RetireKeys takes the older keys out of the key file, and returns how many there were. It refuses
// while a key of the database needs one of them. The file as it was lies at kept then.
func RetireKeys(ctx context.Context, settings config.Server, log *slog.Logger, kept string) (retired int, err error) {
	database, err := openWithKeys(ctx, settings, log)
	if err != nil {
		return 0, err
	}
	defer database.Close()
	return database.RetireKeys(ctx, settings.KeyFile, kept)
}

// openWithKeys opens a database whose key file is there: keys that a new file would wrap are of no
// use to what the database holds.
func openWithKeys(ctx context.Context, settings config.Server, log *slog.Logger) (*Database, error) {
	if _, err := crypto.LoadKeyring(settings.KeyFile); err != nil {
		return nil, fmt.Errorf("--key-file: %w", err)
	}
	return OpenDatabase(ctx, settings, log)
}

// RewrapKeys does what the function of that name does, in this database.
func (d *Database) RewrapKeys(ctx context.Context, progress func(done, total int)) (Rewrapped, error) {
	tenants, err := d.everyTenant(ctx)
	if err != nil {
		return Rewrapped{}, err
	}
	before, err := d.countKeys(tenants)
	if err != nil {
		return Rewrapped{}, err
	}
	run := rewrapping{d: d, total: before.older, anew: map[string]int{}, progress: progress}
	progress(0, run.total)
	for _, tenant := range tenants {
		for _, table := range wrappedKeys {
			if err := run.through(tenant, table); err != nil {
				return Rewrapped{}, err
			}
		}
	}
	after, err := d.countKeys(tenants)
	if err != nil {
		return Rewrapped{}, err
	}
	result := Rewrapped{Older: after.older, Damaged: run.damaged, Spare: len(d.Keyring.Older())}
	for _, kind := range slices.Sorted(maps.Keys(after.kinds)) {
		count := after.kinds[kind]
		count.Kind, count.Anew = kind, run.anew[kind]
		result.Anew += count.Anew
		result.Counts = append(result.Counts, count)
	}
	return result, nil
}

// rewrapping is one run through the tables of all tenants.
type rewrapping struct {
	d                    *Database
	done, total, damaged int
	anew                 map[string]int
	progress             func(done, total int)
}

// through wraps the keys of one tenant in one table anew, a transaction for each batch.
func (r *rewrapping) through(tenant context.Context, table subject.Table) error {
	for last := ""; ; {
		var batch subject.Batch
		err := r.d.Worker.Write(tenant, func(tx *pg.Tx) (err error) {
			batch, err = r.d.Keys.Rewrap(tenant, tx, table, last, rewrapBatch)
			return err
		})
		if err != nil || batch.Seen == 0 {
			return err
		}
		for kind, keys := range batch.Anew {
			r.anew[kind] += keys
		}
		r.damaged += batch.Damaged
		r.done += batch.Seen
		last = batch.Last
		r.progress(r.done, max(r.done, r.total))
	}
}

// RetireKeys does what the function of that name does, with the key file at path.
func (d *Database) RetireKeys(ctx context.Context, path, kept string) (retired int, err error) {
	tenants, err := d.everyTenant(ctx)
	if err != nil {
		return 0, err
	}
	census, err := d.countKeys(tenants)
	if err != nil {
		return 0, err
	}
	if census.older > 0 {
		return 0, fmt.Errorf("the older keys stay: they still wrap %s in the database; run `oco-server keys rewrap` first", amount(census.older, "key", "keys"))
	}
	if retired = len(d.Keyring.Older()); retired == 0 {
		return 0, nil
	}
	if err := d.Keyring.Retire(path, kept); err != nil {
		return 0, fmt.Errorf("--key-file: %w", err)
	}
	return retired, nil
}

// census is how the keys in the database are wrapped: by the newest key, by an older one, or by one
// that is lost.
type census struct {
	kinds       map[string]KeyCount
	older, lost int
	places      map[string]bool // municipalities with lost keys
}

// countKeys counts the keys of all tenants. One that no key of the key file wrapped is an error:
// nothing is done with a key file that does not belong to the database, or not wholly.
func (d *Database) countKeys(tenants []context.Context) (census, error) {
	c := census{kinds: map[string]KeyCount{}, places: map[string]bool{}}
	for _, tenant := range tenants {
		var found []subject.Wrapped
		err := d.Worker.Read(tenant, func(tx *pg.Tx) error {
			found = nil
			for _, table := range wrappedKeys {
				counts, err := d.Keys.Count(tenant, tx, table)
				if err != nil {
					return err
				}
				found = append(found, counts...)
			}
			return nil
		})
		if err != nil {
			return census{}, err
		}
		c.add(d.Keyring, call.From(tenant).Municipality, found)
	}
	if c.lost > 0 {
		return census{}, fmt.Errorf("--key-file: it lacks the key that wraps %s in the database, %s; give the file that has all keys of this database",
			amount(c.lost, "key", "keys"), inPlaces(c.places))
	}
	return c, nil
}

func (c *census) add(ring *crypto.Keyring, municipality string, found []subject.Wrapped) {
	for _, wrapped := range found {
		count := c.kinds[wrapped.Kind]
		count.Keys += wrapped.Keys
		switch {
		case !ring.Holds(wrapped.Mark):
			c.lost += wrapped.Keys
			c.places[municipality] = true
		case wrapped.Mark != ring.Newest():
			count.Older += wrapped.Keys
			c.older += wrapped.Keys
		}
		c.kinds[wrapped.Kind] = count
	}
}

// inPlaces says in how many municipalities something is; the empty one is the platform itself.
func inPlaces(places map[string]bool) string {
	if !places[""] {
		return "in " + amount(len(places), "municipality", "municipalities")
	}
	if len(places) == 1 {
		return "of the platform itself"
	}
	return "of the platform itself and in " + amount(len(places)-1, "municipality", "municipalities")
}

// amount is a number with its noun.
func amount(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// everyTenant are the contexts of all municipalities, also of those that left, and of the platform's
// own rows.
func (d *Database) everyTenant(ctx context.Context) ([]context.Context, error) {
	municipalities, err := adminstore.NewDoor(d.Door).EveryMunicipality(ctx)
	if err != nil {
		return nil, err
	}
	return tenants(ctx, municipalities), nil
}
