package config_test

import (
	"os"
	"path/filepath"
	"testing"

	"oco.example/oco/server/platform/config"
)

var withDatabase = []string{"--database-url=postgres://oco_app@db.example/oco", "--key-file=/k", "--erasure-journal=/e", "--data-dir=/d"}

func TestSettingsThatDoNotGoTogether(t *testing.T) {
	issuer := "--oidc-issuer=https://login.example"
	for _, c := range []struct {
		name string
		flag string // that the refusal names; empty when it is no refusal
		args []string
	}{
		{"a demo", "", []string{"--demo"}},
		{"a demo on localhost and IPv6", "", []string{"--demo", "--grpc-addr=localhost:0", "--http-addr=[::1]:0"}},
		{"a demo on the network, gRPC", "grpc-addr", []string{"--demo", "--grpc-addr=0.0.0.0:9090"}},
		{"a demo on the network, REST", "http-addr", []string{"--demo", "--http-addr=:8080"}},
		{"a demo on a name of the network", "http-addr", []string{"--demo", "--http-addr=oco.example:8080"}},
		{"a demo on real data", "demo", append([]string{"--demo"}, withDatabase...)},
		{"nobody can sign in", "oidc-issuer", nil},
		{"an issuer", "", []string{issuer}},
		{"an issuer, on the network", "", []string{issuer, "--grpc-addr=0.0.0.0:9090"}},
		{"client certificates alone", "", []string{"--tls-cert=/c", "--tls-key=/k", "--tls-client-ca=/a"}},
		{"an own database", "", append([]string{issuer}, withDatabase...)},
		{"an own database without key file", "key-file", []string{issuer, withDatabase[0], withDatabase[2]}},
		{"an own database without erasure journal", "erasure-journal", []string{issuer, withDatabase[0], withDatabase[1]}},
		{"passwords without a database", "database-passwords-file", []string{issuer, "--database-passwords-file=/p"}},
		{"a certificate without key", "tls-cert", []string{issuer, "--tls-cert=/c"}},
		{"a key without certificate", "tls-key", []string{issuer, "--tls-key=/k"}},
		{"client certificates without TLS", "tls-client-ca", []string{issuer, "--tls-client-ca=/a"}},
		{"uploads smaller than requests", "max-upload-bytes", []string{issuer, "--max-request-bytes=2MiB", "--max-upload-bytes=1MiB"}},
	} {
		_, err := load(t, map[string]string{"OCO_DATA_DIR": "/d"}, c.args...)
		if c.flag == "" {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		t.Run(c.name, func(t *testing.T) { wrong(t, err, c.flag, "") })
	}
}

func TestARuleNamesTheVariableToo(t *testing.T) {
	_, err := load(t, map[string]string{"OCO_DEMO": "true", "OCO_HTTP_ADDR": "0.0.0.0:80"})
	wrong(t, err, "http-addr", "OCO_HTTP_ADDR")
}

func TestACommandIsHeldOnlyToTheSettingsItTakes(t *testing.T) {
	server, err := loadGroups(t, []config.Group{config.Migration, config.Storage}, map[string]string{"OCO_GRPC_ADDR": "wrong", "OCO_DATA_DIR": "data"}, "--owner-url=postgres://oco_owner@db.example/oco")
	if err != nil {
		t.Fatal(err)
	}
	if server.OwnerURL.Reveal() == "" || !filepath.IsAbs(server.DataDir) || server.ErasureJournal != "" {
		t.Errorf("got data folder %q, erasure journal %q", server.DataDir, server.ErasureJournal)
	}
}

func TestPasswords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "passwords")
	read := func(content string, mode os.FileMode) (map[string]string, error) {
		t.Helper()
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		passwords, err := config.Server{DatabasePasswordsFile: path}.Passwords()
		got := map[string]string{}
		for user, password := range passwords {
			got[user] = password.Reveal()
		}
		return got, err
	}
	got, err := read("# for the test\noco_door=a=b\r\n\noco_report= c\n", 0o600)
	if err != nil || len(got) != 2 || got["oco_door"] != "a=b" || got["oco_report"] != " c" {
		t.Errorf("got %q, %v", got, err)
	}
	_, err = read("oco_door=a", 0o640)
	wrong(t, err, "database-passwords-file", "")
	for _, content := range []string{"oco_door\ngeheim", "=geheim", "oco_door="} {
		_, err = read(content, 0o600)
		wrong(t, err, "database-passwords-file", "")
	}
	if none, err := (config.Server{}).Passwords(); none != nil || err != nil {
		t.Errorf("without a file: %v, %v", none, err)
	}
	_, err = config.Server{DatabasePasswordsFile: path + ".absent"}.Passwords()
	wrong(t, err, "database-passwords-file", "")
}
