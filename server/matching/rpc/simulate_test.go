package rpc_test

import (
	"context"
	"errors"
	"testing"

	"google.golang.org/grpc"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
)

// watcher is a client of a simulation; it hears each message, and its context can end.
type watcher struct {
	grpc.ServerStream
	ctx   context.Context
	heard []*matchingv1.SimulateMatchingResponse
	hear  func() error
}

func (w *watcher) Context() context.Context { return w.ctx }

func (w *watcher) Send(m *matchingv1.SimulateMatchingResponse) error {
	w.heard = append(w.heard, m)
	if w.hear != nil {
		return w.hear()
	}
	return nil
}

func TestASimulationTellsHowFarItIsAndThenWhatCameOfIt(t *testing.T) {
	w := newWorld(t)
	client := &watcher{ctx: w.coordinator}
	req := &matchingv1.SimulateMatchingRequest{Municipality: municipality, Size: matchingv1.SimulatedSize_SIMULATED_SIZE_WAALWIJK, Seed: 3}
	if err := w.SimulateMatching(req, client); err != nil {
		t.Fatal(err)
	}
	last := client.heard[len(client.heard)-1]
	if n := len(client.heard); n < 50 || n > 101 || len(last.GetYears()) != 4 || last.GetDone() != last.GetOf() || last.GetOf() != 480 {
		t.Fatalf("%d messages, the last is %v", len(client.heard), last)
	}
	done := int32(0)
	for _, m := range client.heard[:len(client.heard)-1] {
		if m.GetDone() <= done || m.GetOf() != 480 || len(m.GetYears()) > 0 {
			t.Fatalf("after %d came %v", done, m)
		}
		done = m.GetDone()
	}
	for _, year := range last.GetYears() {
		if year.GetPolicy() == 0 || year.GetApplications() != 120 || year.GetVolunteers() != 25 || year.GetAsks() == 0 || year.GetGini() <= 0 {
			t.Errorf("got %v", year)
		}
	}
}

// A municipality may have only professionals: its year is played all the same, and tells nothing of volunteers.
func TestASimulationWithProfessionalsOnly(t *testing.T) {
	w := newWorld(t)
	client := &watcher{ctx: w.coordinator}
	if err := w.SimulateMatching(&matchingv1.SimulateMatchingRequest{Municipality: municipality, Applications: 60, Professionals: 6, Seed: 2}, client); err != nil {
		t.Fatal(err)
	}
	years := client.heard[len(client.heard)-1].GetYears()
	if len(years) != 4 {
		t.Fatalf("got %v", years)
	}
	for _, year := range years {
		if year.GetApplications() != 60 || year.GetNoCandidate() != 0 || year.GetUnmatched() > 6 || year.GetSameDay() == 0 || year.GetVolunteers() != 0 || year.GetAsks() != 0 || year.GetGini() != 0 {
			t.Errorf("got %v", year)
		}
	}
}

// What a municipality weighs is what is played.
func TestASimulationWeighsWhatTheMunicipalityWeighs(t *testing.T) {
	w := newWorld(t)
	played := func() []*matchingv1.SimulatedYear {
		client := &watcher{ctx: w.coordinator}
		if err := w.SimulateMatching(&matchingv1.SimulateMatchingRequest{Municipality: municipality, Applications: 80, Volunteers: 12}, client); err != nil {
			t.Fatal(err)
		}
		return client.heard[len(client.heard)-1].GetYears()
	}
	before := played()
	_, err := w.CreateMatchingPolicy(w.coordinator, &matchingv1.CreateMatchingPolicyRequest{Municipality: municipality, MatchingPolicy: &matchingv1.MatchingPolicy{
		LoadPenalty: 100, AskPenalty: 100, Weights: []*matchingv1.FactorWeight{{Factor: matchingv1.MatchFactor_MATCH_FACTOR_TRAVEL, Weight: 1}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	after := played()
	if after[3].String() == before[3].String() || after[2].String() == before[2].String() {
		t.Error("the weights changed nothing")
	}
	if after[0].String() != before[0].String() || after[1].String() != before[1].String() {
		t.Error("the weights changed what a list does")
	}
}

func TestAClientWhoGoesEndsTheSimulationAndLeavesRoomForTheNext(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(w.coordinator)
	gone := errors.New("gone")
	req := &matchingv1.SimulateMatchingRequest{Municipality: municipality, Size: matchingv1.SimulatedSize_SIMULATED_SIZE_WAALWIJK}
	if err := w.SimulateMatching(req, &watcher{ctx: ctx, hear: func() error { cancel(); return gone }}); !errors.Is(err, context.Canceled) && !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
	if err := w.SimulateMatching(req, &watcher{ctx: ctx}); !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that has ended: %v", err)
	}
	if err := w.SimulateMatching(req, &watcher{ctx: w.coordinator}); err != nil {
		t.Errorf("the next: %v", err)
	}
}

// One is played at a time: who comes second waits, and can leave while waiting.
func TestOneSimulationAtATime(t *testing.T) {
	w := newWorld(t)
	req := &matchingv1.SimulateMatchingRequest{Municipality: municipality, Size: matchingv1.SimulatedSize_SIMULATED_SIZE_WAALWIJK}
	started, release, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	first := &watcher{ctx: w.coordinator}
	first.hear = func() error {
		if len(first.heard) == 1 {
			close(started)
			<-release
		}
		return nil
	}
	go func() { ended <- w.SimulateMatching(req, first) }()
	<-started
	ctx, cancel := context.WithCancel(w.coordinator)
	second := &watcher{ctx: ctx}
	waits := make(chan error, 1)
	go func() { waits <- w.SimulateMatching(req, second) }()
	cancel()
	if err := <-waits; !errors.Is(err, context.Canceled) || len(second.heard) > 0 {
		t.Errorf("the second heard %d messages while the first was played, and got %v", len(second.heard), err)
	}
	close(release)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
