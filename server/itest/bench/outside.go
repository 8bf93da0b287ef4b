package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"oco.example/oco/server/itest/program"
	"oco.example/oco/server/platform/pg"
)

// outside starts the program as a process of its own on the small database, with more settings; stop it when done.
func (r *region) outside(ctx context.Context, name string, prepare func(*program.Server), more ...string) (*program.Server, error) {
	folder := filepath.Join(r.folder.Path, name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	path, err := program.Build(ctx, folder)
	if err != nil {
		return nil, err
	}
	settings := append([]string{
		"--database-url", r.postgres.URL(pg.AppRole, smallDatabase), "--key-file", r.keyFile, "--erasure-journal", r.folder.Path,
		"--oidc-issuer", r.issuer.URL, "--oidc-audience", audience, "--rate-per-address", "1000000/s", "--rate-per-client", "1000000/s",
		"--log-level", "warn",
	}, more...)
	server, err := program.New(path, folder, settings...)
	if err != nil {
		return nil, err
	}
	prepare(server)
	return server, server.Start(ctx)
}
