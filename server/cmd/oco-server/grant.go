package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"oco.example/oco/server/app"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/telemetry"
)

// grant names the first two administrators. Everybody after them comes in by grants.
func grant() *cobra.Command {
	var founders app.Founders
	var first bool
	var administrators []string
	cmd := &cobra.Command{
		Use:   "grant",
		Short: "Name the first two administrators",
		Long: `Name the first two administrators of the platform and their municipality. Two, because sensitive grants need two
people. It works once: from then on administrators give grants through the platform.`,
		Example: `  oco-server grant --first --municipality gm0867 --municipality-name Waalwijk --oidc-issuer https://login.example \
    --administrator 'a1b2c3=Name of the first' --administrator 'd4e5f6=Name of the second'`,
	}
	cmd = withSettings(cmd, func(ctx context.Context, settings config.Server) error {
		if !first {
			return fmt.Errorf("--first is needed: later grants are given through the platform (oco grants create); %w", errUsage)
		}
		if settings.OIDCIssuer == nil {
			return fmt.Errorf("--oidc-issuer is needed: whose tokens the administrators sign in with; %w", errUsage)
		}
		var err error
		if founders.One, founders.Other, err = twoPeople(administrators); err != nil {
			return err
		}
		founders.Issuer = settings.OIDCIssuer.String()
		log := telemetry.NewLogger(os.Stderr, settings.LogLevel, settings.LogJSON)
		if err := app.NameFirst(ctx, settings, founders, log); err != nil {
			return err
		}
		fmt.Println("Both can sign in now. Each gives further grants; the other confirms the sensitive ones.")
		return nil
	}, config.Database, config.Storage, config.SignIn)
	cmd.Flags().BoolVar(&first, "first", false, "name the first two administrators")
	cmd.Flags().StringVar(&founders.Municipality, "municipality", "", "CBS code of their municipality, gm0867")
	cmd.Flags().StringVar(&founders.Name, "municipality-name", "", "its name")
	cmd.Flags().StringArrayVar(&administrators, "administrator", nil, "subject=name of an administrator; give it twice")
	return cmd
}

// twoPeople reads subject=name twice.
func twoPeople(list []string) (one, other app.Founder, err error) {
	if len(list) != 2 {
		return one, other, fmt.Errorf("--administrator is needed twice, each as subject=name; %w", errUsage)
	}
	people := make([]app.Founder, 2)
	for i, text := range list {
		subject, name, ok := strings.Cut(text, "=")
		if !ok || subject == "" || name == "" {
			return one, other, errors.Join(errors.New("--administrator must be subject=name"), errUsage)
		}
		people[i] = app.Founder{Subject: subject, Name: name}
	}
	return people[0], people[1], nil
}
