package main

import (
	"context"
	"fmt"
	"strings"

	"oco.example/oco/server/platform/pg"
)

// replaced says what columns of copies hold instead: an SQL expression on the row copied (s) and the number of the copy (n,
// from 1).
type replaced map[string]string

// derived is an id that is told from others of its row by the number of the copy alone: what pointed to the row copied points to
// its copy.
func derived(column string) string { return "md5(s." + column + "::text || n)::uuid" }

// copyRows copies the rows of a table so many times; which chooses them, a condition on s, with args from $2 on.
func copyRows(ctx context.Context, tx *pg.Tx, table, which string, times int, instead replaced, args ...any) error {
	var columns []string
	err := tx.Select(ctx, &columns, `SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
		ORDER BY attnum`, table)
	if err != nil {
		return fmt.Errorf("read the columns of %s: %w", table, err)
	}
	values := make([]string, 0, len(columns))
	for _, column := range columns {
		value, other := instead[column]
		if !other {
			value = "s." + column
		}
		values = append(values, value)
	}
	_, err = tx.Exec(ctx, `INSERT INTO `+table+` (`+strings.Join(columns, ", ")+`) SELECT `+strings.Join(values, ", ")+` FROM `+table+` s
		CROSS JOIN generate_series(1, $1::int) AS n WHERE `+which, append([]any{times}, args...)...)
	if err != nil {
		return fmt.Errorf("copy %s: %w", table, err)
	}
	return nil
}
