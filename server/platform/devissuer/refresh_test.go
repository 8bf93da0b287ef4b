package devissuer_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"oco.example/oco/server/platform/devissuer"
)

// signIn signs in with a browser, for some scopes, and returns what the token endpoint gives.
func (d *demo) signIn(t *testing.T, scope string) map[string]any {
	t.Helper()
	response, _ := d.post(t, "/authorize", with(with(request(), "persona", "coordinator"), "scope", scope))
	to, err := response.Location()
	if err != nil {
		t.Fatal(err)
	}
	_, given := d.post(t, "/token", url.Values{
		"grant_type": {"authorization_code"}, "code": {to.Query().Get("code")}, "redirect_uri": {back}, "code_verifier": {verifier},
	})
	return given
}

// refresh uses a refresh token.
func (d *demo) refresh(t *testing.T, token any, client string) (*http.Response, map[string]any) {
	t.Helper()
	text, _ := token.(string)
	return d.post(t, "/token", url.Values{"grant_type": {"refresh_token"}, "refresh_token": {text}, "client_id": {client}})
}

func TestASignInIsRenewedForAWorkingDay(t *testing.T) {
	d := newDemo(t)
	given := d.signIn(t, "openid profile offline_access")
	begun, before := d.now, given["refresh_token"]
	for _, after := range []time.Duration{15 * time.Minute, 6 * time.Hour, 12 * time.Hour} {
		d.now = begun.Add(after)
		_, given = d.refresh(t, before, devissuer.Client)
		if given["access_token"] == nil || given["refresh_token"] == nil || given["refresh_token"] == before {
			t.Fatalf("after %s: %v", after, given)
		}
		before = given["refresh_token"]
	}
	d.now = begun.Add(12*time.Hour + time.Second)
	if response, body := d.refresh(t, before, devissuer.Client); response.StatusCode != http.StatusBadRequest || body["error"] != "invalid_grant" {
		t.Fatalf("it lasts longer than a day: %v", body)
	}
}

func TestARenewedTokenCounts(t *testing.T) {
	d := newDemo(t)
	_, given := d.refresh(t, d.signIn(t, "openid offline_access")["refresh_token"], devissuer.Client)
	if got := d.checks(t, given["access_token"], audience); got != "coordinator" {
		t.Fatalf("the token is of %q", got)
	}
	d.checks(t, given["id_token"], devissuer.Client)
}

func TestARefreshTokenThatCountsTwiceEndsTheSignIn(t *testing.T) {
	d := newDemo(t)
	first, other := d.signIn(t, "openid offline_access")["refresh_token"], d.signIn(t, "openid offline_access")["refresh_token"]
	_, given := d.refresh(t, first, devissuer.Client)
	second := given["refresh_token"]
	if _, body := d.refresh(t, first, devissuer.Client); body["error"] != "invalid_grant" {
		t.Fatalf("it counted twice: %v", body)
	}
	if _, body := d.refresh(t, second, devissuer.Client); body["error"] != "invalid_grant" {
		t.Fatalf("the newest still counts: %v", body)
	}
	if _, body := d.refresh(t, other, devissuer.Client); body["access_token"] == nil {
		t.Fatalf("another sign-in ended as well: %v", body)
	}
}

func TestRefreshTokensThatAreRefused(t *testing.T) {
	d := newDemo(t)
	token := d.signIn(t, "openid offline_access")["refresh_token"]
	for name, use := range map[string][2]any{
		"of another client": {token, "x"}, "of nobody": {"ABC.DEF", devissuer.Client}, "none": {"", devissuer.Client},
	} {
		client, _ := use[1].(string)
		if response, body := d.refresh(t, use[0], client); response.StatusCode != http.StatusBadRequest || body["error"] != "invalid_grant" {
			t.Errorf("%s: %d %v", name, response.StatusCode, body)
		}
	}
}

func TestOnlyWhoAsksGetsARefreshToken(t *testing.T) {
	d := newDemo(t)
	for _, scope := range []string{"", "openid profile", "openid offline_accessible"} {
		if given := d.signIn(t, scope); given["access_token"] == nil || given["refresh_token"] != nil {
			t.Errorf("scope %q: %v", scope, given)
		}
	}
}

func TestRefreshTokensAreSoManyAtMost(t *testing.T) {
	d := newDemo(t)
	d.issuer.BeginRenewals(devissuer.Renewables)
	if given := d.signIn(t, "openid offline_access"); given["access_token"] == nil || given["refresh_token"] != nil {
		t.Fatalf("one above the most: %v", given)
	}
	d.now = d.now.Add(13 * time.Hour)
	if given := d.signIn(t, "openid offline_access"); given["refresh_token"] == nil {
		t.Fatal("those that ended take no room")
	}
}
