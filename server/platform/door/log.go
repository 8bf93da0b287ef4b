package door

import (
	"context"
	"log/slog"
	"regexp"

	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/citizennumber"
	"oco.example/oco/server/platform/errs"
)

// log writes one line per call: what was called and how it ended. It holds no request, no answer,
// no address and no name; the account is a number of our own.
func (d *Door) log(ctx context.Context, p *passage, next next) error {
	err := next(ctx)
	if p.admitting && err == nil {
		return nil // the call itself follows
	}
	took := d.Now().Sub(p.call.Started)
	code := status.Code(err)
	d.Observe(p.method, code, took)
	level := slog.LevelInfo
	attributes := []slog.Attr{
		slog.String("method", p.method),
		slog.String("code", code.String()),
		slog.Duration("took", took),
		traceAttr(ctx, p.call),
	}
	if p.call.Municipality != "" {
		attributes = append(attributes, slog.String("municipality", p.call.Municipality))
	}
	if p.call.Caller.Account != "" {
		attributes = append(attributes, slog.String("account", p.call.Caller.Account))
	}
	if p.failure != nil {
		attributes = append(attributes, slog.String("reason", string(reasonOf(p.failure).Reason)))
	}
	switch {
	case isFault(code):
		level = slog.LevelError
	case p.outside.Quiet:
		level = slog.LevelDebug
	}
	if isFault(code) || code == codes.Unauthenticated && hasCause(p.failure) {
		attributes = append(attributes, slog.String("cause", withoutValues(p.failure)))
	}
	d.Log.LogAttrs(ctx, level, "call", attributes...)
	return err
}

// traceAttr is the trace for a log that does not read it from the context's span by itself. An
// empty attribute is left out by every handler.
func traceAttr(ctx context.Context, c call.Call) slog.Attr {
	if trace.SpanContextFromContext(ctx).IsValid() {
		return slog.Attr{}
	}
	return slog.String("trace", traceID(c))
}

func hasCause(err error) bool {
	e := errs.Of(err)
	return e != nil && e.Unwrap() != nil
}

// isFault reports whether a code says that something is wrong on our side.
func isFault(code codes.Code) bool {
	switch code {
	case codes.Internal, codes.Unknown, codes.DataLoss, codes.Unavailable:
		return true
	default:
		return false
	}
}

var (
	quoted  = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'[^']*'|` + "`[^`]*`")
	longest = 500
)

// withoutValues is the text of an error without what stands between quotes, since libraries quote
// the value that they could not read, and that may be somebody's.
func withoutValues(err error) string {
	if err == nil {
		return ""
	}
	text := err.Error()
	if e := errs.Of(err); e != nil && e.Unwrap() != nil {
		text = e.Unwrap().Error()
	}
	text = quoted.ReplaceAllString(text, `"…"`)
	text, _ = citizennumber.Mask(text)
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest]) + "…"
	}
	return text
}
