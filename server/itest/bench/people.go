package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"golang.org/x/sync/errgroup"

	"oco.example/oco/server/intake"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/itest/crowd"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
	"oco.example/oco/server/platform/sealed"
)

// surnames are those of the people; the first is a common one.
var surnames = []string{"Jansen", "Bogaard", "Kikkert", "Lente", "Herfst", "Winter", "Zonneveld", "Proefkonijn", "Voorbeeld", "Zorgzaam"}

// commonEvery is how often the common surname comes.
const commonEvery = 40

// person is the form of the n-th inhabitant.
func person(n int) intake.Application {
	surname := fmt.Sprintf("%s%d", surnames[1+n%(len(surnames)-1)], n%500)
	if n%commonEvery == 0 {
		surname = surnames[0]
	}
	return intake.Application{
		Resident: intake.Resident{
			Name: sealed.Of(fmt.Sprintf("Inwoner%d %s", n%700, surname)), Phone: sealed.Of(phone(n)), Email: sealed.Of(mail(n)),
			Postcode: sealed.Of("5141 AB"), HouseNumber: sealed.Of(fmt.Sprint(n)),
		},
		Question: sealed.Of("Ik begrijp de brief over huishoudelijke hulp niet. Wie denkt er met mij mee?"), LifeDomains: []string{"WMO", "INCOME"},
	}
}

func phone(n int) string { return fmt.Sprintf("06-1193%04d", n%10_000) }

func mail(n int) string { return fmt.Sprintf("inwoner%d@lijst.example", n) }

// atOnce is how many people one transaction takes in.
const atOnce = 50

// takeIn stores the applications of real people, a third of them in the first municipality.
func (r *region) takeIn(ctx context.Context) (err error) {
	db, err := r.open(ctx, pg.AppRole, smallDatabase, 4)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	store := intakestore.New(r.keys)
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(4)
	first := 0
	for i, municipality := range municipalities {
		many := r.few / 3
		if i > 0 {
			many = (r.few - r.few/3) / (len(municipalities) - 1)
		}
		lists := make([][]string, (many+atOnce-1)/atOnce)
		for at := range lists {
			from := first + at*atOnce
			until := min(from+atOnce, first+many)
			work.Go(func() (err error) {
				lists[at], err = takeInSome(ctx, db, store, municipality, from, until)
				return err
			})
		}
		if err := work.Wait(); err != nil {
			return err
		}
		for _, list := range lists {
			r.known[municipality] = append(r.known[municipality], list...)
		}
		r.first[municipality] = first
		first += many
		work, ctx = errgroup.WithContext(context.WithoutCancel(ctx))
		work.SetLimit(4)
	}
	return nil
}

func takeInSome(ctx context.Context, db *pg.DB, store *intakestore.Store, municipality string, from, until int) (ids []string, err error) {
	ctx = call.With(ctx, call.Call{Municipality: municipality, Method: "bench", Activity: "bench"})
	err = db.Write(ctx, func(tx *pg.Tx) error {
		ids = nil
		for n := from; n < until; n++ {
			a, err := intake.Submit(person(n), intake.Entry{ResidentAgrees: true, Calendar: calendar.Standard(), Now: tx.Now()})
			if err != nil {
				return err
			}
			a.ID = pg.NewID()
			if a.Resident, err = store.InsertDossier(ctx, tx, a.Resident); err != nil {
				return err
			}
			if _, err = store.Insert(ctx, tx, a); err != nil {
				return err
			}
			ids = append(ids, a.ID)
		}
		return nil
	})
	return ids, err
}

// multiply makes the large database: the same people, and a crowd of copies behind them.
func (r *region) multiply(ctx context.Context) (err error) {
	admin, err := r.open(ctx, embedded.Superuser, "postgres", 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, admin.Close()) }()
	// Not through pg.DB: a database is not made within a transaction.
	if err := createDatabase(ctx, r.postgres.URL(embedded.Superuser, "postgres"), largeDatabase, smallDatabase); err != nil {
		return err
	}
	large, err := r.open(ctx, embedded.Superuser, largeDatabase, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, large.Close()) }()
	crowded := crowd.Crowd{Home: municipalities[0], Others: municipalities[1:], Applications: r.rows - r.few, Only: true}
	if err := crowded.Fill(ctx, large); err != nil {
		return err
	}
	small, err := r.open(ctx, embedded.Superuser, smallDatabase, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, small.Close()) }()
	for _, db := range []*pg.DB{small, large} {
		if err := db.Write(ctx, func(tx *pg.Tx) error { _, err := tx.Exec(ctx, `ANALYZE`); return err }); err != nil {
			return err
		}
	}
	return nil
}

// someone is one of the applications that can be opened, and where it is: tenants mixed, the first
// with a third of the calls as it has a third of the rows.
func (r *region) someone() (municipality, application string) {
	municipality = someMunicipality()
	list := r.known[municipality]
	return municipality, list[rand.IntN(len(list))]
}

func someMunicipality() string {
	if rand.IntN(3) == 0 {
		return municipalities[0]
	}
	return municipalities[1+rand.IntN(len(municipalities)-1)]
}
