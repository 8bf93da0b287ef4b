package rpc_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/admin/rpc"
	"oco.example/oco/server/admin/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const (
	here   = "gm0867"
	there  = "gm0855"
	region = "hart-van-brabant"
	issuer = "https://login.example"
	today  = "2026-11-22"
)

// house is a platform with two administrators of gm0867 and gm0855.
type house struct {
	*pgtest.Database
	service    *rpc.Service
	store      *store.Store
	one, other string // accounts
	now        time.Time
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{now: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)}
	h.Database = pgtest.New(t, pgtest.WithClock(func() time.Time { return h.now }))
	h.store = store.New(subject.New(h.Keys))
	tokens, err := page.NewTokens(bytes.Repeat([]byte{1}, 32))
	if err != nil {
		t.Fatal(err)
	}
	h.service = rpc.New(h.App, h.store, tokens)
	if err := h.store.First(t.Context(), h.App, municipality(here, "Waalwijk"), person("one"), person("other")); err != nil {
		t.Fatal(err)
	}
	if err := h.store.Found(t.Context(), h.App, municipality(there, "Tilburg"), nil); err != nil {
		t.Fatal(err)
	}
	h.one, h.other = h.caller(t, "one").Account, h.caller(t, "other").Account
	return h
}

func municipality(code, name string) admin.Municipality {
	return admin.Municipality{Code: code, Name: name, Region: region, PromiseWorkingDays: 2}
}

func person(subject string) admin.Account {
	return admin.Account{Kind: admin.Person, Name: sealed.Of("Naam " + subject), Email: sealed.Of(subject + "@oco.example"), Issuer: issuer, Subject: subject}
}

// caller is what the door finds for a subject.
func (h *house) caller(t *testing.T, subject string) call.Caller {
	t.Helper()
	caller, err := store.NewDoor(h.Door).ByToken(t.Context(), issuer, subject)
	if err != nil {
		t.Fatal(err)
	}
	return caller
}

// as is the context of a call by an account in a municipality.
func (h *house) as(t *testing.T, account, municipality string) context.Context {
	t.Helper()
	ctx := pgtest.Context(t, municipality, call.RoleAdministrator)
	c := call.From(ctx)
	c.Caller.Account = account
	return call.With(ctx, c)
}

// account makes an account in gm0867 and returns its id.
func (h *house) account(t *testing.T, name string, change ...func(*adminv1.Account)) string {
	t.Helper()
	a := &adminv1.Account{Kind: adminv1.AccountKind_ACCOUNT_KIND_PERSON, Name: "Naam " + name, Email: name + "@oco.example", Issuer: issuer, Subject: name}
	for _, c := range change {
		c(a)
	}
	stored, err := h.service.CreateAccount(h.as(t, h.one, here), &adminv1.CreateAccountRequest{Municipality: here, Account: a})
	if err != nil {
		t.Fatal(err)
	}
	return stored.GetId()
}

func system(a *adminv1.Account) {
	a.Kind, a.Issuer, a.Subject = adminv1.AccountKind_ACCOUNT_KIND_SYSTEM, "", ""
}

// give gives a role in gm0867, by the first administrator.
func (h *house) give(t *testing.T, g *adminv1.Grant) (*adminv1.Grant, error) {
	t.Helper()
	return h.service.CreateGrant(h.as(t, h.one, here), &adminv1.CreateGrantRequest{Municipality: here, Grant: g})
}

// coordinator gives and confirms the role.
func (h *house) coordinator(t *testing.T, account string) *adminv1.Grant {
	t.Helper()
	g, err := h.give(t, &adminv1.Grant{Account: account, Role: commonv1.Role_ROLE_COORDINATOR})
	if err != nil {
		t.Fatal(err)
	}
	g, err = h.service.ConfirmGrant(h.as(t, h.other, here), &adminv1.ConfirmGrantRequest{Municipality: here, Grant: g.GetId()})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func mask(paths ...string) *fieldmaskpb.FieldMask { return &fieldmaskpb.FieldMask{Paths: paths} }

func wantReason(t *testing.T, what string, err error, want errs.Reason) {
	t.Helper()
	if !errs.Is(err, want) {
		t.Errorf("%s: got %v, want %s", what, err, want)
	}
}

// logged counts the rows of the processing log of a municipality under a name.
func (h *house) logged(t *testing.T, municipality, name string) (rows, subjects int) {
	t.Helper()
	ctx := pgtest.Context(t, municipality, call.RolePrivacyOfficer)
	var found struct {
		Rows     int `db:"rows"`
		Subjects int `db:"subjects"`
	}
	err := h.Owner.Read(ctx, func(tx *pg.Tx) error {
		return tx.Get(ctx, &found, `SELECT count(*) AS rows, coalesce(sum(cardinality(subjects)), 0) AS subjects
FROM platform.processing_log WHERE municipality = $1 AND name = $2`, municipality, name)
	})
	if err != nil {
		t.Fatal(err)
	}
	return found.Rows, found.Subjects
}
