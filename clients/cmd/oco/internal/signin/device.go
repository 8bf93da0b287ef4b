package signin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"
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
		return nil, fmt.Errorf("ask %s for a code: %w", d.Issuer, reason(err))
	}
	address := code.VerificationURIComplete
	if address == "" {
		address = code.VerificationURI
	}
	d.Show(address, code.UserCode)
	token, err := config.DeviceAccessToken(ctx, code)
	if err != nil {
		return nil, fmt.Errorf("sign in at %s: %w", d.Issuer, reason(err))
	}
	return &Credential{Token: token, ClientID: d.ClientID, TokenURL: endpoint.TokenURL}, nil
}

// reason is what an issuer says of a refusal. The library's own text repeats the whole answer.
func reason(err error) error {
	refused := (*oauth2.RetrieveError)(nil)
	if !errors.As(err, &refused) {
		return err
	}
	switch refused.ErrorCode {
	case "expired_token":
		return errors.New("the code was not used in time")
	case "access_denied":
		return errors.New("it was refused there")
	case "":
		return errors.New("the issuer answered " + refused.Response.Status)
	}
	return errors.New("the issuer said " + refused.ErrorCode)
}

// discover finds out where the issuer hands codes and tokens out (OpenID Connect Discovery 1.0).
func (d Device) discover(ctx context.Context) (oauth2.Endpoint, error) {
	none := oauth2.Endpoint{}
	issuer, err := url.Parse(d.Issuer)
	if err != nil || issuer.Scheme != "https" && !isLoopback(issuer) {
		return none, fmt.Errorf("the issuer %q is no https address", d.Issuer)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(d.Issuer, "/")+"/.well-known/openid-configuration", nil)
	if err != nil {
		return none, fmt.Errorf("issuer: %w", err)
	}
	client, _ := ctx.Value(oauth2.HTTPClient).(*http.Client)
	response, err := client.Do(request)
	if err != nil {
		return none, fmt.Errorf("issuer: %w", err)
	}
	defer response.Body.Close()
	var found struct {
		Issuer        string `json:"issuer"`
		TokenURL      string `json:"token_endpoint"`
		DeviceAuthURL string `json:"device_authorization_endpoint"`
	}
	if response.StatusCode != http.StatusOK {
		return none, fmt.Errorf("issuer: %s answered %s", request.URL, response.Status)
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, longestDiscovery)).Decode(&found); err != nil {
		return none, fmt.Errorf("issuer: %s is no discovery document", request.URL)
	}
	switch {
	case found.Issuer != d.Issuer:
		return none, fmt.Errorf("the issuer calls itself %s; use that address", found.Issuer)
	case found.DeviceAuthURL == "":
		return none, fmt.Errorf("%s knows no sign-in with a code; use a token", d.Issuer)
	}
	return oauth2.Endpoint{TokenURL: found.TokenURL, DeviceAuthURL: found.DeviceAuthURL, AuthStyle: oauth2.AuthStyleInParams}, nil
}

func isLoopback(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}
