package crash_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/itest/program"
	"oco.example/oco/server/platform/pg"
)

// home is the municipality of the demo that has a coordinator and supporters; applications come in
// in all of municipalities.
const home = "gm0867"

var municipalities = []string{home, "gm0855", "gm1723", "gm0744", "gm0784", "gm0785", "gm0798", "gm0824"}

// question is the life domain that everybody asks about.
const question = commonv1.LifeDomain_LIFE_DOMAIN_WMO

// workers is how many calls are on their way at the same time.
const workers = 12

// acknowledged is a call that succeeded in the end.
type acknowledged struct {
	municipality, method, requestID, resource string
	// attempted is when the attempt began that succeeded, and attempts the number it took.
	attempted time.Time
	attempts  int
}

// load is what people do while processes are killed.
type load struct {
	caller    *caller
	server    *program.Server
	seed      uint64
	supporter []string

	next  atomic.Int64
	acked atomic.Int64
	again atomic.Int64
	moved chan struct{}
	// done brings the first error, or nil, when all is done.
	done chan error

	mu   sync.Mutex
	list []acknowledged
}

func newLoad(t *testing.T, server *program.Server, seed uint64) *load {
	t.Helper()
	l := &load{caller: newCaller(t, server), server: server, seed: seed, moved: make(chan struct{}, 1), done: make(chan error, 1)}
	list, err := call(t.Context(), l.caller, asCoordinator, func(ctx context.Context) (*volunteerv1.ListSupportersResponse, error) {
		return l.caller.people.ListSupporters(ctx, &volunteerv1.ListSupportersRequest{
			Municipality: home, States: []volunteerv1.SupporterState{volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list.answer.GetSupporters() {
		if s.GetKind() == commonv1.SupportKind_SUPPORT_KIND_INFORMAL && slices.Contains(s.GetLifeDomains(), question) {
			l.supporter = append(l.supporter, s.GetId())
		}
	}
	if len(l.supporter) == 0 {
		t.Fatal("the demo has no informal supporter who could be asked")
	}
	return l
}

// total is how many calls are counted: submissions and offers.
func (l *load) total() int { return submissions + offers }

// run begins all of it; done tells when it is over.
func (l *load) run(ctx context.Context) {
	work, ctx := errgroup.WithContext(ctx)
	for range workers {
		work.Go(func() error {
			for i := l.next.Add(1); i <= submissions; i = l.next.Add(1) {
				if err := l.one(ctx, int(i)); err != nil {
					return fmt.Errorf("application %d: %w", i, err)
				}
			}
			return nil
		})
	}
	go func() {
		l.done <- work.Wait()
		l.over()
	}()
}

// one sends an application in and, for some of them, takes it as far as an offer and its answer.
func (l *load) one(ctx context.Context, i int) error {
	withOffer := i%(submissions/offers) == 0
	municipality := municipalities[i%len(municipalities)]
	if withOffer {
		municipality = home
	}
	receipt, err := acknowledge(ctx, l, municipality, intakev1.IntakeService_SubmitApplication_FullMethodName, asNobody,
		func(ctx context.Context, requestID string) (*intakev1.SubmitApplicationResponse, error) {
			return l.caller.intake.SubmitApplication(ctx, &intakev1.SubmitApplicationRequest{
				Municipality: municipality, RequestId: requestID, Question: "Wie denkt er met mij mee?",
				LifeDomains: []commonv1.LifeDomain{question},
				Resident:    &intakev1.ResidentDetails{Name: fmt.Sprintf("Inwoner Proef%d", i), Phone: fmt.Sprintf("06-1194%04d", i)},
			})
		}, (*intakev1.SubmitApplicationResponse).GetApplication)
	if err != nil || !withOffer {
		return err
	}
	return l.offer(ctx, i, receipt)
}

func (l *load) offer(ctx context.Context, i int, application string) error {
	_, err := acknowledge(ctx, l, home, intakev1.IntakeService_CreateTriageDecision_FullMethodName, asCoordinator,
		func(ctx context.Context, requestID string) (*intakev1.TriageDecision, error) {
			return l.caller.intake.CreateTriageDecision(ctx, &intakev1.CreateTriageDecisionRequest{
				Municipality: home, Application: application, Route: commonv1.Route_ROUTE_INFORMAL, Grounds: "Besproken.", RequestId: requestID,
			})
		}, (*intakev1.TriageDecision).GetId)
	if err != nil {
		return err
	}
	offer, err := acknowledge(ctx, l, home, matchingv1.MatchingService_CreateOffer_FullMethodName, asCoordinator,
		func(ctx context.Context, requestID string) (*matchingv1.Offer, error) {
			return l.caller.match.CreateOffer(ctx, &matchingv1.CreateOfferRequest{
				Municipality: home, Application: application, Supporter: l.supporter[i%len(l.supporter)], RequestId: requestID,
			})
		}, (*matchingv1.Offer).GetId)
	if err != nil {
		return err
	}
	_, err = acknowledge(ctx, l, home, matchingv1.MatchingService_RecordAnswer_FullMethodName, asCoordinator,
		func(ctx context.Context, requestID string) (*matchingv1.Offer, error) {
			return l.caller.match.RecordAnswer(ctx, &matchingv1.RecordAnswerRequest{
				Municipality: home, Offer: offer, DeclineReason: matchingv1.DeclineReason_DECLINE_REASON_NO_TIME, RequestId: requestID,
			})
		}, (*matchingv1.Offer).GetId)
	return err
}

// acknowledge makes a call until its outcome is known, under one request_id, and remembers what was
// made; it returns its id.
func acknowledge[T any](ctx context.Context, l *load, municipality, method string, as persona,
	send func(ctx context.Context, requestID string) (T, error), id func(T) string,
) (string, error) {
	requestID := pg.NewID()
	outcome, err := call(ctx, l.caller, as, func(ctx context.Context) (T, error) { return send(ctx, requestID) })
	if err != nil {
		return "", err
	}
	made := id(outcome.answer)
	l.mu.Lock()
	l.list = append(l.list, acknowledged{
		municipality: municipality, method: method, requestID: requestID, resource: made,
		attempted: outcome.began, attempts: outcome.attempts,
	})
	l.mu.Unlock()
	l.again.Add(int64(outcome.attempts - 1))
	if method == intakev1.IntakeService_SubmitApplication_FullMethodName || method == matchingv1.MatchingService_CreateOffer_FullMethodName {
		l.acked.Add(1)
		select {
		case l.moved <- struct{}{}:
		default:
		}
	}
	return made, nil
}

// over wakes whoever waits for more to be acknowledged.
func (l *load) over() { close(l.moved) }

// awaitAcknowledged waits until so many submissions and offers were acknowledged.
func (l *load) awaitAcknowledged(ctx context.Context, enough int64) bool {
	for l.acked.Load() < enough {
		select {
		case <-ctx.Done():
			return false
		case _, more := <-l.moved:
			if !more {
				return l.acked.Load() >= enough
			}
		}
	}
	return true
}
