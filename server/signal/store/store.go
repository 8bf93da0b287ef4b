// Package store keeps signals, patterns and the copies of these that left in the schema signal. Texts of a signal are
// sealed under a key of its own; in which cases it was seen goes with the resident. What those outside read stands in
// tables that hold no id of a signal, a case or a person.
package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/signal"
)

// Store reads and writes signals and patterns. It is safe for concurrent use.
type Store struct{ keys *subject.Keys }

// New returns a store that seals with keys.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

// query puts a SELECT together from fixed parts, so that each set of filters has one text and a plan of its own.
type query struct{ pg.Conditions }

func newQuery(municipality, alias string) *query { return &query{pg.Within(alias, municipality)} }

// own are the supporters with an account, who neither left nor are suspended.
const own = "SELECT p.supporter FROM published.supporter p WHERE p.municipality = $1 AND p.state NOT IN ('SUSPENDED', 'LEFT') AND p.account = "

// reach leaves only what owner told (alias s), or all. Nobody reaches what belongs to an organisation.
func (q *query) reach(owner call.Owner) {
	switch {
	case owner.IsEveryone():
	case owner.Account() != "":
		account := q.Arg(owner.Account())
		q.And("(s.account = " + account + " OR s.supporter = ANY(ARRAY(" + own + account + ")))")
	default:
		q.And("false")
	}
}

// Teller is the supporter with an account, who neither left nor is suspended; empty when there is none.
func (s *Store) Teller(ctx context.Context, tx *pg.Tx, account string) (supporter string, err error) {
	err = tx.Get(ctx, &supporter, own+"$2", tx.Municipality(), account)
	if errors.Is(err, pg.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("find the supporter of an account: %w", err)
	}
	return supporter, nil
}

// logged writes the row of the processing log for whoever told signals, and, where the cases are shown, for the
// residents behind them.
func logged(ctx context.Context, tx *pg.Tx, action string, owner call.Owner, signals []signal.Signal) error {
	supporters, dossiers := map[string]bool{}, map[string]bool{}
	for _, s := range signals {
		if s.Supporter != "" {
			supporters[s.Supporter] = true
		}
		for _, c := range s.Cases {
			if owner.IsEveryone() {
				dossiers[c.Dossier] = true
			}
		}
	}
	var ids []string
	for kind, people := range map[subject.Kind]map[string]bool{subject.Supporter: supporters, subject.Dossier: dossiers} {
		if len(people) == 0 {
			continue
		}
		known, err := subject.LogIDs(ctx, tx, kind, slices.Sorted(maps.Keys(people)))
		if err != nil {
			return err
		}
		ids = slices.AppendSeq(ids, maps.Values(known))
	}
	if len(ids) > 0 {
		tx.Logged(action, ids...)
	}
	return nil
}

// addressees are those that a column parts by commas.
func addressees(list string) []signal.Addressee {
	var parts []signal.Addressee
	for part := range strings.SplitSeq(list, ",") {
		if part != "" {
			parts = append(parts, signal.Addressee(part))
		}
	}
	return parts
}
