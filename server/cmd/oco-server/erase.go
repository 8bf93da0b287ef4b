package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"oco.example/oco/server/app"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/platform/telemetry"
)

// erase carries out a request for erasure.
func erase() *cobra.Command {
	e := erasing{}
	cmd := &cobra.Command{
		Use:   "erase",
		Short: "Erase a person, or a complaint, for good",
		Long: `Erase a resident, a supporter or a referrer's contact: every row about them, what they are found by, and the key under
which their texts were sealed. Of a resident all dossiers of the same person go, with the complaints and incidents that have to
do with them; a complaint or an incident can go on its own. Work that has not ended is ended first;
the command says which. The figures of the monitor stay as they are. The erasure journal notes it before it is done, so
that a restored backup forgets again. Nobody can undo it.`,
		Example: `  oco-server erase --municipality gm0867 --resident 0198c0de-0000-7000-8000-000000000001 --dry-run \
    --database-url postgres://oco_app@db.example:5432/oco?sslmode=verify-full --key-file keys.json --erasure-journal /srv/oco-erasures`,
	}
	cmd = withSettings(cmd, func(ctx context.Context, settings config.Server) error {
		e.in, e.out = cmd.InOrStdin(), cmd.OutOrStdout()
		return e.run(ctx, settings)
	}, config.Database, config.Storage)
	cmd.Flags().StringVar(&e.whom.Municipality, "municipality", "", "CBS code of the municipality, gm0867")
	cmd.Flags().StringVar(&e.whom.Resident, "resident", "", "id of a resident")
	cmd.Flags().StringVar(&e.whom.Supporter, "supporter", "", "id of a supporter")
	cmd.Flags().StringVar(&e.whom.Referrer, "referrer", "", "id of a referrer's contact")
	cmd.Flags().StringVar(&e.whom.Complaint, "complaint", "", "id of a complaint that was settled")
	cmd.Flags().StringVar(&e.whom.Incident, "incident", "", "id of an incident that was closed")
	cmd.Flags().StringVar(&e.whom.Reason, "reason", "request", "why: request, retention (the time to keep it ended) or mistake")
	cmd.Flags().BoolVar(&e.dryRun, "dry-run", false, "say what would go, and take nothing")
	cmd.Flags().BoolVar(&e.yes, "yes", false, "do not ask first")
	return cmd
}

// erasing is one run of the command.
type erasing struct {
	whom        app.Erasing
	dryRun, yes bool
	in          io.Reader
	out         io.Writer
}

func (e *erasing) run(ctx context.Context, settings config.Server) error {
	if err := e.whom.Check(); err != nil {
		return fmt.Errorf("%w; %w", err, errUsage)
	}
	eraser, err := app.OpenEraser(ctx, settings, telemetry.NewLogger(os.Stderr, settings.LogLevel, settings.LogJSON))
	if err != nil {
		return err
	}
	defer eraser.Close()
	planned, err := eraser.Plan(ctx, e.whom)
	if err != nil {
		return err
	}
	if e.before(planned) {
		return nil
	}
	if e.dryRun || !e.yes {
		e.print("This goes:", planned.Gone)
	}
	if e.dryRun {
		fmt.Fprintln(e.out, "Nothing was erased: this was a dry run.")
		return nil
	}
	if err := e.confirm(); err != nil {
		return err
	}
	erased, err := eraser.Erase(ctx, e.whom)
	if err != nil || e.before(erased) {
		return err
	}
	e.print(fmt.Sprintf("The %s is erased. This is gone:", e.whom.Who()), erased.Gone)
	fmt.Fprintln(e.out, "The erasure journal says so in:")
	for _, entry := range erased.Entries {
		fmt.Fprintln(e.out, "  "+entry)
	}
	return nil
}

// before says that there is nothing left to erase, if so.
func (e *erasing) before(erased app.Erased) bool {
	if erased.Before.IsZero() {
		return false
	}
	fmt.Fprintf(e.out, "This %s was erased before, on %s. There is nothing left.\n", e.whom.Who(), erased.Before.UTC().Format(time.RFC3339))
	return true
}

func (e *erasing) print(headline string, gone subject.Erased) {
	fmt.Fprintln(e.out, headline)
	for _, what := range slices.Sorted(maps.Keys(gone)) {
		fmt.Fprintf(e.out, "%6d %s\n", gone[what], what)
	}
}

// confirm asks, unless --yes did.
func (e *erasing) confirm() error {
	if e.yes {
		return nil
	}
	fmt.Fprintf(e.out, "Nobody can undo this. Erase this %s of %s? Type yes: ", e.whom.Who(), e.whom.Municipality)
	answer, err := bufio.NewReader(e.in).ReadString('\n')
	fmt.Fprintln(e.out)
	if strings.TrimSpace(answer) == "yes" {
		return nil
	}
	if err != nil {
		return errors.New("nothing was erased: nobody answered; without a terminal, use --yes")
	}
	return errors.New("nothing was erased")
}
