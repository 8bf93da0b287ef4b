package promises_test

import (
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// cells are the different values of every column of every table of ours, as text: table.column →
// values. What is sealed or hashed is \x and hexadecimal.
type cells map[string]map[string]bool

// ofPersons are the conditions on tables of which some rows are of nobody: the key of a round of the survey opens what many
// said together, and stays.
var ofPersons = map[string]string{"platform.subject_key": " AND kind <> 'SURVEY'"}

// look reads the whole database, as the superuser whom no row security holds.
func look(t *testing.T, database *pgtest.Database) cells {
	t.Helper()
	ctx := call.With(t.Context(), call.Call{})
	seen := cells{}
	err := database.Open(t, "postgres").Read(ctx, func(tx *pg.Tx) error {
		var columns []struct {
			Table  string `db:"relation"`
			Column string `db:"attname"`
		}
		err := tx.Select(ctx, &columns, `SELECT c.oid::regclass::text AS relation, a.attname FROM pg_class c
			JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`)
		if err != nil {
			return err
		}
		for _, c := range columns {
			var values []string
			text := fmt.Sprintf(`SELECT DISTINCT %s::text FROM %s WHERE %[1]s IS NOT NULL%[3]s`, `"`+c.Column+`"`, c.Table, ofPersons[c.Table])
			if err := tx.Select(ctx, &values, text); err != nil {
				return err
			}
			name := c.Table + "." + c.Column
			seen[name] = map[string]bool{}
			for _, value := range values {
				seen[name][value] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// mayRemember are the columns in which something stays that came with a person, and why.
var mayRemember = map[string]string{
	"platform.event.payload":      "ids, codes, dates and numbers: what happened stays countable",
	"platform.log_seal.hash":      "a hash over rows of the processing log, which stays; one is made whenever it is time",
	"platform.request.body_hash":  "a keyed hash of a whole request with its random number, for 30 days: a repeat must find nobody",
	"platform.request.request_id": "its random number",
}

func remembers(column string) bool {
	return mayRemember[column] != "" || strings.HasPrefix(column, "platform.processing_log") // who looked, under pseudonyms
}

// sealedOf are the values that are sealed or hashed and came between two looks: ciphertexts, wrapped keys,
// hashes.
func sealedOf(before, after cells) map[string]string {
	marks := map[string]string{}
	for column, values := range after {
		for value := range values {
			if strings.HasPrefix(value, `\x`) && len(value) > 2*12 && !before[column][value] && !remembers(column) {
				marks[value] = column
			}
		}
	}
	return marks
}

// leftOf reports each of the marks that is still somewhere, and each cell in which one of the ids
// or words stands, in the clear or as bytes.
func leftOf(found cells, marks map[string]string, ids, words []string) (left []string) {
	for column, values := range found {
		for value := range values {
			if from, ok := marks[value]; ok {
				left = append(left, fmt.Sprintf("%s holds what was in %s", column, from))
			}
			for _, id := range ids {
				if strings.Contains(value, id) && column != "platform.request.resource_id" {
					left = append(left, fmt.Sprintf("%s holds the id %s", column, id))
				}
			}
			for _, word := range words {
				if strings.Contains(strings.ToLower(value), word) || strings.Contains(value, hex.EncodeToString([]byte(word))) {
					left = append(left, fmt.Sprintf("%s holds the word %q", column, word))
				}
			}
		}
	}
	slices.Sort(left)
	return slices.Compact(left)
}

// columnsOf are where the marks come from, so that a test knows that it saw what it looks for.
func columnsOf(marks map[string]string) []string {
	columns := map[string]bool{}
	for _, column := range marks {
		columns[column] = true
	}
	return slices.Sorted(maps.Keys(columns))
}
