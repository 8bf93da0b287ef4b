package volunteer_test

import (
	"testing"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/volunteer"
)

func TestCheckOwn(t *testing.T) {
	if err := volunteer.CheckOwn([]string{"weekly_rhythm", "max_cases", "max_travel_minutes", "travel_by"}); err != nil {
		t.Errorf("what is one's own: %v", err)
	}
	// Everything at once, so that nobody is told of them one by one.
	err := volunteer.CheckOwn([]string{"max_cases", "trained", "state", "hours_per_week"})
	if !errs.Is(err, errs.Invalid) || len(errs.Of(err).Violations) != 3 {
		t.Errorf("what is not: %v", err)
	}
}
