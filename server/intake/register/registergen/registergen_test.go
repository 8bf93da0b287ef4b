package registergen_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/intake/register/registergen"
)

func TestTheSameSeedGivesTheSameRegister(t *testing.T) {
	for _, shape := range registergen.Shapes() {
		a, b := registergen.Applications(5, shape, "gm0855", 2023, 40), registergen.Applications(5, shape, "gm0855", 2023, 40)
		if diff := cmp.Diff(a.Expected, b.Expected); diff != "" {
			t.Error(diff)
		}
		// An archive may order its parts in another way; what is in them is the same.
		if !shape.Workbook && !bytes.Equal(a.File, b.File) {
			t.Errorf("%+v: another file", shape)
		}
		if other := registergen.Applications(6, shape, "gm0855", 2023, 40); cmp.Equal(a.Expected, other.Expected) {
			t.Errorf("%+v: another seed gives the same", shape)
		}
	}
}

// A register without mess would show nothing.
func TestEveryKindOfMessIsThere(t *testing.T) {
	made := registergen.Applications(1, registergen.Shapes()[0], "gm0855", 2023, 20).Expected
	told := map[string]bool{}
	for _, r := range made.Remarkable {
		told[r.Because] = true
	}
	for _, because := range []string{
		registergen.BecauseNoContact, registergen.BecauseNoSuchDate, registergen.BecauseNoConsent, registergen.BecauseEmpty,
		registergen.BecauseRemark, registergen.BecauseNoName, registergen.BecauseMasked, registergen.BecauseUnknownDomain,
	} {
		if !told[because] {
			t.Errorf("no row with: %s", because)
		}
	}
	if made.Duplicate == 0 || made.Rows != made.Imported+made.Duplicate+made.Refused+made.Skipped {
		t.Errorf("rows do not add up: %+v", made)
	}
}
