package subject

import (
	"context"
	"errors"
	"fmt"

	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
)

// Table says where wrapped keys lie. Who owns the table writes its statements; each of them asks
// for the municipality as $1.
type Table struct {
	// Count counts the keys by kind and by the mark of the key that wrapped them; $2 is the length
	// of a mark. It returns kind, mark and keys.
	Count string
	// Next finds the next keys that another key than the newest wrapped, in the order of their ids:
	// those after the id $2 (empty: the first), without the mark $3 of length $4, at most $5. It
	// returns id, version and wrapped.
	Next string
	// Save puts the keys $4 in the place of the keys $3 of the ids $2, each if it is there still:
	// what was erased or changed meanwhile stays as it is. It returns the kinds of those.
	Save string

	secret bool
}

// PeopleKeys are the keys of people.
var PeopleKeys = Table{
	Count: `SELECT kind, substring(wrapped FROM 1 FOR $2) AS mark, count(*) AS keys
		FROM platform.subject_key WHERE municipality = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
	Next: `SELECT subject AS id, version, wrapped FROM platform.subject_key WHERE municipality = $1
		AND subject > coalesce(nullif($2::text, ''), '00000000-0000-0000-0000-000000000000')::uuid
		AND substring(wrapped FROM 1 FOR $4) <> $3 ORDER BY subject LIMIT $5`,
	Save: `UPDATE platform.subject_key k SET wrapped = n.wrapped FROM unnest($2::uuid[], $3::bytea[], $4::bytea[]) AS n (id, before, wrapped)
		WHERE k.municipality = $1 AND k.subject = n.id AND k.wrapped = n.before RETURNING k.kind`,
}

// Secrets are the secrets of municipalities, one each.
var Secrets = Table{
	Count: `SELECT 'SECRET' AS kind, substring(wrapped FROM 1 FOR $2) AS mark, count(*) AS keys
		FROM platform.municipality_secret WHERE municipality = $1 GROUP BY 2`,
	Next: `SELECT 'secret' AS id, version, wrapped FROM platform.municipality_secret WHERE municipality = $1
		AND $2::text = '' AND substring(wrapped FROM 1 FOR $4) <> $3 LIMIT $5`,
	Save: `UPDATE platform.municipality_secret k SET wrapped = n.wrapped FROM unnest($2::text[], $3::bytea[], $4::bytea[]) AS n (id, before, wrapped)
		WHERE k.municipality = $1 AND k.wrapped = n.before RETURNING 'SECRET'`,
	secret: true,
}

// Wrapped is how many keys of one kind one key of the key file wraps in a municipality.
type Wrapped struct {
	Kind string
	Mark crypto.Mark
	Keys int
}

// Count counts the keys of the transaction's municipality that lie in a table.
func (k *Keys) Count(ctx context.Context, tx *pg.Tx, table Table) ([]Wrapped, error) {
	var rows []struct {
		Kind string `db:"kind"`
		Mark []byte `db:"mark"`
		Keys int    `db:"keys"`
	}
	if err := tx.Select(ctx, &rows, table.Count, tx.Municipality(), crypto.MarkSize); err != nil {
		return nil, fmt.Errorf("count keys: %w", err)
	}
	list := make([]Wrapped, 0, len(rows))
	for _, row := range rows {
		list = append(list, Wrapped{Kind: row.Kind, Mark: crypto.Mark(row.Mark), Keys: row.Keys})
	}
	return list, nil
}

// Batch is what one step of Rewrap did.
type Batch struct {
	// Seen is how many keys the step looked at, Last the id of the last of them: where the next
	// step begins. None seen means that there are no more.
	Seen int
	Last string
	// Anew is how many were wrapped anew, by kind.
	Anew map[string]int
	// Damaged is how many of them opened with no key of the key file, and stay as they are.
	Damaged int
}

// Rewrap wraps up to limit keys of the transaction's municipality anew under the newest key of the
// key file, those after an id. What they seal stays as it is.
func (k *Keys) Rewrap(ctx context.Context, tx *pg.Tx, table Table, after string, limit int) (Batch, error) {
	var rows []struct {
		ID      string `db:"id"`
		Version int    `db:"version"`
		Wrapped []byte `db:"wrapped"`
	}
	newest := []byte(k.ring.Newest())
	if err := tx.Select(ctx, &rows, table.Next, tx.Municipality(), after, newest, crypto.MarkSize, limit); err != nil {
		return Batch{}, fmt.Errorf("read keys: %w", err)
	}
	batch := Batch{Seen: len(rows), Anew: map[string]int{}}
	var ids, kinds []string
	var before, anew [][]byte
	for _, row := range rows {
		batch.Last = row.ID
		wrapped, err := k.rewrap(table, tx.Municipality(), row.ID, row.Version, row.Wrapped)
		if errors.Is(err, crypto.ErrCannotOpen) {
			batch.Damaged++
			continue
		}
		if err != nil {
			return Batch{}, err
		}
		ids, before, anew = append(ids, row.ID), append(before, row.Wrapped), append(anew, wrapped)
	}
	if len(ids) == 0 {
		return batch, nil
	}
	if err := tx.Select(ctx, &kinds, table.Save, tx.Municipality(), pg.Array(ids), pg.Array(before), pg.Array(anew)); err != nil {
		return Batch{}, fmt.Errorf("store keys: %w", err)
	}
	for _, kind := range kinds {
		batch.Anew[kind]++
	}
	return batch, nil
}

func (k *Keys) rewrap(table Table, municipality, id string, version int, wrapped []byte) ([]byte, error) {
	if table.secret {
		return k.ring.RewrapSecrets(municipality, wrapped)
	}
	return k.ring.Rewrap(municipality, id, version, wrapped)
}
