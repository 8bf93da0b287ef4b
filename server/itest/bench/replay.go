package main

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

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
	c.Watch = func(_ context.Context, text string, args []any) {
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

// without leaves out the statements that hold a text.
func (r recording) without(text string) recording {
	r.statements = slices.DeleteFunc(slices.Clone(r.statements), func(s sent) bool { return strings.Contains(s.text, text) })
	return r
}

// learnRows finds out what the statements read, by running each once more in a transaction that is
// undone: a handler takes in the rows that it asks for.
func (r recording) learnRows(ctx context.Context, pool *sql.DB) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing of it is wanted
	p := r.plan()
	values := p.fresh(r.wanted)
	for i, s := range r.statements {
		if !strings.HasPrefix(s.text, "SELECT") && !strings.HasPrefix(s.text, "WITH page") {
			continue
		}
		if r.statements[i].rows, err = rowsOf(ctx, tx, s.text, p.steps[i].values(values)); err != nil {
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
