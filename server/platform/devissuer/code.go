package devissuer

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
)

// The grants that the token endpoint knows.
const (
	grantCode   = "authorization_code"
	grantDevice = "urn:ietf:params:oauth:grant-type:device_code"
)

var grants = []string{grantCode, grantDevice, grantRefresh}

// authorization is a sign-in with a browser: authorization code with PKCE (RFC 7636, S256).
type authorization struct {
	subject, redirect, challenge, nonce string
	// offline: the client asks for a refresh token.
	offline bool
}

// asked are the parameters of an authorization request that travel through the page.
var asked = []string{"response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method"}

// authorizePage lets somebody choose who to be.
func (i *Issuer) authorizePage(w http.ResponseWriter, r *http.Request) {
	if _, problem := checkAuthorization(r.URL.Query()); problem != "" {
		refuse(w, "invalid_request", problem)
		return
	}
	hidden := map[string]string{}
	for _, name := range asked {
		if value := r.URL.Query().Get(name); value != "" {
			hidden[name] = value
		}
	}
	i.page(w, r, picker{Action: i.URL + "/authorize", Hidden: hidden})
}

// checkAuthorization says what is wrong with an authorization request, in words for developers.
func checkAuthorization(q url.Values) (redirect *url.URL, problem string) {
	redirect, err := url.Parse(q.Get("redirect_uri"))
	switch {
	case err != nil || redirect.Scheme != "http" || !isLoopback(redirect.Hostname()):
		return nil, "redirect_uri must be an http address of this machine"
	case q.Get("client_id") != Client:
		return nil, "client_id must be " + Client
	case q.Get("response_type") != "code":
		return nil, "response_type must be code"
	case q.Get("code_challenge") == "" || q.Get("code_challenge_method") != "S256":
		return nil, "code_challenge with code_challenge_method S256 is needed"
	}
	return redirect, ""
}

// authorize sends the browser back with a code.
func (i *Issuer) authorize(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		refuse(w, "invalid_request", "the form cannot be read")
		return
	}
	redirect, problem := checkAuthorization(r.PostForm)
	switch {
	case problem != "":
		refuse(w, "invalid_request", problem)
		return
	case !i.knows(r.PostForm.Get("persona")):
		refuse(w, "invalid_request", "there is no such persona")
		return
	}
	code := i.codes.put(authorization{
		subject: r.PostForm.Get("persona"), redirect: r.PostForm.Get("redirect_uri"),
		challenge: r.PostForm.Get("code_challenge"), nonce: r.PostForm.Get("nonce"),
		offline: asksOffline(r.PostForm.Get("scope")),
	})
	if code == "" {
		refuse(w, "temporarily_unavailable", "too many sign-ins are under way")
		return
	}
	q := redirect.Query()
	q.Set("code", code)
	q.Set("iss", i.URL)
	if state := r.PostForm.Get("state"); state != "" {
		q.Set("state", state)
	}
	redirect.RawQuery = q.Encode()
	http.Redirect(w, r, redirect.String(), http.StatusSeeOther)
}

// token exchanges a code, of a browser or of a device, or a refresh token, for a token.
func (i *Issuer) token(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		refuse(w, "invalid_request", "the form cannot be read")
		return
	}
	switch r.PostForm.Get("grant_type") {
	case grantCode:
		i.exchange(w, r.PostForm)
	case grantDevice:
		i.exchangeDevice(w, r.PostForm)
	case grantRefresh:
		i.refresh(w, r.PostForm)
	default:
		refuse(w, "unsupported_grant_type", "grant_type must be "+strings.Join(grants, ", "))
	}
}

func (i *Issuer) exchange(w http.ResponseWriter, form url.Values) {
	waiting, ok := i.codes.take(form.Get("code"))
	verifier := sha256.Sum256([]byte(form.Get("code_verifier")))
	challenge := base64.RawURLEncoding.EncodeToString(verifier[:])
	if !ok || waiting.redirect != form.Get("redirect_uri") || subtle.ConstantTimeCompare([]byte(challenge), []byte(waiting.challenge)) != 1 {
		refuse(w, "invalid_grant", "the code does not exist, is used or expired, or belongs to another request")
		return
	}
	g := given{subject: waiting.subject, nonce: waiting.nonce}
	if waiting.offline {
		g.refresh = i.renewals.begin(waiting.subject, Client)
	}
	i.give(w, g)
}

// given is what a sign-in gives tokens for: whom, and the refresh token that goes with them, if any.
type given struct {
	subject, nonce, refresh string
}

// give answers with an access token for the platform and an identity token for the client.
func (i *Issuer) give(w http.ResponseWriter, g given) {
	access, err := i.sign(g.subject, i.Audience, lifetime, nil)
	var identity string
	if err == nil {
		more := map[string]any{}
		if g.nonce != "" {
			more["nonce"] = g.nonce
		}
		identity, err = i.sign(g.subject, Client, lifetime, more)
	}
	if err != nil {
		writeJSON(w, http.StatusInternalServerError, map[string]string{"error": "server_error"})
		return
	}
	answer := map[string]any{
		"access_token": access, "id_token": identity, "token_type": "Bearer", "expires_in": int(lifetime.Seconds()),
	}
	if g.refresh != "" {
		answer["refresh_token"] = g.refresh
	}
	writeJSON(w, http.StatusOK, answer)
}

// refuse answers as RFC 6749, section 5.2, and RFC 8628, section 3.5, have it.
func refuse(w http.ResponseWriter, reason, description string) {
	writeJSON(w, http.StatusBadRequest, map[string]string{"error": reason, "error_description": description})
}
