package app

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"oco.example/oco/server/app/demo"
	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/devissuer"
	"oco.example/oco/server/platform/pg"
)

// issuerPath is where a demo's own issuer lives on the HTTP address.
const issuerPath = "/dev-issuer"

// demoIssuer is the address of the demo's own issuer.
func demoIssuer(f Foundation) string { return "http://" + f.HTTPAddress + issuerPath }

// signIn makes what finds out who calls: the issuer of the settings, and in a demo one of our own.
func (s *wiring) signIn(f Foundation) (err error) {
	var issuers []auth.Issuer
	if f.Settings.OIDCIssuer != nil {
		issuers = append(issuers, auth.Issuer{URL: f.Settings.OIDCIssuer.String(), Audience: f.Settings.OIDCAudience})
	}
	if f.Settings.Demo {
		url := demoIssuer(f)
		s.issuer, err = devissuer.New(devissuer.Config{URL: url, Audience: f.Settings.OIDCAudience, Personas: demo.Personas(), Now: f.Clock})
		if err != nil {
			return fmt.Errorf("the demo's issuer: %w", err)
		}
		issuers = append(issuers, auth.Issuer{URL: url, Audience: f.Settings.OIDCAudience})
	}
	s.authenticator, err = auth.New(auth.Config{Issuers: issuers, Accounts: s.door, Municipalities: s.door, Now: f.Clock})
	return err
}

// withIssuer serves the demo's issuer beside REST, if there is one. What it does not know is refused
// as any other path.
func (s *wiring) withIssuer(handler http.Handler) http.Handler {
	if s.issuer == nil {
		return handler
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, issuerPath+"/") && s.issuer.Serves(r) {
			s.issuer.ServeHTTP(w, r)
			return
		}
		handler.ServeHTTP(w, r)
	})
}

// refusals writes what failed to the processing log, as oco_door.
type refusals struct{ db *pg.DB }

// Refused records one failure.
func (r refusals) Refused(ctx context.Context, c call.Call, reason string, fault bool) error {
	name := "refused"
	if fault {
		name = "failed"
	}
	return r.db.Write(call.With(ctx, c), func(tx *pg.Tx) error {
		tx.LogRefusal(name, reason, fault)
		return nil
	})
}
