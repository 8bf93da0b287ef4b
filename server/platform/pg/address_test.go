package pg

import (
	"net/url"
	"strings"
	"testing"

	"oco.example/oco/server/platform/errs"
)

func TestTheAddressLeavesNothingToChance(t *testing.T) {
	for _, c := range []struct {
		name, raw, role, password string
		user, secret, sslmode     string
	}{
		{"as given", "postgres://oco_app:p@db.example/oco?sslmode=require", "", "", "oco_app", "p", "require"},
		{"safe by default", "postgres://oco_app@db.example/oco", "", "", "oco_app", "", "verify-full"},
		{"plain on a socket", "postgres://oco_app@/oco?host=/run/postgresql", "", "", "oco_app", "", "disable"},
		{"another role", "postgres://oco_app:p@db.example/oco", "oco_door", "q", "oco_door", "q", "verify-full"},
		{"the same role keeps its password", "postgres://oco_app:p@db.example/oco", "oco_app", "", "oco_app", "p", "verify-full"},
		{"another role without its password", "postgres://oco_app:p@db.example/oco", "oco_door", "", "oco_door", "", "verify-full"},
		{"role in the query", "postgres://db.example/oco?user=postgres", "oco_door", "", "oco_door", "", "verify-full"},
	} {
		got, err := address(c.raw, c.role, c.password)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		u, err := url.Parse(got)
		if err != nil {
			t.Fatal(err)
		}
		secret, _ := u.User.Password()
		if u.User.Username() != c.user || secret != c.secret || u.Query().Get("sslmode") != c.sslmode || u.Query().Has("user") {
			t.Errorf("%s: got %s", c.name, got)
		}
		if u.Query().Get("timezone") != "UTC" || u.Query().Get("connect_timeout") == "" {
			t.Errorf("%s: settings are left to the server: %s", c.name, got)
		}
	}
}

func TestAWrongAddressIsToldWithoutItsPassword(t *testing.T) {
	for _, raw := range []string{"postgres://oco:geheim@db.example:port/oco", "mysql://oco:geheim@db.example/oco", "host=db.example password=geheim"} {
		_, err := address(raw, "", "")
		if err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: got %v", raw, err)
		}
	}
}

func TestOpenReachesTheDatabaseUnlessItIsLazy(t *testing.T) {
	nowhere := Config{URL: "postgres://oco_app@/oco?host=" + t.TempDir()}
	if _, err := Open(t.Context(), nowhere); !errs.Is(err, errs.Unavailable) {
		t.Errorf("got %v, want UNAVAILABLE", err)
	}
	nowhere.Lazy = true
	db, err := Open(t.Context(), nowhere)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Read(t.Context(), func(*Tx) error { return nil }); !errs.Is(err, errs.Unavailable) {
		t.Errorf("got %v, want UNAVAILABLE", err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}
