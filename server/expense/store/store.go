// Package store keeps claims and payments in the schema expense. What people write, and where they are paid, is
// sealed under the key of the supporter, so it is erased with the supporter; what was paid stays for the books.
package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Store reads and writes claims and payments. It is safe for concurrent use.
type Store struct{ keys *subject.Keys }

// New returns a store that seals with keys.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

// query puts a SELECT on claims together from fixed parts, so that each set of filters has one
// text and a plan of its own.
type query struct{ pg.Conditions }

func newQuery(municipality string) *query {
	return &query{pg.Within("c", municipality)}
}

// own are the supporters with an account, who neither left nor are suspended.
const own = "SELECT s.supporter FROM published.supporter s WHERE s.municipality = $1 AND s.state NOT IN ('SUSPENDED', 'LEFT') AND s.account = "

// reach leaves only what owner may reach of rows with a supporter: one's own, or all. Nobody reaches
// what belongs to an organisation.
func (q *query) reach(owner call.Owner) {
	switch {
	case owner.IsEveryone():
	case owner.Account() != "":
		q.And("c.supporter = ANY(ARRAY(" + own + q.Arg(owner.Account()) + "))")
	default:
		q.And("false")
	}
}

// Reach is NOT_FOUND for a supporter who is not there, or not in reach of owner.
func (s *Store) Reach(ctx context.Context, tx *pg.Tx, owner call.Owner, supporter string) error {
	q := newQuery(tx.Municipality())
	q.And("c.supporter = " + q.Arg(supporter))
	q.reach(owner)
	var there bool
	err := tx.Get(ctx, &there, `SELECT true FROM published.supporter c`+q.Where(), q.Args...)
	return pg.Found(err, "supporter", "find a supporter")
}

// Spent is what supporters claimed by month, in some states.
func (s *Store) Spent(ctx context.Context, tx *pg.Tx, supporters []string, states ...expense.State) (map[string]expense.Spent, error) {
	var rows []struct {
		Supporter string `db:"supporter"`
		Month     string `db:"month"`
		Amount    int64  `db:"amount"`
	}
	err := tx.Select(ctx, &rows, `SELECT c.supporter, to_char(l.line_date, 'YYYY-MM') AS month, sum(l.amount_cents)::bigint AS amount
		FROM expense.claim c JOIN expense.claim_line l ON l.municipality = c.municipality AND l.claim = c.id
		WHERE c.municipality = $1 AND c.supporter = ANY ($2::uuid[]) AND c.state = ANY ($3)
		GROUP BY 1, 2`, tx.Municipality(), pg.Array(supporters), pg.Array(states))
	if err != nil {
		return nil, fmt.Errorf("add up claims: %w", err)
	}
	spent := map[string]expense.Spent{}
	for _, supporter := range supporters {
		spent[supporter] = expense.Spent{}
	}
	for _, row := range rows {
		spent[row.Supporter][row.Month] = row.Amount
	}
	return spent, nil
}
