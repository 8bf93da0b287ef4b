// Package store keeps municipalities, code lists, accounts, grants and certificates. Its tables
// carry no row security (the door reads them before there is a tenant), so every statement names
// the municipality that it is about, unless it is about one account in all of them.
package store

import (
	"errors"
	"time"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Store reads and writes within the transactions that are handed to it.
type Store struct{ keys *subject.Keys }

// New returns the store; keys seal what is personal about accounts.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

// stampRow are the columns of admin.Stamp.
type stampRow struct {
	CreateTime time.Time `db:"create_time"`
	UpdateTime time.Time `db:"update_time"`
	Version    int64     `db:"version"`
}

func (r stampRow) stamp() admin.Stamp {
	return admin.Stamp{CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), Version: r.Version}
}

func newStamp(tx *pg.Tx) admin.Stamp {
	return admin.Stamp{CreateTime: tx.Now(), UpdateTime: tx.Now(), Version: 1}
}

// found turns the absence of a row into the answer for an unknown or foreign id.
func found(err error, resource string) error {
	if errors.Is(err, pg.ErrNoRows) {
		return errs.NotFound(resource)
	}
	return err
}

// nonNil is the list as Postgres must get it: an absent one is empty, not NULL.
func nonNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
