package handoverrpc_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/handoverrpc"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

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
