package telemetry_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"oco.example/oco/server/platform/telemetry"
)

func get(t *testing.T, handler http.Handler, method, path string) *httptest.ResponseRecorder {
	t.Helper()
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), method, path, nil))
	return recorder
}

func TestMetricsAreServedAtOnePath(t *testing.T) {
	registry := telemetry.NewRegistry()
	calls := prometheus.NewCounter(prometheus.CounterOpts{Name: "oco_calls_total", Help: "Calls."})
	registry.MustRegister(calls)
	calls.Add(3)

	handler := telemetry.MetricsHandler(registry, slog.New(slog.DiscardHandler))
	answer := get(t, handler, http.MethodGet, "/metrics")
	for _, want := range []string{"oco_calls_total 3", "oco_build_info{", "go_goroutines", "process_resident_memory_bytes"} {
		if answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), want) {
			t.Errorf("%d, lacks %s", answer.Code, want)
		}
	}
	if code := get(t, handler, http.MethodGet, "/").Code; code != http.StatusNotFound {
		t.Errorf("another path: %d", code)
	}
	if code := get(t, handler, http.MethodPost, "/metrics").Code; code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", code)
	}
}

type failing struct{}

func (failing) Describe(chan<- *prometheus.Desc) {}

func (failing) Collect(metrics chan<- prometheus.Metric) {
	metrics <- prometheus.NewInvalidMetric(prometheus.NewDesc("oco_failing", "Fails.", nil, nil), errors.New("no database"))
}

func TestAFailingMetricHidesNoOther(t *testing.T) {
	registry := telemetry.NewRegistry()
	registry.MustRegister(failing{})
	var log bytes.Buffer
	answer := get(t, telemetry.MetricsHandler(registry, telemetry.NewLogger(&log, slog.LevelInfo, true)), http.MethodGet, "/metrics")
	if !strings.Contains(answer.Body.String(), "oco_build_info") {
		t.Errorf("%d: %s", answer.Code, answer.Body.String())
	}
	if !strings.Contains(log.String(), "no database") {
		t.Errorf("the failure is not in the log: %s", log.String())
	}
}
