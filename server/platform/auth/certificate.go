package auth

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"time"
)

// Certificate is the client certificate that a caller holds the key of, as the TLS handshake
// showed. The handshake asks that an authority of ours vouches for it (--tls-client-ca); that alone
// proves nothing here: which certificates count is a list of our own.
type Certificate struct {
	// Fingerprint is the SHA-256 of the certificate, 64 lower-case hexadecimal digits.
	Fingerprint string
	// NotBefore and NotAfter bound the time in which it counts.
	NotBefore, NotAfter time.Time
}

// CertificateOf returns the client certificate of a connection, the zero value when there is none.
func CertificateOf(state *tls.ConnectionState) Certificate {
	if state == nil || len(state.PeerCertificates) == 0 {
		return Certificate{}
	}
	return certificate(state.PeerCertificates[0])
}

func certificate(leaf *x509.Certificate) Certificate {
	sum := sha256.Sum256(leaf.Raw)
	return Certificate{Fingerprint: hex.EncodeToString(sum[:]), NotBefore: leaf.NotBefore, NotAfter: leaf.NotAfter}
}

// IsZero reports whether there is no certificate.
func (c Certificate) IsZero() bool { return c.Fingerprint == "" }

// thumbprint is the fingerprint as tokens name it (RFC 8705, x5t#S256).
func (c Certificate) thumbprint() string {
	sum, err := hex.DecodeString(c.Fingerprint)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(sum)
}

// ByCertificate says who a certificate proves the caller to be. One that is not yet, or no
// longer, valid proves nothing.
func (a *Authenticator) ByCertificate(c Certificate) (Identity, error) {
	now := a.now()
	if c.IsZero() || now.Before(c.NotBefore) || now.After(c.NotAfter) {
		return Identity{}, refused("the client certificate is not valid at this time")
	}
	return Identity{Fingerprint: c.Fingerprint, Expires: c.NotAfter}, nil
}
