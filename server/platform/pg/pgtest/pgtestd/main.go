// Command pgtestd runs a command with a Postgres for tests, shared by all its test processes, and
// ends it afterwards: go run ./server/platform/pg/pgtest/pgtestd -- go test ./...
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"oco.example/oco/server/platform/pg/pgtest"
)

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "pgtestd:", err)
	}
	os.Exit(code)
}

func run(arguments []string) (int, error) {
	if len(arguments) > 0 && arguments[0] == "--" {
		arguments = arguments[1:]
	}
	if len(arguments) == 0 {
		return 2, errors.New("no command is given (as in: pgtestd -- go test ./server)")
	}
	// An interrupt reaches the command too, which ends by it; then we clear away.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	server, err := pgtest.StartServer(ctx)
	if err != nil {
		return 1, err
	}
	defer server.Stop()
	command := exec.CommandContext(ctx, arguments[0], arguments[1:]...)
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	command.Env = append(os.Environ(), pgtest.Variable+"="+server.URL)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	err = command.Run()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		return max(failed.ExitCode(), 1), nil
	}
	if err != nil {
		return 1, fmt.Errorf("run the command: %w", err)
	}
	return 0, nil
}
