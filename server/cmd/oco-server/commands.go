package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"oco.example/oco/server/app"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/telemetry"
)

func serve() *cobra.Command {
	return withSettings(&cobra.Command{
		Use:     "serve",
		Short:   "Serve gRPC and REST",
		Long:    "Serve gRPC and REST. Without --database-url the server runs its own Postgres.",
		Example: "  oco-server serve --demo",
	}, func(ctx context.Context, settings config.Server) error { return app.Run(ctx, settings, os.Stdout) }, config.Addresses,
		config.Database, config.Storage, config.SignIn, config.Transport, config.Outgoing, config.Limits, config.Watching)
}

func migrate() *cobra.Command {
	return withSettings(&cobra.Command{
		Use:     "migrate",
		Short:   "Bring the database to the schema of this version",
		Long:    "Bring the database to the schema of this version. Servers of the version before go on serving meanwhile.",
		Example: "  oco-server migrate --owner-url postgres://oco_owner@db.example:5432/oco?sslmode=verify-full",
	}, func(ctx context.Context, settings config.Server) error {
		log := telemetry.NewLogger(os.Stderr, settings.LogLevel, settings.LogJSON)
		if err := app.Migrate(ctx, settings, log); err != nil {
			return err
		}
		fmt.Println("The database has the schema of this version.")
		return nil
	}, config.Migration, config.Storage)
}

func restore() *cobra.Command {
	var noErasures bool
	cmd := &cobra.Command{
		Use:   "restore",
		Short: "Prepare a database that was restored from a backup",
		Long: `Prepare a database that was restored from a backup, before the first server starts on it: positions of events move on,
so that no watcher skips one, and whoever the erasure journal names is erased again.`,
		Example: `  oco-server restore --owner-url postgres://oco_owner@db.example:5432/oco?sslmode=verify-full --erasure-journal /srv/oco-erasures`,
	}
	cmd = withSettings(cmd, func(ctx context.Context, settings config.Server) error {
		log, out := telemetry.NewLogger(os.Stderr, settings.LogLevel, settings.LogJSON), cmd.OutOrStdout()
		done, err := app.AfterRestore(ctx, settings, noErasures, log)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "The erasure journal has %d entries. %d led to somebody in the backup, who is erased again.\n", done.Noted, done.Repeated)
		if done.Imports > 0 {
			fmt.Fprintf(out, "%d imports were broken off, for their lists may name somebody who was erased. They say so to whoever looks.\n", done.Imports)
		}
		fmt.Fprintln(out, "The database is ready to be served.")
		return nil
	}, config.Migration, config.Storage)
	cmd.Flags().BoolVar(&noErasures, "no-erasures", false, "nobody was ever erased from this platform, so there is no journal")
	return cmd
}

func checkLog() *cobra.Command {
	return withSettings(&cobra.Command{
		Use:   "check-log",
		Short: "Check that nobody changed the processing log",
		Long: `Check that nobody changed the processing log. A running server seals what is older than ten minutes, every six hours;
each seal hashes its rows and the seal before it. What is said here of a broken seal is an incident: rows before that
moment were changed, added or removed.`,
		Example: "  oco-server check-log --database-url postgres://oco_app@db.example:5432/oco?sslmode=verify-full --key-file keys.json",
	}, func(ctx context.Context, settings config.Server) error {
		log := telemetry.NewLogger(os.Stderr, settings.LogLevel, settings.LogJSON)
		broken, err := app.CheckLog(ctx, settings, log)
		if err != nil {
			return err
		}
		for municipality, until := range broken {
			fmt.Printf("%s: the seal until %s is broken\n", cmp.Or(municipality, "platform"), until.UTC().Format(time.RFC3339))
		}
		if len(broken) > 0 {
			return errors.New("somebody changed the processing log")
		}
		fmt.Println("Every seal of the processing log holds.")
		return nil
	}, config.Database, config.Storage)
}
