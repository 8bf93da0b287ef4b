package show

import (
	"testing"
	"time"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
)

// TestDistance holds that people read kilometres, and that JSON and CSV keep the tenths.
func TestDistance(t *testing.T) {
	for tenths, want := range map[int32][2]string{0: {"", ""}, 5: {"0.5 km", "0,5 km"}, 125: {"12.5 km", "12,5 km"}, 20000: {"2000.0 km", "2000,0 km"}} {
		row := (&expensev1.WorkEntry{KilometreTenths: tenths}).ProtoReflect()
		for i, language := range []string{"en", "nl"} {
			if got := (&Printer{Language: language, Zone: time.UTC}).people().cell(row, "kilometre_tenths"); got != want[i] {
				t.Errorf("%d in %s: %q", tenths, language, got)
			}
		}
	}
	if got := programs.cell((&expensev1.WorkEntry{KilometreTenths: 125}).ProtoReflect(), "kilometre_tenths"); got != "125" {
		t.Errorf("for programs: %q", got)
	}
}
