package oco

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

// certificate makes a certificate for this machine that is its own authority, as two PEM files.
func certificate(t *testing.T) (certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "oco test"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	certFile, keyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: der}, keyFile: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return certFile, keyFile
}

func TestTLS(t *testing.T) {
	certFile, keyFile := certificate(t)
	pair, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	serverTLS := credentials.NewTLS(&tls.Config{Certificates: []tls.Certificate{pair}, ClientAuth: tls.RequestClientCert, MinVersion: tls.VersionTLS12})
	count := func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
		from, _ := peer.FromContext(ctx)
		if info, ok := from.AuthInfo.(credentials.TLSInfo); ok {
			shown = len(info.State.PeerCertificates)
		}
		return next(ctx, req)
	}
	f := &fake{}
	target := serve(t, f, grpc.Creds(serverTLS), grpc.UnaryInterceptor(count))

	client, err := Dial(target, CAFile(certFile), ClientCertificate(certFile, keyFile), Token("secret"))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if _, err := client.Intake.ListApplications(t.Context(), &intakev1.ListApplicationsRequest{}); err != nil {
		t.Fatal(err)
	}
	if shown != 1 || f.headers[0].Get("authorization") == nil {
		t.Errorf("%d client certificates, headers %v", shown, f.headers[0])
	}

	stranger, err := Dial(target, Attempts(1), Token("secret"))
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	if _, err := stranger.Intake.ListApplications(t.Context(), &intakev1.ListApplicationsRequest{}); status.Code(err) != codes.Unavailable || len(f.requests) != 1 {
		t.Errorf("an authority that the system does not know: %v after %d calls", err, len(f.requests))
	}
}
