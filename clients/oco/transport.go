package oco

import (
	"context"
	"fmt"
	"net"
	"strings"

	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
)

// transport is TLS, or nothing for a server on this machine.
func (s *settings) transport(target string) (credentials.TransportCredentials, error) {
	if !s.plaintext {
		return credentials.NewTLS(s.tls), nil
	}
	if !isLoopback(target) {
		return nil, fmt.Errorf("%s is not this machine: without encryption anyone on the way can read along", target)
	}
	return insecure.NewCredentials(), nil
}

// isLoopback reports whether a target of gRPC can only be this machine: a socket file, localhost,
// or a loopback address, with or without the scheme of a resolver in front.
func isLoopback(target string) bool {
	if strings.HasPrefix(target, "unix:") {
		return true
	}
	if scheme, rest, ok := strings.Cut(target, ":///"); ok && (scheme == "dns" || scheme == "passthrough") {
		target = rest
	}
	host, _, err := net.SplitHostPort(target)
	if err != nil {
		host = target
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// token gives the token of one call.
type token func() (string, error)

// bearer sends a token with every call, and only where nobody can read along.
type bearer struct {
	token     token
	plaintext bool
}

// GetRequestMetadata makes the header of a call.
func (b bearer) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	text, err := b.token()
	if err != nil || text == "" {
		return nil, err
	}
	return map[string]string{"authorization": "Bearer " + text}, nil
}

// RequireTransportSecurity keeps the token off an open line; to this machine itself there is none.
func (b bearer) RequireTransportSecurity() bool { return !b.plaintext }
