package page

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/platform/call"
)

// Query is what a list is about: everything that decides which items come in which order, and
// nothing that does not (not the size of the page).
type Query struct {
	// Method is the full gRPC method.
	Method string
	// Municipality is the CBS code, empty for a list that has none.
	Municipality string
	// Order names the columns that the list is sorted by, "create_time desc, application". They
	// are the keys of its tokens: a list that is sorted otherwise refuses the older tokens.
	Order string
	// Filters are the values of the filters, always the same ones in the same order.
	Filters []string
}

// Of takes the query from the call and its request: every field of the request counts but
// page_size and page_token. order names the columns, as in Query.
func Of(ctx context.Context, req proto.Message, order string) (Query, error) {
	c := call.From(ctx)
	filters := proto.Clone(req)
	fields := filters.ProtoReflect().Descriptor().Fields()
	for _, name := range []protoreflect.Name{"page_size", "page_token"} {
		if field := fields.ByName(name); field != nil {
			filters.ProtoReflect().Clear(field)
		}
	}
	encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(filters)
	if err != nil {
		return Query{}, fmt.Errorf("encode the filters of %s: %w", c.Method, err)
	}
	return Query{Method: c.Method, Municipality: c.Municipality, Order: order, Filters: []string{string(encoded)}}, nil
}

// digestSize is how many bytes of the hash a token carries: 128 bits.
const digestSize = 16

// digest hashes the parts, each preceded by its length, so that no two queries run together.
func (q Query) digest() [digestSize]byte {
	hash := sha256.New()
	for _, part := range append([]string{q.Method, q.Municipality, q.Order}, q.Filters...) {
		hash.Write(binary.AppendUvarint(nil, uint64(len(part))))
		hash.Write([]byte(part))
	}
	return [digestSize]byte(hash.Sum(nil))
}
