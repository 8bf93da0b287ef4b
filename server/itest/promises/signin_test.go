package promises_test

import (
	"io"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/metadata"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/config"
)

// ask sends a request over REST as somebody types it; headers come in pairs.
func (w town) ask(t *testing.T, method, path, token, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "http://"+w.system.HTTP, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.URL.Opaque = path
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i+1] != "" {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	response, err := w.system.Web().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(text)
}

// few makes limits that a test meets.
func few(count int) harness.Option {
	return harness.WithSettings(func(s *config.Server) { s.RatePerAddress = config.Rate{Count: count, Per: time.Hour} })
}

// TestWhoIsSignedInIsNotCountedByAddress: a town hall calls from one address, what is public too.
func TestWhoIsSignedInIsNotCountedByAddress(t *testing.T) {
	w := newTown(t, harness.Start(t, few(5)), harness.Coordinator)
	for _, door := range harness.Doors() {
		for i := range 10 {
			if a := w.call(t, door, harness.Coordinator, "GetIntakeForm", object{}); a.Reason != "" {
				t.Fatalf("%s, call %d: %s", door, i+1, a.Reason)
			}
		}
	}
	limited := 0
	for range 10 { // a token of somebody without an account is anybody's
		if w.call(t, harness.REST, harness.Stranger, "GetIntakeForm", object{}).Reason == "RATE_LIMITED" {
			limited++
		}
	}
	if limited != 5 {
		t.Errorf("a stranger was limited %d times of 10", limited)
	}
}

// TestBadTokensCostTheirAddressSoMuchAndNoMore: whoever tries tokens is limited, on what is private
// too; those who share the address wait for a bounded time, and who was signed in not at all.
func TestBadTokensCostTheirAddressSoMuchAndNoMore(t *testing.T) {
	w := newTown(t, harness.Start(t, harness.WithSettings(func(s *config.Server) {
		s.RatePerAddress = config.Rate{Count: 10, Per: 10 * time.Minute}
	})), harness.Coordinator)
	good := w.place.Token(t, harness.Coordinator)
	path := "/v1/municipalities/" + w.place.Code + "/applications"
	if r, text := w.ask(t, http.MethodGet, path, good, ""); r.StatusCode != http.StatusOK {
		t.Fatal(text)
	}
	limited := 0
	for range 150 {
		if r, _ := w.ask(t, http.MethodGet, path, "bad", ""); r.StatusCode == http.StatusTooManyRequests {
			limited++
		}
	}
	if limited < 130 {
		t.Errorf("%d of 150 bad tokens were limited", limited)
	}
	r, _ := w.ask(t, http.MethodGet, "/v1/municipalities/"+w.place.Code+"/intake-form", "", "")
	if wait, err := strconv.Atoi(r.Header.Get("Retry-After")); err != nil || r.StatusCode != http.StatusTooManyRequests || wait > 11*60 {
		t.Errorf("others from there: %d, Retry-After %q", r.StatusCode, r.Header.Get("Retry-After"))
	}
	if r, text := w.ask(t, http.MethodGet, path, good, ""); r.StatusCode != http.StatusOK {
		t.Errorf("who was signed in goes on: %d %s", r.StatusCode, text)
	}
}

// TestWhoMayNotComeIsNotRead: no token, a bad one, or too many calls are told before what is wrong
// with the rest of a request.
func TestWhoMayNotComeIsNotRead(t *testing.T) {
	w := newTown(t, harness.Start(t), harness.Coordinator)
	base := "/v1/municipalities/" + w.place.Code
	for _, token := range []string{"", "bad"} {
		for name, c := range map[string]struct{ method, path, body, header, value string }{
			"a body that is none":       {http.MethodPost, base + "/applications/_search", `{"nonsense`, "", ""},
			"an upload":                 {http.MethodPost, base + "/imports", strings.Repeat("x", 14<<20), "", ""},
			"an unknown parameter":      {http.MethodGet, base + "/applications?nonsense=1", "", "", ""},
			"a key that is none":        {http.MethodPost, base + "/imports", "{}", "Idempotency-Key", "x"},
			"a media type that is none": {http.MethodGet, base + "/applications", "", "Accept", "text/html"},
			"a form that is too large":  {http.MethodPost, base + "/applications/_search", strings.Repeat("x", 2<<20), "", ""},
		} {
			r, text := w.ask(t, c.method, c.path, token, c.body, c.header, c.value)
			if r.StatusCode != http.StatusUnauthorized {
				t.Errorf("token %q, %s: %d %s", token, name, r.StatusCode, text)
			}
		}
	}
	if r, text := w.ask(t, http.MethodPost, base+"/applications", "bad", `{"nonsense`); r.StatusCode != http.StatusUnauthorized {
		t.Errorf("a bad token on what is public: %d %s", r.StatusCode, text)
	}
}

// TestBadBodiesAreCountedAndAnsweredBriefly: a body that cannot be read costs its sender a call,
// and its answer names no more fields than help anybody.
func TestBadBodiesAreCountedAndAnsweredBriefly(t *testing.T) {
	w := newTown(t, harness.Start(t, few(20)))
	base := "/v1/municipalities/" + w.place.Code
	for name, path := range map[string]string{
		`{"lifeDomains":[1.5` + strings.Repeat(",1.5", 200_000) + `]}`: base + "/applications",
		"": base + "/intake-form?a" + strings.Repeat("&a=1&b", 1000) + strings.Repeat("&c", 10),
	} {
		method := http.MethodPost
		if name == "" {
			method = http.MethodGet
		}
		r, text := w.ask(t, method, path, "", name)
		if r.StatusCode != http.StatusBadRequest || len(text) > 32<<10 {
			t.Errorf("%s: %d, an answer of %d bytes", method, r.StatusCode, len(text))
		}
	}
	limited := 0
	for range 30 {
		if r, _ := w.ask(t, http.MethodPost, base+"/applications", "", "nonsense"); r.StatusCode == http.StatusTooManyRequests {
			limited++
		}
	}
	if limited < 20 {
		t.Errorf("%d of 30 bad bodies were limited", limited)
	}
}

// TestBehindATrustedProxyEverybodyIsCounted for itself, over both doors, and nobody can choose an
// address of its own where no proxy is trusted.
func TestBehindATrustedProxyEverybodyIsCounted(t *testing.T) {
	const limit = 3
	for name, trusted := range map[string][]netip.Prefix{"trusted": {netip.MustParsePrefix("127.0.0.0/8")}, "not trusted": nil} {
		w := newTown(t, harness.Start(t, few(limit), harness.WithSettings(func(s *config.Server) { s.TrustedProxies = trusted })))
		client := intakev1.NewIntakeServiceClient(w.system.Conn())
		refused := 0
		for i := range 2 * limit {
			from := "192.0.2." + strconv.Itoa(i+1)
			ctx := metadata.AppendToOutgoingContext(t.Context(), "x-forwarded-for", "203.0.113.1, "+from)
			if _, err := client.GetIntakeForm(ctx, &intakev1.GetIntakeFormRequest{Municipality: w.place.Code}); err != nil {
				refused++
			}
			r, _ := w.ask(t, http.MethodGet, "/v1/municipalities/"+w.place.Code+"/intake-form", "", "", "X-Forwarded-For", "203.0.113.1, "+from)
			if r.StatusCode != http.StatusOK {
				refused++
			}
		}
		if want := map[string]int{"trusted": 0, "not trusted": 3 * limit}[name]; refused != want {
			t.Errorf("%s: %d of %d calls were refused, want %d", name, refused, 4*limit, want)
		}
	}
}

// TestPathsAndMethodsThatAreNone are answered by us, with the version.
func TestPathsAndMethodsThatAreNone(t *testing.T) {
	w := newTown(t, harness.Start(t))
	r, _ := w.ask(t, http.MethodOptions, "*", "", "")
	if r.StatusCode != http.StatusNoContent || r.Header.Get("API-Version") == "" || r.Header.Get("Allow") == "" {
		t.Errorf("OPTIONS *: %d %v", r.StatusCode, r.Header)
	}
	for _, slash := range []string{"%2F", "%2f"} {
		r, text := w.ask(t, http.MethodGet, "/v1/municipalities/"+w.place.Code+slash+"intake-form", "", "")
		if r.StatusCode != http.StatusNotFound || !strings.Contains(text, "UNIMPLEMENTED") {
			t.Errorf("a slash as %s: %d %s", slash, r.StatusCode, text)
		}
	}
}

// TestOneKeyInAnyCaseIsOneRequest: the same number in capitals, in the body or in the header, makes
// nothing a second time.
func TestOneKeyInAnyCaseIsOneRequest(t *testing.T) {
	w := newTown(t, harness.Start(t), harness.Coordinator)
	key := "0198f3aa-bbcc-7ddd-8eee-ffaabbccddee"
	body := func(key string) string {
		return `{"resident":{"name":"Lieke"},"callBack":"na vier uur","requestId":"` + key + `"}`
	}
	path := "/v1/municipalities/" + w.place.Code + "/applications"
	places := map[string]bool{}
	for _, c := range []struct{ body, header string }{
		{body(key), ""}, {body(strings.ToUpper(key)), ""}, {`{"resident":{"name":"Lieke"},"callBack":"na vier uur"}`, strings.ToUpper(key)},
		{body(strings.ToUpper(key)), key},
	} {
		r, text := w.ask(t, http.MethodPost, path, w.place.Token(t, harness.Coordinator), c.body, "Idempotency-Key", c.header)
		if r.StatusCode != http.StatusCreated {
			t.Fatalf("%v: %d %s", c, r.StatusCode, text)
		}
		places[r.Header.Get("Location")] = true
	}
	if len(places) != 1 {
		t.Errorf("one key made %d applications", len(places))
	}
}
