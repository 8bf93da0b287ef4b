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

// grant names administrators of the platform. Everybody else comes in by grants.
func grant() *cobra.Command {
	var founders app.Founders
	var first, further bool
	var administrators []string
	cmd := &cobra.Command{
		Use:   "grant",
		Short: "Name administrators of the platform",
		Long: `Name administrators of the platform, and their municipality.

--first names two, because sensitive grants need two people, and both count at once. It works while fewer than two
administrators of the platform can sign in: on an empty platform, and when none or one is left. Of the two, one who has
an account keeps it, is made active again, and what that one waits for on the platform counts.

--further names one more, who counts as soon as an administrator who is there confirms it (oco grants confirm). Name a
third before the sign-in of one of two changes, or one of two leaves.`,
		Example: `  oco-server grant --first --municipality gm0867 --municipality-name Waalwijk --oidc-issuer https://login.example \
    --administrator 'a1b2c3=Name of the first' --administrator 'd4e5f6=Name of the second'
  oco-server grant --further --municipality gm0867 --municipality-name Waalwijk --oidc-issuer https://login.example \
    --administrator 'g7h8i9=Name of the third'`,
	}
	cmd = withSettings(cmd, func(ctx context.Context, settings config.Server) error {
		if first == further {
			return fmt.Errorf("either --first or --further is needed: other grants are given through the platform (oco grants create); %w", errUsage)
		}
		if settings.OIDCIssuer == nil {
			return fmt.Errorf("--oidc-issuer is needed: whose tokens the administrators sign in with; %w", errUsage)
		}
		founders.Issuer = settings.OIDCIssuer.String()
		log := telemetry.NewLogger(os.Stderr, settings.LogLevel, settings.LogJSON)
		name, people, done := app.NameFirst, 2, "Both can sign in now. Each gives further grants; the other confirms the sensitive ones."
		if further {
			name, people, done = app.NameFurther, 1, "An administrator of the platform confirms it now: oco grants list --account, oco grants confirm."
		}
		var err error
		if founders.Administrators, err = named(administrators, people); err != nil {
			return err
		}
		if err := name(ctx, settings, founders, log); err != nil {
			return err
		}
		fmt.Println(done)
		return nil
	}, config.Database, config.Storage, config.SignIn)
	cmd.Flags().BoolVar(&first, "first", false, "name two administrators, while fewer than two can sign in")
	cmd.Flags().BoolVar(&further, "further", false, "name one more, whom an administrator confirms")
	cmd.Flags().StringVar(&founders.Municipality, "municipality", "", "CBS code of their municipality, gm0867")
	cmd.Flags().StringVar(&founders.Name, "municipality-name", "", "its name")
	cmd.Flags().StringArrayVar(&administrators, "administrator", nil, "subject=name of an administrator; with --first, give it twice")
	return cmd
}

// named reads subject=name, as often as there are people.
func named(list []string, people int) ([]app.Founder, error) {
	if len(list) != people {
		return nil, fmt.Errorf("--administrator is needed %d times, each as subject=name; %w", people, errUsage)
	}
	founders := make([]app.Founder, people)
	for i, text := range list {
		subject, name, ok := strings.Cut(text, "=")
		if !ok || subject == "" || name == "" {
			return nil, errors.Join(errors.New("--administrator must be subject=name"), errUsage)
		}
		founders[i] = app.Founder{Subject: subject, Name: name}
	}
	return founders, nil
}
