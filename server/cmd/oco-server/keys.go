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

// keys makes the key file of a platform with an own Postgres, and rotates it.
func keys() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys",
		Short: "Make the key file, or add a new key to it",
		Args:  noCommand,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(createKeys(), rotateKeys())
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

func rotateKeys() *cobra.Command {
	return withSettings(&cobra.Command{
		Use:   "rotate",
		Short: "Add a new key to the key file",
		Long: `Add a new key to the key file, which wraps every key that is made from now on. The older keys stay in the file and
open what they wrapped. Stop all servers of the database first: one that read the file before cannot open what the new
key wraps.`,
		Example: "  oco-server keys rotate --key-file /etc/oco/keys.json",
	}, func(_ context.Context, settings config.Server) error {
		if _, err := crypto.RotateKeyring(settings.KeyFile); err != nil {
			return fmt.Errorf("--key-file: %w", err)
		}
		fmt.Printf("%s has a new key. Copy the file to every server and to where its copy is kept, then start the servers.\n", settings.KeyFile)
		return nil
	}, config.Storage)
}
