package rpc_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/admin/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// third names one more administrator of the platform on the server, whom the first confirms.
func (h *house) third(t *testing.T) string {
	t.Helper()
	if err := h.store.Further(t.Context(), h.App, municipality(here, "Waalwijk"), person("third")); err != nil {
		t.Fatal(err)
	}
	account := h.caller(t, "third").Account
	if grants := h.caller(t, "third").Grants; len(grants) != 0 {
		t.Fatalf("who was named on the server counts before anybody confirms: %+v", grants)
	}
	h.confirm(t, h.one, h.platformGrant(t, account).GetId())
	return account
}

// platformGrant is what an account holds on the platform, as its home lists it.
func (h *house) platformGrant(t *testing.T, account string) *adminv1.Grant {
	t.Helper()
	list, err := h.service.ListGrants(h.as(t, h.one, here), &adminv1.ListGrantsRequest{Municipality: here, Account: account})
	if err != nil || len(list.GetGrants()) != 1 || list.GetGrants()[0].GetMunicipality() != "" {
		t.Fatalf("got %v, %v", list, err)
	}
	return list.GetGrants()[0]
}

func (h *house) confirm(t *testing.T, by, grant string) {
	t.Helper()
	if _, err := h.service.ConfirmGrant(h.as(t, by, here), &adminv1.ConfirmGrantRequest{Municipality: here, Grant: grant}); err != nil {
		t.Fatal(err)
	}
}

// update changes fields of an account, by another.
func (h *house) update(t *testing.T, by string, change *adminv1.Account, fields ...string) error {
	t.Helper()
	_, err := h.service.UpdateAccount(h.as(t, by, here), &adminv1.UpdateAccountRequest{Municipality: here, Account: change, UpdateMask: mask(fields...)})
	return err
}

func wantRule(t *testing.T, what string, err error, rule string) {
	t.Helper()
	if refused := errs.Of(err); refused == nil || len(refused.Violations) != 1 || refused.Violations[0].Rule != rule {
		t.Errorf("%s: got %v, want %s", what, err, rule)
	}
}

func administers(caller call.Caller) bool {
	return len(caller.Grants) == 1 && caller.Grants[0] == call.Grant{Role: call.RoleAdministrator}
}

func TestTheLastTwoAdministratorsOfThePlatformStay(t *testing.T) {
	h := newHouse(t)
	take := &adminv1.Account{Id: h.other, Subject: "mallory"}
	wantRule(t, "the sign-in of one of two", h.update(t, h.one, take, "subject"), "account.last_administrators")
	wantRule(t, "one of two ends", h.update(t, h.one, &adminv1.Account{Id: h.other}, "active"), "account.last_administrators")
	wantRule(t, "one of two ends the own account", h.update(t, h.one, &adminv1.Account{Id: h.one}, "active"), "account.last_administrators")
	if !administers(h.caller(t, "other")) {
		t.Fatalf("something of it stayed: %+v", h.caller(t, "other"))
	}
	h.third(t)
	if err := h.update(t, h.one, &adminv1.Account{Id: h.other}, "active"); err != nil {
		t.Errorf("one of three: %v", err)
	}
	if err := h.update(t, h.one, &adminv1.Account{Id: h.other, Active: true}, "active"); err != nil || !administers(h.caller(t, "other")) {
		t.Errorf("and back: %v, %+v", err, h.caller(t, "other"))
	}
}

func TestAnAdministratorOfThePlatformIsConfirmedAgain(t *testing.T) {
	h := newHouse(t)
	third := h.third(t)
	local := h.account(t, "local")
	g, err := h.give(t, &adminv1.Grant{Account: local, Role: commonv1.Role_ROLE_ADMINISTRATOR})
	if err != nil {
		t.Fatal(err)
	}
	h.confirm(t, h.other, g.GetId())
	wantRule(t, "an administrator of the home alone", h.update(t, local, &adminv1.Account{Id: h.other, Subject: "mallory"}, "subject"), "account.held_elsewhere")
	wantRule(t, "the same, ending it", h.update(t, local, &adminv1.Account{Id: h.other}, "active"), "account.held_elsewhere")

	if err := h.update(t, h.one, &adminv1.Account{Id: h.other, Subject: "moved"}, "subject"); err != nil {
		t.Fatal(err)
	}
	if caller := h.caller(t, "moved"); caller.Account != h.other || len(caller.Grants) != 0 {
		t.Errorf("whoever signs in now holds %+v", caller)
	}
	waits := h.platformGrant(t, h.other)
	if waits.GetState() != adminv1.GrantState_GRANT_STATE_PENDING || waits.GetGivenBy() != h.one {
		t.Errorf("got %v", waits)
	}
	confirm := &adminv1.ConfirmGrantRequest{Municipality: here, Grant: waits.GetId()}
	for by, reason := range map[string]errs.Reason{h.one: errs.SecondPersonNeeded, h.other: errs.Forbidden, local: errs.Forbidden} {
		_, err := h.service.ConfirmGrant(h.as(t, by, here), confirm)
		wantReason(t, "confirmed by "+by, err, reason)
	}
	_, err = h.service.ConfirmGrant(h.as(t, third, there), &adminv1.ConfirmGrantRequest{Municipality: there, Grant: waits.GetId()})
	wantReason(t, "through a municipality that is not its home", err, errs.NotFoundReason)
	_, err = h.service.RevokeGrant(h.as(t, third, here), &adminv1.RevokeGrantRequest{Municipality: here, Grant: waits.GetId()})
	wantReason(t, "one administrator revokes another's platform", err, errs.NotFoundReason)
	h.confirm(t, third, waits.GetId())
	if !administers(h.caller(t, "moved")) {
		t.Errorf("after the second person: %+v", h.caller(t, "moved"))
	}
	all, err := h.service.ListGrants(h.as(t, local, there), &adminv1.ListGrantsRequest{Municipality: there, Account: h.other})
	if err != nil || len(all.GetGrants()) != 0 {
		t.Errorf("another municipality lists %v, %v", all, err)
	}
}

// Three administrators end each other at the same moment: two of them stay.
func TestAdministratorsWhoEndEachOtherAtTheSameMoment(t *testing.T) {
	h := newHouse(t)
	third := h.third(t)
	for range 8 {
		var wait sync.WaitGroup
		outcomes := make(chan error, 3)
		for by, whom := range map[string]string{h.one: h.other, h.other: third, third: h.one} {
			ctx := h.as(t, by, here)
			wait.Go(func() {
				_, err := h.service.UpdateAccount(ctx, &adminv1.UpdateAccountRequest{Municipality: here, Account: &adminv1.Account{Id: whom}, UpdateMask: mask("active")})
				outcomes <- err
			})
		}
		wait.Wait()
		close(outcomes)
		ended := 0
		for err := range outcomes {
			if err == nil {
				ended++
				continue
			}
			wantRule(t, "one too many", err, "account.last_administrators")
		}
		if ended != 1 {
			t.Fatalf("%d of three were ended, want one", ended)
		}
		for _, account := range []string{h.one, h.other, third} {
			if err := h.update(t, h.one, &adminv1.Account{Id: account, Active: true}, "active"); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A grant is revoked while the sign-in of its account changes: the one waits for the other, so that
// the grant stays revoked, whichever of the two locks it is that they meet at.
func TestRevokedWhileTheSignInChanges(t *testing.T) {
	h := newHouse(t)
	for name, lock := range map[string]func(context.Context, *pg.Tx, string) error{
		"the account": func(ctx context.Context, tx *pg.Tx, id string) error {
			_, err := h.store.LockBareAccount(ctx, tx, id)
			return err
		},
		"what it holds": func(ctx context.Context, tx *pg.Tx, id string) error {
			_, err := h.store.LockHeld(ctx, tx, id)
			return err
		},
	} {
		account := h.account(t, name)
		g := h.coordinator(t, account)
		revoked := make(chan error, 1)
		changer, revoker := h.as(t, h.one, here), h.as(t, h.other, here)
		err := h.App.Write(changer, func(tx *pg.Tx) error {
			if err := lock(changer, tx, account); err != nil {
				return err
			}
			held, err := h.store.Held(changer, tx, account)
			if err != nil {
				return err
			}
			go func() {
				_, err := h.service.RevokeGrant(revoker, &adminv1.RevokeGrantRequest{Municipality: here, Grant: g.GetId()})
				revoked <- err
			}()
			h.untilSomebodyWaits(t, revoked)
			reopened, _ := held[0].Reopen(h.one)
			_, err = h.store.UpdateGrant(changer, tx, reopened)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := <-revoked; err != nil {
			t.Fatal(err)
		}
		list, err := h.service.ListGrants(h.as(t, h.one, here), &adminv1.ListGrantsRequest{Municipality: here, Account: account})
		if err != nil || len(list.GetGrants()) != 1 || list.GetGrants()[0].GetState() != adminv1.GrantState_GRANT_STATE_REVOKED {
			t.Errorf("%s: got %v, %v", name, list, err)
		}
	}
}

// untilSomebodyWaits asks until a transaction waits for a lock of another, or is done without.
func (h *house) untilSomebodyWaits(t *testing.T, done chan error) {
	t.Helper()
	ctx := pgtest.Context(t, here, call.RoleSystem)
	for waiting := 0; waiting == 0 && len(done) == 0; {
		if err := h.Owner.Read(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &waiting, `SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`)
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// Somebody who holds the database names two again, once fewer than two can sign in.
func TestAdministratorsAreNamedAgainWhenNoTwoAreLeft(t *testing.T) {
	for name, broken := range map[string]string{
		"one waits for a second person": `UPDATE admin.role_grant SET state = 'PENDING' WHERE account = $1`,
		"one cannot sign in":            `UPDATE admin.account SET active = false WHERE id = $1`,
		"neither can sign in":           `UPDATE admin.account SET active = false WHERE $1 <> ''`,
		"nobody is left":                `UPDATE admin.role_grant SET state = 'REVOKED' WHERE $1 <> ''`,
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			again := func() error {
				return h.store.First(t.Context(), h.App, municipality(here, "Waalwijk"), person("one"), person("five"))
			}
			if err := again(); !errors.Is(err, store.ErrAdministered) {
				t.Errorf("two are there: %v", err)
			}
			ctx := pgtest.Context(t, here, call.RoleSystem)
			if err := h.Owner.Write(ctx, func(tx *pg.Tx) error {
				_, err := tx.Exec(ctx, broken, h.one)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			if administers(h.caller(t, "one")) {
				t.Fatal("nothing is broken")
			}
			if err := again(); err != nil {
				t.Fatal(err)
			}
			if one, five := h.caller(t, "one"), h.caller(t, "five"); !administers(one) || !administers(five) || one.Account != h.one {
				t.Errorf("got %+v, %+v", one, five)
			}
			if err := again(); !errors.Is(err, store.ErrAdministered) {
				t.Errorf("two are there again: %v", err)
			}
		})
	}
}
