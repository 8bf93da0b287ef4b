package app

import (
	"context"
	"io"
	"os"
	"time"

	"golang.org/x/sync/errgroup"

	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/telemetry"
)

// flushTimeout is how long the last spans may take to reach their collector.
const flushTimeout = 5 * time.Second

// Run serves the platform of the settings until ctx ends. What people should read at the start
// (addresses; in a demo, tokens and calls to try) goes to console, logs to the standard error.
func Run(ctx context.Context, settings config.Server, console io.Writer) (err error) {
	log := telemetry.NewLogger(os.Stderr, settings.LogLevel, settings.LogJSON)
	tracing, err := telemetry.NewTracing(ctx, settings.OTLPEndpoint, log)
	if err != nil {
		return err
	}
	defer func() {
		flush, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushTimeout)
		defer cancel()
		if failed := tracing.Shutdown(flush); failed != nil {
			log.Warn("the last spans were not sent", "error", failed)
		}
	}()
	listeners, err := Listen(ctx, settings)
	if err != nil {
		return err
	}
	defer listeners.Close()
	database, err := OpenDatabase(ctx, settings, log)
	if err != nil {
		return err
	}
	defer database.Close()
	a, err := New(Foundation{Settings: settings, Database: database, Log: log, Tracing: tracing, HTTPAddress: listeners.HTTP.Addr().String()})
	if err != nil {
		return err
	}
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error { return a.Serve(ctx, listeners) })
	work.Go(func() error { return database.Watch(ctx) })
	work.Go(func() error { return a.greet(ctx, console, listeners) })
	return work.Wait()
}
