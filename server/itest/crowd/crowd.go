// Package crowd fills a database with a town's worth of rows in little time, for tests of query
// plans and of speed. It copies rows that real calls have made, giving each copy ids, keyed hashes
// and dates of its own, so that tables and indexes have the size and the spread of real ones. What
// is sealed in a copy cannot be opened: copies lie behind the rows that are looked at.
package crowd

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"oco.example/oco/server/platform/pg"
)

// Crowd says how many there are and where.
type Crowd struct {
	// Home is the municipality that has the rows that are copied, and gets a third of the copies.
	Home string
	// Others share the rest.
	Others []string
	// Applications is how many applications all municipalities get together; what hangs on them
	// follows in proportion.
	Applications int
	// Only narrows what is copied to the applications of people: what lists and searches of them read.
	Only bool
}

// Fill makes the copies, as the superuser of db. A table of which Home has no row stays as it is.
func (c Crowd) Fill(ctx context.Context, db *pg.DB) error {
	return db.Write(ctx, func(tx *pg.Tx) error {
		// Copies refer to each other as they should; checking each reference takes longer than copying.
		if _, err := tx.Exec(ctx, `SET LOCAL session_replication_role = replica`); err != nil {
			return fmt.Errorf("copy without checks: %w", err)
		}
		if err := c.withoutIndexes(ctx, tx); err != nil {
			return err
		}
		for number, municipality := range append([]string{c.Home}, c.Others...) {
			t := town{code: municipality, home: c.Home, number: number + 1, applications: c.share(number)}
			for _, copied := range c.tables() {
				if err := c.copy(ctx, tx, copied, t); err != nil {
					return fmt.Errorf("fill %s of %s: %w", copied.table, municipality, err)
				}
			}
		}
		if err := c.indexAnew(ctx, tx); err != nil {
			return err
		}
		return c.catchUp(ctx, tx)
	})
}

// names are the tables that are filled, each once.
func (c Crowd) names() (list []string) {
	for _, t := range c.tables() {
		if !slices.Contains(list, t.table) {
			list = append(list, t.table)
		}
	}
	return list
}

// withoutIndexes has Postgres leave the indexes alone while rows are copied: making them anew
// afterwards, sorted, takes a tenth of the time. Nobody else sees it: it is undone in this transaction.
func (c Crowd) withoutIndexes(ctx context.Context, tx *pg.Tx) error {
	_, err := tx.Exec(ctx, `UPDATE pg_index SET indisready = false, indisvalid = false WHERE indrelid = ANY ($1::regclass[])`, pg.Array(c.names()))
	if err != nil {
		return fmt.Errorf("copy without indexes: %w", err)
	}
	return nil
}

// indexAnew makes the indexes anew, which also finds copies that break a unique one.
func (c Crowd) indexAnew(ctx context.Context, tx *pg.Tx) error {
	for _, table := range c.names() {
		if _, err := tx.Exec(ctx, `REINDEX TABLE `+table); err != nil {
			return fmt.Errorf("index %s: %w", table, err)
		}
	}
	return nil
}

// catchUp puts clocks and consumers behind the events that were copied: nobody is to work on them.
func (c Crowd) catchUp(ctx context.Context, tx *pg.Tx) error {
	for _, text := range []string{
		`INSERT INTO platform.event_clock AS c (municipality, position) SELECT municipality, max(position) FROM platform.event GROUP BY municipality
			ON CONFLICT (municipality) DO UPDATE SET position = excluded.position`,
		`INSERT INTO platform.event_place AS p (municipality, consumer, position)
			SELECT c.municipality, known.consumer, c.position FROM platform.event_clock c, (SELECT DISTINCT consumer FROM platform.event_place) known
			ON CONFLICT (municipality, consumer) DO UPDATE SET position = excluded.position`,
	} {
		if _, err := tx.Exec(ctx, text); err != nil {
			return fmt.Errorf("catch up with the copied events: %w", err)
		}
	}
	return nil
}

func (c Crowd) tables() []copied {
	if c.Only {
		return people
	}
	return append(append([]copied{}, people...), others...)
}

// share is how many applications a municipality gets.
func (c Crowd) share(number int) int {
	if number == 0 {
		return c.Applications / 3
	}
	return (c.Applications - c.Applications/3) / len(c.Others)
}

// town is a municipality that gets copies.
type town struct {
	code, home   string
	number       int
	applications int
}

// copied says how a table is filled: how many rows there are for so many applications, and which
// columns differ from copy to copy. i counts the copies from one.
type copied struct {
	table string
	// rows in each per applications.
	rows, per int
	columns   map[string]func(t town) string
}

func (c Crowd) copy(ctx context.Context, tx *pg.Tx, from copied, t town) error {
	var names []string
	err := tx.Select(ctx, &names, `SELECT attname FROM pg_attribute WHERE attrelid = '`+from.table+`'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`)
	if err != nil {
		return err
	}
	values := make([]string, len(names))
	for at, name := range names {
		values[at] = "original." + name
		if name == "municipality" {
			values[at] = "'" + t.code + "'"
		}
		if different, ok := from.columns[name]; ok {
			values[at] = different(t)
		}
	}
	text := fmt.Sprintf(`INSERT INTO %s (%s) SELECT %s FROM (SELECT * FROM %s WHERE municipality = '%s' LIMIT 1) original, generate_series(1, %d::bigint) AS i`,
		from.table, strings.Join(names, ", "), strings.Join(values, ", "), from.table, c.Home, max(1, t.applications*from.rows/from.per))
	_, err = tx.Exec(ctx, text)
	return err
}

// begin is when the first copy was made: long before whatever real calls make.
var begin = time.Date(2021, time.January, 4, 9, 0, 0, 0, time.UTC)

// id is the identifier of the i-th copy of a kind: a UUID of version 7, a second after the one before.
func id(kind int) func(town) string { return idAt(kind, "i") }

// idAt is id of another count than i, for what a copy refers to.
func idAt(kind int, at string) func(town) string {
	return func(t town) string {
		return fmt.Sprintf(`(lpad(to_hex(%d + (%s) * 1000), 12, '0') || '7%03x8%03x' || lpad(to_hex(%s), 12, '0'))::uuid`,
			begin.UnixMilli(), at, kind, t.number, at)
	}
}

// hash is a keyed hash of which there are so many different ones; zero means one for each copy.
func hash(kind string, different int) func(town) string {
	return func(town) string {
		if different == 0 {
			return fmt.Sprintf(`sha256(('%s ' || i)::bytea)`, kind)
		}
		return fmt.Sprintf(`sha256(('%s ' || i %% %d)::bytea)`, kind, different)
	}
}

// one is one of a few words, in turn.
func one(every int, words ...string) func(town) string {
	return func(town) string {
		return fmt.Sprintf(`(ARRAY['%s'])[1 + (i / %d %% %d)::int]`, strings.Join(words, "','"), every, len(words))
	}
}

// sql is an expression that is the same in every municipality.
func sql(expression string) func(town) string { return func(town) string { return expression } }

// moment is when a copy was made.
var moment = sql(fmt.Sprintf(`to_timestamp(%d + i)`, begin.Unix()))

// day is the day of a moment.
var day = sql(fmt.Sprintf(`to_timestamp(%d + i)::date`, begin.Unix()))
