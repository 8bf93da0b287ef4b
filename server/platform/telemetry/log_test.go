package telemetry_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/trace"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/telemetry"
)

const person = "Zonnebloem"

func TestLogsTakeNothingThatMayHoldAPerson(t *testing.T) {
	type resident struct{ Name string }
	for _, asJSON := range []bool{true, false} {
		var out bytes.Buffer
		log := telemetry.NewLogger(&out, slog.LevelDebug, asJSON)
		log.With("kept", resident{person}).WithGroup("g").Info("seen",
			"struct", resident{person}, "pointer", &resident{person}, "map", map[string]string{"name": person}, "any", []any{person},
			"sealed", sealed.Of(person), "sealed pointer", new(sealed.Text), "bytes", []byte(person), slog.Group("inner", "row", resident{person}))
		if strings.Contains(out.String(), person) || strings.Contains(out.String(), "Wm9ubmVibG9lbQ") {
			t.Errorf("JSON %t: a person was logged: %s", asJSON, out.String())
		}
		if !strings.Contains(out.String(), "telemetry_test.resident") || !strings.Contains(out.String(), sealed.Mask) {
			t.Errorf("JSON %t: the types and masks are missing: %s", asJSON, out.String())
		}
	}
}

func TestLogsKeepWhatIsPlain(t *testing.T) {
	var out bytes.Buffer
	log := telemetry.NewLogger(&out, slog.LevelInfo, true)
	log.Debug("too quiet")
	log.Info("served", "count", 3, "method", "/m", "ok", true, "error", errors.New("refused"), "flags", []string{"a", "b"})
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("not one line of JSON: %v\n%s", err, out.String())
	}
	if line["count"] != 3.0 || line["method"] != "/m" || line["ok"] != true || line["error"] != "refused" || line["level"] != "INFO" || len(line["flags"].([]any)) != 2 {
		t.Errorf("got %v", line)
	}
}

func TestLogsCarryTheTraceOfTheCall(t *testing.T) {
	id := trace.TraceID{1, 2, 3}
	ofCall := call.With(context.Background(), call.Call{Method: "/oco.intake.v1.IntakeService/GetApplication", Trace: call.Trace{ID: id}})
	ofSpan := trace.ContextWithSpanContext(context.Background(), trace.NewSpanContext(trace.SpanContextConfig{TraceID: id, SpanID: trace.SpanID{9}}))
	for name, ctx := range map[string]context.Context{"call": ofCall, "span": ofSpan} {
		var out bytes.Buffer
		telemetry.NewLogger(&out, slog.LevelInfo, true).InfoContext(ctx, "served")
		if !strings.Contains(out.String(), id.String()) {
			t.Errorf("%s: the trace is missing: %s", name, out.String())
		}
		if named := strings.Contains(out.String(), "GetApplication"); named != (name == "call") {
			t.Errorf("%s: the method: %s", name, out.String())
		}
	}
	var out bytes.Buffer
	telemetry.NewLogger(&out, slog.LevelInfo, true).Info("started")
	if strings.Contains(out.String(), "trace") {
		t.Errorf("a message outside of a call has a trace: %s", out.String())
	}
}
