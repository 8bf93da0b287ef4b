// Command oco-server serves the platform and keeps its database.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/telemetry"
)

// Exit codes: 1 for a failure while running, 2 for a wrong setting or a wrong command line.
const (
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	err := root().ExecuteContext(ctx)
	stop()
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, "oco-server:", err)
	if wrong := (*config.Error)(nil); errors.As(err, &wrong) || errors.Is(err, errUsage) {
		os.Exit(exitUsage)
	}
	os.Exit(exitFailed)
}

// errUsage marks a command line that cannot be followed.
var errUsage = errors.New("see oco-server --help")

func root() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "oco-server",
		Short: "The platform for independent client support (onafhankelijke cliëntondersteuning)",
		Example: `  oco-server serve --demo
  oco-server serve --database-url postgres://oco_app@db.example:5432/oco?sslmode=verify-full --key-file keys.json \
    --erasure-journal /srv/oco-erasures --oidc-issuer https://login.example`,
		Version:       telemetry.ThisBuild().Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return fmt.Errorf("%w; %w", err, errUsage) })
	cmd.AddCommand(serve(), migrate(), grant(), restore(), keys(), checkLog(), erase())
	return cmd
}

// noCommand refuses a word that is no command, where help alone would look like success.
func noCommand(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("there is no command %q; %w", args[0], errUsage)
	}
	return nil
}

// withSettings makes a command that reads the settings of the groups before it runs.
func withSettings(cmd *cobra.Command, run func(ctx context.Context, settings config.Server) error, groups ...config.Group) *cobra.Command {
	flags := config.Bind(cmd.Flags(), groups...)
	cmd.Args = cobra.NoArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		settings, err := flags.Load(os.LookupEnv)
		if err != nil {
			return err
		}
		return run(cmd.Context(), settings)
	}
	shared := map[string]bool{"help": true}
	cmd.Flags().VisitAll(func(f *pflag.Flag) { shared[f.Name] = true })
	cmd.SetUsageFunc(func(cmd *cobra.Command) error {
		own := pflag.NewFlagSet("", pflag.ContinueOnError)
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !shared[f.Name] {
				own.AddFlag(f)
			}
		})
		_, err := fmt.Fprintf(cmd.OutOrStderr(), "Usage:\n  %s [flags]\n\nExamples:\n%s\n\n%s\n%s",
			cmd.CommandPath(), cmd.Example, own.FlagUsages(), config.Usage(groups...))
		return err
	})
	return cmd
}
