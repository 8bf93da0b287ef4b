package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/crypto"
)

// keys makes the key file of a platform with an own Postgres, and replaces the key in it.
func keys() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys",
		Short: "Make the key file, and replace the key in it by a new one",
		Args:  noCommand,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(createKeys(), addKey(), rotateKeys(), rewrapKeys(), retireKeys())
	return cmd
}

func createKeys() *cobra.Command {
	return withSettings(&cobra.Command{
		Use:     "create",
		Short:   "Make a new key file",
		Long:    "Make a new key file with one key, readable by its owner alone. A file that is there is never replaced.",
		Example: "  oco-server keys create --key-file /etc/oco/keys.json",
	}, func(_ context.Context, settings config.Server) error {
		if _, err := crypto.CreateKeyring(settings.KeyFile); errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("--key-file: %s is there already and stays as it is", settings.KeyFile)
		} else if err != nil {
			return fmt.Errorf("--key-file: %w", err)
		}
		fmt.Printf("Made %s. Keep a copy of it, apart from the backups of the database: without it nobody can read\nany personal data again.\n", settings.KeyFile)
		return nil
	}, config.Storage)
}

func addKey() *cobra.Command {
	return withSettings(&cobra.Command{
		Use:   "add",
		Short: "Add a new key to the key file, which does not wrap yet",
		Long: `Add a new key to the key file, which opens and does not wrap yet. It lets several servers go over to a new key without
being stopped together: when each has read this file, keys rotate lets the new key wrap.`,
		Example: "  oco-server keys add --key-file /etc/oco/keys.json",
	}, func(_ context.Context, settings config.Server) error {
		if err := crypto.AddKey(settings.KeyFile); err != nil {
			return fmt.Errorf("--key-file: %w", err)
		}
		fmt.Printf("%s has a new key, which does not wrap yet. Copy the file to every server and to where its copy is kept,\nrestart the servers one after the other, then run: oco-server keys rotate\n", settings.KeyFile)
		return nil
	}, config.Storage)
}

func rotateKeys() *cobra.Command {
	return withSettings(&cobra.Command{
		Use:   "rotate",
		Short: "Let a new key wrap from now on",
		Long: `Let a new key wrap every key that is made from now on: the one that keys add made, or else one that is made now. The
older keys stay in the file and open what they wrapped, until keys rewrap and keys retire. A server that has not read the
new key cannot open what it wraps: without keys add, stop all servers of the database first.`,
		Example: "  oco-server keys rotate --key-file /etc/oco/keys.json",
	}, func(_ context.Context, settings config.Server) error {
		added, err := crypto.RotateKeyring(settings.KeyFile)
		if err != nil {
			return fmt.Errorf("--key-file: %w", err)
		}
		what, then := "has a new key, which wraps from now on", "then start the servers"
		if added {
			what, then = "lets the key that was added wrap from now on", "and restart the servers one after the other"
		}
		fmt.Printf("%s %s. Copy the file to every server and to where its copy is kept,\n%s. Then run: oco-server keys rewrap\n", settings.KeyFile, what, then)
		return nil
	}, config.Storage)
}
