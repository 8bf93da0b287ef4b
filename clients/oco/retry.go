package oco

import (
	"context"
	"math/rand/v2"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

const (
	defaultAttempts = 4
	// firstPause is the longest pause before the second attempt; it doubles up to longestPause.
	firstPause   = 200 * time.Millisecond
	longestPause = 5 * time.Second
	// longestAsked is the longest pause that a server may ask for; a caller that must wait longer is
	// told so instead.
	longestAsked = 30 * time.Second
)

// policy is how often a call is tried, and how it waits in between.
type policy struct {
	attempts int
	wait     func(ctx context.Context, d time.Duration) error
}

// wait waits until d has passed or the context ends.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// unary tries a call again where that is safe and may help.
func (p policy) unary(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
	for attempt := 1; ; attempt++ {
		err := invoke(ctx, method, req, reply, conn, options...)
		if err == nil || attempt >= p.attempts || !repeatable(req) || !p.again(ctx, attempt, err) {
			return err
		}
	}
}

// repeatable reports whether a request may be sent twice: it reads, or it carries the id by which
// the server knows it again. By contract every write has a field for that id.
func repeatable(req any) bool {
	m, ok := req.(proto.Message)
	if !ok {
		return false
	}
	field := requestID(m)
	return field == nil || m.ProtoReflect().Has(field)
}

// again waits before another attempt, and reports false when there should be none: the error is
// not one that passes, or the context ends sooner than it makes sense to come back.
func (p policy) again(ctx context.Context, attempt int, err error) bool {
	asked, passes := passing(err)
	if !passes || asked > longestAsked {
		return false
	}
	d := max(pause(attempt), asked)
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= d {
		return false
	}
	return p.wait(ctx, d) == nil
}

// passing reports whether an error may pass by itself, and after how long the server wants to be
// asked again. "Too much" without such a moment is a request that is too large, and stays so.
func passing(err error) (time.Duration, bool) {
	s := status.Convert(err)
	asked, told := time.Duration(0), false
	for _, detail := range s.Details() {
		if info, ok := detail.(*errdetails.RetryInfo); ok {
			asked, told = info.GetRetryDelay().AsDuration(), true
		}
	}
	switch s.Code() {
	case codes.Unavailable:
		return asked, true
	case codes.ResourceExhausted:
		return asked, told
	default:
		return 0, false
	}
}

// pause is a random part of a time that doubles with every attempt, so that many clients that were
// refused together do not come back together.
func pause(attempt int) time.Duration {
	longest := longestPause
	if attempt < 6 { // beyond, doubling exceeds longestPause
		longest = min(firstPause<<(attempt-1), longestPause)
	}
	return longest/2 + rand.N(longest/2)
}
