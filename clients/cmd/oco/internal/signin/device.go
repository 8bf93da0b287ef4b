package signin

import (
	"context"
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
		return nil, texts.Wrong("signin.ask_code", "issuer", d.Issuer).Because(reason(err))
	}
	address := code.VerificationURIComplete
	if address == "" {
		address = code.VerificationURI
	}
	d.Show(address, code.UserCode)
	token, err := config.DeviceAccessToken(ctx, code)
	if err != nil {
		return nil, texts.Wrong("signin.at", "issuer", d.Issuer).Because(reason(err))
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
		return texts.Wrong("signin.not_in_time")
	case "access_denied":
		return texts.Wrong("signin.refused_there")
	case "":
		return texts.Wrong("signin.answered", "answer", refused.Response.Status)
	}
	return texts.Wrong("signin.answered", "answer", refused.ErrorCode)
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
		return none, texts.Wrong("signin.issuer").Because(err)
	}
	client, _ := ctx.Value(oauth2.HTTPClient).(*http.Client)
	response, err := client.Do(request)
	if err != nil {
		return none, texts.Wrong("signin.issuer").Because(err)
	}
	defer response.Body.Close()
	var found struct {
		Issuer        string `json:"issuer"`
		TokenURL      string `json:"token_endpoint"`
		DeviceAuthURL string `json:"device_authorization_endpoint"`
	}
	if response.StatusCode != http.StatusOK {
		return none, texts.Wrong("signin.answered", "answer", response.Status)
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, longestDiscovery)).Decode(&found); err != nil {
		return none, texts.Wrong("signin.no_discovery", "address", request.URL.String())
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
