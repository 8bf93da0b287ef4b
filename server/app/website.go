package app

import (
	"fmt"
	"net/http"
	"os"

	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/platform/devissuer"
	"oco.example/oco/server/platform/website"
)

// withWebsite serves the website before REST, if the settings say where it lies.
func withWebsite(f Foundation, door *adminstore.Door, handler http.Handler) (http.Handler, error) {
	if f.Settings.WebDir == "" {
		return handler, nil
	}
	c := website.Config{
		Files: os.DirFS(f.Settings.WebDir), ClientID: f.Settings.WebClientID, Demo: f.Settings.Demo, Municipalities: door.Names, Now: f.Clock,
	}
	switch {
	case f.Settings.Demo:
		c.Issuer, c.ClientID = demoIssuer(f), devissuer.Client
	case f.Settings.OIDCIssuer != nil:
		c.Issuer = f.Settings.OIDCIssuer.String()
	}
	site, err := website.New(c)
	if err != nil {
		return nil, fmt.Errorf("--web-dir: %w", err)
	}
	return site.Before(handler), nil
}
