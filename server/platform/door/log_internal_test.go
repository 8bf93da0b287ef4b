package door

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"oco.example/oco/server/platform/errs"
)

// FuzzWithoutValues: what a library quoted is in no log.
func FuzzWithoutValues(f *testing.F) {
	f.Add("Zonnebloem")
	f.Add(`a"b\`)
	f.Add("Jan 'de' \x00\xff Vries")
	f.Fuzz(func(t *testing.T, value string) {
		err := fmt.Errorf("parse %q: no number", value)
		if got := withoutValues(err); got != `parse "…": no number` {
			t.Errorf("got %q", got)
		}
	})
}

func TestWithoutValues(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{errs.New(errs.Unavailable).Because(errors.New("dial tcp 127.0.0.1:5432: refused")), "dial tcp 127.0.0.1:5432: refused"},
		{errors.New("read `x` and 'y' of 111222333"), `read "…" and "…" of •••••••••`},
		{errors.New(strings.Repeat("é", 600)), strings.Repeat("é", 500) + "…"},
		{errs.StateConflict("application", "CLOSED"), "STATE_CONFLICT"},
	} {
		if got := withoutValues(c.err); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
