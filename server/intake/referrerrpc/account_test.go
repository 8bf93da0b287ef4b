package referrerrpc_test

import (
	"sync"
	"testing"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/pg"
)

func (d desk) setAccount(id, account string, paths ...string) error {
	_, err := d.UpdateReferrer(d.ctx, updateReferrer(&intakev1.Referrer{Id: id, Account: account, Phone: "0611931235"}, paths...))
	return err
}

func TestAnAccountBelongsToOneReferrer(t *testing.T) {
	d := newDesk(t)
	linde, account := d.organisation("De Linde").GetId(), pg.NewID()
	d.referrer(linde, "Zoë Müller", account)
	other := d.referrer(linde, "Sem Bos", "").GetId()
	violates(t, d.setAccount(other, account, "account"), "referrer.account", "account.taken")
	violates(t, d.setAccount(other, string(nobodys), "account"), "referrer.account", "account.unknown")
	_, err := d.CreateReferrer(d.ctx, createReferrer(linde, "Lou Smit", account))
	violates(t, err, "referrer.account", "account.taken")
	_, err = d.CreateReferrer(d.ctx, createReferrer(pg.NewID(), "Lou Smit", string(nobodys)))
	violates(t, err, "referrer.account", "account.unknown")
	violates(t, err, "referrer.referrer_organisation", "organisation.unknown")
	if err := d.setAccount(other, "", "account"); err != nil {
		t.Errorf("without an account: %v", err)
	}
	if n := d.neighbour(); n.referrer(n.organisation("De Linde").GetId(), "Zoë Müller", account).GetAccount() != account {
		t.Error("the neighbouring municipality has its own referrers")
	}
}

// Two coordinators give two people the same account at the same moment: one of them has it.
func TestOneOfManyAtOnceGetsTheAccount(t *testing.T) {
	d := newDesk(t)
	linde, account := d.organisation("De Linde").GetId(), pg.NewID()
	names := []string{"Zoë Müller", "Sem Bos", "Lou Smit", "Anouk Vermeer", "Noor de Wit", "Bo van Dam"}
	failures := make([]error, len(names))
	var all sync.WaitGroup
	for i, name := range names {
		id := d.referrer(linde, name, "").GetId()
		all.Go(func() { failures[i] = d.setAccount(id, account, "account") })
	}
	all.Wait()
	got := 0
	for _, err := range failures {
		if err == nil {
			got++
			continue
		}
		violates(t, err, "referrer.account", "account.taken")
	}
	if got != 1 {
		t.Errorf("%d have the account", got)
	}
}

// An account that was disabled after it was chosen keeps nobody from noting other things.
func TestAnAccountFromBeforeStays(t *testing.T) {
	d := newDesk(t)
	id := d.referrer(d.organisation("De Linde").GetId(), "Zoë Müller", "").GetId()
	d.write(func(tx *pg.Tx) error {
		_, err := tx.Exec(d.ctx, `UPDATE intake.referrer SET account = $3 WHERE municipality = $1 AND id = $2`, tx.Municipality(), id, string(nobodys))
		return err
	})
	if err := d.setAccount(id, string(nobodys), "account", "phone"); err != nil {
		t.Error(err)
	}
}
