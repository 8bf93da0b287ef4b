package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/app/demo"
	"oco.example/oco/server/platform/mailsink"
)

// demoTokens is how long the tokens that a demo prints count.
const demoTokens = 12 * time.Hour

// prepareDemo fills the demo region when the database is new.
func (a *App) prepareDemo(ctx context.Context) error {
	issuer := a.wiring.issuer
	region := demo.New(a.Channel, issuer, issuer.URL)
	seeded, err := region.Seeded(ctx)
	if err != nil || seeded {
		return err
	}
	home, one, other := demo.Administrators(issuer.URL)
	err = a.wiring.adminStore.First(ctx, a.database.App, home, one, other)
	if err != nil && !errors.Is(err, adminstore.ErrAdministered) {
		return err
	}
	// Somebody may have asked for the home municipality before it was there.
	a.wiring.authenticator.Forget()
	return region.Seed(ctx)
}

// greet prints what people need to begin: the addresses and, in a demo, a token per role and three
// calls to copy.
func (a *App) greet(ctx context.Context, console io.Writer, l *Listeners) error {
	http, rpc := "http://"+l.HTTP.Addr().String(), l.GRPC.Addr().String()
	if a.tls != nil {
		http = "https://" + l.HTTP.Addr().String()
	}
	if a.settings.WebDir != "" {
		fmt.Fprintf(console, "The website is at %s; the desk at %s/desk, the supporters' portal at %s/portal\n", http, http, http)
	}
	fmt.Fprintf(console, "oco serves REST on %s (API page: %s/docs) and gRPC on %s\n", http, http, rpc)
	if a.wiring.outgoing.mails == nil {
		fmt.Fprintln(console, "No mail goes out: there is no --smtp-addr. Messages by mail wait until there is one.")
	}
	if !a.settings.Demo {
		return nil
	}
	if a.wiring.outgoing.mailbox != nil {
		fmt.Fprintf(console, "The mails of the demo are at %s%s; they go to nobody\n", http, mailsink.Path)
	}
	if err := a.prepareDemo(ctx); err != nil {
		return fmt.Errorf("prepare the demo: %w", err)
	}
	return demo.Greet(console, a.wiring.issuer, demoTokens, http, rpc)
}
