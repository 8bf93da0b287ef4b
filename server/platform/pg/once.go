package pg

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// Identified is a resource that knows its own id, so that a repeated request finds it again.
type Identified interface {
	// ResourceID is what load is called with when the request comes again.
	ResourceID() string
}

// Request is a request of the contract that can be sent again under the same request_id.
type Request interface {
	proto.Message
	GetRequestId() string
}

// publicCaller stands for everybody who calls without an account.
const publicCaller = "public"

const (
	insertRequest = `INSERT INTO platform.request (municipality, caller, method, request_id, body_hash, create_time)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (municipality, caller, method, request_id) DO NOTHING`
	updateRequest = `UPDATE platform.request SET resource_id = $5
WHERE municipality = $1 AND caller = $2 AND method = $3 AND request_id = $4`
	selectRequest = `SELECT body_hash, resource_id FROM platform.request
WHERE municipality = $1 AND caller = $2 AND method = $3 AND request_id = $4`
	deleteRequests = `DELETE FROM platform.request WHERE municipality = $1 AND create_time < $2`
)

// Once runs do in a transaction, unless the same caller's same method already did so under the
// same request_id in the same municipality: then it returns load of that resource, as it stands
// now. A twin that runs at the same moment waits for the other's outcome. The same request_id
// with another body is errs.RequestIDReused. load logs what it reads (GetLogged) and answers
// errs.NotFound for what has been erased since; for a delete it returns the zero T.
//
// A request without a request_id is simply done. The row that remembers a request lives in the
// same transaction as its effect and is kept for 30 days.
func Once[T Identified](
	ctx context.Context, db *DB, req Request,
	load func(ctx context.Context, tx *Tx, id string) (T, error),
	do func(tx *Tx) (T, error),
) (T, error) {
	var result T
	err := db.Write(ctx, func(tx *Tx) error {
		var err error
		if req.GetRequestId() == "" {
			result, err = do(tx)
			return err
		}
		o := once{key: requestKey(tx, req.GetRequestId())}
		replayed, err := o.begin(ctx, db, tx, req)
		if err != nil {
			return err
		}
		if replayed {
			result, err = load(context.WithValue(ctx, insideKey{}, db), tx, o.resource)
			return err
		}
		if result, err = do(tx); err != nil {
			return err
		}
		return o.end(ctx, tx, result.ResourceID())
	})
	if err != nil {
		var none T
		return none, err
	}
	return result, nil
}

// once is the row that remembers one request.
type once struct {
	key      []any
	resource string
}

func requestKey(tx *Tx, requestID string) []any {
	c := tx.Call()
	return []any{c.Municipality, callerOf(c), c.Method, requestID}
}

func callerOf(c call.Call) string {
	if c.Caller.Account == "" {
		return publicCaller
	}
	return c.Caller.Account
}

// begin claims the request for this transaction, or reports that it was replayed.
func (o *once) begin(ctx context.Context, db *DB, tx *Tx, req Request) (replayed bool, err error) {
	if db.bodyHash == nil {
		return false, errors.New("pg: Config.BodyHash is not set, so no request can be remembered")
	}
	body, err := proto.MarshalOptions{Deterministic: true}.Marshal(req)
	if err != nil {
		return false, fmt.Errorf("marshal the request: %w", err)
	}
	hash, err := db.bodyHash(ctx, tx, tx.Call().Method, body)
	if err != nil {
		return false, fmt.Errorf("hash the request: %w", err)
	}
	claimed, err := tx.Exec(ctx, insertRequest, append(o.key, hash, tx.Now())...)
	if err != nil {
		return false, fmt.Errorf("remember the request: %w", err)
	}
	if claimed == 1 {
		return false, nil
	}
	var before struct {
		BodyHash   []byte         `db:"body_hash"`
		ResourceID sql.NullString `db:"resource_id"`
	}
	if err := tx.Get(ctx, &before, selectRequest, o.key...); err != nil {
		return false, fmt.Errorf("find the earlier request: %w", err)
	}
	if !bytes.Equal(before.BodyHash, hash) {
		return false, errs.New(errs.RequestIDReused)
	}
	o.resource = before.ResourceID.String
	return true, nil
}

func (o *once) end(ctx context.Context, tx *Tx, resource string) error {
	if _, err := tx.Exec(ctx, updateRequest, append(o.key, resource)...); err != nil {
		return fmt.Errorf("remember the outcome of the request: %w", err)
	}
	return nil
}

// RequestsKept is how many days a request_id is remembered.
const RequestsKept = 30

// ForgetRequests removes the requests of the municipality that are older than RequestsKept days
// and returns how many there were. It is for the worker.
func (tx *Tx) ForgetRequests(ctx context.Context) (int64, error) {
	forgotten, err := tx.Exec(ctx, deleteRequests, tx.Municipality(), tx.Now().AddDate(0, 0, -RequestsKept))
	if err != nil {
		return 0, fmt.Errorf("forget old requests: %w", err)
	}
	return forgotten, nil
}
