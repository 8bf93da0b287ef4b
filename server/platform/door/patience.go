package door

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc/tap"
)

// slowest is how slowly a request may come in, in bytes a second, on top of Patience.
const slowest = 64 << 10

// errSlow ends the reading of a request that does not come.
var errSlow = errors.New("the request did not come in time")

// receiver is what a call over the network is heard by, until it is put down.
type receiver struct {
	ctx context.Context
	put context.CancelCauseFunc
}

// receiverKey is the key of the receiver in the context of a call.
type receiverKey struct{}

// Tap prepares a call over the network, as a grpc.InTapHandle: without it the door waits for a request
// as long as its caller likes.
func (d *Door) Tap(ctx context.Context, _ *tap.Info) (context.Context, error) {
	ctx, put := context.WithCancelCause(ctx) // ends with the call, which ends the context it comes from
	return context.WithValue(ctx, receiverKey{}, &receiver{ctx: ctx, put: put}), nil
}

// hurry ends the reading of a request that takes longer than one of the method's largest size may.
// Who asks in a stream says when it says something. stop is called when the request is there.
func (d *Door) hurry(ctx context.Context, p *passage) (stop func()) {
	r, isTapped := ctx.Value(receiverKey{}).(*receiver)
	if !isTapped || p.many {
		return func() {}
	}
	timer := time.AfterFunc(d.Patience+time.Duration(d.most(p)/slowest)*time.Second, func() { r.put(errSlow) })
	return func() { timer.Stop() }
}

// isSlow reports whether the reading of the call's request was ended.
func isSlow(ctx context.Context) bool {
	r, isTapped := ctx.Value(receiverKey{}).(*receiver)
	return isTapped && errors.Is(context.Cause(r.ctx), errSlow)
}
