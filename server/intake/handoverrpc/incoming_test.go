package handoverrpc_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/handoverrpc"
	"oco.example/oco/server/intake/rpc"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
)

// The region: Waalwijk sends, Tilburg receives, Goirle looks on; Utrecht is of another region, Loon op Zand not active.
const (
	here, tilburg, goirle, utrecht, loon = "gm0867", "gm0855", "gm0785", "gm0344", "gm0809"
	municipal                            = intakev1.HandoverRecipientKind_HANDOVER_RECIPIENT_KIND_MUNICIPALITY
)

// promised is what the intake service asks of the settings to take a resident over.
type promised struct{ rpc.Settings }

func (promised) Promise(context.Context, *pg.Tx) (intake.Promise, error) {
	return intake.Promise{WorkingDays: 2}, nil
}

// neighbouring is a neighbour as the tenant that it is.
type neighbouring struct{}

func (neighbouring) As(ctx context.Context, neighbour string) context.Context {
	there := call.From(ctx)
	there.Municipality = neighbour
	return call.With(ctx, there)
}

// taker makes applications as the intake service does; before, when it is set, is what happens in the moment between the
// application here and the receipt there.
type taker struct {
	*rpc.Service
	before *func()
}

func (k taker) TakeOver(ctx context.Context, tx *pg.Tx, form intake.Application) (intake.Submission, error) {
	if do := *k.before; do != nil {
		do()
	}
	return k.Service.TakeOver(ctx, tx, form)
}

// crossing is a desk that sends, and the other side of it.
type crossing struct {
	desk
	incoming *handoverrpc.Incoming
	before   func()
}

func newCrossing(t *testing.T) *crossing {
	t.Helper()
	c := &crossing{desk: newDesk(t)}
	tokens, err := page.NewTokens(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	c.incoming = handoverrpc.NewIncoming(handoverrpc.IncomingDeps{
		DB: c.db.App, Store: c.store, Applications: taker{rpc.New(c.db.App, c.store, promised{}, nil, tokens), &c.before}, Region: neighbouring{}, Tokens: tokens,
	})
	ctx := c.as(call.RoleCoordinator)
	for code, region := range map[string]string{here: "brabant", tilburg: "brabant", goirle: "brabant", loon: "brabant", utrecht: "utrecht"} {
		if err := c.db.Owner.Write(ctx, func(tx *pg.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO admin.municipality (municipality, name, region, phone, active, create_time, update_time)
				VALUES ($1, 'Gemeente ' || $1, $2, '013 000 00 00', $3, now(), now())`, code, region, code != loon)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func in(t *testing.T, municipality string) context.Context {
	t.Helper()
	return pgtest.Context(t, municipality, call.RoleCoordinator)
}

func toMunicipality(application, code string) *intakev1.CreateHandoverRequest {
	req := request(application, municipal)
	req.Handover.RecipientMunicipality, req.Handover.RecipientName = code, ""
	req.Handover.Fields = []intakev1.HandoverField{
		intakev1.HandoverField_HANDOVER_FIELD_NAME, intakev1.HandoverField_HANDOVER_FIELD_REACH, intakev1.HandoverField_HANDOVER_FIELD_NEED,
	}
	return req
}

// crosses hands somebody over to Tilburg and returns the hand-over here, and its name there.
func (c *crossing) crosses() (handover, incoming string) {
	c.t.Helper()
	h, err := c.CreateHandover(c.as(call.RoleCoordinator), toMunicipality(c.application(intake.HandedOver), tilburg))
	if err != nil {
		c.t.Fatal(err)
	}
	return h.GetId(), here + "-" + h.GetId()
}

func (c *crossing) get(municipality, incoming string) (*intakev1.IncomingHandover, error) {
	return c.incoming.GetIncomingHandover(in(c.t, municipality), &intakev1.GetIncomingHandoverRequest{Municipality: municipality, IncomingHandover: incoming})
}

func (c *crossing) accept(ctx context.Context, incoming, request string) (*intakev1.IncomingHandover, error) {
	return c.incoming.AcceptIncomingHandover(ctx, &intakev1.AcceptIncomingHandoverRequest{Municipality: tilburg, IncomingHandover: incoming, RequestId: request})
}

func (c *crossing) withdraw(handover string) {
	c.t.Helper()
	if _, err := c.WithdrawHandover(c.as(call.RoleCoordinator), &intakev1.WithdrawHandoverRequest{Municipality: here, Handover: handover, RequestId: pg.NewID()}); err != nil {
		c.t.Error(err)
	}
}

// countIn runs a query that counts, as the owner, in a municipality.
func (c *crossing) countIn(municipality, query string, args ...any) (n int) {
	c.t.Helper()
	ctx := in(c.t, municipality)
	if err := c.db.Owner.Read(ctx, func(tx *pg.Tx) error { return tx.Get(ctx, &n, query, args...) }); err != nil {
		c.t.Fatal(err)
	}
	return n
}

// taken counts what Tilburg made of hand-overs.
func (c *crossing) taken() int {
	c.t.Helper()
	return c.countIn(tilburg, `SELECT count(*) FROM intake.application WHERE municipality = 'gm0855' AND from_municipality = 'gm0867'`)
}

func (c *crossing) state(handover string) (state string) {
	c.t.Helper()
	h, err := c.GetHandover(c.as(call.RoleCoordinator), &intakev1.GetHandoverRequest{Municipality: here, Handover: handover})
	if err != nil {
		c.t.Fatal(err)
	}
	return h.GetState().String()
}

func TestOnlyANeighbourThatUsesThePlatformIsSentTo(t *testing.T) {
	c := newCrossing(t)
	for _, code := range []string{here, utrecht, loon, "gm9999"} {
		_, err := c.CreateHandover(c.as(call.RoleCoordinator), toMunicipality(c.application(intake.HandedOver), code))
		if refusal := errs.Of(err); refusal == nil || len(refusal.Violations) != 1 || refusal.Violations[0].Field != "handover.recipient_municipality" {
			t.Errorf("%s: %v", code, err)
		}
	}
	application := c.application(intake.HandedOver)
	h, err := c.CreateHandover(c.as(call.RoleCoordinator), toMunicipality(application, tilburg))
	if err != nil || h.GetRecipientName() != "Gemeente gm0855" || h.GetRecipientMunicipality() != tilburg {
		t.Errorf("got %v, %v", h, err)
	}
	if _, err := c.CreateHandover(c.as(call.RoleCoordinator), toMunicipality(application, tilburg)); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("twice: %v", err)
	}
	if _, err := c.CreateHandover(c.as(call.RoleCoordinator), toMunicipality(application, goirle)); err != nil {
		t.Errorf("to another one as well: %v", err)
	}
}

// A coordinator reaches what is addressed to exactly their municipality: nothing that is another's, of another kind, or sent by
// whom they have nothing to do with; not to read, to take over or to refuse.
func TestNobodyReachesWhatIsAddressedToSomebodyElse(t *testing.T) {
	c := newCrossing(t)
	_, addressed := c.crosses()
	byName := request(c.application(intake.HandedOver), municipal)
	byName.Handover.RecipientName = "Gemeente gm0855"
	named, err := c.CreateHandover(c.as(call.RoleCoordinator), byName)
	if err != nil {
		t.Fatal(err)
	}
	_, id := intake.ParseIncoming(addressed)
	for what, ask := range map[string]struct{ municipality, incoming string }{
		"addressed to a neighbour":        {goirle, addressed},
		"asked for by who sent it":        {here, addressed},
		"asked for out of the region":     {utrecht, addressed},
		"to the access team":              {tilburg, here + "-" + c.sent(team)},
		"to an organisation":              {tilburg, here + "-" + c.sent(organisation)},
		"to a municipality by name alone": {tilburg, here + "-" + named.GetId()},
		"under the wrong sender":          {tilburg, goirle + "-" + id},
		"under a foreign sender":          {tilburg, utrecht + "-" + id},
		"of nobody":                       {tilburg, here + "-" + pg.NewID()},
	} {
		ctx := in(t, ask.municipality)
		if _, err := c.get(ask.municipality, ask.incoming); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s: read: %v", what, err)
		}
		_, err := c.incoming.AcceptIncomingHandover(ctx, &intakev1.AcceptIncomingHandoverRequest{Municipality: ask.municipality, IncomingHandover: ask.incoming, RequestId: pg.NewID()})
		if !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s: taken over: %v", what, err)
		}
		_, err = c.incoming.RefuseIncomingHandover(ctx, &intakev1.RefuseIncomingHandoverRequest{Municipality: ask.municipality, IncomingHandover: ask.incoming, Refusal: "nee", RequestId: pg.NewID()})
		if !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s: refused: %v", what, err)
		}
	}
	for _, code := range []string{tilburg, goirle, utrecht} {
		if n := c.countIn(code, `SELECT count(*) FROM intake.application WHERE municipality = $1`, code); n != 0 || c.events("HandoverAcknowledged") != 0 {
			t.Errorf("%s made %d applications", code, n)
		}
	}
	for municipality, want := range map[string]int{tilburg: 1, goirle: 0, here: 0, utrecht: 0} {
		list, err := c.incoming.ListIncomingHandovers(in(t, municipality), &intakev1.ListIncomingHandoversRequest{Municipality: municipality})
		if err != nil || len(list.GetIncomingHandovers()) != want {
			t.Errorf("%s lists %v, %v", municipality, list, err)
		}
	}
}

// What is read of a neighbour stands in the neighbour's processing log, and nothing of it in one's own.
func TestWhatIsReadIsLoggedWhereItIsKept(t *testing.T) {
	c := newCrossing(t)
	_, incoming := c.crosses()
	logged := func(municipality, name string) int {
		return c.countIn(municipality, `SELECT count(*) FROM platform.processing_log WHERE municipality = $1 AND name = $2 AND cardinality(subjects) = 1`, municipality, name)
	}
	got, err := c.get(tilburg, incoming)
	if err != nil || got.GetData().GetName() != "Noor Jansen" || got.GetData().GetPhone() != "+31611930000" || got.GetMunicipalityPhone() != "013 000 00 00" || got.GetConsent().GetPurpose() == "" {
		t.Fatalf("got %v, %v", got, err)
	}
	list, err := c.incoming.ListIncomingHandovers(in(t, tilburg), &intakev1.ListIncomingHandoversRequest{Municipality: tilburg})
	if err != nil || len(list.GetIncomingHandovers()) != 1 || list.GetIncomingHandovers()[0].GetData() != nil {
		t.Fatalf("got %v, %v", list, err)
	}
	for _, name := range []string{"read handover for a neighbour", "list handovers for a neighbour"} {
		if logged(here, name) != 1 || logged(tilburg, name) != 0 {
			t.Errorf("%s: %d times there, %d here", name, logged(here, name), logged(tilburg, name))
		}
	}
}

// The list of all neighbours together has its newest first, and its pages each row once.
func TestTheListGoesOverAllNeighbours(t *testing.T) {
	c := newCrossing(t)
	var want []string
	for i := range 5 {
		_, incoming := c.crosses()
		want = append(want, incoming)
		if i%2 == 0 { // the same of Goirle
			ctx := in(t, goirle)
			id, application := pg.NewID(), pg.NewID()
			if err := c.db.App.Write(ctx, func(tx *pg.Tx) error {
				r, err := c.store.InsertDossier(ctx, tx, intake.Resident{Name: sealed.Of("Bram Buurman")})
				if err != nil {
					return err
				}
				a := intake.Application{ID: application, State: intake.HandedOver, Channel: intake.Website, Origin: intake.Live, Day: "2026-11-20", Resident: r, Applicant: intake.Applicant{Kind: intake.ByResident}}
				if _, err := c.store.Insert(ctx, tx, a); err != nil {
					return err
				}
				h, err := c.store.InsertHandover(ctx, tx, r.ID, intake.Handover{
					Application: application, RecipientKind: intake.ToMunicipality, RecipientMunicipality: tilburg, Reason: "MOVED", Fields: []string{"NAME", "REACH"},
					Consent: intake.HandoverConsent{By: "RESIDENT", Day: "2026-11-20", Purpose: sealed.Of("telefonisch")}, State: intake.HandoverSent, ReminderDay: "2026-11-27",
				})
				id = h.ID
				return err
			}); err != nil {
				t.Fatal(err)
			}
			want = append(want, goirle+"-"+id)
		}
	}
	slices.Reverse(want)
	for size := int32(1); size <= int32(len(want))+1; size++ {
		var got []string
		for token, more := "", true; more; more = token != "" {
			list, err := c.incoming.ListIncomingHandovers(in(t, tilburg), &intakev1.ListIncomingHandoversRequest{Municipality: tilburg, PageSize: size, PageToken: token})
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range list.GetIncomingHandovers() {
				got = append(got, h.GetId())
			}
			token = list.GetNextPageToken()
		}
		if !slices.Equal(got, want) {
			t.Errorf("in pages of %d: got %v, want %v", size, got, want)
		}
	}
}
