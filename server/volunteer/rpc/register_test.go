package rpc_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

func (w *world) stub(t *testing.T, name string) (id string) {
	t.Helper()
	err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) (err error) {
		id, err = w.EnsureStub(w.coordinator, tx, sealed.Of(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (w *world) importRow(t *testing.T, row volunteer.ImportedSupporter) (id string, outcome volunteer.Outcome) {
	t.Helper()
	err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) (err error) {
		id, outcome, err = w.ImportSupporter(w.coordinator, tx, row)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id, outcome
}

func rowOf(name, phone string) volunteer.ImportedSupporter {
	return volunteer.ImportedSupporter{
		Kind: volunteer.Informal, Name: sealed.Of(name), Phone: sealed.Of(phone), LifeDomains: []string{"WMO", "CARE"},
		MaxCases: 3, State: volunteer.Active,
	}
}

func TestHistoryFirstThenTheRegister(t *testing.T) {
	w := newWorld(t)
	id := w.stub(t, "vrijwilliger A")
	if again := w.stub(t, " Vrijwilliger a"); again != id {
		t.Error("the same name made a second stub")
	}
	stub, err := w.get(w.coordinator, id)
	if err != nil {
		t.Fatal(err)
	}
	if !stub.GetStub() || stub.GetState() != volunteerv1.SupporterState_SUPPORTER_STATE_PAUSED || stub.GetMaxCases() != 0 {
		t.Errorf("got %v", stub)
	}
	joined, outcome := w.importRow(t, rowOf("Vrijwilliger A", "06-11930001"))
	if joined != id || outcome != volunteer.OutcomeJoined {
		t.Errorf("got %s", outcome)
	}
	got, err := w.get(w.coordinator, id)
	if err != nil {
		t.Fatal(err)
	}
	if got.GetStub() || got.GetState() != volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE || got.GetMaxCases() != 3 ||
		got.GetKind() != commonv1.SupportKind_SUPPORT_KIND_INFORMAL || len(got.GetLifeDomains()) != 2 {
		t.Errorf("got %v", got)
	}
	if again, outcome := w.importRow(t, rowOf("VRIJWILLIGER A", "+31611930001")); again != id || outcome != volunteer.OutcomeDuplicate {
		t.Errorf("the second row of the same person is a duplicate, got %s", outcome)
	}
	if diff := cmp.Diff([]string{"IMPORT PAUSED", "IMPORT ACTIVE"}, w.events(t)); diff != "" {
		t.Error(diff)
	}
}

func TestTheRegisterFirstThenHistory(t *testing.T) {
	w := newWorld(t)
	id, outcome := w.importRow(t, rowOf("vrijwilliger A", "06-11930001"))
	if outcome != volunteer.OutcomeImported {
		t.Errorf("got %s", outcome)
	}
	if named := w.stub(t, "vrijwilliger a"); named != id {
		t.Error("history must find the one in the register")
	}
}

func TestSameNameOtherPersonIsNoDuplicate(t *testing.T) {
	w := newWorld(t)
	first, _ := w.importRow(t, rowOf("Bo", "06-11930001"))
	second, outcome := w.importRow(t, rowOf("Bo", "06-11930002"))
	if outcome != volunteer.OutcomeImported || first == second {
		t.Errorf("got %s", outcome)
	}
	third, outcome := w.importRow(t, rowOf("Bo", ""))
	if outcome != volunteer.OutcomeDuplicate || third != first {
		t.Errorf("a row that tells nobody apart is the first of that name, got %s", outcome)
	}
	if _, outcome = w.importRow(t, rowOf("Kim", "06-11930001")); outcome != volunteer.OutcomeImported {
		t.Errorf("another name with the same phone is another person, got %s", outcome)
	}
}

func TestABuddyMayComeLaterInTheFile(t *testing.T) {
	w := newWorld(t)
	row := rowOf("vrijwilliger K", "06-11930011")
	row.Buddy = sealed.Of("vrijwilliger C")
	id, _ := w.importRow(t, row)
	buddy, outcome := w.importRow(t, rowOf("vrijwilliger C", "06-11930003"))
	if outcome != volunteer.OutcomeJoined {
		t.Errorf("got %s", outcome)
	}
	if got, err := w.get(w.coordinator, id); err != nil || got.GetBuddy() != buddy {
		t.Errorf("got buddy %q, %v", got.GetBuddy(), err)
	}
}

func TestARowWithMistakesKeepsNothing(t *testing.T) {
	w := newWorld(t)
	row := rowOf("", "06-11930001")
	row.Kind, row.ConductCertificateUntil = volunteer.Unknown, "2027-02-30"
	err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		_, _, err := w.ImportSupporter(w.coordinator, tx, row)
		return err
	})
	if e := errs.Of(err); e == nil || len(e.Violations) != 3 {
		t.Errorf("got %v", err)
	}
	if names := w.list(t, w.coordinator, &volunteerv1.ListSupportersRequest{}); names != nil {
		t.Errorf("got %v", names)
	}
}
