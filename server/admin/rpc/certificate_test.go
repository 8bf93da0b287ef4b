package rpc_test

import (
	"strings"
	"testing"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/admin/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// byCertificate is what the door finds for a certificate.
func (h *house) byCertificate(t *testing.T, fingerprint string) call.Caller {
	t.Helper()
	caller, err := store.NewDoor(h.Door).ByFingerprint(t.Context(), fingerprint)
	if err != nil {
		t.Fatal(err)
	}
	return caller
}

// admit adds a certificate to an account of gm0867.
func (h *house) admit(t *testing.T, by, account, fingerprint string) error {
	t.Helper()
	_, err := h.service.CreateCertificate(h.as(t, by, here), &adminv1.CreateCertificateRequest{
		Municipality: here, Account: account, Certificate: &adminv1.Certificate{Fingerprint: fingerprint, UntilDate: today},
	})
	return err
}

// machineIn makes a system of gm0867 that holds its role in a municipality.
func (h *house) machineIn(t *testing.T, municipality, name string) (account, grant string) {
	t.Helper()
	account = h.account(t, name, system)
	g, err := h.service.CreateGrant(h.as(t, h.one, municipality), &adminv1.CreateGrantRequest{
		Municipality: municipality, Grant: &adminv1.Grant{Account: account, Role: commonv1.Role_ROLE_SYSTEM},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.service.ConfirmGrant(h.as(t, h.other, municipality), &adminv1.ConfirmGrantRequest{Municipality: municipality, Grant: g.GetId()})
	if err != nil {
		t.Fatal(err)
	}
	return account, g.GetId()
}

// Whoever holds the key of a certificate holds what its account holds, so one administrator alone
// hands that to nobody: not to a key of their own, and not beside one that counts.
func TestACertificateMakesItsAccountWaitForASecondPerson(t *testing.T) {
	h := newHouse(t)
	first, second := strings.Repeat("0a", 32), strings.Repeat("0b", 32)
	machine, grant := h.machineIn(t, here, "machine")
	for _, fingerprint := range []string{first, second} {
		if err := h.admit(t, h.one, machine, fingerprint); err != nil {
			t.Fatal(err)
		}
		if caller := h.byCertificate(t, fingerprint); caller.Account != machine || len(caller.Grants) != 0 {
			t.Errorf("before anybody confirms: %+v", caller)
		}
		confirm := &adminv1.ConfirmGrantRequest{Municipality: here, Grant: grant}
		_, err := h.service.ConfirmGrant(h.as(t, h.one, here), confirm)
		wantReason(t, "by whoever added it", err, errs.SecondPersonNeeded)
		h.confirm(t, h.other, grant)
	}
	for _, fingerprint := range []string{first, second} {
		if caller := h.byCertificate(t, fingerprint); len(caller.Grants) != 1 || caller.Grants[0].Role != call.RoleSystem {
			t.Errorf("after the second person: %+v", caller)
		}
	}
}

// Who gave a role that waits saw another account than the one that it would go to.
func TestACertificateIsNotConfirmedByWhoAddedIt(t *testing.T) {
	h := newHouse(t)
	machine := h.account(t, "machine", system)
	g, err := h.give(t, &adminv1.Grant{Account: machine, Role: commonv1.Role_ROLE_SYSTEM})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.admit(t, h.other, machine, strings.Repeat("0a", 32)); err != nil {
		t.Fatal(err)
	}
	_, err = h.service.ConfirmGrant(h.as(t, h.other, here), &adminv1.ConfirmGrantRequest{Municipality: here, Grant: g.GetId()})
	wantReason(t, "by whoever added the certificate", err, errs.SecondPersonNeeded)
	h.confirm(t, h.one, g.GetId())
}

func TestNobodyAddsACertificateToWhatIsHeldElsewhere(t *testing.T) {
	h := newHouse(t)
	local := h.account(t, "local")
	g, err := h.give(t, &adminv1.Grant{Account: local, Role: commonv1.Role_ROLE_ADMINISTRATOR})
	if err != nil {
		t.Fatal(err)
	}
	h.confirm(t, h.other, g.GetId())
	machine, grant := h.machineIn(t, there, "machine")
	fingerprint := strings.Repeat("0a", 32)
	wantRule(t, "an administrator of its home alone", h.admit(t, local, machine, fingerprint), "account.held_elsewhere")
	if caller := h.byCertificate(t, fingerprint); caller.Account != "" {
		t.Errorf("the refused certificate is %+v", caller)
	}
	if err := h.admit(t, h.one, machine, fingerprint); err != nil {
		t.Fatal(err)
	}
	stands, err := h.service.GetGrant(h.as(t, h.one, there), &adminv1.GetGrantRequest{Municipality: there, Grant: grant})
	if err != nil || stands.GetState() != adminv1.GrantState_GRANT_STATE_PENDING || stands.GetGivenBy() != h.one {
		t.Errorf("by an administrator of the platform: %v, %v", stands, err)
	}
}
