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
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
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

// deed is what a call did.
type deed string

// The deeds, each counted on its own.
const (
	submitted deed = "an application was sent in"
	decided   deed = "a route was chosen"
	offered   deed = "a supporter was asked"
	declined  deed = "the supporter said no"
	accepted  deed = "the supporter said yes"
	agreed    deed = "the resident said yes"
	begun     deed = "a draft of a contact was begun"
	typed     deed = "more was typed in a draft"
	written   deed = "a contact was written down"
	closed    deed = "the case was closed"
	answered  deed = "a question was answered at once"
)

// acknowledged is a call that succeeded in the end.
type acknowledged struct {
	deed                              deed
	municipality, requestID, resource string
	// attempted is when the attempt began that succeeded, and attempts the number it took.
	attempted time.Time
	attempts  int
}

// load is what people do while processes are killed.
type load struct {
	caller     *caller
	server     *program.Server
	supporters []string

	next  atomic.Int64
	acked atomic.Int64
	again atomic.Int64
	// withMail are those applications whose resident has a mail address.
	withMail atomic.Int64
	moved    chan struct{}
	// done brings the first error, or nil, when all is done.
	done chan error

	mu   sync.Mutex
	list []acknowledged
}

func newLoad(t *testing.T, server *program.Server) *load {
	t.Helper()
	l := &load{caller: newCaller(t, server), server: server, moved: make(chan struct{}, 1), done: make(chan error, 1)}
	list, err := call(t.Context(), l.caller, asCoordinator, func(ctx context.Context) (*volunteerv1.ListSupportersResponse, error) {
		return l.caller.people.ListSupporters(ctx, &volunteerv1.ListSupportersRequest{
			Municipality: home, States: []volunteerv1.SupporterState{volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	l.endPauses(t)
	for _, s := range list.answer.GetSupporters() {
		if s.GetKind() == commonv1.SupportKind_SUPPORT_KIND_INFORMAL && slices.Contains(s.GetLifeDomains(), question) {
			l.makeRoom(t, s)
			l.supporters = append(l.supporters, s.GetId())
		}
	}
	if len(l.supporters) == 0 {
		t.Fatal("the demo has no informal supporter who could be asked")
	}
	return l
}

// endPauses brings back whoever takes a break in the demo.
func (l *load) endPauses(t *testing.T) {
	t.Helper()
	pauses, err := call(t.Context(), l.caller, asCoordinator, func(ctx context.Context) (*volunteerv1.ListPausesResponse, error) {
		return l.caller.people.ListPauses(ctx, &volunteerv1.ListPausesRequest{Municipality: home, ToCome: true})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, pause := range pauses.answer.GetPauses() {
		_, err := call(t.Context(), l.caller, asCoordinator, func(ctx context.Context) (*volunteerv1.Pause, error) {
			return l.caller.people.EndPause(ctx, &volunteerv1.EndPauseRequest{Municipality: home, Pause: pause.GetId()})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// makeRoom lets a supporter take on as many cases as there can be.
func (l *load) makeRoom(t *testing.T, s *volunteerv1.Supporter) {
	t.Helper()
	_, err := call(t.Context(), l.caller, asCoordinator, func(ctx context.Context) (*volunteerv1.Supporter, error) {
		return l.caller.people.UpdateSupporter(ctx, &volunteerv1.UpdateSupporterRequest{
			Municipality: home, Supporter: &volunteerv1.Supporter{Id: s.GetId(), MaxCases: 100, HoursPerWeek: 60},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"max_cases", "hours_per_week"}},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
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

// one sends an application in and, for some of them, takes it as far as an offer and what follows;
// now and then a question is answered at once as well.
func (l *load) one(ctx context.Context, i int) error {
	nth, rest := i/(submissions/offers), i%(submissions/offers)
	municipality := municipalities[i%len(municipalities)]
	if rest == 0 {
		municipality = home
	}
	receipt, err := acknowledge(ctx, l, submitted, municipality, asNobody,
		func(ctx context.Context, requestID string) (*intakev1.SubmitApplicationResponse, error) {
			return l.caller.intake.SubmitApplication(ctx, &intakev1.SubmitApplicationRequest{
				Municipality: municipality, RequestId: requestID, Question: "Wie denkt er met mij mee?",
				LifeDomains: []commonv1.LifeDomain{question},
				Resident:    resident(i),
			})
		}, (*intakev1.SubmitApplicationResponse).GetApplication)
	if err != nil {
		return err
	}
	if resident(i).GetEmail() != "" {
		l.withMail.Add(1)
	}
	switch {
	case rest == 0:
		return l.offer(ctx, nth, receipt.GetApplication())
	case rest == 1 && nth%offersPerAnswer == 0:
		return l.answer(ctx, nth)
	}
	return nil
}

// resident is whom the i-th application is for; every other one has a mail address.
func resident(i int) *intakev1.ResidentDetails {
	details := &intakev1.ResidentDetails{Name: fmt.Sprintf("Inwoner Proef%d", i), Phone: fmt.Sprintf("06-1194%04d", i)}
	if i%2 == 0 {
		details.Email = fmt.Sprintf("inwoner%d@post.example", i)
	}
	return details
}

// mailed is how many applications were acknowledged whose resident has a mail address.
func (l *load) mailed() int { return int(l.withMail.Load()) }

// answer records a question that was answered at once.
func (l *load) answer(ctx context.Context, nth int) error {
	_, err := acknowledge(ctx, l, answered, home, asCoordinator,
		func(ctx context.Context, requestID string) (*intakev1.DirectAnswer, error) {
			return l.caller.intake.RecordDirectAnswer(ctx, &intakev1.RecordDirectAnswerRequest{
				Municipality: home, LifeDomain: question, Minutes: minutes(nth), RequestId: requestID,
			})
		}, (*intakev1.DirectAnswer).GetId)
	return err
}

// acknowledge makes a call until its outcome is known, under one request_id, and remembers what was
// made, by its id.
func acknowledge[T any](ctx context.Context, l *load, what deed, municipality string, as persona,
	send func(ctx context.Context, requestID string) (T, error), id func(T) string,
) (answer T, err error) {
	requestID := pg.NewID()
	outcome, err := call(ctx, l.caller, as, func(ctx context.Context) (T, error) { return send(ctx, requestID) })
	if err != nil {
		return answer, fmt.Errorf("%s: %w", what, err)
	}
	l.mu.Lock()
	l.list = append(l.list, acknowledged{
		deed: what, municipality: municipality, requestID: requestID, resource: id(outcome.answer),
		attempted: outcome.began, attempts: outcome.attempts,
	})
	l.mu.Unlock()
	l.again.Add(int64(outcome.attempts - 1))
	if what == submitted || what == offered {
		l.acked.Add(1)
		select {
		case l.moved <- struct{}{}:
		default:
		}
	}
	return outcome.answer, nil
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
