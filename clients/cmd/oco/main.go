// Command oco is the administrators' command of the platform.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"oco.example/oco/clients/cmd/oco/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	code := cli.Run(ctx, cli.Machine(), os.Args[1:]...)
	stop()
	os.Exit(code)
}
