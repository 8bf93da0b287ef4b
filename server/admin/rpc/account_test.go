package rpc_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/admin/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func TestAnAccountFromBeginningToEnd(t *testing.T) {
	h := newHouse(t)
	ctx := h.as(t, h.one, here)
	req := &adminv1.CreateAccountRequest{Municipality: here, RequestId: pg.NewID(), Account: &adminv1.Account{
		Kind: adminv1.AccountKind_ACCOUNT_KIND_PERSON, Name: "Zonnebloem", Email: "zon@oco.example", Issuer: issuer, Subject: "zon",
	}}
	made, err := h.service.CreateAccount(ctx, req)
	if err != nil {
		t.Fatal(err)
	}
	if !made.GetActive() || made.GetMunicipality() != here || made.GetEtag() != "1" || made.GetName() != "Zonnebloem" {
		t.Errorf("got %v", made)
	}
	again, err := h.service.CreateAccount(ctx, req)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(made, again, protocmp.Transform()); diff != "" {
		t.Errorf("the same request again (-first +again):\n%s", diff)
	}
	got, err := h.service.GetAccount(ctx, &adminv1.GetAccountRequest{Municipality: here, Account: made.GetId()})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(made, got, protocmp.Transform()); diff != "" {
		t.Errorf("read back (-made +got):\n%s", diff)
	}
	_, err = h.service.GetAccount(h.as(t, h.one, there), &adminv1.GetAccountRequest{Municipality: there, Account: made.GetId()})
	wantReason(t, "from another municipality", err, errs.NotFoundReason)
	_, err = h.service.CreateAccount(ctx, &adminv1.CreateAccountRequest{Municipality: here, Account: req.GetAccount()})
	wantReason(t, "the same sign-in twice", err, errs.AlreadyExistsReason)

	changed, err := h.service.UpdateAccount(ctx, &adminv1.UpdateAccountRequest{
		Municipality: here, Account: &adminv1.Account{Id: made.GetId(), Etag: "1", Name: "Roos", Active: false}, UpdateMask: mask("name", "active"),
	})
	if err != nil || changed.GetName() != "Roos" || changed.GetEmail() != "zon@oco.example" || changed.GetActive() || changed.GetEtag() != "2" {
		t.Errorf("got %v, %v", changed, err)
	}
	if caller := h.caller(t, "zon"); caller.Account != "" {
		t.Errorf("an inactive account signs in: %+v", caller)
	}
	_, err = h.service.UpdateAccount(ctx, &adminv1.UpdateAccountRequest{
		Municipality: here, Account: &adminv1.Account{Id: made.GetId(), Etag: "1", Name: "Iris"}, UpdateMask: mask("name"),
	})
	wantReason(t, "an outdated copy", err, errs.EtagMismatchReason)
	if rows, subjects := h.logged(t, here, "read account"); rows == 0 || rows != subjects {
		t.Errorf("reads of an account in the processing log: %d rows, %d subjects", rows, subjects)
	}
}

func TestNamesAreNotReadableInTheDatabase(t *testing.T) {
	h := newHouse(t)
	h.account(t, "zonnebloem")
	ctx := pgtest.Context(t, here, call.RoleSystem)
	var rows []string
	err := h.Owner.Read(ctx, func(tx *pg.Tx) error {
		return tx.Select(ctx, &rows, `SELECT encode(name, 'escape') || ' ' || encode(email, 'escape') FROM admin.account WHERE municipality = $1`, here)
	})
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows {
		if strings.Contains(row, "Naam") || strings.Contains(row, "example") {
			t.Errorf("readable: %s", row)
		}
	}
}

func TestAccountsByPage(t *testing.T) {
	h := newHouse(t)
	var want []string
	for _, name := range []string{"a", "b", "c"} {
		want = append([]string{h.account(t, name)}, want...)
	}
	first, err := h.service.ListAccounts(h.as(t, h.one, here), &adminv1.ListAccountsRequest{Municipality: here, PageSize: 2})
	if err != nil {
		t.Fatal(err)
	}
	second, err := h.service.ListAccounts(h.as(t, h.one, here), &adminv1.ListAccountsRequest{Municipality: here, PageSize: 2, PageToken: first.GetNextPageToken()})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range append(first.GetAccounts(), second.GetAccounts()...) {
		got = append(got, a.GetId())
	}
	if diff := cmp.Diff(want, got[:3]); diff != "" {
		t.Errorf("the newest first (-want +got):\n%s", diff)
	}
	if rows, subjects := h.logged(t, here, "list accounts"); rows != 2 || subjects != 6 {
		t.Errorf("two pages of n+1 rows in the processing log: got %d rows, %d subjects", rows, subjects)
	}
}

func TestCallerIsWhoItIs(t *testing.T) {
	h := newHouse(t)
	anna := h.account(t, "anna")
	h.coordinator(t, anna)
	if _, err := h.give(t, &adminv1.Grant{Account: anna, Role: commonv1.Role_ROLE_DESK}); err != nil { // waits
		t.Fatal(err)
	}
	got, err := h.service.GetCaller(h.as(t, anna, ""), &adminv1.GetCallerRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if got.GetAccount() != anna || got.GetName() != "Naam anna" || len(got.GetGrants()) != 1 || got.GetGrants()[0].GetRole() != commonv1.Role_ROLE_COORDINATOR {
		t.Errorf("got %v", got)
	}
	platform, err := h.service.GetCaller(h.as(t, h.one, ""), &adminv1.GetCallerRequest{})
	if err != nil || len(platform.GetGrants()) != 1 || platform.GetGrants()[0].GetMunicipality() != "" {
		t.Errorf("an administrator of the platform: %v, %v", platform, err)
	}
}

func TestCertificatesOfASystem(t *testing.T) {
	h := newHouse(t)
	ctx := h.as(t, h.one, here)
	machine, anna := h.account(t, "machine", system), h.account(t, "anna")
	fingerprint := strings.Repeat("0a", 32)
	add := func(account, fingerprint, until string) (*adminv1.Certificate, error) {
		return h.service.CreateCertificate(ctx, &adminv1.CreateCertificateRequest{
			Municipality: here, Account: account, Certificate: &adminv1.Certificate{Fingerprint: fingerprint, UntilDate: until},
		})
	}
	made, err := add(machine, fingerprint, today)
	if err != nil || made.GetAccount() != machine || made.GetUntilDate() != today {
		t.Fatalf("got %v, %v", made, err)
	}
	_, err = add(machine, fingerprint, today)
	wantReason(t, "the same certificate twice", err, errs.AlreadyExistsReason)
	_, err = add(machine, strings.Repeat("0b", 32), "2026-11-21")
	wantReason(t, "one that has run out", err, errs.Invalid)
	_, err = add(anna, strings.Repeat("0b", 32), today)
	wantReason(t, "of a person", err, errs.GrantImpossible)
	_, err = add(pg.NewID(), strings.Repeat("0b", 32), today)
	wantReason(t, "of nobody", err, errs.NotFoundReason)

	door := store.NewDoor(h.Door)
	if caller, err := door.ByFingerprint(t.Context(), fingerprint); err != nil || caller.Account != machine {
		t.Errorf("got %+v, %v", caller, err)
	}
	list, err := h.service.ListCertificates(ctx, &adminv1.ListCertificatesRequest{Municipality: here, Account: machine})
	if err != nil || len(list.GetCertificates()) != 1 {
		t.Errorf("got %v, %v", list, err)
	}
	_, err = h.service.ListCertificates(h.as(t, h.one, there), &adminv1.ListCertificatesRequest{Municipality: there, Account: machine})
	wantReason(t, "the list from another municipality", err, errs.NotFoundReason)
	del := &adminv1.DeleteCertificateRequest{Municipality: here, Account: machine, Certificate: made.GetId(), RequestId: pg.NewID()}
	for range 2 { // the second is a replay
		if _, err := h.service.DeleteCertificate(ctx, del); err != nil {
			t.Fatal(err)
		}
	}
	if caller, err := door.ByFingerprint(t.Context(), fingerprint); err != nil || caller.Account != "" {
		t.Errorf("a deleted certificate opens the door: %+v, %v", caller, err)
	}
}

func TestTheFirstAdministratorsAreNamedOnce(t *testing.T) {
	h := newHouse(t)
	if err := h.store.First(t.Context(), h.App, municipality(here, "Waalwijk"), person("three"), person("four")); !errors.Is(err, store.ErrAdministered) {
		t.Errorf("named a second time: %v", err)
	}
	if err := h.store.First(t.Context(), h.App, municipality(here, "Waalwijk"), person("five"), person("five")); err == nil {
		t.Error("one person twice was taken for two")
	}
	founded := []store.Founded{
		{Account: person("demo"), Grants: []admin.Grant{{Role: call.RoleCoordinator, Municipality: here}, {Role: call.RoleCoordinator, Municipality: there}}},
		{Account: admin.Account{Kind: admin.System, Name: person("machine").Name}, Fingerprints: []string{strings.Repeat("0c", 32)}, UntilDate: "2090-01-01",
			Grants: []admin.Grant{{Role: call.RoleSystem, Municipality: here}}},
	}
	for range 2 { // running again changes nothing
		if err := h.store.Found(t.Context(), h.App, municipality(here, "Waalwijk"), founded); err != nil {
			t.Fatal(err)
		}
		if got := h.caller(t, "demo"); len(got.Grants) != 2 {
			t.Errorf("got %+v", got)
		}
		caller, err := store.NewDoor(h.Door).ByFingerprint(t.Context(), strings.Repeat("0c", 32))
		if err != nil || len(caller.Grants) != 1 || caller.Grants[0].Role != call.RoleSystem {
			t.Errorf("got %+v, %v", caller, err)
		}
	}
}
