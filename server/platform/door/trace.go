package door

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc/status"

	"oco.example/oco/server/platform/call"
)

// trace takes up the caller's W3C trace context, or begins one, and makes the span of the call.
// The log, the processing log and every error carry its identifier, whether or not spans are sent
// anywhere.
func (d *Door) trace(ctx context.Context, p *passage, next next) error {
	if p.outside.Traceparent != "" {
		ctx = propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{"traceparent": p.outside.Traceparent})
	}
	parent := trace.SpanContextFromContext(ctx)
	if p.admitting {
		p.call.Trace = traceOf(parent, trace.SpanContext{})
		return next(ctx) // the span is the call's; who is not let in has none
	}
	ctx, span := d.tracer.Start(ctx, strings.TrimPrefix(p.method, "/"), trace.WithSpanKind(trace.SpanKindServer))
	defer span.End()
	p.call.Trace = traceOf(parent, span.SpanContext())
	err := next(ctx)
	if span.IsRecording() {
		code := status.Code(err)
		span.SetAttributes(attribute.String("rpc.system", "grpc"), attribute.String("rpc.grpc.status_code", code.String()))
		if p.call.Municipality != "" {
			span.SetAttributes(attribute.String("oco.municipality", p.call.Municipality))
		}
		if isFault(code) {
			span.SetStatus(codes.Error, code.String())
		}
	}
	return err
}

// traceOf makes the identifiers of a call; where no span is recorded, it makes the numbers itself.
func traceOf(parent, span trace.SpanContext) call.Trace {
	t := call.Trace{ID: parent.TraceID(), Parent: parent.SpanID()}
	if span.IsValid() && span.SpanID() != parent.SpanID() {
		t.ID, t.Span = span.TraceID(), span.SpanID()
		return t
	}
	if !parent.IsValid() {
		_, _ = rand.Read(t.ID[:]) // never fails (crypto/rand)
	}
	_, _ = rand.Read(t.Span[:])
	return t
}

func traceID(c call.Call) string { return hex.EncodeToString(c.Trace.ID[:]) }
