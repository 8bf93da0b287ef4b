package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
)

// bare are handlers without a platform around them: they send what the platform was recorded to
// send, on the platform's own pool in the same transaction with the tenant set, and answer with a
// message of the same size. They take in the rows that they read, and authenticate, authorise,
// validate, open and log nothing.
type bare struct {
	intakev1.UnimplementedIntakeServiceServer

	db *pg.DB
	// The plans and answers, by municipality.
	form, read, submit map[string]plan
	forms              map[string]*intakev1.IntakeForm
	applications       map[string]*intakev1.Application
	receipts           map[string]*intakev1.SubmitApplicationResponse
}

// tenant puts the municipality into the context, as pg takes it from there.
func tenant(ctx context.Context, municipality string) context.Context {
	return call.With(ctx, call.Call{Municipality: municipality})
}

// GetIntakeForm reads the form.
func (b *bare) GetIntakeForm(ctx context.Context, req *intakev1.GetIntakeFormRequest) (*intakev1.IntakeForm, error) {
	err := b.db.Read(tenant(ctx, req.GetMunicipality()), func(tx *pg.Tx) error {
		return b.form[req.GetMunicipality()].send(ctx, tx, "")
	})
	return b.forms[req.GetMunicipality()], err
}

// GetApplication reads an application and writes the row of the processing log.
func (b *bare) GetApplication(ctx context.Context, req *intakev1.GetApplicationRequest) (*intakev1.Application, error) {
	err := b.db.Read(tenant(ctx, req.GetMunicipality()), func(tx *pg.Tx) error {
		return b.read[req.GetMunicipality()].send(ctx, tx, req.GetApplication())
	})
	return b.applications[req.GetMunicipality()], err
}

// SubmitApplication does the same inserts. The event goes the way of all events, so that whoever
// follows them has the same work with it.
func (b *bare) SubmitApplication(ctx context.Context, req *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
	err := b.db.Write(tenant(ctx, req.GetMunicipality()), func(tx *pg.Tx) error {
		tx.Emit(tx.Now(), pg.Live, &eventv1.ApplicationReceived{
			Application: newID(tx.Now()), Resident: newID(tx.Now()), ApplicantKind: commonv1.ApplicantKind_APPLICANT_KIND_RESIDENT,
			Channel: commonv1.Channel_CHANNEL_WEBSITE, LifeDomains: req.GetLifeDomains(), ApplicationDate: tx.Now().Format(time.DateOnly),
		})
		return b.submit[req.GetMunicipality()].send(ctx, tx, req.GetRequestId())
	})
	return b.receipts[req.GetMunicipality()], err
}

// newBare records one call of each kind in each municipality and serves the bare handlers.
func newBare(ctx context.Context, r *region, on *node) (_ *bare, _ []*grpc.ClientConn, stop func(), err error) {
	b := &bare{
		db: on.database.App, form: map[string]plan{}, read: map[string]plan{}, submit: map[string]plan{},
		forms: map[string]*intakev1.IntakeForm{}, applications: map[string]*intakev1.Application{}, receipts: map[string]*intakev1.SubmitApplicationResponse{},
	}
	if err := b.record(ctx, r); err != nil {
		return nil, nil, nil, err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, nil, err
	}
	server := grpc.NewServer()
	intakev1.RegisterIntakeServiceServer(server, b)
	go func() { _ = server.Serve(listener) }() // until stop
	conns, err := dial(listener.Addr().String())
	return b, conns, server.Stop, err
}

// record runs the platform once more, watched, on the same database.
func (b *bare) record(ctx context.Context, r *region) (err error) {
	t := &tape{}
	n, err := r.newNode(ctx, largeDatabase, t.watch)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	pool, err := sql.Open("postgres", r.postgres.URL(embedded.Superuser, largeDatabase))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	for _, municipality := range municipalities {
		if err := b.recordIn(n.as(ctx, municipality), municipality, r.known[municipality][0], t, intakeOf(n.conns[0]), pool); err != nil {
			return err
		}
	}
	return nil
}

// recordIn records the calls in one municipality, and makes their plans.
func (b *bare) recordIn(ctx context.Context, municipality, known string, t *tape, intake intakev1.IntakeServiceClient, pool *sql.DB) (err error) {
	if _, err := intake.GetApplication(ctx, &intakev1.GetApplicationRequest{Municipality: municipality, Application: known}); err != nil {
		return err // the first call of a municipality looks up what the next ones know
	}
	var form, read, submit recording
	form, b.forms[municipality], err = recorded(t, "", func() (*intakev1.IntakeForm, error) {
		return intake.GetIntakeForm(ctx, &intakev1.GetIntakeFormRequest{Municipality: municipality})
	})
	if err != nil {
		return err
	}
	read, b.applications[municipality], err = recorded(t, known, func() (*intakev1.Application, error) {
		return intake.GetApplication(ctx, &intakev1.GetApplicationRequest{Municipality: municipality, Application: known})
	})
	if err != nil {
		return err
	}
	for range 2 { // the first may make the municipality's secret
		req := submission(municipality)
		submit, b.receipts[municipality], err = recorded(t, req.GetRequestId(), func() (*intakev1.SubmitApplicationResponse, error) {
			return intake.SubmitApplication(context.WithoutCancel(ctx), req)
		})
		if err != nil {
			return err
		}
	}
	// The event is sent by the handler itself.
	submit = submit.without("platform.event_clock")
	for _, made := range []struct {
		of recording
		to map[string]plan
	}{{form, b.form}, {read, b.read}, {submit, b.submit}} {
		if err := made.of.learnRows(ctx, pool); err != nil {
			return err
		}
		made.to[municipality] = made.of.plan()
	}
	return nil
}

// recorded makes a call and keeps what it sent and answered.
func recorded[T proto.Message](t *tape, wanted string, do func() (T, error)) (recording, T, error) {
	var answer T
	began := time.Now()
	statements, err := t.record(func() (err error) {
		answer, err = do()
		return err
	})
	if err == nil && len(statements) == 0 {
		err = fmt.Errorf("a call that was recorded sent nothing")
	}
	return recording{statements: statements, began: began, ended: time.Now(), wanted: wanted}, answer, err
}
