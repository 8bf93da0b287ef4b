package residentrpc

import (
	"context"

	"google.golang.org/protobuf/proto"

	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// newestFirst is the order of every list here: identifiers begin with the time.
const newestFirst = "id desc"

// pageRequest is what the requests of all lists have.
type pageRequest interface {
	proto.Message
	GetPageSize() int32
	GetPageToken() string
}

// pageOf reads one page, the newest first, and makes the token of the next. read returns one row
// more than limit when there is more.
func pageOf[T interface{ ResourceID() string }](
	ctx context.Context, s *Service, req pageRequest, read func(tx *pg.Tx, after []string, limit int) ([]T, error),
) (items []T, next string, err error) {
	query, err := page.Of(ctx, req, newestFirst)
	if err != nil {
		return nil, "", err
	}
	after, err := s.tokens.Decode(req.GetPageToken(), query)
	if err != nil {
		return nil, "", err
	}
	size := page.Size(req.GetPageSize())
	var rows []T
	err = s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		rows, err = read(tx, after, size)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	return page.Next(s.tokens, query, rows, size, func(row T) []string { return []string{row.ResourceID()} })
}
