package signal_test

import (
	"strings"
	"testing"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/signal"
)

const today = "2026-03-10"

// rules are what an error says, "field rule", parted by commas.
func rules(err error) string {
	e := errs.Of(err)
	if e == nil {
		return ""
	}
	var list []string
	for _, v := range e.Violations {
		list = append(list, v.Field+" "+v.Rule)
	}
	return strings.Join(list, ", ")
}

func TestEveryPairOfStatesMovesOrIsRefused(t *testing.T) {
	allowed := map[[2]signal.State]bool{
		{signal.New, signal.Gathered}: true, {signal.New, signal.SetAside}: true, {signal.Gathered, signal.New}: true,
	}
	for _, from := range signal.States {
		for _, to := range signal.States {
			got, err := from.Move(to)
			if allowed[[2]signal.State{from, to}] {
				if err != nil || got != to {
					t.Errorf("%s to %s: got %s, %v", from, to, got, err)
				}
			} else if !errs.Is(err, errs.StateConflictReason) || errs.Of(err).Args["state"] != string(from) || got != from {
				t.Errorf("%s to %s: got %s, %v", from, to, got, err)
			}
		}
	}
}

func TestMovesOfASignal(t *testing.T) {
	fresh := signal.Signal{State: signal.New}
	gathered, err := fresh.Gather("p")
	if err != nil || gathered.State != signal.Gathered || gathered.Pattern != "p" {
		t.Errorf("got %+v, %v", gathered, err)
	}
	if _, err := gathered.Gather("q"); err == nil {
		t.Error("a signal is in two patterns")
	}
	if free, err := gathered.Release(); err != nil || free.State != signal.New || free.Pattern != "" {
		t.Errorf("got %+v, %v", free, err)
	}
	aside, err := fresh.PutAside(sealed.Of("dubbel"))
	if err != nil || aside.State != signal.SetAside || aside.Reason.Reveal() != "dubbel" {
		t.Errorf("got %+v, %v", aside, err)
	}
	for _, s := range []signal.Signal{gathered, aside} {
		if err := s.Change(""); !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("%s: got %v", s.State, err)
		}
	}
	if err := (signal.Signal{State: signal.New, Version: 2}).Change("1"); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("got %v", err)
	}
}

func TestMatterCheck(t *testing.T) {
	good := signal.Matter{Organisation: "Buro", Key: "buro", From: "2026-01-01", Until: "2026-02-01"}
	for want, change := range map[string]func(*signal.Matter){
		"":                                     func(*signal.Matter) {},
		"m.organisation signal.organisation":   func(m *signal.Matter) { m.Key = "" },
		"m.from_date date.invalid":             func(m *signal.Matter) { m.From, m.Until = "2026-02-30", "" },
		"m.from_date signal.future":            func(m *signal.Matter) { m.From, m.Until = "2026-03-11", "" },
		"m.until_date date.invalid":            func(m *signal.Matter) { m.Until = "2026-02-30" },
		"m.until_date signal.future":           func(m *signal.Matter) { m.Until = "2026-03-11" },
		"m.until_date until_date.before_start": func(m *signal.Matter) { m.Until = "2025-12-31" },
	} {
		m := good
		change(&m)
		if got := rules(errs.Join(m.Check("m.", today)...)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	on := good
	on.From, on.Until = today, today
	if wrong := on.Check("", today); len(wrong) > 0 {
		t.Errorf("one day, today: %v", wrong)
	}
}
