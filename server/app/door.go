package app

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc/codes"

	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/door"
)

// activities is where the controller's register of processing activities names them.
const activities = "https://oco.example/verwerkingsactiviteiten/"

func newDoor(f Foundation, s *wiring, m *metrics) (*door.Door, error) {
	return door.New(door.Config{
		Identities: s.authenticator, Municipalities: s.authenticator, Refusals: s.refusals, Log: f.Log,
		Tracer: f.Tracing.Provider(), Observe: m.observe, Limits: limits(f.Settings), Deadline: f.Settings.Deadline,
		Patience:   f.Waits.head(),
		MaxRequest: int(f.Settings.MaxRequestBytes), MaxUpload: int(f.Settings.MaxUploadBytes),
		TrustedProxies: f.Settings.TrustedProxies, ActivityBase: activities, Now: f.Clock,
	})
}

// limits are the door's, from the settings; public calls that write, or with which a code could be
// guessed, may come half as often as others.
func limits(settings config.Server) door.Limits {
	perAddress, perClient := settings.RatePerAddress, settings.RatePerClient
	return door.Limits{
		Address:          door.Rate{PerSecond: perAddress.PerSecond(), Burst: perAddress.Count},
		Sensitive:        door.Rate{PerSecond: perAddress.PerSecond() / 2, Burst: max(1, perAddress.Count/2)},
		Client:           door.Rate{PerSecond: perClient.PerSecond(), Burst: perClient.Count},
		StreamsPerClient: door.DefaultLimits.StreamsPerClient,
		Streams:          settings.MaxStreams,
	}
}

// metrics count calls by method and outcome, never by municipality: no tenant's volume shows.
type metrics struct{ calls *prometheus.HistogramVec }

func newMetrics(registry *prometheus.Registry) *metrics {
	m := &metrics{calls: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "oco_call_duration_seconds", Help: "How long calls took, by method and code.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
	}, []string{"method", "code"})}
	registry.MustRegister(m.calls)
	return m
}

func (m *metrics) observe(method string, code codes.Code, took time.Duration) {
	m.calls.WithLabelValues(method, code.String()).Observe(took.Seconds())
}
