package promises_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/pg"
)

// TestASystemSignsInWithItsCertificate: a partner's machine is the account that its certificate
// was entered for, over both doors; a certificate that nobody entered, of the same authority, is
// nobody.
func TestASystemSignsInWithItsCertificate(t *testing.T) {
	authority := newAuthority(t)
	folder := t.TempDir()
	authority.write(t, folder, "ca", authority.certificate)
	authority.write(t, folder, "server", authority.issue(t, "127.0.0.1"))
	system := harness.Start(t, harness.WithSettings(func(s *config.Server) {
		s.TLSCert, s.TLSKey = filepath.Join(folder, "server.crt"), filepath.Join(folder, "server.key")
		s.TLSClientCA = filepath.Join(folder, "ca.crt")
	}))
	w := newTown(t, system, harness.Administrator, harness.PartnerSystem)
	known, unknown := authority.issue(t, "koppeling"), authority.issue(t, "koppeling")
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+w.place.Token(t, harness.Administrator))
	administrator := adminv1.NewAdminServiceClient(authority.dial(t, system.GRPC))
	account := w.accountOfSystem(ctx, t, administrator)
	sum := sha256.Sum256(known.Certificate[0])
	_, err := administrator.CreateCertificate(ctx, &adminv1.CreateCertificateRequest{
		Municipality: w.place.Code, Account: account, RequestId: pg.NewID(),
		Certificate: &adminv1.Certificate{Fingerprint: hex.EncodeToString(sum[:]), UntilDate: "2090-01-01"},
	})
	if err != nil {
		t.Fatal(err)
	}
	caller, err := adminv1.NewAdminServiceClient(authority.dial(t, system.GRPC, known)).GetCaller(t.Context(), &adminv1.GetCallerRequest{})
	if err != nil || caller.GetAccount() != account {
		t.Errorf("over gRPC: got %v %v, want account %s", caller, err, account)
	}
	_, err = adminv1.NewAdminServiceClient(authority.dial(t, system.GRPC, unknown)).GetCaller(t.Context(), &adminv1.GetCallerRequest{})
	if status.Code(err) != codes.Unauthenticated {
		t.Errorf("an unknown certificate over gRPC: %v", err)
	}
	for _, c := range []struct {
		certificate tls.Certificate
		status      int
		account     string
	}{{known, http.StatusOK, account}, {unknown, http.StatusUnauthorized, ""}} {
		if status, got := authority.caller(t, system.HTTP, c.certificate); status != c.status || got != c.account {
			t.Errorf("over REST: got %d %q, want %d %q", status, got, c.status, c.account)
		}
	}
}

func (w town) accountOfSystem(ctx context.Context, t *testing.T, administrator adminv1.AdminServiceClient) string {
	t.Helper()
	list, err := administrator.ListAccounts(ctx, &adminv1.ListAccountsRequest{Municipality: w.place.Code})
	if err != nil {
		t.Fatal(err)
	}
	for _, account := range list.GetAccounts() {
		if account.GetKind() == adminv1.AccountKind_ACCOUNT_KIND_SYSTEM {
			return account.GetId()
		}
	}
	t.Fatal("there is no system")
	return ""
}

// authority gives out certificates for one test.
type authority struct {
	certificate tls.Certificate
	pool        *x509.CertPool
	serial      int64
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{pool: x509.NewCertPool()}
	a.certificate = a.sign(t, &x509.Certificate{
		Subject: pkix.Name{CommonName: "Proefautoriteit"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	})
	a.pool.AddCert(a.certificate.Leaf)
	return a
}

// issue makes a certificate for a server or a client.
func (a *authority) issue(t *testing.T, name string) tls.Certificate {
	t.Helper()
	c := &x509.Certificate{
		Subject: pkix.Name{CommonName: name}, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	if ip := net.ParseIP(name); ip != nil {
		c.IPAddresses = []net.IP{ip}
	}
	return a.sign(t, c)
}

func (a *authority) sign(t *testing.T, c *x509.Certificate) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	a.serial++
	c.SerialNumber, c.NotBefore, c.NotAfter = big.NewInt(a.serial), time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	parent, signer := c, any(key)
	if a.certificate.Leaf != nil {
		parent, signer = a.certificate.Leaf, a.certificate.PrivateKey
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

// write keeps a certificate and its key as files that settings can name.
func (a *authority) write(t *testing.T, folder, name string, c tls.Certificate) {
	t.Helper()
	key, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{
		name + ".crt": {Type: "CERTIFICATE", Bytes: c.Certificate[0]}, name + ".key": {Type: "PRIVATE KEY", Bytes: key},
	} {
		if err := os.WriteFile(filepath.Join(folder, file), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func (a *authority) client(own ...tls.Certificate) *tls.Config {
	return &tls.Config{RootCAs: a.pool, Certificates: own, MinVersion: tls.VersionTLS12}
}

func (a *authority) dial(t *testing.T, address string, own ...tls.Certificate) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(credentials.NewTLS(a.client(own...))))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	})
	return conn
}

// caller asks over REST who a certificate is.
func (a *authority) caller(t *testing.T, address string, own tls.Certificate) (status int, account string) {
	t.Helper()
	transport := &http.Transport{TLSClientConfig: a.client(own)}
	defer transport.CloseIdleConnections()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+address+"/v1/caller", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := (&http.Client{Transport: transport}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct{ Account string }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, answer.Account
}
