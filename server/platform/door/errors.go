package door

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"oco.example/oco/server/platform/errs"
)

// errors turns what a link or a handler returned into the status that the caller sees. It is the
// only place that makes one, and the one from which failures go to the processing log.
func (d *Door) errors(ctx context.Context, p *passage, next next) error {
	err := next(ctx)
	if err == nil {
		return nil
	}
	p.failure = err
	d.refusals.keep(p)
	return Status(err, p.call.Language, traceID(p.call)).Err()
}

// reasonOf finds the refusal in an error. Everything that carries none is a fault of ours, but for
// a caller who went away or a deadline that passed; its own text is never shown.
func reasonOf(err error) *errs.Error {
	if e := errs.Of(err); e != nil {
		return e
	}
	switch {
	case errors.Is(err, context.Canceled):
		return errs.New(errs.Canceled)
	case errors.Is(err, context.DeadlineExceeded):
		return errs.New(errs.DeadlineExceeded)
	}
	if s, ok := status.FromError(err); ok {
		if reason, known := transport[s.Code()]; known {
			return errs.New(reason)
		}
	}
	return errs.New(errs.Internal)
}

// transport are the codes that the gRPC library itself returns inside a handler.
var transport = map[codes.Code]errs.Reason{
	codes.Canceled:         errs.Canceled,
	codes.DeadlineExceeded: errs.DeadlineExceeded,
	codes.Unimplemented:    errs.Unimplemented,
	codes.Unavailable:      errs.Unavailable,
}
