package rpc_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	"oco.example/oco/server/events"
	"oco.example/oco/server/events/rpc"
	"oco.example/oco/server/events/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

const here = "gm0867"

// stream is a watcher: it takes what is sent and ends when it has the position it waits for.
type stream struct {
	grpc.ServerStream
	ctx    context.Context
	cancel context.CancelFunc
	last   int64
	sent   []*eventsv1.WatchEventsResponse
}

func (s *stream) Context() context.Context { return s.ctx }

func (s *stream) Send(m *eventsv1.WatchEventsResponse) error {
	s.sent = append(s.sent, m)
	if m.GetPosition() >= s.last {
		s.cancel()
	}
	return nil
}

// watch is WatchEvents as an account with a role and scope, until the position last.
func watch(t *testing.T, service *rpc.Service, account string, role call.Role, scope call.Scope, after, last int64) []*eventsv1.WatchEventsResponse {
	t.Helper()
	ctx, cancel := context.WithCancel(pgtest.Context(t, here, role))
	defer cancel()
	c := call.From(ctx)
	c.Scope, c.Caller.Account = scope, account
	s := &stream{ctx: call.With(ctx, c), cancel: cancel, last: last}
	if err := service.WatchEvents(&eventsv1.WatchEventsRequest{Municipality: here, AfterPosition: after}, s); !errors.Is(err, context.Canceled) {
		t.Errorf("the watch ended with %v", err)
	}
	return s.sent
}

func emit(t *testing.T, db *pgtest.Database, payloads ...proto.Message) {
	t.Helper()
	ctx := pgtest.Context(t, here, call.RoleSystem)
	if err := db.App.Write(ctx, func(tx *pg.Tx) error {
		for _, payload := range payloads {
			tx.Emit(tx.Now(), pg.Live, payload)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// told is what a watcher was sent: positions of events, and of messages without one as negatives.
func told(sent []*eventsv1.WatchEventsResponse) (positions []int64) {
	for _, m := range sent {
		if m.GetEvent() == nil {
			positions = append(positions, -m.GetPosition())
			continue
		}
		positions = append(positions, m.GetPosition())
	}
	return positions
}

// The complaints officer hears of complaints and incidents alone, and coordinators of no complaint that goes past them: every
// kind of event is told to both.
func TestWhatTheComplaintsOfficerHears(t *testing.T) {
	db := pgtest.New(t)
	var kinds []proto.Message
	fields := (&eventv1.Event{}).ProtoReflect().Descriptor().Oneofs().ByName("payload").Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		kinds = append(kinds, (&eventv1.Event{}).ProtoReflect().NewField(field).Message().Interface())
	}
	emit(t, db, kinds...)
	log := store.NewLog(db.App)
	service := rpc.New(events.NewFeed(log, events.Config{Interval: time.Millisecond}), log)
	hears := func(role call.Role) map[string]bool {
		heard := map[string]bool{}
		for _, m := range watch(t, service, pg.NewID(), role, call.ScopeMunicipality, 0, int64(len(kinds))) {
			if m.GetEvent() != nil {
				heard[string(kinds[m.GetPosition()-1].ProtoReflect().Descriptor().Name())] = true
			}
		}
		return heard
	}
	want := map[string]bool{"ComplaintReceived": true, "ComplaintSettled": true, "IncidentReported": true}
	if diff := cmp.Diff(want, hears(call.RoleComplaintsOfficer)); diff != "" {
		t.Error(diff)
	}
	coordinator := hears(call.RoleCoordinator)
	if coordinator["ComplaintReceived"] || coordinator["ComplaintSettled"] || !coordinator["ComplaintShared"] || !coordinator["SafetyConcernRaised"] {
		t.Errorf("a coordinator hears %v", coordinator)
	}
	if system := hears(call.RoleSystem); system["SafetyConcernRaised"] || system["ComplaintShared"] || system["ComplaintReceived"] || system["IncidentReported"] {
		t.Errorf("a partner's system hears %v", system)
	}
}

func TestEachSeesWhatItsGrantsAllow(t *testing.T) {
	db := pgtest.New(t)
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent(), goleak.IgnoreTopFunction("database/sql.(*DB).connectionCleaner"))
	anna, bram := pg.NewID(), pg.NewID()
	emit(t, db,
		&eventv1.ApplicationReceived{Application: pg.NewID(), Account: bram}, // 1: entered by the desk
		&eventv1.TriageDecided{Application: pg.NewID()},                      // 2
		&eventv1.OfferMade{Offer: pg.NewID(), Account: anna},                 // 3
		&eventv1.OfferMade{Offer: pg.NewID(), Account: bram},                 // 4
		&eventv1.ApplicationReceived{Application: pg.NewID()},                // 5: by the public
		&eventv1.DirectAnswerRecorded{DirectAnswer: pg.NewID()},              // 6
	)
	log := store.NewLog(db.App)
	service := rpc.New(events.NewFeed(log, events.Config{Interval: time.Millisecond}), log)
	for name, c := range map[string]struct {
		account string
		role    call.Role
		scope   call.Scope
		after   int64
		want    []int64
	}{
		"a coordinator sees all":               {pg.NewID(), call.RoleCoordinator, call.ScopeMunicipality, 0, []int64{1, 2, 3, 4, 5, 6}},
		"a coordinator resumes":                {pg.NewID(), call.RoleCoordinator, call.ScopeMunicipality, 4, []int64{5, 6}},
		"a system sees applications":           {pg.NewID(), call.RoleSystem, call.ScopeMunicipality, 0, []int64{1, 5, -6}},
		"a supporter sees what is hers":        {anna, call.RoleSupporter, call.ScopeOwn, 0, []int64{3, -6}},
		"the desk sees its own entries":        {bram, call.RoleDesk, call.ScopeOwn, 0, []int64{1, 4, -6}},
		"another supporter sees nothing":       {pg.NewID(), call.RoleSupporter, call.ScopeOwn, 0, []int64{-6}},
		"nobody owns what the public did":      {"", call.RoleSupporter, call.ScopeOwn, 0, []int64{-6}},
		"a policy adviser would see no person": {anna, call.RolePolicyAdviser, call.ScopeOwn, 3, []int64{-6}},
	} {
		if diff := cmp.Diff(c.want, told(watch(t, service, c.account, c.role, c.scope, c.after, 6))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// The access team sees hand-overs that are addressed to it, and nothing else.
func TestTheAccessTeamSeesItsHandovers(t *testing.T) {
	db := pgtest.New(t)
	team := commonv1.Role_ROLE_ACCESS_TEAM
	emit(t, db,
		&eventv1.TriageDecided{Application: pg.NewID()},                            // 1
		&eventv1.HandoverSent{Handover: pg.NewID(), Addressee: team},               // 2
		&eventv1.HandoverSent{Handover: pg.NewID()},                                // 3: to an organisation
		&eventv1.HandoverAcknowledged{Handover: pg.NewID(), Addressee: team},       // 4
		&eventv1.HandoverOverdue{Handover: pg.NewID(), Addressee: team},            // 5
		&eventv1.HandoverOverdue{Handover: pg.NewID()},                             // 6
		&eventv1.ApplicationReceived{Application: pg.NewID(), Account: pg.NewID()}, // 7
		&eventv1.CaseClosed{Case: pg.NewID()},                                      // 8
	)
	log := store.NewLog(db.App)
	service := rpc.New(events.NewFeed(log, events.Config{Interval: time.Millisecond}), log)
	for role, want := range map[call.Role][]int64{
		call.RoleAccessTeam:  {2, 4, 5, -8},
		call.RoleCoordinator: {1, 2, 3, 4, 5, 6, 7, 8},
		call.RoleSystem:      {7, -8},
	} {
		if diff := cmp.Diff(want, told(watch(t, service, pg.NewID(), role, call.ScopeMunicipality, 0, 8))); diff != "" {
			t.Errorf("role %d (-want +got):\n%s", role, diff)
		}
	}
}

func TestFromNowOn(t *testing.T) {
	db := pgtest.New(t)
	emit(t, db, &eventv1.TriageDecided{Application: pg.NewID()}, &eventv1.TriageDecided{Application: pg.NewID()})
	log := store.NewLog(db.App)
	service := rpc.New(events.NewFeed(log, events.Config{Interval: time.Millisecond}), log)
	if diff := cmp.Diff([]int64{-2}, told(watch(t, service, pg.NewID(), call.RoleCoordinator, call.ScopeMunicipality, -1, 2))); diff != "" {
		t.Errorf("the position comes at once (-want +got):\n%s", diff)
	}
	ended := make(chan []int64)
	go func() {
		ended <- told(watch(t, service, pg.NewID(), call.RoleCoordinator, call.ScopeMunicipality, 2, 4))
	}()
	emit(t, db, &eventv1.TriageDecided{Application: pg.NewID()})
	emit(t, db, &eventv1.TriageDecided{Application: pg.NewID()})
	if diff := cmp.Diff([]int64{3, 4}, <-ended); diff != "" {
		t.Errorf("what came later (-want +got):\n%s", diff)
	}
}

// A position that was never given out is refused: waiting after it would be waiting in vain, and nobody would know. One of
// before a restore is not, though the events up to it are gone.
func TestAPositionThatWasNeverGivenOutIsRefused(t *testing.T) {
	db := pgtest.New(t)
	emit(t, db, &eventv1.TriageDecided{Application: pg.NewID()})
	log := store.NewLog(db.App)
	service := rpc.New(events.NewFeed(log, events.Config{Interval: time.Millisecond}), log)
	ctx := pgtest.Context(t, here, call.RoleCoordinator)
	for _, after := range []int64{2, math.MaxInt64} {
		s := &stream{ctx: ctx, cancel: func() {}}
		err := service.WatchEvents(&eventsv1.WatchEventsRequest{Municipality: here, AfterPosition: after}, s)
		if refused := errs.Of(err); refused == nil || len(refused.Violations) != 1 || refused.Violations[0].Rule != "events.ahead" || len(s.sent) != 0 {
			t.Errorf("after %d: got %v", after, err)
		}
	}
	if err := db.Owner.Write(ctx, func(tx *pg.Tx) error { return tx.RaisePositions(ctx) }); err != nil {
		t.Fatal(err)
	}
	emit(t, db, &eventv1.TriageDecided{Application: pg.NewID()})
	if got := told(watch(t, service, pg.NewID(), call.RoleCoordinator, call.ScopeMunicipality, 900, 1_000_000_002)); !slices.Equal(got, []int64{1_000_000_002}) {
		t.Errorf("after a restore: got %v", got)
	}
}
