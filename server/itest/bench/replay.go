package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"oco.example/oco/server/platform/pg"
)

// sent is a statement as the platform sent it, with its values.
type sent struct {
	text string
	args []any
	// rows is the type of what it reads, a slice of rows; nil when it reads nothing.
	rows reflect.Type
}

// tape records what the platform sends as oco_app while it runs.
type tape struct {
	mu   sync.Mutex
	runs bool
	list []sent
}

// watch is how the pools of a node are opened to be recorded.
func (t *tape) watch(c *pg.Config) {
	if c.Role != pg.AppRole {
		return
	}
	c.Watch = func(text string, args []any) {
		t.mu.Lock()
		defer t.mu.Unlock()
		// A hint is no statement of the call: it goes out by itself, after the commit.
		if t.runs && !strings.Contains(text, "pg_notify") {
			t.list = append(t.list, sent{text: text, args: slices.Clone(args)})
		}
	}
}

// record makes a call and returns what it sent.
func (t *tape) record(call func() error) ([]sent, error) {
	t.mu.Lock()
	t.runs, t.list = true, nil
	t.mu.Unlock()
	err := call()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.runs = false
	return t.list, err
}

// recording is one call of the platform, to be sent again by a bare handler: the same statements
// with values of its own wherever the call made new ones.
type recording struct {
	statements   []sent
	began, ended time.Time
	// wanted is the id that the call asked for, empty when it asked for none.
	wanted string
}

// replay sends the statements in a transaction. What is asked for is the id that takes the place of
// the recorded one; every identifier, moment and keyed hash that the call made is made anew. skip
// leaves out a statement.
func (r recording) replay(ctx context.Context, tx *pg.Tx, asked string, skip func(text string) bool) error {
	f := fresh{recording: r, ids: map[string]string{r.wanted: asked}}
	for _, s := range r.statements {
		if skip != nil && skip(s.text) {
			continue
		}
		args := f.values(s.args)
		var err error
		if s.rows != nil {
			err = tx.Select(ctx, reflect.New(s.rows).Interface(), s.text, args...)
		} else {
			_, err = tx.Exec(ctx, s.text, args...)
		}
		if err != nil {
			return fmt.Errorf("send a recorded statement again: %w\n%s", err, s.text)
		}
	}
	return nil
}

// learnRows finds out what the statements read, by running each once more in a transaction that is
// undone: a handler takes in the rows that it asks for.
func (r recording) learnRows(ctx context.Context, pool *sql.DB) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing of it is wanted
	for i, s := range r.statements {
		if !strings.HasPrefix(s.text, "SELECT") && !strings.HasPrefix(s.text, "WITH page") {
			continue
		}
		args := fresh{recording: r, ids: map[string]string{r.wanted: r.wanted}}.values(s.args)
		if r.statements[i].rows, err = rowsOf(ctx, tx, s.text, args); err != nil {
			return fmt.Errorf("%w\n%s", err, s.text)
		}
	}
	return nil
}

// rowsOf is a type that takes in what a query reads: a slice of structs with a field for each column.
func rowsOf(ctx context.Context, tx *sql.Tx, text string, args []any) (reflect.Type, error) {
	rows, err := tx.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // only their names are wanted
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	fields := make([]reflect.StructField, len(columns))
	for at, column := range columns {
		fields[at] = reflect.StructField{
			Name: fmt.Sprintf("Column%d", at), Type: reflect.TypeFor[any](), Tag: reflect.StructTag(`db:"` + column + `"`),
		}
	}
	return reflect.SliceOf(reflect.StructOf(fields)), rows.Err()
}

// fresh are the new values of one replay.
type fresh struct {
	recording
	ids map[string]string
}

var (
	identifier = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)
	// keyedHash is a hash in the text of an array.
	keyedHash = regexp.MustCompile(`\\\\x[0-9a-f]{64}`)
)

const hashSize = 32

func (f fresh) values(old []any) []any {
	list := make([]any, len(old))
	for i, value := range old {
		list[i] = f.value(value)
	}
	return list
}

func (f fresh) value(value any) any {
	switch v := value.(type) {
	case string:
		v = keyedHash.ReplaceAllStringFunc(v, func(string) string { return `\\x` + hex.EncodeToString(random(hashSize)) })
		return identifier.ReplaceAllStringFunc(v, f.id)
	case []byte:
		if len(v) == hashSize {
			return random(hashSize)
		}
	case time.Time:
		if f.during(v) {
			return time.Now().UTC().Truncate(time.Microsecond)
		}
	}
	return value
}

// id is what takes the place of an identifier: itself, unless the call made it.
func (f fresh) id(old string) string {
	if known, ok := f.ids[old]; ok {
		return known
	}
	parsed, err := uuid.Parse(old)
	if err != nil {
		return old
	}
	seconds, nanoseconds := parsed.Time().UnixTime()
	if !f.during(time.Unix(seconds, nanoseconds)) {
		return old
	}
	f.ids[old] = pg.NewID()
	return f.ids[old]
}

// during reports whether a moment lies within the recorded call; identifiers know milliseconds.
func (f fresh) during(moment time.Time) bool {
	return !moment.Before(f.began.Truncate(time.Millisecond)) && !moment.After(f.ended)
}

func random(size int) []byte {
	b := make([]byte, size)
	_, _ = rand.Read(b) // never fails: it ends the program first
	return b
}
