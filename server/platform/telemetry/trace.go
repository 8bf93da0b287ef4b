package telemetry

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Tracing gives each call a trace (W3C Trace Context): ids always, for the logs and the
// processing log, and spans to a collector if there is one.
type Tracing struct{ provider *sdk.TracerProvider }

// NewTracing sends spans to the collector at endpoint, http or https, over gRPC; with nil it
// makes ids alone. Export runs beside the calls: a collector that is away costs spans, not
// calls, and the log says so.
func NewTracing(ctx context.Context, endpoint *url.URL, log *slog.Logger) (*Tracing, error) {
	if endpoint == nil {
		return &Tracing{sdk.NewTracerProvider(sdk.WithSampler(sdk.NeverSample()))}, nil
	}
	exporter, err := otlptracegrpc.New(ctx, otlptracegrpc.WithEndpointURL(endpoint.String()))
	if err != nil {
		return nil, fmt.Errorf("trace to the collector: %w", err)
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) {
		log.Warn("traces did not reach the collector", "error", err)
	}))
	return newTracing(sdk.WithBatcher(exporter)), nil
}

// NewTracingTo hands every span to an exporter as soon as it ends, so that tests can look at what
// traces hold.
func NewTracingTo(exporter sdk.SpanExporter) *Tracing { return newTracing(sdk.WithSyncer(exporter)) }

func newTracing(export sdk.TracerProviderOption) *Tracing {
	build := ThisBuild()
	return &Tracing{sdk.NewTracerProvider(
		export,
		sdk.WithSampler(sdk.ParentBased(sdk.AlwaysSample())),
		sdk.WithResource(resource.NewSchemaless(
			attribute.String("service.name", "oco-server"),
			attribute.String("service.version", build.Version),
		)),
	)}
}

// Provider makes tracers; otelgrpc takes it.
func (t *Tracing) Provider() trace.TracerProvider { return t.provider }

// Shutdown sends what is left, within the context's time, and ends tracing.
func (t *Tracing) Shutdown(ctx context.Context) error {
	if err := t.provider.Shutdown(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("end tracing: %w", err)
	}
	return nil
}
