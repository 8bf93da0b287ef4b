package oco

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
)

// Option changes how a client connects.
type Option func(*settings) error

// settings is what the options add up to.
type settings struct {
	tls       *tls.Config
	plaintext bool
	token     token
	language  string
	timeout   time.Duration
	retry     policy
	extra     []grpc.DialOption
}

const (
	// defaultTimeout bounds a call whose context has no deadline, all its attempts together.
	defaultTimeout = 30 * time.Second
	// largestAnswer, in bytes, holds a page of 200 rows with every text at its longest.
	largestAnswer = 16 << 20
)

func defaults() *settings {
	return &settings{
		tls:     &tls.Config{MinVersion: tls.VersionTLS12},
		timeout: defaultTimeout,
		retry:   policy{attempts: defaultAttempts, wait: wait},
	}
}

// Plaintext leaves encryption out. It is for a server on this very machine: any other target is
// refused.
func Plaintext() Option {
	return func(s *settings) error {
		s.plaintext = true
		return nil
	}
}

// CAFile trusts the authorities in a PEM file instead of the system's.
func CAFile(path string) Option {
	return func(s *settings) error {
		pem, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("certificate authorities: %w", err)
		}
		s.tls.RootCAs = x509.NewCertPool()
		if !s.tls.RootCAs.AppendCertsFromPEM(pem) {
			return fmt.Errorf("certificate authorities: %s holds no certificate in PEM", path)
		}
		return nil
	}
}

// ClientCertificate signs in with a certificate and its private key, PEM files both, as systems
// do.
func ClientCertificate(certificate, key string) Option {
	return func(s *settings) error {
		pair, err := tls.LoadX509KeyPair(certificate, key)
		if err != nil {
			return fmt.Errorf("client certificate: %w", err)
		}
		s.tls.Certificates = []tls.Certificate{pair}
		return nil
	}
}

// Token signs in with a token.
func Token(text string) Option {
	return func(s *settings) error {
		s.token = func() (string, error) { return strings.TrimSpace(text), nil }
		return nil
	}
}

// TokenFile signs in with the token in a file. It is read at every call, so a token that something
// else renews there is taken over.
func TokenFile(path string) Option {
	return func(s *settings) error {
		s.token = func() (string, error) {
			text, err := os.ReadFile(path)
			if err != nil {
				return "", fmt.Errorf("token: %w", err)
			}
			return strings.TrimSpace(string(text)), nil
		}
		_, err := s.token()
		return err
	}
}

// TokenSource signs in with the tokens of a source, which renews them.
func TokenSource(source oauth2.TokenSource) Option {
	return func(s *settings) error {
		source := oauth2.ReuseTokenSource(nil, source)
		s.token = func() (string, error) {
			t, err := source.Token()
			if err != nil {
				return "", fmt.Errorf("token: %w", err)
			}
			return t.AccessToken, nil
		}
		return nil
	}
}

// Language asks for answers in a language, a BCP 47 tag; the platform speaks "nl" and "en".
func Language(tag string) Option {
	return func(s *settings) error {
		s.language = tag
		return nil
	}
}

// Timeout bounds every call whose context has no deadline, all its attempts together; 30 seconds
// when not given. Streams are not bounded.
func Timeout(d time.Duration) Option {
	return func(s *settings) error {
		if d <= 0 {
			return errors.New("the timeout must be longer than nothing")
		}
		s.timeout = d
		return nil
	}
}

// Attempts is how often a call that is safe to repeat is tried at most; 4 when not given, 1 for
// once.
func Attempts(n int) Option {
	return func(s *settings) error {
		if n < 1 {
			return errors.New("a call is tried once at least")
		}
		s.retry.attempts = n
		return nil
	}
}

// DialOptions adds options of the gRPC library, for what this package has no word for.
func DialOptions(options ...grpc.DialOption) Option {
	return func(s *settings) error {
		s.extra = append(s.extra, options...)
		return nil
	}
}

func (s *settings) dialOptions(transport credentials.TransportCredentials) []grpc.DialOption {
	options := []grpc.DialOption{
		grpc.WithTransportCredentials(transport),
		grpc.WithUserAgent("oco-go"),
		grpc.WithDisableServiceConfig(), // trying again is decided here, not by whoever answers for the name
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(largestAnswer)),
		grpc.WithChainUnaryInterceptor(speakUnary(s.language), bounded(s.timeout), identified, s.retry.unary),
		grpc.WithChainStreamInterceptor(speakStream(s.language)),
	}
	if s.token != nil {
		options = append(options, grpc.WithPerRPCCredentials(bearer{token: s.token, plaintext: s.plaintext}))
	}
	return append(options, s.extra...)
}
