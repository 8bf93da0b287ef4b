package rpc_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"pgregory.net/rapid"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	"oco.example/oco/server/events"
	"oco.example/oco/server/events/rpc"
	"oco.example/oco/server/platform/call"
)

// tape is a log of events in memory, of which the positions may jump, as after a restore.
type tape struct {
	mu     sync.Mutex
	events []*eventv1.Event
}

func (p *tape) add(event *eventv1.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events = append(p.events, event)
}

func (p *tape) After(_ context.Context, _ string, after int64, limit int) (list []*eventv1.Event, _ error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, event := range p.events {
		if event.GetPosition() > after && len(list) < limit {
			list = append(list, event)
		}
	}
	return list, nil
}

// given is the furthest position on the tape.
func (p *tape) given() int64 {
	position, _ := p.Position(context.Background(), here)
	return position
}

func (p *tape) Position(context.Context, string) (int64, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.events) == 0 {
		return 0, nil
	}
	return p.events[len(p.events)-1].GetPosition(), nil
}

// line is a connection that breaks after so many messages; the one in which it breaks may be lost.
type line struct {
	grpc.ServerStream
	ctx    context.Context
	cancel context.CancelFunc
	left   int
	lost   bool
	last   int64
	seen   func(m *eventsv1.WatchEventsResponse)
}

var errBroken = errors.New("the connection broke")

func (l *line) Context() context.Context { return l.ctx }

func (l *line) Send(m *eventsv1.WatchEventsResponse) error {
	l.left--
	if l.left < 0 && l.lost {
		return errBroken
	}
	l.seen(m)
	if l.left < 0 {
		return errBroken
	}
	if m.GetPosition() >= l.last {
		l.cancel()
	}
	return nil
}

// Whoever is cut off at any point, and comes back with the last position that they saw, gets every event that they may
// see exactly once and in order, also while more come.
func TestWhoResumesMissesNothingAndGetsNothingTwice(t *testing.T) {
	team := commonv1.Role_ROLE_ACCESS_TEAM
	rapid.Check(t, func(t *rapid.T) {
		role := rapid.SampledFrom([]call.Role{call.RoleCoordinator, call.RoleAccessTeam, call.RoleSystem}).Draw(t, "role")
		n := rapid.IntRange(1, 40).Draw(t, "events")
		var all []*eventv1.Event
		var want []int64
		position := int64(0)
		for range n {
			position += rapid.SampledFrom([]int64{1, 1, 1, 1_000_000_000}).Draw(t, "step")
			event, seen := &eventv1.Event{Position: position}, []call.Role{call.RoleCoordinator}
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				event.Payload = &eventv1.Event_ApplicationReceived{ApplicationReceived: &eventv1.ApplicationReceived{}}
				seen = append(seen, call.RoleSystem)
			case 1:
				event.Payload = &eventv1.Event_HandoverSent{HandoverSent: &eventv1.HandoverSent{Addressee: team}}
				seen = append(seen, call.RoleAccessTeam)
			case 2:
				event.Payload = &eventv1.Event_CaseClosed{CaseClosed: &eventv1.CaseClosed{}}
			default:
				seen = nil // a kind of a newer version
			}
			if slices.Contains(seen, role) {
				want = append(want, position)
			}
			all = append(all, event)
		}
		source := &tape{}
		later := rapid.IntRange(0, n).Draw(t, "come later")
		for _, event := range all[:n-later] {
			source.add(event)
		}
		// It begins anywhere up to the end: also at a position that no event has, or none that it may see.
		at := rapid.Int64Range(0, source.given()).Draw(t, "begin")
		want = slices.DeleteFunc(want, func(p int64) bool { return p <= at })
		feed := events.NewFeed(source, events.Config{Interval: time.Millisecond, Batch: rapid.IntRange(1, 7).Draw(t, "batch")})
		service := rpc.New(feed, source)
		go func() {
			for _, event := range all[n-later:] {
				source.add(event)
			}
		}()
		var got []int64
		for at < position {
			ctx, cancel := context.WithCancel(call.With(context.Background(), call.Call{Municipality: here, Role: role, Scope: call.ScopeMunicipality}))
			l := &line{
				ctx: ctx, cancel: cancel, left: rapid.IntRange(0, 6).Draw(t, "messages"), lost: rapid.Bool().Draw(t, "lost"), last: position,
				seen: func(m *eventsv1.WatchEventsResponse) {
					if m.GetPosition() <= at {
						t.Fatalf("position %d came after %d", m.GetPosition(), at)
					}
					at = m.GetPosition()
					if m.GetEvent() != nil {
						got = append(got, m.GetEvent().GetPosition())
					}
				},
			}
			err := service.WatchEvents(&eventsv1.WatchEventsRequest{Municipality: here, AfterPosition: at}, l)
			cancel()
			if !errors.Is(err, errBroken) && !errors.Is(err, context.Canceled) {
				t.Fatalf("the watch ended with %v", err)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
