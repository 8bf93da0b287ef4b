package handoverrpc_test

import (
	"bytes"
	"context"
	"slices"
	"sync"
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
	"oco.example/oco/server/platform/subject"
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

// Whoever takes a resident over has an application with the consent; who sent them sees a receipt as any other.
func TestWhoIsTakenOverIsAnApplicationHere(t *testing.T) {
	c := newCrossing(t)
	handover, incoming := c.crosses()
	taker, request := in(t, tilburg), pg.NewID()
	first, err := c.accept(taker, incoming, request)
	if err != nil || first.GetApplication() == "" || first.GetData() != nil || first.GetState() != intakev1.HandoverState_HANDOVER_STATE_RECEIVED {
		t.Fatalf("got %v, %v", first, err)
	}
	again, err := c.accept(taker, incoming, request)
	if err != nil || again.GetApplication() != first.GetApplication() || again.GetEtag() != first.GetEtag() {
		t.Errorf("the same request again: %v, %v", again, err)
	}
	other, err := c.accept(in(t, tilburg), incoming, pg.NewID())
	if err != nil || other.GetApplication() != first.GetApplication() {
		t.Errorf("another request: %v, %v", other, err)
	}
	if c.taken() != 1 || c.events("HandoverAcknowledged") != 1 {
		t.Errorf("%d applications, told %d times", c.taken(), c.events("HandoverAcknowledged"))
	}
	var made intake.Application
	ctx := in(t, tilburg)
	if err := c.db.App.Read(ctx, func(tx *pg.Tx) (err error) {
		made, err = c.store.Get(ctx, tx, call.Everyone(), first.GetApplication())
		return err
	}); err != nil || made.State != intake.Received || made.Resident.Name.Reveal() != "Noor Jansen" || made.Question.Reveal() != "schulden" || made.FromMunicipality != here || made.PromiseDay == "" {
		t.Errorf("got %+v, %v", made, err)
	}
	if n := c.countIn(tilburg, `SELECT count(*) FROM intake.consent WHERE municipality = 'gm0855' AND kind = 'HANDOVER' AND given AND given_date = '2026-11-26'`); n != 1 {
		t.Errorf("%d consents", n)
	}
	sent, err := c.GetHandover(c.as(call.RoleCoordinator), &intakev1.GetHandoverRequest{Municipality: here, Handover: handover})
	if err != nil || sent.GetState() != intakev1.HandoverState_HANDOVER_STATE_RECEIVED || sent.GetReceipt().GetReceiverName() != "Gemeente gm0855" || sent.GetReceipt().GetAnswerTime() == nil {
		t.Errorf("who sent it sees %v, %v", sent, err)
	}
	got, err := c.get(tilburg, incoming)
	if err != nil || got.GetApplication() != first.GetApplication() || got.GetData() != nil {
		t.Errorf("got %v, %v", got, err)
	}
	_, err = c.incoming.RefuseIncomingHandover(in(t, tilburg), &intakev1.RefuseIncomingHandoverRequest{Municipality: tilburg, IncomingHandover: incoming, Refusal: "toch niet", RequestId: pg.NewID()})
	if !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("refused after all: %v", err)
	}
}

// Several coordinators who press at once make one application.
func TestTwoWhoTakeOverAtOnceMakeOneApplication(t *testing.T) {
	c := newCrossing(t)
	_, incoming := c.crosses()
	var group sync.WaitGroup
	made := make([]string, 4)
	for i := range made {
		group.Go(func() {
			h, err := c.accept(in(t, tilburg), incoming, pg.NewID())
			if err != nil {
				t.Error(err)
			}
			made[i] = h.GetApplication()
		})
	}
	group.Wait()
	if slices.Sort(made); made[0] == "" || made[0] != made[3] || c.taken() != 1 || c.events("HandoverAcknowledged") != 1 {
		t.Errorf("made %v", made)
	}
}

// failing is a store of which the receipt there fails, as when the server stops between the two.
type failing struct {
	handoverrpc.IncomingStore
}

func (failing) LockAddressed(context.Context, *pg.Tx, string, string) (intake.Handover, error) {
	return intake.Handover{}, errs.New(errs.Unavailable)
}

func TestARepeatEndsWhatWasBegun(t *testing.T) {
	c := newCrossing(t)
	handover, incoming := c.crosses()
	broken, taker := *c.incoming, in(t, tilburg)
	broken.Store = failing{c.store}
	request := &intakev1.AcceptIncomingHandoverRequest{Municipality: tilburg, IncomingHandover: incoming, RequestId: pg.NewID(), Etag: "1"}
	if _, err := broken.AcceptIncomingHandover(taker, request); !errs.Is(err, errs.Unavailable) {
		t.Fatalf("got %v", err)
	}
	if c.taken() != 1 || c.state(handover) != "HANDOVER_STATE_SENT" {
		t.Fatalf("%d taken, %s", c.taken(), c.state(handover))
	}
	begun, err := c.get(tilburg, incoming)
	if err != nil || begun.GetApplication() == "" || begun.GetState() != intakev1.HandoverState_HANDOVER_STATE_SENT {
		t.Errorf("what was begun is shown as %v, %v", begun, err)
	}
	_, err = c.incoming.RefuseIncomingHandover(in(t, tilburg), &intakev1.RefuseIncomingHandoverRequest{Municipality: tilburg, IncomingHandover: incoming, Refusal: "nee", RequestId: pg.NewID()})
	if refusal := errs.Of(err); refusal == nil || refusal.Args["resource"] != "begun_handover" {
		t.Errorf("refused: %v", err)
	}
	h, err := c.incoming.AcceptIncomingHandover(taker, request)
	if err != nil || h.GetApplication() != begun.GetApplication() || c.state(handover) != "HANDOVER_STATE_RECEIVED" || c.taken() != 1 {
		t.Errorf("got %v, %v, %s", h, err, c.state(handover))
	}
}

// What is taken back first is refused and leaves nothing. In the moment between, the refusal says which application was made.
func TestAHandoverThatIsTakenBackMeanwhile(t *testing.T) {
	c := newCrossing(t)
	handover, incoming := c.crosses()
	c.withdraw(handover)
	if _, err := c.get(tilburg, incoming); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("read: %v", err)
	}
	if _, err := c.accept(in(t, tilburg), incoming, pg.NewID()); !errs.Is(err, errs.StateConflictReason) || c.taken() != 0 {
		t.Errorf("%v, %d taken", err, c.taken())
	}
	list, err := c.incoming.ListIncomingHandovers(in(t, tilburg), &intakev1.ListIncomingHandoversRequest{Municipality: tilburg})
	if err != nil || len(list.GetIncomingHandovers()) != 0 {
		t.Errorf("listed: %v, %v", list, err)
	}

	handover, incoming = c.crosses()
	c.before = func() { c.before = nil; c.withdraw(handover) }
	taker, request := in(t, tilburg), pg.NewID()
	for range 2 { // a repeat says it again
		_, err = c.accept(taker, incoming, request)
		refusal := errs.Of(err)
		if refusal == nil || refusal.Reason != errs.StateConflictReason || refusal.Args["resource"] != "taken_handover" || refusal.Args["state"] != "WITHDRAWN" {
			t.Fatalf("got %v", err)
		}
		if n := c.countIn(tilburg, `SELECT count(*) FROM intake.application WHERE municipality = 'gm0855' AND id = $1 AND from_handover = $2`, refusal.Args["application"], handover); n != 1 {
			t.Errorf("the refusal names %s", refusal.Args["application"])
		}
	}
	if c.taken() != 1 || c.state(handover) != "HANDOVER_STATE_WITHDRAWN" || c.events("HandoverAcknowledged") != 0 {
		t.Errorf("%d taken, %s", c.taken(), c.state(handover))
	}
}

func TestWhatIsRefusedIsToldWhereItWasSent(t *testing.T) {
	c := newCrossing(t)
	handover, incoming := c.crosses()
	ask := &intakev1.RefuseIncomingHandoverRequest{Municipality: tilburg, IncomingHandover: incoming, Refusal: "woont hier niet", Etag: "1", RequestId: pg.NewID()}
	taker := in(t, tilburg)
	for range 2 {
		h, err := c.incoming.RefuseIncomingHandover(taker, ask)
		if err != nil || h.GetState() != intakev1.HandoverState_HANDOVER_STATE_REFUSED || h.GetData() != nil {
			t.Fatalf("got %v, %v", h, err)
		}
	}
	sent, err := c.GetHandover(c.as(call.RoleCoordinator), &intakev1.GetHandoverRequest{Municipality: here, Handover: handover})
	if err != nil || sent.GetReceipt().GetRefusal() != "woont hier niet" || sent.GetReceipt().GetReceiverName() != "Gemeente gm0855" || c.events("HandoverAcknowledged") != 1 {
		t.Errorf("who sent it sees %v, %v", sent, err)
	}
	if _, err := c.accept(in(t, tilburg), incoming, pg.NewID()); !errs.Is(err, errs.StateConflictReason) || c.taken() != 0 {
		t.Errorf("taken over after all: %v", err)
	}
}

// The receiver answers itself: who sent it cannot say so in its place.
func TestWhoSentItRecordsNoAnswer(t *testing.T) {
	c := newCrossing(t)
	handover, _ := c.crosses()
	_, err := c.AcknowledgeHandover(c.as(call.RoleCoordinator), &intakev1.AcknowledgeHandoverRequest{Municipality: here, Handover: handover, ReceiverName: "Toos", RequestId: pg.NewID()})
	if !errs.Is(err, errs.Invalid) {
		t.Errorf("acknowledged: %v", err)
	}
	_, err = c.RefuseHandover(c.as(call.RoleCoordinator), &intakev1.RefuseHandoverRequest{Municipality: here, Handover: handover, Refusal: "nee", RequestId: pg.NewID()})
	if !errs.Is(err, errs.Invalid) || c.state(handover) != "HANDOVER_STATE_SENT" {
		t.Errorf("refused: %v, %s", err, c.state(handover))
	}
}

// Erased where they came from, a resident is on no list any more; who took them over keeps what is theirs.
func TestAnErasureTakesTheHandoverAwayOnBothSides(t *testing.T) {
	c := newCrossing(t)
	erase := func(handover string) {
		t.Helper()
		ctx := c.as(call.RoleCoordinator)
		if err := c.db.App.Write(ctx, func(tx *pg.Tx) error {
			var dossier []string
			if err := tx.Select(ctx, &dossier, `SELECT a.dossier FROM intake.handover h JOIN intake.application a ON a.municipality = h.municipality AND a.id = h.application
				WHERE h.municipality = 'gm0867' AND h.id = $1`, handover); err != nil {
				return err
			}
			_, err := c.store.Erase(ctx, tx, subject.Dossier, dossier)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	waits, waiting := c.crosses()
	received, taken := c.crosses()
	if _, err := c.accept(in(t, tilburg), taken, pg.NewID()); err != nil {
		t.Fatal(err)
	}
	erase(waits)
	erase(received)
	for _, incoming := range []string{waiting, taken} {
		if _, err := c.get(tilburg, incoming); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("read: %v", err)
		}
	}
	list, err := c.incoming.ListIncomingHandovers(in(t, tilburg), &intakev1.ListIncomingHandoversRequest{Municipality: tilburg})
	if err != nil || len(list.GetIncomingHandovers()) != 0 || c.taken() != 1 {
		t.Errorf("listed: %v, %v; %d taken", list, err, c.taken())
	}
}
