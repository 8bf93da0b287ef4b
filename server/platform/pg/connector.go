package pg

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"regexp"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// tenantKey carries the municipality from DB.Read and DB.Write to the BeginTx of the connection.
type tenantKey struct{}

var municipalityCode = regexp.MustCompile(`^gm\d{4}$`)

// connector makes connections of lib/pq that remember their prepared statements and begin
// transactions with the tenant already set.
type connector struct {
	driver.Connector
	statements int
	watch      func(ctx context.Context, statement string, args []any)
}

// Connect opens a connection.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	inner, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	full, ok := inner.(pqConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the driver's connection %T lacks a method that is needed", inner), inner.Close())
	}
	return &conn{pqConn: full, statements: newStatementCache(c.statements), watch: c.watch}, nil
}

// pqConn is what lib/pq's connection offers. Every optional interface of database/sql that it
// has is named here, so that wrapping it hides none.
type pqConn interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.QueryerContext
	driver.ExecerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
	driver.NamedValueChecker
	driver.Tx
}

// conn is one connection. database/sql never uses it from two goroutines at a time.
type conn struct {
	pqConn
	statements *statementCache
	watch      func(ctx context.Context, statement string, args []any)
	// txContext is the context of the transaction that runs or ran last: a cancel request that
	// was sent for it may still arrive, so a connection whose context ended is not used again.
	txContext context.Context
	// discarded says that the connection must not be used again.
	discarded bool
}

// IsValid reports whether the pool may keep the connection.
func (c *conn) IsValid() bool {
	if c.discarded || (c.txContext != nil && c.txContext.Err() != nil) {
		return false
	}
	return c.pqConn.IsValid()
}

// ResetSession is called before the connection is used again. Whether the context of the last
// transaction ended before it did was asked when the connection was given back (IsValid); that it
// ends later, as that of every call does, says nothing.
func (c *conn) ResetSession(ctx context.Context) error {
	c.txContext = nil
	if !c.IsValid() {
		return driver.ErrBadConn
	}
	return c.pqConn.ResetSession(ctx)
}

// BeginTx begins a transaction and sets its tenant in one round trip. The setting is local to
// the transaction: it ends with it, whatever way it ends. Without a tenant it is emptied, so
// that nothing a session did before can lend it one.
func (c *conn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	if opts.ReadOnly || sql.IsolationLevel(opts.Isolation) != sql.LevelDefault {
		return nil, errors.New("pg: only read-committed read-write transactions are in use (a read writes its log row)")
	}
	municipality, _ := ctx.Value(tenantKey{}).(string)
	if municipality != "" && !municipalityCode.MatchString(municipality) {
		return nil, fmt.Errorf("pg: %q is not the code of a municipality", municipality)
	}
	c.txContext = ctx
	if _, err := c.pqConn.ExecContext(ctx, "BEGIN; SET LOCAL oco.municipality='"+municipality+"'", nil); err != nil {
		c.discarded = true
		return nil, err
	}
	// lib/pq's own connection: its Commit reports a transaction that has failed.
	return c.pqConn, nil
}

// PrepareContext returns a handle on a statement of the cache. Closing the handle keeps the
// statement prepared.
func (c *conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return &handle{conn: c, query: query, inputs: s.NumInput()}, nil
}

// Prepare is PrepareContext for callers without a context.
func (c *conn) Prepare(query string) (driver.Stmt, error) {
	return c.PrepareContext(context.Background(), query)
}

// QueryContext runs a query: one with arguments from the statement cache in one round trip, one
// without as a simple query, which is one round trip by itself.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.shown(ctx, query, args)
	if len(args) == 0 {
		rows, err := c.pqConn.QueryContext(ctx, query, args)
		return rows, c.seen(ctx, err)
	}
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(ctx, args)
	return rows, c.seen(ctx, err)
}

// ExecContext runs a statement in the same two ways as QueryContext.
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	c.shown(ctx, query, args)
	if len(args) == 0 {
		result, err := c.pqConn.ExecContext(ctx, query, args)
		return result, c.seen(ctx, err)
	}
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	result, err := s.ExecContext(ctx, args)
	return result, c.seen(ctx, err)
}

// shown tells whoever watches about a statement.
func (c *conn) shown(ctx context.Context, query string, args []driver.NamedValue) {
	if c.watch == nil {
		return
	}
	values := make([]any, len(args))
	for i, arg := range args {
		values[i] = arg.Value
	}
	c.watch(ctx, query, values)
}

func (c *conn) statement(ctx context.Context, query string) (statement, error) {
	if s, ok := c.statements.get(query); ok {
		return s, nil
	}
	prepared, err := c.pqConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, c.seen(ctx, err)
	}
	s, ok := prepared.(statement)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the driver's statement %T lacks a method that is needed", prepared), prepared.Close())
	}
	if err := c.statements.put(query, s); err != nil {
		c.discarded = true
		return nil, err
	}
	return s, nil
}

// seen notes what an error says about the connection: after a plan that no longer fits, or a
// statement that the server forgot, the connection and its cache are of no use; after a
// cancelled call a late cancel request could hit the next one.
func (c *conn) seen(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil || pq.As(err, pqerror.FeatureNotSupported, pqerror.InvalidSQLStatementName) != nil {
		c.discarded = true
	}
	return err
}
