package telemetry

import (
	"log/slog"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// NewRegistry is where metrics are registered: those of the Go runtime, of the process, and
// oco_build_info are there already. Names begin with oco_; labels are closed lists (method,
// code, consumer), never a municipality, so that no tenant's volume shows in another's hands,
// and never anything of a person.
func NewRegistry() *prometheus.Registry {
	registry := prometheus.NewRegistry()
	build := ThisBuild()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name:        "oco_build_info",
			Help:        "Always 1; the labels tell what the server was built from.",
			ConstLabels: prometheus.Labels{"version": build.Version, "revision": build.Revision, "goversion": build.Go},
		}, func() float64 { return 1 }),
	)
	return registry
}

// MetricsHandler serves GET /metrics, and nothing else, for an address of its own.
func MetricsHandler(registry *prometheus.Registry, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{
		ErrorLog:      printer{log},
		ErrorHandling: promhttp.ContinueOnError,
	}))
	return mux
}

// printer lets promhttp write to the log.
type printer struct{ log *slog.Logger }

// Println logs that metrics could not be gathered; which ones is among v.
func (p printer) Println(v ...any) {
	for _, part := range v {
		if err, ok := part.(error); ok {
			p.log.Error("metrics could not be gathered", "error", err)
		}
	}
}
