package app

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc/health/grpc_health_v1"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// healthEvery is how often the gRPC health service looks whether calls can be served.
const healthEvery = 5 * time.Second

// ready reports whether calls can be served: not while stopping, nor without the database. A schema
// that became newer while this server runs is no reason to stop: every migration is safe while the
// version before still serves, so that an upgrade needs no interruption.
func (a *App) ready(ctx context.Context) error {
	if a.stopping.Load() {
		return errs.New(errs.Unavailable)
	}
	if err := a.database.Current(ctx); !errors.Is(err, pg.ErrSchemaNewer) {
		return err
	}
	return nil
}

// watchHealth tells the gRPC health service, as often as it looks, what ready says, until ctx ends.
func (a *App) watchHealth(ctx context.Context) error {
	ticks := time.NewTicker(healthEvery)
	defer ticks.Stop()
	for {
		status := grpc_health_v1.HealthCheckResponse_SERVING
		look, cancel := context.WithTimeout(ctx, healthEvery)
		if a.ready(look) != nil {
			status = grpc_health_v1.HealthCheckResponse_NOT_SERVING
		}
		cancel()
		a.health.SetServingStatus("", status)
		select {
		case <-ctx.Done():
			return nil
		case <-ticks.C:
		}
	}
}
