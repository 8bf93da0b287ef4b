package pg

import (
	"context"
	"database/sql/driver"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// statementsPerConnection is how many prepared statements a connection keeps. The whole server
// has fewer texts than this (one per set of filters), so eviction is the exception.
const statementsPerConnection = 256

// statement is what lib/pq's prepared statement offers.
type statement interface {
	driver.Stmt
	driver.StmtQueryContext
	driver.StmtExecContext
}

// statementCache keeps the prepared statements of one connection, the least recently used
// leaving first.
type statementCache struct {
	lru      *simplelru.LRU[string, statement]
	closeErr error
}

func newStatementCache(size int) *statementCache {
	c := &statementCache{}
	lru, err := simplelru.NewLRU(size, func(_ string, s statement) { c.closeErr = s.Close() })
	if err != nil {
		panic(err) // only for a size below one, which no caller gives
	}
	c.lru = lru
	return c
}

func (c *statementCache) get(query string) (statement, bool) { return c.lru.Get(query) }

// put adds a statement; its error is that of closing the one that had to leave.
func (c *statementCache) put(query string, s statement) error {
	c.closeErr = nil
	c.lru.Add(query, s)
	return c.closeErr
}

// handle is a prepared statement as database/sql holds it. It looks the statement up each time,
// so an eviction in between prepares it again.
type handle struct {
	conn   *conn
	query  string
	inputs int
}

// Close leaves the statement in the cache.
func (h *handle) Close() error { return nil }

// NumInput is the number of arguments.
func (h *handle) NumInput() int { return h.inputs }

// Exec is ExecContext for callers without a context.
func (h *handle) Exec(args []driver.Value) (driver.Result, error) {
	return h.ExecContext(context.Background(), named(args))
}

// Query is QueryContext for callers without a context.
func (h *handle) Query(args []driver.Value) (driver.Rows, error) {
	return h.QueryContext(context.Background(), named(args))
}

// ExecContext runs the statement.
func (h *handle) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	s, err := h.conn.statement(ctx, h.query)
	if err != nil {
		return nil, err
	}
	result, err := s.ExecContext(ctx, args)
	return result, h.conn.seen(ctx, err)
}

// QueryContext runs the query.
func (h *handle) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	s, err := h.conn.statement(ctx, h.query)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(ctx, args)
	return rows, h.conn.seen(ctx, err)
}

func named(values []driver.Value) []driver.NamedValue {
	list := make([]driver.NamedValue, len(values))
	for i, v := range values {
		list[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return list
}
