package app

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"

	"oco.example/oco/server/admin"
	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// Founder is an administrator to be: the subject of their tokens, and their name.
type Founder struct{ Subject, Name string }

// Founders are administrators of the platform to be, and their municipality.
type Founders struct {
	// Municipality is the CBS code, Name its name, Issuer whose tokens all sign in with.
	Municipality, Name, Issuer string
	Administrators             []Founder
}

var municipalityCode = regexp.MustCompile(`^gm\d{4}$`)

// NameFirst names two administrators; it works while fewer than two administer the platform.
func NameFirst(ctx context.Context, settings config.Server, f Founders, log *slog.Logger) error {
	return f.named(ctx, settings, log, func(store *adminstore.Store, db *pg.DB, home admin.Municipality) error {
		return store.First(ctx, db, home, f.account(0), f.account(1))
	})
}

// NameFurther names one more administrator, whom one of those who are there must confirm.
func NameFurther(ctx context.Context, settings config.Server, f Founders, log *slog.Logger) error {
	return f.named(ctx, settings, log, func(store *adminstore.Store, db *pg.DB, home admin.Municipality) error {
		return store.Further(ctx, db, home, f.account(0))
	})
}

func (f Founders) named(ctx context.Context, settings config.Server, log *slog.Logger, name func(*adminstore.Store, *pg.DB, admin.Municipality) error) error {
	if !municipalityCode.MatchString(f.Municipality) {
		return fmt.Errorf("--municipality must be a CBS code such as gm0867")
	}
	if f.Name == "" {
		return fmt.Errorf("--municipality-name is needed")
	}
	database, err := OpenDatabase(ctx, settings, log)
	if err != nil {
		return err
	}
	defer database.Close()
	return name(adminstore.New(database.Keys), database.App,
		admin.Municipality{Code: f.Municipality, Name: f.Name, Active: true, PromiseWorkingDays: admin.UsualPromise, OfferWorkingHours: admin.UsualOffer, CaseWeeks: admin.UsualCaseWeeks, Promises: admin.UsualTerms})
}

func (f Founders) account(i int) admin.Account {
	who := f.Administrators[i]
	return admin.Account{
		Municipality: f.Municipality, Kind: admin.Person, Name: sealed.Of(who.Name), Issuer: f.Issuer, Subject: who.Subject, Active: true,
	}
}
