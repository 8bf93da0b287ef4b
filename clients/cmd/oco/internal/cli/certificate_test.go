package cli

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
	"time"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
)

// certificateFile is a PEM file with a private key and, after it, the certificate that it is of.
func certificateFile(t *testing.T, until time.Time) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: until.AddDate(-1, 0, 0), NotAfter: until}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: secret})) +
		string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}))
}

// TestACertificateFromItsFile holds that nobody has to make a fingerprint by hand.
func TestACertificateFromItsFile(t *testing.T) {
	p := &platform{}
	s := sit(t, p)
	content := certificateFile(t, time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC))
	_, rest := pem.Decode([]byte(content))
	block, _ := pem.Decode(rest)
	sum := sha256.Sum256(block.Bytes)
	want := hex.EncodeToString(sum[:])
	path := s.file("client.pem", content)
	var colons []string
	for i := 0; i < len(want); i += 2 {
		colons = append(colons, strings.ToUpper(want[i:i+2]))
	}
	for _, c := range []struct {
		flags []string
		until string
	}{
		{[]string{"--file", path}, "2026-12-31"},
		{[]string{"--file", path, "--until", "1-6-2026"}, "2026-06-01"},
		{[]string{"--fingerprint", want, "--until", "1-6-2026"}, "2026-06-01"},
		{[]string{"--fingerprint", "sha256 Fingerprint=" + strings.Join(colons, ":"), "--until", "1-6-2026"}, "2026-06-01"},
	} {
		s.must(append([]string{"certificates", "create", someID}, c.flags...)...)
		ask, _ := p.last(t).(*adminv1.CreateCertificateRequest)
		if got := ask.GetCertificate(); got.GetFingerprint() != want || got.GetUntilDate() != c.until {
			t.Errorf("%v: sent %v", c.flags, got)
		}
	}
	key, _, _ := strings.Cut(content, "-----BEGIN CERTIFICATE")
	for says, args := range map[string][]string{
		"--file: there is no certificate in it":                        {"certificates", "create", someID, "--file", s.file("key.pem", key)},
		"--file: it cannot be read":                                    {"certificates", "create", someID, "--file", "/none"},
		"ACCOUNT, --file|--fingerprint, --file|--until: must be given": {"certificates", "create"},
		"--file|--until: must be given\n":                              {"certificates", "create", someID, "--fingerprint", want},
	} {
		if code := s.run(args...); code != exitUsage || !strings.Contains(s.err, says) {
			t.Errorf("%v: exit code %d, said %q", args, code, s.err)
		}
	}
}
