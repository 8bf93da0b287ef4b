package page

import (
	"context"

	"google.golang.org/protobuf/proto"

	"oco.example/oco/server/platform/pg"
)

// Request is what the requests of all lists have.
type Request interface {
	proto.Message
	GetPageSize() int32
	GetPageToken() string
}

// Order is how a list is sorted, and which keys of a row say where a page ends.
type Order[T any] struct {
	// Columns names the keys, "urgency_order, id".
	Columns string
	// Keys are those of a row, in that order.
	Keys func(T) []string
}

// NewestFirst is the order of most lists: by identifier downwards, which begins with the time.
func NewestFirst[T pg.Identified]() Order[T] {
	return Order[T]{Columns: "id desc", Keys: func(row T) []string { return []string{row.ResourceID()} }}
}

// Read reads the page that req asks for, in one transaction of db, and makes the token of the next.
// read gets the keys of the row before the page (none for the first page) and returns at most limit
// rows after it; limit is one more than the page has, to know whether there is a next one.
func Read[T any](
	ctx context.Context, db *pg.DB, tokens *Tokens, req Request, order Order[T],
	read func(tx *pg.Tx, after []string, limit int) ([]T, error),
) (items []T, next string, err error) {
	query, err := Of(ctx, req, order.Columns)
	if err != nil {
		return nil, "", err
	}
	after, err := tokens.Decode(req.GetPageToken(), query)
	if err != nil {
		return nil, "", err
	}
	size := Size(req.GetPageSize())
	var rows []T
	err = db.Read(ctx, func(tx *pg.Tx) (err error) {
		rows, err = read(tx, after, size+1)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	return Next(tokens, query, rows, size, order.Keys)
}

// Key is the key after which a page of a list with one key begins, empty for the first page.
func Key(after []string) string {
	if len(after) == 0 {
		return ""
	}
	return after[0]
}
