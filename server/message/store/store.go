// Package store keeps messages and their texts in the schema message. What is written to somebody is sealed under that
// person's own key, so it is erased with the person.
package store

import (
	"database/sql"
	"time"

	"oco.example/oco/server/platform/subject"
)

// Store reads and writes messages and templates. It is safe for concurrent use.
type Store struct{ keys *subject.Keys }

// New returns a store that seals with keys.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

// table is what ciphertexts are bound to.
const table = "message.message"

// utc is the zero time for NULL.
func utc(t sql.NullTime) time.Time {
	if !t.Valid {
		return time.Time{}
	}
	return t.Time.UTC()
}
