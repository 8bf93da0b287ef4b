// Package cli is the command oco: a table of commands, one for each RPC, and what they share.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"
	"google.golang.org/grpc"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/clock"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/signin"
	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// System is what the command needs of the machine it runs on.
type System struct {
	In       io.Reader
	Out, Err io.Writer
	// Getenv reads an environment variable.
	Getenv func(string) string
	// Now is the clock.
	Now func() time.Time
	// Store keeps sign-ins.
	Store func() (signin.Store, error)
	// AsksIn and TellsErr report whether a person is at the standard input and output; Width is how
	// wide their terminal is, 0 without.
	AsksIn, TellsErr bool
	Width            int
	// Secret reads a line from the terminal without showing it.
	Secret func() (string, error)
	// Dial are further options of the connection, for tests.
	Dial []grpc.DialOption
}

// Machine is the machine that the command runs on.
func Machine() System {
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil { // no terminal
		width = 0
	}
	return System{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv, Now: time.Now, Store: signin.DefaultStore,
		AsksIn: term.IsTerminal(int(os.Stdin.Fd())), TellsErr: term.IsTerminal(int(os.Stderr.Fd())), Width: width,
		Secret: func() (string, error) {
			text, err := term.ReadPassword(int(os.Stdin.Fd()))
			return string(text), err
		},
	}
}

// app is what all commands share.
type app struct {
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
	system   System
}

// Run runs a command line and returns its exit code.
func Run(ctx context.Context, system System, args ...string) int {
	root := New(system)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitOK
	}
	failed := (*failure)(nil)
	if !errors.As(err, &failed) { // cobra's own errors are about the command line
		failed = &failure{err: usage(err), path: cmd.CommandPath()}
	}
	code, text := failed.explain((&app{system: system}).language(cmd))
	fmt.Fprintln(system.Err, "oco:", text)
	return code
}

// takes say what a flag that no field has takes, by its type.
var takes = map[string]texts.Error{
	"int": texts.Wrong("value.whole_number"), "int32": texts.Wrong("value.whole_number"), "duration": texts.Wrong("value.duration"),
	"bool": texts.Wrong("value.true_or_false"),
}

// usage takes what was typed out of an error of the command line, but for the name of a flag.
func usage(err error) error {
	var (
		typed   *bind.Error
		value   *pflag.InvalidValueError
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
	)
	switch {
	case errors.As(err, &typed):
		return typed
	case errors.As(err, &value):
		return &bind.Error{Name: "--" + value.GetFlag().Name, Problem: takes[value.GetFlag().Value.Type()]}
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		return &bind.Error{Problem: texts.Wrong("line.no_flag", "flag", unknown.GetSpecifiedName())}
	case errors.As(err, &missing):
		return &bind.Error{Name: "--" + missing.GetFlag().Name, Problem: texts.Wrong("line.value_missing")}
	default:
		return &bind.Error{Problem: texts.Wrong("line.no_command_or_flag")}
	}
}

// New is the whole command.
func New(system System) *cobra.Command {
	a := &app{in: system.In, out: system.Out, err: system.Err, now: system.Now, system: system}
	root := &cobra.Command{
		Use:   "oco",
		Short: "Client support (cliëntondersteuning): applications, supporters, matches, settings",
		Long: `oco is the command of those who run client support (onafhankelijke cliëntondersteuning) in a municipality:
applications and their triage, supporters and matches, imports, the monitor, and the settings.

Say which server with --server, which municipality with --municipality, and sign in with oco login;
each is an environment variable as well (oco help environment).`,
		Example: indent(`
			oco login --issuer https://login.example --client-id oco
			oco applications list --municipality gm0867 --state received
			oco triage decide 0198c0de-0000-7000-8000-000000000001 --route informal --grounds "past bij een vrijwilliger"
			oco monitor --year 2026 --output csv`),
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return &bind.Error{Problem: texts.Wrong("line.no_command", "command", cmd.CommandPath())}
			}
			return cmd.Help()
		},
	}
	root.SetIn(system.In)
	root.SetOut(system.Out)
	root.SetErr(system.Err)
	a.addFlags(root.PersistentFlags())
	a.completeShared(root)
	for _, section := range sections {
		root.AddGroup(&cobra.Group{ID: section.id, Title: section.title})
	}
	for _, g := range groups() {
		root.AddCommand(g.cobra(a))
	}
	for _, single := range singles() {
		cmd := single.command.cobra(a)
		cmd.GroupID = single.section
		root.AddCommand(cmd)
	}
	root.AddCommand(a.login(), a.logout())
	root.AddCommand(&cobra.Command{Use: "exit-codes", Short: "What the exit codes mean", Long: exitCodes})
	root.AddCommand(&cobra.Command{Use: "environment", Short: "The environment variables", Long: environment()})
	return root
}

// printer prints answers as the flags say.
func (a *app) printer(cmd *cobra.Command) (*show.Printer, error) {
	format := a.setting(cmd, "output")
	if !slices.Contains(show.Formats, format) {
		return nil, &bind.Error{Name: "--output", Problem: texts.Wrong("line.one_of", "words", strings.Join(show.Formats, ", "))}
	}
	chosen, err := cmd.Flags().GetStringSlice("columns")
	if err != nil {
		return nil, err
	}
	return &show.Printer{
		To: a.out, Format: show.Format(format), Language: a.language(cmd), Columns: chosen, Width: a.system.Width, Zone: clock.Zone,
	}, nil
}
