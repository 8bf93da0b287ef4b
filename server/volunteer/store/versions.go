package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// pageOfVersions asks for up to limit versions of a policy (alias p) of a kind of supporter, of all when it is empty: the
// newest first, that come after the one with the id after. query has the municipality and today as its arguments.
func pageOfVersions(tx *pg.Tx, query string, kind volunteer.Kind, today, after string, limit int) (text string, args []any) {
	q := &pg.Conditions{Args: []any{tx.Municipality(), today}}
	if kind != "" {
		q.And("p.kind = " + q.Arg(string(kind)))
	}
	if after != "" {
		q.And("p.id < " + q.Arg(after))
	}
	text = query + q.More() + " ORDER BY p.id DESC LIMIT " + q.Arg(limit)
	return text, q.Args
}

// versions reads rows of a policy and opens each.
func versions[P any, R interface{ policy() (P, error) }](ctx context.Context, tx *pg.Tx, action, text string, args ...any) ([]P, error) {
	var rows []R
	if err := tx.Select(ctx, &rows, text, args...); err != nil {
		return nil, fmt.Errorf("%s: %w", action, err)
	}
	list := make([]P, 0, len(rows))
	for _, row := range rows {
		p, err := row.policy()
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}
