package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"google.golang.org/grpc"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
	supportstore "oco.example/oco/server/support/store"
)

const (
	// casesEach is how many cases a municipality has whose page is read, the first municipality four times as many: a third.
	casesEach, casesHome = 4, 4 * casesEach
	// momentsEach is how many contact moments such a case has, appointmentsEach how many appointments.
	momentsEach, appointmentsEach = 200, 12
	// caseCopies is how many times the large database has them: a million contact moments against ten thousand.
	caseCopies = 100
	// casePage is how many of a list the page of a case asks for at once: as many as there can be in an answer.
	casePage = 200
)

// support opens cases for some of the known applications, each with its contact moments and appointments.
func (r *region) support(ctx context.Context) (err error) {
	db, err := r.open(ctx, pg.AppRole, smallDatabase, 2)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	intakes, cases := intakestore.New(r.keys), supportstore.New(r.keys)
	for i, municipality := range municipalities {
		many := casesEach
		if i == 0 {
			many = casesHome
		}
		ctx := call.With(ctx, call.Call{Municipality: municipality, Method: "bench", Activity: "bench"})
		for _, application := range r.known[municipality][:many] {
			if err := db.Write(ctx, func(tx *pg.Tx) error {
				outline, err := intakes.Outline(ctx, tx, application)
				if err != nil {
					return err
				}
				c := support.Case{ID: pg.NewID(), Application: application, Dossier: outline.Dossier, Supporter: pg.NewID(), State: support.Open, ApplicationDate: calendar.Day(tx.Now()), OpenDate: calendar.Day(tx.Now())}
				if err := cases.Insert(ctx, tx, c); err != nil {
					return err
				}
				r.cases[municipality] = append(r.cases[municipality], c.ID)
				return supported(ctx, tx, cases, c)
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

// supported writes down what happened in a case.
func supported(ctx context.Context, tx *pg.Tx, store *supportstore.Store, c support.Case) error {
	for n := range momentsEach {
		day := tx.Now().AddDate(0, 0, -n)
		m := support.ContactMoment{ID: pg.NewID(), Case: c.ID, Dossier: c.Dossier, Supporter: c.Supporter, EnteredBy: pg.NewID(), Told: support.Told{
			Kind: "HOME_VISIT", Date: calendar.Day(day), Minutes: 45, WithWhom: []string{"RESIDENT"}, Note: sealed.Of("Samen de brief gelezen en opgeschreven wat er gevraagd wordt."),
		}}
		if err := store.InsertContact(ctx, tx, m); err != nil {
			return err
		}
	}
	for n := range appointmentsEach {
		start := tx.Now().Truncate(time.Second).AddDate(0, 0, n)
		a := support.Appointment{
			ID: pg.NewID(), Case: c.ID, Dossier: c.Dossier, Start: start, End: start.Add(time.Hour), Kind: "HOME", Companies: []string{"RESIDENT"},
			Place: sealed.Of("Dorpsplein 1"), Note: sealed.Of("De brief meenemen."), State: support.AppointmentPlanned,
		}
		if err := store.InsertAppointment(ctx, tx, a); err != nil {
			return err
		}
	}
	return nil
}

// copied are the tables of a case, and the column beside its id that its copy has for itself.
var copied = []struct{ table, of string }{
	{"support.support_case", "application"}, {"support.contact_moment", "support_case"}, {"support.appointment", "support_case"},
}

// supportMore copies the cases in the large database, each within its municipality.
func (r *region) supportMore(ctx context.Context) (err error) {
	large, err := r.open(ctx, embedded.Superuser, largeDatabase, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, large.Close()) }()
	return large.Write(ctx, func(tx *pg.Tx) error {
		// The applications of copies are nobody's: nobody opens them.
		if _, err := tx.Exec(ctx, `SET LOCAL session_replication_role = replica`); err != nil {
			return err
		}
		for _, t := range copied {
			if err := copyRows(ctx, tx, t.table, "true", caseCopies-1, replaced{"id": derived("id"), t.of: derived(t.of)}); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, `ANALYZE`)
		return err
	})
}

// compareCases measures the page of a case in the large database against the small one.
func compareCases(ctx context.Context, r *region, f *figures) error {
	const few = 4
	on := func(n *node) task {
		return func(ctx context.Context, caller int, _ int64) error {
			municipality := someMunicipality()
			return readCase(n.as(ctx, municipality), n.conns[caller], municipality, r.cases[municipality][rand.IntN(len(r.cases[municipality]))])
		}
	}
	found, err := compare(ctx, r.round, few, on(r.small), on(r.large))
	if err != nil {
		return err
	}
	// Rates of small by large are times of large by small.
	f.bounded("case_page_1m_vs_10k", found.ratio, "ratio", sizesBound, lower)
	f.free("case_page_1m", found.other, "pages/s", higher)
	return nil
}

// readCase reads what the page of a case in the portal reads: all contact moments with their notes, what was typed and not sent,
// appointments, goals, transfers and the question of the access team.
func readCase(ctx context.Context, conn *grpc.ClientConn, municipality, id string) error {
	if _, err := supportv1.NewCaseServiceClient(conn).GetCase(ctx, &supportv1.GetCaseRequest{Municipality: municipality, Case: id}); err != nil {
		return err
	}
	contacts := supportv1.NewContactServiceClient(conn)
	moments, err := contacts.ListContactMoments(ctx, &supportv1.ListContactMomentsRequest{Municipality: municipality, Case: id, PageSize: casePage})
	if err == nil && (len(moments.GetContactMoments()) != momentsEach || moments.GetContactMoments()[0].GetNote() == "") {
		err = fmt.Errorf("a case has %d contact moments, or they say nothing", len(moments.GetContactMoments()))
	}
	if err != nil {
		return err
	}
	appointments, err := supportv1.NewAppointmentServiceClient(conn).ListAppointments(ctx, &supportv1.ListAppointmentsRequest{Municipality: municipality, Case: id, PageSize: casePage})
	if err == nil && len(appointments.GetAppointments()) != appointmentsEach {
		err = fmt.Errorf("a case has %d appointments", len(appointments.GetAppointments()))
	}
	if err != nil {
		return err
	}
	for _, read := range []func() error{
		func() error {
			_, err := contacts.ListContactDrafts(ctx, &supportv1.ListContactDraftsRequest{Municipality: municipality, Case: id, PageSize: casePage})
			return err
		},
		func() error {
			_, err := supportv1.NewCaseGoalServiceClient(conn).ListCaseGoals(ctx, &supportv1.ListCaseGoalsRequest{Municipality: municipality, Case: id, PageSize: casePage})
			return err
		},
		func() error {
			_, err := supportv1.NewTransferServiceClient(conn).ListTransfers(ctx, &supportv1.ListTransfersRequest{Municipality: municipality, Case: id, PageSize: casePage})
			return err
		},
		func() error {
			_, err := supportv1.NewAccessQuestionServiceClient(conn).ListAccessQuestions(ctx, &supportv1.ListAccessQuestionsRequest{Municipality: municipality, Case: id, PageSize: casePage})
			return err
		},
	} {
		if err := read(); err != nil {
			return err
		}
	}
	return nil
}
