package promises_test

import (
	"strings"
	"testing"

	"oco.example/oco/server/itest/harness"
)

// TestASignalNamesNoResident: whose case is behind it, also one that closed, and whom its teller supports; the refusal says where,
// and repeats no name.
func TestASignalNamesNoResident(t *testing.T) {
	w := newPairTown(t)
	_, ended := w.supports(t, "Nora Kanariezang", "06-11930501", w.pim)
	w.make(t, harness.Coordinator, "CloseCase", "id", object{"case": ended, "need": "overzicht", "outcome": "answered_question", "fit": "FIT_YES"})
	_, runs := w.supports(t, "Otto Mezenpiep", "06-11930502", w.pim)
	w.make(t, harness.Coordinator, "AddSecondSupporter", "id", object{"case": runs, "supporter": w.fay})
	of := func(description string, cases ...any) object {
		return object{"signal": object{
			"theme": "waiting_list", "organisation": "Stichting Zorgbuur", "from_date": "2026-01-05", "description": description, "cases": cases,
		}}
	}
	for _, c := range []struct {
		as      harness.Persona
		request object
		refused bool
	}{
		{asPim, of("Ook KANARIEZANG wacht maanden.", ended), true},
		{asPim, of("Ook KANARIEZANG wacht maanden."), false},
		{asPim, of("Ook mezenpiep wacht maanden."), true},
		{asFay, of("Ook mezenpiep wacht maanden."), true},
		{asFay, of("Ook Kanariezang wacht maanden.", runs), false},
		{harness.Coordinator, of("Ook Mezenpiep wacht maanden."), false},
		{harness.Coordinator, of("Ook Mezenpiep wacht maanden.", runs), true},
		{asPim, of("Ook deze inwoner wacht maanden.", ended, runs), false},
	} {
		for _, door := range harness.Doors() {
			got := w.call(t, door, c.as, "CreateSignal", c.request)
			if !c.refused {
				if got.Reason != "" {
					t.Errorf("%s, %v: refused: %s %v", c.as, c.request, got.Reason, got.Fields)
				}
				continue
			}
			if len(got.Fields) != 1 || got.Fields[0].Field != "signal.description" || got.Fields[0].Rule != "signal.name" {
				t.Errorf("%s, %v: got %q %v", c.as, c.request, got.Reason, got.Fields)
			}
			if said := strings.ToLower(got.Seen()); strings.Contains(said, "kanariezang") || strings.Contains(said, "mezenpiep") {
				t.Errorf("the refusal repeats the name: %s", said)
			}
		}
	}
}
