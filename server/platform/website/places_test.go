package website_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"testing"
	"time"

	"oco.example/oco/server/platform/website"
)

// towns are municipalities that a test changes, and how often they were looked at.
type towns struct {
	names map[string]string
	err   error
	looks int
	now   time.Time
}

func (o *towns) read(context.Context) (map[string]string, error) {
	o.looks++
	return o.names, o.err
}

func (o *towns) site(t *testing.T) http.Handler {
	t.Helper()
	return siteOf(t, website.Config{Files: built(), Municipalities: o.read, Now: func() time.Time { return o.now }})
}

// status is how a browser is answered; the page comes in any case.
func status(t *testing.T, site http.Handler, target, page string) int {
	t.Helper()
	r := ask(t, site, http.MethodGet, target, map[string]string{"Accept": "text/html"})
	if got := body(t, r); got != page {
		t.Errorf("%s: got %q, want the page %q", target, got, page)
	}
	return r.StatusCode
}

func TestAnAddressWithoutAMunicipalityIsNotFoundAndShowsThePage(t *testing.T) {
	site := (&towns{names: map[string]string{"gm0867": "Waalwijk", "gm0784": "Gilze en Rijen"}, now: time.Now()}).site(t)
	for target, want := range map[string]int{
		"/": http.StatusOK, "/en": http.StatusOK, "/en/": http.StatusOK, "/waalwijk": http.StatusOK, "/waalwijk/": http.StatusOK, "/en/waalwijk": http.StatusOK,
		"/gm0867": http.StatusOK, "/en/gilze-en-rijen/bel-mij": http.StatusOK, "/waalwijk/nergens": http.StatusOK,
		"/gm0867/k/7KXP-M4TQ": http.StatusOK, "/k/7KXP-M4TQ": http.StatusOK, "/en/k/7KXP-M4TQ": http.StatusOK,
		"/nergens": http.StatusNotFound, "/en/nergens": http.StatusNotFound, "/gm9999": http.StatusNotFound, "/nergens/bel-mij": http.StatusNotFound,
		"/Waalwijk": http.StatusNotFound, "/deskundig": http.StatusNotFound, "/en/desk": http.StatusNotFound,
	} {
		if got := status(t, site, target, "public"); got != want {
			t.Errorf("%s: got %d, want %d", target, got, want)
		}
	}
	for target, page := range map[string]string{"/desk/nergens": "desk", "/portal": "portal", "/login": "login"} {
		if got := status(t, site, target, page); got != http.StatusOK {
			t.Errorf("%s: got %d", target, got)
		}
	}
}

func TestMunicipalitiesAreLookedAtOnceInAWhile(t *testing.T) {
	o := &towns{names: map[string]string{"gm0867": "Waalwijk"}, now: time.Now()}
	site := o.site(t)
	for range 3 {
		status(t, site, "/waalwijk", "public")
		status(t, site, "/tilburg", "public")
	}
	if o.looks != 1 {
		t.Errorf("looked %d times", o.looks)
	}
	o.names["gm0855"], o.now = "Tilburg", o.now.Add(6*time.Second)
	if got := status(t, site, "/tilburg", "public"); got != http.StatusOK || o.looks != 2 {
		t.Errorf("a new municipality: %d after %d looks", got, o.looks)
	}
}

func TestWhenNobodyKnowsThePageDecides(t *testing.T) {
	o := &towns{err: errors.New("no database"), now: time.Now()}
	site := o.site(t)
	for range 2 {
		if got := status(t, site, "/waalwijk", "public"); got != http.StatusOK {
			t.Errorf("got %d", got)
		}
	}
	if o.looks != 1 {
		t.Errorf("looked %d times", o.looks)
	}
}

// TestNamesStandInAddressesAsThePagesWriteThem reads the list that the test of the pages reads too.
func TestNamesStandInAddressesAsThePagesWriteThem(t *testing.T) {
	raw, err := os.ReadFile("testdata/addresses.json")
	if err != nil {
		t.Fatal(err)
	}
	var addresses map[string]string
	if err := json.Unmarshal(raw, &addresses); err != nil || len(addresses) == 0 {
		t.Fatalf("%d names, %v", len(addresses), err)
	}
	for name, address := range addresses {
		site := (&towns{names: map[string]string{"gm0001": name}, now: time.Now()}).site(t)
		if got := status(t, site, "/"+address, "public"); got != http.StatusOK {
			t.Errorf("%s: /%s is not found", name, address)
		}
	}
}
