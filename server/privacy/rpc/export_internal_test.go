package rpc

import (
	"slices"
	"testing"

	"oco.example/oco/server/platform/subject"
)

// A resident reads what the municipality calls its codes, and a code that is in no list any more as it is.
func TestCodesAreToldByTheirLabels(t *testing.T) {
	var section subject.Section
	section.AddListed("outcome", "held", "", "gone")
	section.AddListed("neighbourhood", "")
	section.AddCodes("state", "CASE_STATE_", "OPEN")
	section.AddText("need", "held")
	labels := map[string]string{"held": "Gesprek gevoerd"}
	var got [][]string
	for _, field := range section.Fields {
		got = append(got, sayings(field, "nl", labels))
	}
	want := [][]string{{"Gesprek gevoerd", "gone"}, {"lopend"}, nil}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
}
