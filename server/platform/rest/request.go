package rest

import (
	"context"
	"net/http"

	"oco.example/oco/server/platform/door"
)

// request is what the HTTP side knows of one call. It travels in the context to the channel,
// which completes the message with it, and to the handlers that write the answer.
type request struct {
	route    *route
	language string
	trace    trace
	peer     door.Peer
	// authorization holds the values of that header.
	authorization []string
	// admission is the door's, once it let the call in.
	admission door.Admission
	// body is what was read, until the message has been made of it.
	body []byte
	// path is the path that was asked for, the base of Location.
	path string
	// requestID and etag come from Idempotency-Key and If-Match; "If-Match: *" leaves etag empty.
	requestID string
	etag      string
	// maskGiven says that the caller named the fields to change; else they follow from the body.
	maskGiven bool
	// reached says that the call went through the channel: a refusal is the service's own.
	reached bool
	// answer is where a stream's last line goes.
	answer *answer
}

type requestKey struct{}

func withRequest(ctx context.Context, r *request) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

// requestFrom returns the request of a context, an empty one when there is none.
func requestFrom(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{route: &route{}}
}

// answer is the ResponseWriter that the gateway writes to. It knows whether the answer began
// and can be closed, so that nothing follows a stream's last line.
type answer struct {
	http.ResponseWriter
	status int
	closed bool
}

// WriteHeader sends the status, once.
func (a *answer) WriteHeader(status int) {
	if a.closed || a.status != 0 {
		return
	}
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

// Write sends a part of the body; 204 has none.
func (a *answer) Write(part []byte) (int, error) {
	if a.closed || a.status == http.StatusNoContent {
		return len(part), nil
	}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	return a.ResponseWriter.Write(part)
}

// Unwrap lets http.ResponseController flush and set deadlines.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
