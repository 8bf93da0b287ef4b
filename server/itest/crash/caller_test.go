package crash_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/itest/program"
)

// persona is somebody of the demo, as the program names them.
type persona string

const (
	asNobody      persona = ""
	asCoordinator persona = "coordinator"
)

// caller reaches the server over gRPC.
type caller struct {
	server   *program.Server
	intake   intakev1.IntakeServiceClient
	imports  intakev1.ImportServiceClient
	match    matchingv1.MatchingServiceClient
	people   volunteerv1.VolunteerServiceClient
	cases    supportv1.CaseServiceClient
	contacts supportv1.ContactServiceClient
	hooks    eventsv1.WebhookServiceClient
	events   eventsv1.EventServiceClient
}

func newCaller(t *testing.T, server *program.Server) *caller {
	t.Helper()
	soon := grpc.ConnectParams{
		Backoff:           backoff.Config{BaseDelay: 20 * time.Millisecond, Multiplier: 1.2, MaxDelay: 100 * time.Millisecond},
		MinConnectTimeout: time.Second,
	}
	conn, err := grpc.NewClient(server.GRPC, grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithConnectParams(soon),
		grpc.WithDefaultCallOptions(grpc.WaitForReady(true)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return &caller{
		server: server, intake: intakev1.NewIntakeServiceClient(conn), imports: intakev1.NewImportServiceClient(conn),
		match: matchingv1.NewMatchingServiceClient(conn), people: volunteerv1.NewVolunteerServiceClient(conn),
		cases: supportv1.NewCaseServiceClient(conn), contacts: supportv1.NewContactServiceClient(conn), hooks: eventsv1.NewWebhookServiceClient(conn), events: eventsv1.NewEventServiceClient(conn),
	}
}

// attemptTime is the longest that one attempt may take.
const attemptTime = 10 * time.Second

// outcome is a call that succeeded: when the attempt began that did, and how many it took.
type outcome[T any] struct {
	answer   T
	began    time.Time
	attempts int
}

// call makes a call, again as long as its outcome is unknown. Any refusal that does not come from
// a crash is an error.
func call[T any](ctx context.Context, c *caller, as persona, send func(context.Context) (T, error)) (outcome[T], error) {
	for attempts := 1; ; attempts++ {
		began := time.Now()
		answer, err := attempt(ctx, c, as, send)
		if err == nil {
			return outcome[T]{answer: answer, began: began, attempts: attempts}, nil
		}
		if ctx.Err() != nil {
			return outcome[T]{}, fmt.Errorf("%w: %w", context.Cause(ctx), err)
		}
		switch status.Code(err) {
		case codes.Unavailable, codes.DeadlineExceeded:
		case codes.Unauthenticated: // a server that was started again does not know the old one's tokens
			if as == asNobody {
				return outcome[T]{}, err
			}
		default:
			return outcome[T]{}, err
		}
		pause(ctx)
	}
}

// breath is how long a caller waits who could not be served: what is asked meanwhile keeps the
// machine from starting what was killed.
const breath = 50 * time.Millisecond

// pause lets a server that is away come back without being asked all the time.
func pause(ctx context.Context) {
	timer := time.NewTimer(breath)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

func attempt[T any](ctx context.Context, c *caller, as persona, send func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, attemptTime)
	defer cancel()
	if as != asNobody {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+c.server.Token(string(as)))
	}
	return send(ctx)
}
