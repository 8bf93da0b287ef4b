package oco

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/oauth2"
	"google.golang.org/grpc/metadata"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

func TestPlaintextOnlyOnThisMachine(t *testing.T) {
	for target, ok := range map[string]bool{
		"127.0.0.1:9090": true, "[::1]:9090": true, "localhost:9090": true, "127.8.8.8:1": true, "dns:///localhost:9090": true,
		"passthrough:///127.0.0.1:1": true, "unix:/run/oco.sock": true, "localhost": true,
		"oco.example:443": false, "192.0.2.7:9090": false, "localhost.example:9090": false, "dns:///oco.example:443": false,
		"0.0.0.0:9090": false, "dns://192.0.2.7/localhost:9090": false,
	} {
		client, err := Dial(target, Plaintext())
		if (err == nil) != ok {
			t.Errorf("%s: %v", target, err)
		}
		if err == nil {
			client.Close()
		}
	}
}

func TestWrongOptions(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, option := range map[string]Option{
		"CAFile missing": CAFile(missing), "CAFile empty": CAFile(empty), "ClientCertificate": ClientCertificate(missing, missing),
		"TokenFile": TokenFile(missing), "Timeout": Timeout(0), "Attempts": Attempts(0),
	} {
		if _, err := Dial("oco.example:443", option); err == nil || !strings.HasPrefix(err.Error(), "oco: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHeaders(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("from-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		options []Option
		ask     string
		want    map[string][]string
	}{
		{"nothing", nil, "", map[string][]string{}},
		{"token", []Option{Token("secret"), Language("nl")}, "", map[string][]string{"authorization": {"Bearer secret"}, "accept-language": {"nl"}}},
		{"file", []Option{TokenFile(file)}, "", map[string][]string{"authorization": {"Bearer from-file"}}},
		{"source", []Option{TokenSource(oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "from-source"}))}, "", map[string][]string{"authorization": {"Bearer from-source"}}},
		{"caller's language", []Option{Language("nl")}, "en", map[string][]string{"accept-language": {"en"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &fake{}
			client, _ := connect(t, f, c.options...)
			ctx := t.Context()
			if c.ask != "" {
				ctx = metadata.AppendToOutgoingContext(ctx, "accept-language", c.ask)
			}
			if _, err := client.Intake.ListApplications(ctx, &intakev1.ListApplicationsRequest{}); err != nil {
				t.Fatal(err)
			}
			got := map[string][]string{}
			for _, name := range []string{"authorization", "accept-language"} {
				if values := f.headers[0].Get(name); len(values) > 0 {
					got[name] = values
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTokenThatCannotBeHad(t *testing.T) {
	f := &fake{}
	client, _ := connect(t, f, TokenSource(broken{}))
	if _, err := client.Intake.ListApplications(t.Context(), &intakev1.ListApplicationsRequest{}); err == nil || len(f.requests) > 0 {
		t.Errorf("%v after %d calls", err, len(f.requests))
	}
}

type broken struct{}

func (broken) Token() (*oauth2.Token, error) { return nil, errors.New("the issuer is away") }

func TestDeadlineByDefault(t *testing.T) {
	f := &fake{}
	client, _ := connect(t, f, Timeout(time.Minute))
	if _, err := client.Intake.ListApplications(t.Context(), &intakev1.ListApplicationsRequest{}); err != nil {
		t.Fatal(err)
	}
	if len(f.timeouts) != 1 || f.timeouts[0] > time.Minute {
		t.Errorf("deadlines %v, want one within a minute", f.timeouts)
	}
}
