package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"time"

	"oco.example/oco/server/admin"
	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/itest/program"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/devissuer"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// municipalities are the tenants; the first has a third of all rows.
var municipalities = []string{"gm0867", "gm0855", "gm1723", "gm0744", "gm0784", "gm0785", "gm0798", "gm0824"}

// audience is whom tokens are made out for.
const audience = "oco"

// region is what the comparisons run on: a Postgres with a small and a large database of the same
// people, an issuer, and the platform on each database.
type region struct {
	options

	folder   *program.Folder
	postgres *embedded.Server
	keyFile  string
	keys     *subject.Keys
	issuer   *devissuer.Issuer
	issued   *http.Server

	// known are applications whose texts can be opened, by municipality; equal in both databases.
	known map[string][]string
	// first is the number of the first of those people, by municipality; they are numbered in a row.
	first map[string]int
	// cases are support cases whose notes can be opened, by municipality; equal in both databases.
	cases map[string][]string
	// small and large are the platform on the two databases.
	small, large *node
}

// The names of the databases.
const (
	smallDatabase = pg.Database
	largeDatabase = "oco_large"
)

func newRegion(ctx context.Context, o options) (_ *region, err error) {
	r := &region{options: o, known: map[string][]string{}, cases: map[string][]string{}, first: map[string]int{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, r.close())
		}
	}()
	if r.folder, err = program.NewFolder(); err != nil {
		return nil, err
	}
	for _, step := range []struct {
		what string
		do   func(context.Context) error
	}{
		{"start Postgres and the issuer", r.begin}, {"found the municipalities", r.found},
		{fmt.Sprintf("take in %d applications", o.few), r.takeIn}, {fmt.Sprintf("recruit %d supporters", reachable), r.recruit},
		{fmt.Sprintf("support %d of them", len(municipalities)*casesEach), r.support},
		{fmt.Sprintf("copy the applications until there are %d", o.rows), r.multiply},
		{fmt.Sprintf("copy the supporters until there are %d", supportersInAll), r.recruitElsewhere},
		{fmt.Sprintf("copy the cases %d times", caseCopies), r.supportMore},
		{"start the platform on both", r.serve},
	} {
		began := time.Now()
		if err := step.do(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", step.what, err)
		}
		fmt.Printf("%s: %.1f s\n", step.what, time.Since(began).Seconds())
	}
	return r, nil
}

func (r *region) begin(ctx context.Context) (err error) {
	settings := map[string]string{"max_wal_size": "4GB", "maintenance_work_mem": "256MB"}
	r.postgres, err = embedded.Start(ctx, embedded.Config{
		DataDir: filepath.Join(r.folder.Path, "data"), PackageDir: filepath.Join("build", "postgres", "node_modules"), Settings: settings,
	})
	if err != nil {
		return err
	}
	if err := pg.Migrate(ctx, r.postgres.URL(pg.OwnerRole, smallDatabase)); err != nil {
		return err
	}
	r.keyFile = filepath.Join(r.folder.Path, "keys.json")
	ring, err := crypto.CreateKeyring(r.keyFile)
	if err != nil {
		return err
	}
	r.keys = subject.New(ring)
	return r.beginIssuer(ctx)
}

// beginIssuer serves the issuer of the tokens.
func (r *region) beginIssuer(ctx context.Context) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	var personas []devissuer.Persona
	for _, municipality := range municipalities {
		personas = append(personas, devissuer.Persona{Subject: coordinatorOf(municipality)})
	}
	for n := range watcherCount {
		personas = append(personas, devissuer.Persona{Subject: watcherOf(n)})
	}
	r.issuer, err = devissuer.New(devissuer.Config{URL: "http://" + listener.Addr().String(), Audience: audience, Personas: personas})
	if err != nil {
		return err
	}
	r.issued = &http.Server{Handler: r.issuer, ReadHeaderTimeout: time.Second}
	go func() { _ = r.issued.Serve(listener) }() // until close
	return nil
}

func coordinatorOf(municipality string) string { return "coordinator of " + municipality }

// issuerURL is the issuer's address as the settings hold it.
func (r *region) issuerURL() *url.URL {
	address, err := url.Parse(r.issuer.URL)
	if err != nil {
		panic(err) // it was made from the address of a listener
	}
	return address
}

// open opens a pool on one of the databases.
func (r *region) open(ctx context.Context, role, database string, connections int) (*pg.DB, error) {
	return pg.Open(ctx, pg.Config{URL: r.postgres.URL(role, database), MaxConns: connections, BodyHash: r.keys.BodyHash})
}

// found adds the municipalities, each with its lists and a coordinator.
func (r *region) found(ctx context.Context) (err error) {
	db, err := r.open(ctx, pg.AppRole, smallDatabase, 2)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	store := adminstore.New(r.keys)
	weekdays := []admin.OpeningHours{{Weekday: 1, Opens: "09:00", Closes: "17:00"}, {Weekday: 2, Opens: "09:00", Closes: "17:00"}}
	for _, code := range municipalities {
		m := admin.Municipality{
			Code: code, Name: "Gemeente " + code, Region: "hart-van-brabant", ContactName: "Team cliëntondersteuning", Phone: "085 000 00 00",
			Email: "oco@gemeente.example", Introduction: "Wij staan naast u.", PromiseWorkingDays: 2, OfferWorkingHours: admin.UsualOffer, CaseWeeks: admin.UsualCaseWeeks, Promises: admin.UsualTerms, OpeningHours: weekdays,
			NeighbourhoodPoints: []admin.NeighbourhoodPoint{{Code: "centrum", Name: "Wijkpunt Centrum", Address: "Dorpsplein 1", OpeningHours: weekdays}},
		}
		staff := []adminstore.Founded{r.coordinator(code, coordinatorOf(code))}
		if code == municipalities[0] {
			for n := range watcherCount {
				staff = append(staff, r.coordinator(code, watcherOf(n)))
			}
		}
		if err := store.Found(ctx, db, m, staff); err != nil {
			return err
		}
	}
	return nil
}

// coordinator is one of a municipality, who signs in as a subject.
func (r *region) coordinator(municipality, subject string) adminstore.Founded {
	return adminstore.Founded{
		Account: admin.Account{
			Kind: admin.Person, Name: sealed.Of("Carla Coördinator"), Email: sealed.Of("c@oco.example"), Issuer: r.issuer.URL, Subject: subject,
		},
		Grants: []admin.Grant{{Role: call.RoleCoordinator, Municipality: municipality}},
	}
}

func (r *region) serve(ctx context.Context) (err error) {
	if r.small, err = r.newNode(ctx, smallDatabase); err != nil {
		return err
	}
	r.large, err = r.newNode(ctx, largeDatabase)
	return err
}

func (r *region) close() (err error) {
	for _, n := range []*node{r.small, r.large} {
		if n != nil {
			err = errors.Join(err, n.close())
		}
	}
	if r.issued != nil {
		err = errors.Join(err, r.issued.Close())
	}
	if r.postgres != nil {
		r.postgres.Stop()
	}
	if r.folder != nil {
		r.folder.Remove()
	}
	return err
}
