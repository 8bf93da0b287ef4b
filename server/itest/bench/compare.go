package main

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/pg"
)

// The bounds that the platform promises to keep.
const (
	readBound, submitBound, doorsBound = 0.80, 0.70, 0.80
)

// submission is an application by somebody new.
func submission(municipality string) *intakev1.SubmitApplicationRequest {
	n := counter.Add(1)
	return &intakev1.SubmitApplicationRequest{
		Municipality: municipality, RequestId: pg.NewID(), Question: "Ik begrijp de brief over huishoudelijke hulp niet. Wie denkt er mee?",
		LifeDomains: []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_WMO, commonv1.LifeDomain_LIFE_DOMAIN_INCOME},
		Resident: &intakev1.ResidentDetails{
			Name: fmt.Sprintf("Nieuw%d Komer%d", n, n%1_000), Email: fmt.Sprintf("nieuw%d@lijst.example", n), Postcode: "5141AB", HouseNumber: fmt.Sprint(n % 100_000),
		},
	}
}

// compareWithBare measures three calls against their bare handlers.
func compareWithBare(ctx context.Context, r *region, f *figures) error {
	b, conns, stop, err := newBare(ctx, r, r.large)
	if err != nil {
		return fmt.Errorf("bare handlers: %w", err)
	}
	defer stop()
	defer func() {
		for _, conn := range conns {
			_ = conn.Close() // the server stops
		}
	}()
	if err := b.answersTheSame(ctx, r, conns[0]); err != nil {
		return err
	}
	for _, c := range []struct {
		name  string
		bound float64
		do    func(ctx context.Context, conn *grpc.ClientConn) error
	}{
		{"read_public", readBound, func(ctx context.Context, conn *grpc.ClientConn) error {
			_, err := intakeOf(conn).GetIntakeForm(ctx, &intakev1.GetIntakeFormRequest{Municipality: someMunicipality()})
			return err
		}},
		{"read_person", readBound, func(ctx context.Context, conn *grpc.ClientConn) error {
			municipality, application := r.someone()
			_, err := intakeOf(conn).GetApplication(r.large.as(ctx, municipality), &intakev1.GetApplicationRequest{Municipality: municipality, Application: application})
			return err
		}},
		{"submit", submitBound, func(ctx context.Context, conn *grpc.ClientConn) error {
			_, err := intakeOf(conn).SubmitApplication(ctx, submission(someMunicipality()))
			return err
		}},
	} {
		found, err := compare(ctx, r.round, callers,
			func(ctx context.Context, caller int, _ int64) error { return c.do(ctx, r.large.conns[caller]) },
			func(ctx context.Context, caller int, _ int64) error { return c.do(ctx, conns[caller]) })
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		f.bounded(c.name+"_vs_bare", found.ratio, "ratio", c.bound, higher)
		f.free(c.name, found.one, "calls/s", higher)
		f.free(c.name+"_bare", found.other, "calls/s", higher)
	}
	return nil
}

// answersTheSame checks that a bare handler's answer is the platform's.
func (b *bare) answersTheSame(ctx context.Context, r *region, conn *grpc.ClientConn) error {
	municipality := municipalities[0]
	application := r.known[municipality][0]
	ctx = r.large.as(ctx, municipality)
	for _, read := range []func(*grpc.ClientConn) (proto.Message, error){
		func(conn *grpc.ClientConn) (proto.Message, error) {
			return intakeOf(conn).GetIntakeForm(ctx, &intakev1.GetIntakeFormRequest{Municipality: municipality})
		},
		func(conn *grpc.ClientConn) (proto.Message, error) {
			return intakeOf(conn).GetApplication(ctx, &intakev1.GetApplicationRequest{Municipality: municipality, Application: application})
		},
	} {
		full, err := read(r.large.conns[0])
		if err != nil {
			return err
		}
		answered, err := read(conn)
		if err != nil {
			return err
		}
		if !proto.Equal(full, answered) {
			return errors.New("a bare handler and the platform do not answer the same")
		}
	}
	return nil
}

// compareDoors measures one call over REST against the same over gRPC. Over either, the caller
// takes the answer in as bytes.
func compareDoors(ctx context.Context, r *region, f *figures) error {
	found, err := compare(ctx, r.round, callers,
		func(ctx context.Context, caller int, _ int64) error {
			municipality, application := r.someone()
			return r.large.get(ctx, caller, "/v1/municipalities/"+municipality+"/applications/"+application, municipality)
		},
		func(ctx context.Context, caller int, _ int64) error {
			municipality, application := r.someone()
			var answer []byte
			return r.large.conns[caller].Invoke(r.large.as(ctx, municipality), intakev1.IntakeService_GetApplication_FullMethodName,
				&intakev1.GetApplicationRequest{Municipality: municipality, Application: application}, &answer, grpc.ForceCodec(asBytes{}))
		})
	if err != nil {
		return fmt.Errorf("doors: %w", err)
	}
	f.bounded("rest_vs_grpc", found.ratio, "ratio", doorsBound, higher)
	f.free("rest", found.one, "calls/s", higher)
	f.free("grpc", found.other, "calls/s", higher)
	return nil
}

// asBytes is a codec that leaves the answer as it came.
type asBytes struct{}

// Name is that of the codec it stands for.
func (asBytes) Name() string { return "proto" }

// Marshal writes a request.
func (asBytes) Marshal(v any) ([]byte, error) {
	message, ok := v.(proto.Message)
	if !ok {
		return nil, fmt.Errorf("%T is no message", v)
	}
	return proto.Marshal(message)
}

// Unmarshal keeps the answer.
func (asBytes) Unmarshal(data []byte, v any) error {
	answer, ok := v.(*[]byte)
	if !ok {
		return fmt.Errorf("an answer cannot be kept in %T", v)
	}
	*answer = append((*answer)[:0], data...)
	return nil
}
