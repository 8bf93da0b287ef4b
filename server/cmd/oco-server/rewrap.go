package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"oco.example/oco/server/app"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/telemetry"
)

func rewrapKeys() *cobra.Command {
	return withSettings(&cobra.Command{
		Use:   "rewrap",
		Short: "Wrap every key in the database anew under the newest key",
		Long: `Wrap every key in the database anew under the newest key of the key file. What the keys seal stays as it is. Servers go
on meanwhile, once each has read the key file with the newest key. Whatever breaks the command off, running it again goes
on where it was.`,
		Example: "  oco-server keys rewrap --database-url postgres://oco_app@db.example:5432/oco?sslmode=verify-full --key-file keys.json",
	}, func(ctx context.Context, settings config.Server) error {
		log := telemetry.NewLogger(os.Stderr, settings.LogLevel, settings.LogJSON)
		result, err := app.RewrapKeys(ctx, settings, log, percents(os.Stderr))
		if errors.Is(err, context.Canceled) {
			return fmt.Errorf("broken off: run it again to go on (%w)", err)
		}
		if err != nil {
			return err
		}
		return tellRewrapped(os.Stdout, result)
	}, config.Database, config.Storage)
}

// percents writes how far it is, each time that another percent is done.
func percents(out io.Writer) func(done, total int) {
	said := -1
	return func(done, total int) {
		if total == 0 || done*100/total == said {
			return
		}
		said = done * 100 / total
		fmt.Fprintf(out, "%3d%% of %d keys\n", said, total)
	}
}

// keyKinds are the words for the kinds of keys.
var keyKinds = map[string]string{
	"DOSSIER": "residents' dossiers", "SUPPORTER": "supporters", "REFERRER": "referrers' contacts", "ACCOUNT": "holders of accounts", "GUEST": "guests of meetings", "ASKING": "requests about people's own data",
	"COMPLAINT": "complaints", "INCIDENT": "incidents", "SIGNAL": "signals", "SURVEY": "rounds of the survey", "PARTNER": "contacts with partners",
	"CONSULTATION": "questions to colleagues",
	"SECRET":       "secrets of municipalities", "IMPORT": "files of imports",
}

// tellRewrapped says what was done, and whether older keys are still needed.
func tellRewrapped(out io.Writer, r app.Rewrapped) error {
	fmt.Fprintf(out, "%-28s%10s%15s%20s\n", "keys", "all", "wrapped anew", "under an older key")
	for _, count := range r.Counts {
		fmt.Fprintf(out, "%-28s%10d%15d%20d\n", cmp.Or(keyKinds[count.Kind], count.Kind), count.Keys, count.Anew, count.Older)
	}
	switch {
	case r.Damaged > 0:
		return fmt.Errorf("%d keys open with no key of the key file, and stay as they are: they were altered, or belong elsewhere; older keys are still needed", r.Damaged)
	case r.Older > 0:
		return fmt.Errorf("%d keys were made under an older key meanwhile, so older keys are still needed: give every server the new key file, then run this again", r.Older)
	case r.Anew == 0:
		fmt.Fprintln(out, "Nothing left: the newest key wraps every key.")
	default:
		fmt.Fprintln(out, "The newest key wraps every key.")
	}
	if r.Spare > 0 {
		fmt.Fprintln(out, "Older keys are not needed any more. To take them out of the key file, run: oco-server keys retire")
	}
	return nil
}

func retireKeys() *cobra.Command {
	return withSettings(&cobra.Command{
		Use:   "retire",
		Short: "Take the older keys out of the key file",
		Long: `Take the older keys out of the key file. It refuses while a key in the database needs one of them. The file as it was is
kept beside it, with .retired behind its name: backups of the database from before keys rewrap open with that one alone.`,
		Example: "  oco-server keys retire --database-url postgres://oco_app@db.example:5432/oco?sslmode=verify-full --key-file keys.json",
	}, func(ctx context.Context, settings config.Server) error {
		log := telemetry.NewLogger(os.Stderr, settings.LogLevel, settings.LogJSON)
		kept := settings.KeyFile + ".retired"
		retired, err := app.RetireKeys(ctx, settings, log, kept)
		switch {
		case errors.Is(err, fs.ErrExist):
			return fmt.Errorf("%s is there already, from an earlier time: put it with the copies of the key file first", kept)
		case err != nil:
			return err
		case retired == 0:
			fmt.Printf("%s has no older keys.\n", settings.KeyFile)
			return nil
		}
		fmt.Printf(`%[1]s has the newest key alone; older ones taken out: %[2]d. Copy it to every server and to where its copy is
kept. Servers that have read the file before go on with it until they restart.

The file as it was is %[3]s. Backups of the database from before `+"`oco-server keys rewrap`"+` open with
that file alone: keep it where the copies of the key file are, not here, and destroy it together with the last of
those backups.
`, settings.KeyFile, retired, kept)
		return nil
	}, config.Database, config.Storage)
}
