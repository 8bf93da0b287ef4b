package promises_test

import (
	"slices"
	"testing"

	"oco.example/oco/server/itest/harness"
)

// TestAWarningIsOfAPersonAndReachesWhoVisitsThemNext: whichever application it was recorded with, whoever supports the resident
// reads it, until it is ended; nobody else does.
func TestAWarningIsOfAPersonAndReachesWhoVisitsThemNext(t *testing.T) {
	w := newPairTown(t)
	warn := func(application, text string) string {
		return w.make(t, harness.Coordinator, "RecordHomeVisitRisk", "id", object{"home_visit_risk": object{"application": application, "warning": text}})
	}
	first, closes := w.supports(t, "Nora Kant", "06-11930501", w.pim)
	dog := warn(first, "Grote hond")
	w.make(t, harness.Coordinator, "CloseCase", "id", object{"case": closes, "need": "overzicht", "outcome": "answered_question", "fit": "FIT_YES"})
	w.supports(t, "Otto Ander", "06-11930502", w.pim)

	again, supportCase := w.supports(t, "Nora Kant", "06-11930501", w.fay)
	reads := func(when string, warnings []string, ids ...string) {
		t.Helper()
		for _, application := range []string{first, again} {
			got := w.risks(t, asFay, application)
			slices.Sort(got)
			slices.Sort(ids)
			if !slices.Equal(got, ids) {
				t.Errorf("%s, who visits reads %v, want %v", when, got, ids)
			}
			if other := w.risks(t, asPim, application); len(other) > 0 {
				t.Errorf("%s, who visits somebody else reads %v", when, other)
			}
		}
		for _, id := range ids {
			if got := w.call(t, harness.GRPC, asFay, "GetHomeVisitRisk", object{"home_visit_risk": id}); got.Reason != "" {
				t.Errorf("%s, to who visits it is refused: %s", when, got.Reason)
			}
			if got := w.call(t, harness.GRPC, asPim, "GetHomeVisitRisk", object{"home_visit_risk": id}); got.Reason != "NOT_FOUND" {
				t.Errorf("%s, who visits somebody else is answered with %q", when, got.Reason)
			}
		}
		shown := harness.JSON(w.call(t, harness.GRPC, asFay, "GetCase", object{"case": supportCase}).Messages[0])["home_visit_risks"]
		var texts []string
		list, _ := shown.([]any)
		for _, text := range list {
			texts = append(texts, text.(string))
		}
		if !slices.Equal(texts, warnings) {
			t.Errorf("%s, the case shows %q, want %q", when, texts, warnings)
		}
	}
	reads("when they came again", []string{"Grote hond"}, dog)

	duplicate := w.applies(t, harness.Nobody, "Nora Kant", "06-11930501")
	stairs := warn(duplicate, "Losse trap")
	reads("before the duplicate was merged", []string{"Grote hond"}, dog)
	w.make(t, harness.Coordinator, "MergeApplications", "id", object{"application": duplicate, "into": again})
	reads("once it was merged", []string{"Losse trap", "Grote hond"}, dog, stairs)

	listed := w.risks(t, harness.Coordinator, again)
	for _, id := range listed {
		w.make(t, harness.Coordinator, "EndHomeVisitRisk", "id", object{"home_visit_risk": id})
	}
	if len(listed) != 2 {
		t.Errorf("the coordinator finds %v", listed)
	}
	reads("once they ended", nil)
}
