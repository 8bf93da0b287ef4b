// Package mailtest is a mail server for tests: real SMTP on this machine, which takes, refuses or dies as a test says.
package mailtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Server is one mail server.
type Server struct {
	// Addr is where it is; Trust is what a client needs to believe its certificate.
	Addr  string
	Trust *tls.Config
	// Rcpt and Data say what to answer to a recipient and to a whole mail; nil takes all. Kill breaks the connection off.
	Rcpt func(to string) error
	Data func(content string, kill func()) error
	// User and Password are asked for when User is not empty.
	User, Password string

	mu          sync.Mutex
	mails       []string
	connections int
	encrypted   bool
}

// Security is how a server is reached.
type Security int

// The ways.
const (
	Clear Security = iota
	StartTLS
	TLS
)

// Refusal is an answer of the server.
func Refusal(code int) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 1, 1}, Message: "inwoner@post.example does not suit us"}
}

// Start starts s, until the test ends.
func Start(t testing.TB, security Security, s *Server) *Server {
	t.Helper()
	certificate := selfMade(t)
	pool := x509.NewCertPool()
	pool.AddCert(certificate.Leaf)
	s.Trust = &tls.Config{RootCAs: pool, ServerName: "localhost", MinVersion: tls.VersionTLS12}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Addr = listener.Addr().String()
	own := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	server := smtp.NewServer(smtp.BackendFunc(s.open))
	server.Domain, server.AllowInsecureAuth, server.ErrorLog = "localhost", security == Clear, silent{}
	switch security {
	case StartTLS:
		server.TLSConfig = own
	case TLS:
		listener = tls.NewListener(listener, own)
	case Clear:
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := server.Serve(listener); err != nil && !errors.Is(err, smtp.ErrServerClosed) {
			t.Log(err)
		}
	}()
	t.Cleanup(func() {
		_ = server.Close()
		<-ended
	})
	return s
}

// Mails are those that it took, in order.
func (s *Server) Mails() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.mails...)
}

// Connections counts them; Encrypted reports whether the last mail came over TLS.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.connections
}

// Encrypted reports whether the last mail came over TLS.
func (s *Server) Encrypted() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.encrypted
}

func (s *Server) open(c *smtp.Conn) (smtp.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.connections++
	if s.User != "" {
		return &guarded{session{server: s, conn: c}}, nil
	}
	return &session{server: s, conn: c}, nil
}

// silent takes what the server has to say about connections that break off: a test wanted them to.
type silent struct{}

// Printf takes it.
func (silent) Printf(string, ...any) {}

// Println takes it.
func (silent) Println(...any) {}

type session struct {
	server *Server
	conn   *smtp.Conn
}

// Reset begins anew.
func (*session) Reset() {}

// Logout ends it.
func (*session) Logout() error { return nil }

// Mail takes every sender.
func (*session) Mail(string, *smtp.MailOptions) error { return nil }

// Rcpt answers to a recipient.
func (c *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if c.server.Rcpt != nil {
		return c.server.Rcpt(to)
	}
	return nil
}

// Data answers to a whole mail.
func (c *session) Data(r io.Reader) error {
	content, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if c.server.Data != nil {
		if err := c.server.Data(string(content), func() { _ = c.conn.Conn().Close() }); err != nil {
			return err
		}
	}
	_, encrypted := c.conn.TLSConnectionState()
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.server.mails, c.server.encrypted = append(c.server.mails, string(content)), encrypted
	return nil
}

// guarded is a session of a server that people sign in to.
type guarded struct{ session }

// AuthMechanisms are how people sign in.
func (*guarded) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth holds the password against that of the server.
func (c *guarded) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != c.server.User || password != c.server.Password {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

// selfMade is a certificate of this machine that nobody vouches for.
func selfMade(t testing.TB) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}
