// Package store keeps the survey in the schema survey: rounds, who was asked, and the ballot boxes. Nothing here joins what was
// answered to who answered; the tests prove it of the tables, their hidden columns included.
package store

import (
	"context"
	"fmt"
	"strings"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/survey"
)

// Store reads and writes rounds, invitations and boxes. It is safe for concurrent use.
type Store struct{ keys *subject.Keys }

// New returns a store that seals with keys.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

// fieldCode is by which the search keys of codes differ from those of everything else.
const fieldCode = "survey"

// Code is the code of an invitation: the same each time.
func (s *Store) Code(ctx context.Context, tx *pg.Tx, invitation string) (string, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return "", err
	}
	return secrets.Survey(invitation), nil
}

// Supports reports whether an account is or was a supporter's.
func (s *Store) Supports(ctx context.Context, tx *pg.Tx, account string) (supports bool, err error) {
	err = tx.Get(ctx, &supports, `SELECT EXISTS (SELECT FROM published.supporter p WHERE p.municipality = $1 AND p.account = $2)`,
		tx.Municipality(), account)
	if err != nil {
		return false, fmt.Errorf("find the supporter of an account: %w", err)
	}
	return supports, nil
}

// audiences are those that a column parts by commas.
func audiences(list string) []survey.Audience {
	var parts []survey.Audience
	for part := range strings.SplitSeq(list, ",") {
		parts = append(parts, survey.Audience(part))
	}
	return parts
}
