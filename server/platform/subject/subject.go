// Package subject keeps the keys of people (a resident's dossier, a supporter, a referrer's
// contact, an account's holder, a guest of meetings; a signal, a complaint, an incident, a contact with a partner and a request
// about one's own data have one too) and the secret of each municipality: in the database they lie
// wrapped, here they are made and opened. Destroying a subject's key erases the person.
package subject

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
)

// Kind is what a subject is to the municipality.
type Kind string

// The kinds of subjects.
const (
	Dossier   Kind = "DOSSIER"
	Supporter Kind = "SUPPORTER"
	Referrer  Kind = "REFERRER"
	Account   Kind = "ACCOUNT"
	Guest     Kind = "GUEST"
	// Asking is somebody who asked about what is recorded of them: the request has a key of its own.
	Asking Kind = "ASKING"
	// Signal is a signal, which is told without persons and has a key of its own.
	Signal    Kind = "SIGNAL"
	Complaint Kind = "COMPLAINT"
	Incident  Kind = "INCIDENT"
	// Survey is a round of the survey: what people added to their answers is sealed under its key, and under that of nobody.
	Survey Kind = "SURVEY"
	// Consultation is a question to colleagues, with its answers: without a resident's name, and with a key of its own.
	Consultation Kind = "CONSULTATION"
	// Partner is a contact with an organisation that refers: its note has a key of its own.
	Partner Kind = "PARTNER"
)

// Columns are what a store selects from platform.subject_key (alias k) beside its own columns, so
// that one statement brings the row, its key and the pseudonym for the processing log.
const Columns = "k.version AS key_version, k.wrapped AS key_wrapped, k.log_id"

// Lookup joins to a table (its alias) the keys of the subjects that a column of it names, as alias k.
// OFFSET 0 has them looked up row by row: the planner cannot tell that every row has one key, and for
// a long page read all keys there are.
func Lookup(alias, column string) string {
	return "\nCROSS JOIN LATERAL (SELECT k.version, k.wrapped, k.log_id FROM platform.subject_key k" +
		" WHERE k.municipality = " + alias + ".municipality AND k.subject = " + alias + "." + column + " OFFSET 0) k"
}

// Row is the part of a stored row that Columns fill; a store embeds it in its own row type.
type Row struct {
	KeyVersion int    `db:"key_version"`
	KeyWrapped []byte `db:"key_wrapped"`
	LogID      string `db:"log_id"`
}

// Key is an opened data key and the pseudonym of the person in the processing log.
type Key struct {
	crypto.DataKey
	// LogID is the pseudonym under which the processing log knows the person.
	LogID string
}

// Keys makes and opens the keys of all municipalities. It is safe for concurrent use.
type Keys struct {
	ring    *crypto.Keyring
	secrets sync.Map // municipality → crypto.Secrets; a secret never changes while the server runs
}

// New returns the keys that ring wraps.
func New(ring *crypto.Keyring) *Keys { return &Keys{ring: ring} }

// Ring is what wraps the keys, for a key that belongs to no person (the file of an import).
func (k *Keys) Ring() *crypto.Keyring { return k.ring }

// Make stores a new key for a subject of the transaction's municipality.
func (k *Keys) Make(ctx context.Context, tx *pg.Tx, id string, kind Kind) (Key, error) {
	municipality := call.From(ctx).Municipality
	wrapped, key, err := k.ring.NewDataKey(municipality, id)
	if err != nil {
		return Key{}, err
	}
	logID := pg.NewID()
	_, err = tx.Exec(ctx, `INSERT INTO platform.subject_key (municipality, subject, kind, version, wrapped, log_id, create_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`, municipality, id, string(kind), crypto.FirstVersion, wrapped, logID, tx.Now())
	if err != nil {
		return Key{}, fmt.Errorf("store a subject key: %w", err)
	}
	return Key{DataKey: key, LogID: logID}, nil
}

// Open opens the key that came with a row.
func (k *Keys) Open(ctx context.Context, id string, row Row) (Key, error) {
	key, err := k.ring.OpenDataKey(call.From(ctx).Municipality, id, row.KeyVersion, row.KeyWrapped)
	return Key{DataKey: key, LogID: row.LogID}, err
}

// Get reads and opens the key of one subject, and keeps it from being destroyed until the transaction ends: what is sealed
// under it now is there before an erasure looks for what to take away. It waits for an erasure that runs;
// pg.ErrNoRows when the key was destroyed or never was.
func (k *Keys) Get(ctx context.Context, tx *pg.Tx, id string) (Key, error) {
	var row Row
	err := tx.Get(ctx, &row, `SELECT k.version AS key_version, k.wrapped AS key_wrapped, k.log_id
		FROM platform.subject_key k WHERE k.municipality = $1 AND k.subject = $2 FOR KEY SHARE`, call.From(ctx).Municipality, id)
	if err != nil {
		return Key{}, fmt.Errorf("read a subject key: %w", err)
	}
	return k.Open(ctx, id, row)
}

// Secrets returns the keyed hashes of the transaction's municipality. The first use in a
// municipality that has no secret yet makes one.
func (k *Keys) Secrets(ctx context.Context, tx *pg.Tx) (crypto.Secrets, error) {
	municipality := call.From(ctx).Municipality
	if known, ok := k.secrets.Load(municipality); ok {
		return known.(crypto.Secrets), nil
	}
	secret, err := stored(ctx, tx, municipality)
	if errors.Is(err, pg.ErrNoRows) {
		secret, err = k.makeSecret(ctx, tx, municipality)
	}
	if err != nil {
		return crypto.Secrets{}, fmt.Errorf("read the secret of %s: %w", municipality, err)
	}
	opened, err := k.ring.OpenSecrets(municipality, secret.Wrapped)
	if err == nil && !secret.Mine {
		k.secrets.Store(municipality, opened)
	}
	return opened, err
}

// BodyHash makes the keyed hash under which pg.Once remembers the body of a request.
func (k *Keys) BodyHash(ctx context.Context, tx *pg.Tx, method string, body []byte) ([]byte, error) {
	secrets, err := k.Secrets(ctx, tx)
	if err != nil {
		return nil, err
	}
	return secrets.BodyHash(method, body), nil
}

// storedSecret is a wrapped secret. Mine says that this very transaction made it: it may still be
// undone, so it is not kept in memory.
type storedSecret struct {
	Wrapped []byte `db:"wrapped"`
	Mine    bool   `db:"mine"`
}

func stored(ctx context.Context, tx *pg.Tx, municipality string) (secret storedSecret, err error) {
	err = tx.Get(ctx, &secret, `SELECT wrapped, coalesce(xmin = pg_current_xact_id_if_assigned()::xid, false) AS mine
		FROM platform.municipality_secret WHERE municipality = $1`, municipality)
	return secret, err
}

// makeSecret makes the secret; of two that make it at once the first to commit wins, so it is read back.
func (k *Keys) makeSecret(ctx context.Context, tx *pg.Tx, municipality string) (storedSecret, error) {
	wrapped, _, err := k.ring.NewSecrets(municipality)
	if err != nil {
		return storedSecret{}, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO platform.municipality_secret (municipality, wrapped) VALUES ($1, $2)
		ON CONFLICT (municipality) DO NOTHING`, municipality, wrapped)
	if err != nil {
		return storedSecret{}, err
	}
	return stored(ctx, tx, municipality)
}
