package rpc_test

import (
	"sync"
	"testing"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// refusedAccount reports whether err names the account and nothing else, by the rule.
func refusedAccount(err error, rule string) bool {
	e := errs.Of(err)
	return e != nil && e.Reason == errs.Invalid && len(e.Violations) == 1 &&
		e.Violations[0].Field == "supporter.account" && e.Violations[0].Rule == rule
}

func (w *world) setAccount(id, account string, paths ...string) error {
	_, err := w.UpdateSupporter(w.coordinator, &volunteerv1.UpdateSupporterRequest{
		Municipality: municipality, Supporter: &volunteerv1.Supporter{Id: id, Account: account, HoursPerWeek: 9},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: paths},
	})
	return err
}

func TestAnAccountBelongsToOneSupporter(t *testing.T) {
	w := newWorld(t)
	first, second := volunteerOf("Bo"), volunteerOf("Kim")
	first.Account = pg.NewID()
	w.create(t, first)
	other := w.create(t, second).GetId()
	second.Account = first.GetAccount()
	_, err := w.CreateSupporter(w.coordinator, &volunteerv1.CreateSupporterRequest{Municipality: municipality, Supporter: second})
	if !refusedAccount(err, "account.taken") {
		t.Errorf("create: got %v", err)
	}
	if err := w.setAccount(other, first.GetAccount(), "account"); !refusedAccount(err, "account.taken") {
		t.Errorf("update: got %v", err)
	}
	if err := w.setAccount(other, string(nobodys), "account"); !refusedAccount(err, "account.unknown") {
		t.Errorf("an account of nobody: got %v", err)
	}
	if err := w.setAccount(other, "", "account"); err != nil {
		t.Errorf("without an account: %v", err)
	}
}

// Two coordinators give two people the same account at the same moment: one of them has it.
func TestOneOfManyAtOnceGetsTheAccount(t *testing.T) {
	w := newWorld(t)
	account := pg.NewID()
	const many = 8
	var all sync.WaitGroup
	failures := make([]error, many)
	for i := range many {
		id := w.create(t, volunteerOf("Bo")).GetId()
		all.Go(func() { failures[i] = w.setAccount(id, account, "account") })
	}
	all.Wait()
	got := 0
	for _, err := range failures {
		if err == nil {
			got++
		} else if !refusedAccount(err, "account.taken") {
			t.Errorf("got %v", err)
		}
	}
	if got != 1 {
		t.Errorf("%d have the account", got)
	}
}

// An account that was disabled after it was chosen keeps nobody from noting other things.
func TestAnAccountFromBeforeStays(t *testing.T) {
	w := newWorld(t)
	id := w.create(t, volunteerOf("Bo")).GetId()
	err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE volunteer.supporter SET account = $3 WHERE municipality = $1 AND id = $2`,
			municipality, id, string(nobodys))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.setAccount(id, string(nobodys), "account", "hours_per_week"); err != nil {
		t.Error(err)
	}
}
