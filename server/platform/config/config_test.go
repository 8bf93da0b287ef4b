package config_test

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"oco.example/oco/server/platform/config"
)

// load reads the settings of a serving command from flags and environment.
func load(t *testing.T, environment map[string]string, args ...string) (config.Server, error) {
	t.Helper()
	return loadGroups(t, config.Groups, environment, args...)
}

func loadGroups(t *testing.T, groups []config.Group, environment map[string]string, args ...string) (config.Server, error) {
	t.Helper()
	set := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	set.SetOutput(io.Discard)
	flags := config.Bind(set, groups...)
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	return flags.Load(func(name string) (string, bool) {
		value, ok := environment[name]
		return value, ok
	})
}

func mustLoad(t *testing.T, environment map[string]string, args ...string) config.Server {
	t.Helper()
	server, err := load(t, environment, args...)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func TestDefaults(t *testing.T) {
	s := mustLoad(t, nil, "--demo", "--data-dir", "/srv/oco")
	got := map[string]any{
		"grpc": s.GRPCAddr, "http": s.HTTPAddr, "embedded": s.Embedded(), "demo": s.Demo, "keys": s.KeyFile, "erasures": s.ErasureJournal,
		"request": s.MaxRequestBytes, "deadline": s.Deadline, "address": s.RatePerAddress, "level": s.LogLevel, "json": s.LogJSON, "otlp": s.OTLPEndpoint == nil,
	}
	want := map[string]any{
		"grpc": "127.0.0.1:9090", "http": "127.0.0.1:8080", "embedded": true, "demo": true, "keys": "/srv/oco/keys.json", "erasures": "/srv/oco/erasures",
		"request": int64(1 << 20), "deadline": 30 * time.Second, "address": config.Rate{Count: 60, Per: time.Minute}, "level": slog.LevelInfo, "json": true, "otlp": true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if s.RatePerAddress.PerSecond() != 1 {
		t.Errorf("60/m is %v per second", s.RatePerAddress.PerSecond())
	}
}

func TestTheFlagWinsOverTheVariable(t *testing.T) {
	environment := map[string]string{"OCO_GRPC_ADDR": "127.0.0.1:1", "OCO_HTTP_ADDR": "127.0.0.1:2", "OCO_METRICS_ADDR": "127.0.0.1:3", "OCO_DEMO": "true", "OCO_DEADLINE": ""}
	s := mustLoad(t, environment, "--grpc-addr", "127.0.0.1:9", "--metrics-addr=")
	if s.GRPCAddr != "127.0.0.1:9" || s.HTTPAddr != "127.0.0.1:2" || s.MetricsAddr != "" || !s.Demo || s.Deadline != 30*time.Second {
		t.Errorf("got grpc %s, http %s, metrics %q, demo %t, deadline %s", s.GRPCAddr, s.HTTPAddr, s.MetricsAddr, s.Demo, s.Deadline)
	}
}

func TestValuesBecomeTyped(t *testing.T) {
	s := mustLoad(t, nil, "--database-url", "postgres://oco_app:geheim@db.example/oco", "--key-file", "/k", "--erasure-journal", "/e", "--data-dir", "/d",
		"--oidc-issuer", "https://login.example/realm", "--trusted-proxies", "10.1.2.3/8, 192.0.2.7", "--cors-origins", "https://a.example,https://b.example:8443",
		"--max-request-bytes", "512KiB", "--max-upload-bytes", "20MiB", "--rate-per-client", "500/h", "--log-level", "warn", "--log-format", "text", "--otlp-endpoint", "http://collector.example:4317")
	want := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("192.0.2.7/32")}
	if diff := cmp.Diff(want, s.TrustedProxies, cmp.Comparer(func(a, b netip.Prefix) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"https://a.example", "https://b.example:8443"}, s.CORSOrigins); diff != "" {
		t.Error(diff)
	}
	if s.Embedded() || s.MaxRequestBytes != 512<<10 || s.MaxUploadBytes != 20<<20 || s.RatePerClient != (config.Rate{Count: 500, Per: time.Hour}) ||
		s.LogLevel != slog.LevelWarn || s.LogJSON || s.OTLPEndpoint.Host != "collector.example:4317" || s.OIDCIssuer.String() != "https://login.example/realm" {
		t.Errorf("got %+v", s)
	}
	if printed := fmt.Sprintf("%+v %#v", s, s); strings.Contains(printed, "geheim") {
		t.Error("printing the settings shows the password")
	}
}

func TestAWrongValueIsOneLineThatNamesTheFlag(t *testing.T) {
	for _, c := range []struct{ flag, value string }{
		{"grpc-addr", "9090"}, {"grpc-addr", ""}, {"http-addr", "localhost:http"}, {"http-addr", "localhost:70000"}, {"metrics-addr", "x"},
		{"database-url", "mysql://oco:geheim@db/oco"}, {"database-url", "postgres://oco:ge%heim@db/oco"}, {"database-url", "postgres:///oco"}, {"owner-url", "geheim"},
		{"database-connections", "0"}, {"database-connections", "many"}, {"oidc-issuer", "http://login.example"}, {"oidc-issuer", "login.example"},
		{"oidc-issuer", "https://login.example?x=y"}, {"oidc-audience", ""}, {"oin", "0000009900000000000"}, {"oin", "0000000100000000000x"}, {"demo", "maybe"}, {"trusted-proxies", "10.0.0.0/8,proxy"}, {"cors-origins", "*"},
		{"cors-origins", "https://a.example/path"}, {"cors-origins", "https://*.example"}, {"max-request-bytes", "1"}, {"max-request-bytes", "1GB"}, {"max-request-bytes", "-5MiB"},
		{"max-upload-bytes", "MiB"}, {"max-upload-bytes", "2000MiB"}, {"deadline", "soon"}, {"deadline", "0s"}, {"deadline", "-1s"}, {"rate-per-address", "10"},
		{"rate-per-address", "0/s"}, {"rate-per-client", "10/d"}, {"max-streams", "-1"}, {"drain-timeout", "5h"}, {"log-level", "loud"}, {"log-format", "xml"},
		{"otlp-endpoint", "collector:4317"}, {"otlp-endpoint", "http://collector.example/v1/traces"},
	} {
		_, err := load(t, nil, "--demo", "--"+c.flag+"="+c.value)
		wrong(t, err, c.flag, "")
		if c.value == "" {
			continue
		}
		_, err = load(t, map[string]string{"OCO_DEMO": "true", config.Variable(c.flag): c.value})
		wrong(t, err, c.flag, config.Variable(c.flag))
	}
}

// wrong checks that err is one line about the flag, and about the variable if there is one.
func wrong(t *testing.T, err error, flag, variable string) {
	t.Helper()
	var settingError *config.Error
	if !errors.As(err, &settingError) {
		t.Errorf("--%s: got %v, want a refusal", flag, err)
		return
	}
	line := err.Error()
	if !strings.HasPrefix(line, "--"+flag) || strings.Contains(line, "\n") || strings.Contains(line, "heim") {
		t.Errorf("--%s: got %q", flag, line)
	}
	if settingError.FromVariable != variable || (variable != "" && !strings.Contains(line, variable)) {
		t.Errorf("--%s: got %q, which should name the source %q", flag, line, variable)
	}
}

func TestTheLineReadsWell(t *testing.T) {
	_, err := load(t, map[string]string{"OCO_DEADLINE": "soon"}, "--demo")
	if want := `--deadline (from OCO_DEADLINE): "soon" is not a time from 1ms to 1h, such as 30s or 1m30s`; err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	_, err = load(t, nil, "--database-url", "geheim")
	if want := "--database-url: the value is not the address of a Postgres database"; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v", err)
	}
}
