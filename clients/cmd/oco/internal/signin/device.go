package signin

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"oco.example/oco/clients/cmd/oco/internal/texts"
)

const (
	// httpTimeout bounds one call to an issuer.
	httpTimeout = 15 * time.Second
	// longestDiscovery, in bytes, is more than any discovery document takes.
	longestDiscovery = 1 << 20
)

// Device signs in with a code that is typed elsewhere (RFC 8628).
type Device struct {
	// Issuer is the address of the OpenID Connect issuer.
	Issuer string
	// ClientID is this command's name there.
	ClientID string
	// Scopes are what is asked for.
	Scopes []string
	// Show tells people where to go and what to type.
	Show func(address, code string)
}

// SignIn asks the issuer for a code, shows it, and waits until somebody has signed in with it.
func (d Device) SignIn(ctx context.Context) (*Credential, error) {
	ctx = context.WithValue(ctx, oauth2.HTTPClient, &http.Client{Timeout: httpTimeout})
	endpoint, err := d.discover(ctx)
	if err != nil {
		return nil, err
	}
	config := oauth2.Config{ClientID: d.ClientID, Endpoint: endpoint, Scopes: d.Scopes}
	code, err := config.DeviceAuth(ctx)
	if err != nil {
		return nil, texts.Wrong("signin.ask_code", "issuer", d.Issuer).Because(d.reason(err))
	}
	address := code.VerificationURIComplete
	if address == "" {
		address = code.VerificationURI
	}
	d.Show(address, code.UserCode)
	token, err := config.DeviceAccessToken(ctx, code)
	if err != nil {
		return nil, texts.Wrong("signin.at", "issuer", d.Issuer).Because(d.reason(err))
	}
	return &Credential{Token: token, ClientID: d.ClientID, TokenURL: endpoint.TokenURL}, nil
}

// reason is what an issuer says of a refusal. The library's own text repeats the whole answer.
func (d Device) reason(err error) error {
	refused := (*oauth2.RetrieveError)(nil)
	if !errors.As(err, &refused) {
		return unreachable(d.Issuer, err)
	}
	switch refused.ErrorCode {
	case "expired_token":
		return texts.Wrong("signin.not_in_time")
	case "access_denied":
		return texts.Wrong("signin.refused_there")
	case "invalid_client", "unauthorized_client":
		return texts.Wrong("signin.unknown_client", "client", d.ClientID)
	case "invalid_scope":
		return texts.Wrong("signin.unknown_scope", "scopes", strings.Join(d.Scopes, ", "))
	case "":
		return texts.Wrong("signin.answered", "answer", refused.Response.Status)
	}
	return texts.Wrong("signin.answered", "answer", refused.ErrorCode)
}

// AwayError is an issuer that cannot be reached now.
type AwayError struct{ told error }

// Error is what to do about it, in English.
func (e AwayError) Error() string { return e.told.Error() }

// Unwrap is the text of it.
func (e AwayError) Unwrap() error { return e.told }

// unreachable says in plain words why an issuer was not reached. What the library says names sockets
// and calls.
func unreachable(issuer string, err error) error {
	var (
		untrusted *tls.CertificateVerificationError
		name      *net.DNSError
		slow      net.Error
	)
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &untrusted):
		return texts.Wrong("signin.untrusted", "issuer", issuer)
	case errors.As(err, &name) && name.IsNotFound:
		return texts.Wrong("signin.no_such_address", "issuer", issuer)
	case errors.As(err, &slow) && slow.Timeout():
		return AwayError{texts.Wrong("signin.slow", "issuer", issuer)}
	}
	return AwayError{texts.Wrong("signin.away", "issuer", issuer)}
}

// discover finds out where the issuer hands codes and tokens out (OpenID Connect Discovery 1.0).
func (d Device) discover(ctx context.Context) (oauth2.Endpoint, error) {
	none := oauth2.Endpoint{}
	issuer, err := url.Parse(d.Issuer)
	if err != nil || issuer.Scheme != "https" && !isLoopback(issuer) {
		return none, texts.Wrong("signin.no_https", "issuer", d.Issuer)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(d.Issuer, "/")+"/.well-known/openid-configuration", nil)
	if err != nil {
		return none, texts.Wrong("signin.no_https", "issuer", d.Issuer)
	}
	client, _ := ctx.Value(oauth2.HTTPClient).(*http.Client)
	response, err := client.Do(request)
	if err != nil {
		return none, unreachable(d.Issuer, err)
	}
	defer response.Body.Close()
	var found struct {
		Issuer        string `json:"issuer"`
		TokenURL      string `json:"token_endpoint"`
		DeviceAuthURL string `json:"device_authorization_endpoint"`
	}
	if response.StatusCode >= http.StatusInternalServerError {
		return none, AwayError{texts.Wrong("signin.away", "issuer", d.Issuer)}
	}
	if response.StatusCode != http.StatusOK {
		return none, texts.Wrong("signin.no_discovery", "issuer", d.Issuer)
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, longestDiscovery)).Decode(&found); err != nil {
		return none, texts.Wrong("signin.no_discovery", "issuer", d.Issuer)
	}
	switch {
	case found.Issuer != d.Issuer:
		return none, texts.Wrong("signin.other_name", "issuer", found.Issuer)
	case found.DeviceAuthURL == "":
		return none, texts.Wrong("signin.no_device", "issuer", d.Issuer)
	}
	return oauth2.Endpoint{TokenURL: found.TokenURL, DeviceAuthURL: found.DeviceAuthURL, AuthStyle: oauth2.AuthStyleInParams}, nil
}

func isLoopback(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// demoPath is where the server of a demo, on this machine, has an issuer of its own.
const demoPath = "/dev-issuer"

// ClientAt is what this command is called at an issuer that nobody said otherwise of: the demo's own
// knows one name alone.
func ClientAt(issuer string) string {
	if address, err := url.Parse(issuer); err == nil && isLoopback(address) && strings.TrimSuffix(address.Path, "/") == demoPath {
		return "oco-demo"
	}
	return "oco"
}
