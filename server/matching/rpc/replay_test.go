package rpc_test

import (
	"testing"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg/pgtest"
)

func TestTheYearThatWasIsPlayedForCoordinatorsAlone(t *testing.T) {
	w := newWorld(t)
	own := &matchingv1.SimulateMatchingRequest{Municipality: municipality, OwnYear: true}
	if err := w.SimulateMatching(own, &watcher{ctx: w.coordinator}); !violates(err, "own_year", "simulation.no_year") {
		t.Errorf("without a year: got %v", err)
	}
	w.supporter(t, nil)
	for range 3 {
		w.application(t)
	}
	if err := w.SimulateMatching(own, &watcher{ctx: pgtest.Context(t, municipality, call.RoleAdministrator)}); !errs.Is(err, errs.Forbidden) {
		t.Errorf("an administrator: got %v", err)
	}
	client := &watcher{ctx: w.coordinator}
	if err := w.SimulateMatching(own, client); err != nil {
		t.Fatal(err)
	}
	for _, year := range client.heard[len(client.heard)-1].GetYears() {
		if year.GetApplications() != 3 || year.GetVolunteers() != 1 || year.GetAsks() == 0 {
			t.Errorf("got %v", year)
		}
	}
}
