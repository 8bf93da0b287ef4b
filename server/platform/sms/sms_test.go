package sms_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/sms"
)

func TestWhatTheServiceIsAsked(t *testing.T) {
	answers := map[int]mail.Class{
		200: "", 202: "", 302: mail.Unreachable, 400: mail.MessageRefused, 401: mail.SignInRefused, 422: mail.AddressRefused, 429: mail.Later, 503: mail.Later,
	}
	for status, want := range answers {
		elsewhere := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/messages" {
				elsewhere++
				return
			}
			var body map[string]string
			if err := json.NewDecoder(r.Body).Decode(&body); err != nil || r.Method != http.MethodPost || r.Header.Get("Authorization") != "Bearer geheim" ||
				len(body) != 3 || body["id"] != "0199" || body["to"] != "+31612345678" || body["text"] != "Ontvangen é" {
				t.Errorf("got %s %v, %v", r.Method, body, err)
			}
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(status)
		}))
		address, err := url.Parse(server.URL + "/messages")
		if err != nil {
			t.Fatal(err)
		}
		got := sms.New(address, sealed.Of("geheim")).Deliver(t.Context(), []sms.Text{{ID: "0199", To: sealed.Of("+31612345678"), Body: sealed.Of("Ontvangen é")}})
		if got[0] != want || elsewhere > 0 {
			t.Errorf("%d: %q, want %q; %d elsewhere", status, got[0], want, elsewhere)
		}
		server.Close()
		if got := sms.New(address, sealed.Of("geheim")).Deliver(t.Context(), []sms.Text{{}}); got[0] != mail.Unreachable {
			t.Errorf("nobody there: %q", got[0])
		}
	}
}
