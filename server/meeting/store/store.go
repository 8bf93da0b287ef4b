// Package store keeps meetings, invitations, guests and groups in the schema meeting. It holds nobody's name but that of a
// guest without an account, sealed under a key of their own: any other person is an id. Who is read of is logged under the
// pseudonym of that id.
package store

import (
	"context"
	"maps"
	"slices"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Store reads and writes meetings. It is safe for concurrent use.
type Store struct{ keys *subject.Keys }

// New returns a store that seals with keys.
func New(keys *subject.Keys) *Store { return &Store{keys} }

// query puts a SELECT together from fixed parts, so that each set of filters has one text and a plan of its own. The
// municipality is its first argument.
type query struct{ pg.Conditions }

func newQuery(municipality, alias string) *query {
	return &query{pg.Within(alias, municipality)}
}

// invited says of an invitation (alias i) that it is in reach of owner: everybody's, or that of an account, or of the
// supporter with that account, who neither left nor is suspended. Nobody reaches those of an organisation.
func (q *query) invited(owner call.Owner) string {
	switch {
	case owner.IsEveryone():
		return "true"
	case owner.Account() != "":
		return "(i.account = " + q.Arg(owner.Account()) + " OR i.supporter = ANY(" + q.own(owner.Account()) + "))"
	}
	return "false"
}

// own are the supporters with an account, who neither left nor are suspended; none without an account.
func (q *query) own(account string) string {
	return "ARRAY(SELECT s.supporter FROM published.supporter s WHERE s.municipality = $1 AND s.account = " + q.Arg(pg.Null(account)) +
		" AND s.state NOT IN ('SUSPENDED', 'LEFT'))"
}

// logged writes the row of the processing log for supporters and guests.
func logged(ctx context.Context, tx *pg.Tx, action string, supporters, guests []string) error {
	var ids []string
	for kind, people := range map[subject.Kind][]string{subject.Supporter: supporters, subject.Guest: guests} {
		if len(people) == 0 {
			continue
		}
		known, err := subject.LogIDs(ctx, tx, kind, people)
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
