package app_test

import (
	"cmp"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/app"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/platform/telemetry"
)

// newApp wires the platform on a test's database.
func newApp(t *testing.T, settings config.Server, waits ...app.Waits) (*app.App, error) {
	t.Helper()
	tracing, err := telemetry.NewTracing(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := pgtest.New(t)
	settings.MaxRequestBytes, settings.MaxUploadBytes = cmp.Or(settings.MaxRequestBytes, 1<<20), 16<<20
	return app.New(app.Foundation{
		Waits:    append(waits, app.Waits{})[0],
		Settings: settings, Tracing: tracing, HTTPAddress: "127.0.0.1:8080", Log: telemetry.NewLogger(t.Output(), nil, false),
		Database: &app.Database{App: d.App, Door: d.Door, Worker: d.Worker, Report: d.Report, Keyring: d.Keys, Keys: subject.New(d.Keys)},
	})
}

func TestEveryServiceOfTheContractIsServed(t *testing.T) {
	a, err := newApp(t, config.Server{Demo: true, OIDCAudience: "oco"})
	if err != nil {
		t.Fatal(err)
	}
	served := a.GRPC.GetServiceInfo()
	count := 0
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			name := string(file.Services().Get(i).FullName())
			if !strings.HasPrefix(name, "oco.") {
				continue
			}
			count++
			if _, ok := served[name]; !ok {
				t.Errorf("%s is not served", name)
			}
		}
		return true
	})
	if count == 0 {
		t.Error("no service of the contract was found")
	}
}

func TestAWrongCertificateStopsTheStartNamingTheFlag(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing.pem")
	_, err := newApp(t, config.Server{TLSCert: missing, TLSKey: missing})
	if err == nil || !strings.Contains(err.Error(), "--tls-cert") {
		t.Errorf("got %v", err)
	}
}

func TestAnAddressInUseStopsTheStartNamingTheFlag(t *testing.T) {
	first, err := app.Listen(t.Context(), config.Server{GRPCAddr: "127.0.0.1:0", HTTPAddr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	_, err = app.Listen(t.Context(), config.Server{GRPCAddr: "127.0.0.1:0", HTTPAddr: first.HTTP.Addr().String()})
	if err == nil || !strings.Contains(err.Error(), "--http-addr") {
		t.Errorf("got %v", err)
	}
}

// The seeded kinds of referrers stand in two slices that do not know each other: the code list of
// a new municipality, and what an import uses without a list.
func TestSeededReferrerKindsAreThoseOfTheImport(t *testing.T) {
	var seeded []register.KindRule
	for _, code := range admin.Seeds("gm0867") {
		if code.List == admin.ReferrerKinds && code.Code != register.OtherReferrer {
			seeded = append(seeded, register.KindRule{Kind: code.Code, Words: code.Words})
		}
	}
	for i, rule := range register.DefaultKinds() {
		if i >= len(seeded) || seeded[i].Kind != rule.Kind || strings.Join(seeded[i].Words, ",") != strings.Join(rule.Words, ",") {
			t.Fatalf("kind %d: the list has %v, the import %v", i, seeded, rule)
		}
	}
	if len(seeded) != len(register.DefaultKinds()) {
		t.Errorf("the list has %d kinds, the import %d", len(seeded), len(register.DefaultKinds()))
	}
}
