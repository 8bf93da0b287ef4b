package volunteer_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/volunteer"
)

func TestTakingOneRecordBackLeavesTheOthers(t *testing.T) {
	course := volunteer.Proof{ID: "course", Supporter: "s", Code: volunteer.Training, Seen: "2025-03-01", RecordedBy: "a"}
	attended := volunteer.Proof{ID: "attended", Supporter: "s", Code: volunteer.Training, Seen: "2026-03-01", RecordedBy: "b"}
	secrecy := volunteer.Proof{ID: "secrecy", Supporter: "s", Code: volunteer.Confidentiality, Seen: "2026-03-01"}
	back := volunteer.Proof{ID: "back", Supporter: "s", Code: volunteer.Training, Seen: "2026-03-02", Withdrawn: true}
	withdrawal := volunteer.Proof{Supporter: "s", Code: volunteer.Training, Seen: "2026-04-01", Withdrawn: true}
	again := course
	again.ID = ""
	for name, c := range map[string]struct{ proofs, want []volunteer.Proof }{
		"the only one":                {[]volunteer.Proof{secrecy, attended}, []volunteer.Proof{withdrawal}},
		"one of two":                  {[]volunteer.Proof{course, secrecy, attended}, []volunteer.Proof{withdrawal, again}},
		"one that was taken back":     {[]volunteer.Proof{attended, back}, nil},
		"one that there is not":       {[]volunteer.Proof{course}, nil},
		"one after all was withdrawn": {[]volunteer.Proof{course, back, attended}, []volunteer.Proof{withdrawal}},
	} {
		if diff := cmp.Diff(c.want, volunteer.TakeBack(c.proofs, "attended", "2026-04-01")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
