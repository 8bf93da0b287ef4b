// Package telemetry is how the server is watched: logs, metrics, traces and what was built. None
// of the three may hold personal data, so each takes only what cannot: logs print plain values
// and the messages of errors, metrics have no labels of persons, traces carry no baggage.
package telemetry

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"go.opentelemetry.io/otel/trace"

	"oco.example/oco/server/platform/call"
)

// NewLogger writes messages from level on: one JSON object a line, or text for people. Each
// message of a call carries its trace, so that a line leads to the processing log and back.
func NewLogger(w io.Writer, level slog.Leveler, json bool) *slog.Logger {
	options := &slog.HandlerOptions{Level: level, ReplaceAttr: plainOnly}
	if json {
		return slog.New(traced{slog.NewJSONHandler(w, options)})
	}
	return slog.New(traced{slog.NewTextHandler(w, options)})
}

// plainOnly lets plain values, errors and values that log themselves (sealed text does, as a
// mask) through. Of everything else (a request, a row, a map) the log gets the type alone:
// nobody can tell whether it holds a person.
func plainOnly(_ []string, attr slog.Attr) slog.Attr {
	if attr.Value.Kind() != slog.KindAny {
		return attr
	}
	switch value := attr.Value.Any().(type) {
	case nil, error, *slog.Source, slog.Level:
	case []string, []int:
	default:
		attr.Value = slog.StringValue(fmt.Sprintf("(%T)", value))
	}
	return attr
}

// traced adds the trace of the call to each message.
type traced struct{ next slog.Handler }

// Enabled asks the handler behind.
func (t traced) Enabled(ctx context.Context, level slog.Level) bool {
	return t.next.Enabled(ctx, level)
}

// Handle adds trace and method, and passes the message on.
func (t traced) Handle(ctx context.Context, record slog.Record) error {
	c := call.From(ctx)
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		record.AddAttrs(slog.String("trace", span.TraceID().String()), slog.String("span", span.SpanID().String()))
	} else if id := trace.TraceID(c.Trace.ID); id.IsValid() {
		record.AddAttrs(slog.String("trace", id.String()))
	}
	if c.Method != "" {
		record.AddAttrs(slog.String("method", c.Method))
	}
	return t.next.Handle(ctx, record)
}

// WithAttrs keeps the trace on messages with these values.
func (t traced) WithAttrs(attrs []slog.Attr) slog.Handler { return traced{t.next.WithAttrs(attrs)} }

// WithGroup keeps the trace on messages of the group.
func (t traced) WithGroup(name string) slog.Handler { return traced{t.next.WithGroup(name)} }
