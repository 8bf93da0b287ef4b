package pg_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func TestConditionsAreJoinedAndTheirArgumentsHavePlaces(t *testing.T) {
	c := pg.Within("a", "gm0867")
	c.And("a.state = ANY(" + c.Arg([]string{"OPEN"}) + ")")
	place := c.Arg("x' OR true --")
	c.And("(a.name = " + place + " OR a.phone = " + place + ")")

	const joined = "a.municipality = $1 AND a.state = ANY($2) AND (a.name = $3 OR a.phone = $3)"
	if got := c.Where(); got != " WHERE "+joined {
		t.Errorf("Where: %q", got)
	}
	if got := c.More(); got != " AND "+joined {
		t.Errorf("More: %q", got)
	}
	if diff := cmp.Diff([]any{"gm0867", []string{"OPEN"}, "x' OR true --"}, c.Args); diff != "" {
		t.Error(diff)
	}
}

func TestNoConditionIsNoText(t *testing.T) {
	var c pg.Conditions
	if c.Where() != "" || c.More() != "" {
		t.Errorf("%q, %q", c.Where(), c.More())
	}
}

func TestWhatIsNotThereIsNotFoundAndAFaultStaysOne(t *testing.T) {
	if err := pg.Found(nil, "offer", "read an offer"); err != nil {
		t.Error(err)
	}
	if err := pg.Found(fmt.Errorf("scan: %w", pg.ErrNoRows), "offer", "read an offer"); !errs.Is(err, errs.NotFoundReason) {
		t.Error(err)
	}
	broken := errors.New("the line is gone")
	err := pg.Found(broken, "offer", "read an offer")
	if !errors.Is(err, broken) || errs.Of(err) != nil || err.Error() != "read an offer: the line is gone" {
		t.Error(err)
	}
}
