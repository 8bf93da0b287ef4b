package rpc_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/support"
)

// ticking is a clock of which no two moments are the same.
func ticking() func() time.Time {
	var ticks atomic.Int64
	return func() time.Time { return noon().Add(time.Duration(ticks.Add(1)) * time.Millisecond) }
}

func (w *world) ask(ctx context.Context, id, successor string) (*supportv1.Transfer, error) {
	return w.AskTransfer(ctx, &supportv1.AskTransferRequest{Municipality: municipality, Transfer: &supportv1.Transfer{
		Case: id, Kind: commonv1.SupportKind_SUPPORT_KIND_FORMAL, Reason: supportv1.TransferReason_TRANSFER_REASON_NO_CLICK, Note: "briefje", Successor: successor, FirstContact: true,
	}})
}

func (w *world) accept(ctx context.Context, transfer, successor string) (*supportv1.Transfer, error) {
	return w.AcceptTransfer(ctx, &supportv1.AcceptTransferRequest{Municipality: municipality, Transfer: transfer, Successor: successor})
}

func (w *world) goal(ctx context.Context, t *testing.T, id, text string) {
	t.Helper()
	if _, err := w.CreateCaseGoal(ctx, &supportv1.CreateCaseGoalRequest{CaseGoal: &supportv1.CaseGoal{Case: id, Text: text}}); err != nil {
		t.Fatal(err)
	}
}

func TestACaseIsHandedOver(t *testing.T) {
	w := newWorldBy(t, ticking())
	bo, fe, other := w.supporter(t), w.supporter(t), w.supporter(t)
	id, application := w.opened(t, bo)
	if _, err := w.ask(bo.as(t), id, bo.id); errs.Of(err) == nil {
		t.Error("handed over to oneself")
	}
	asked, err := w.ask(bo.as(t), id, fe.id)
	if err != nil || asked.GetState() != supportv1.TransferState_TRANSFER_STATE_ASKED || asked.GetFromSupporter() != bo.id || asked.GetAskDate() != today || asked.GetNote() != "briefje" {
		t.Fatalf("got %v, %v", asked, err)
	}
	if _, err := w.ask(w.coordinator, id, ""); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("asked twice: %v", err)
	}
	if seen, err := w.GetTransfer(fe.as(t), &supportv1.GetTransferRequest{Transfer: asked.GetId()}); err != nil || seen.GetNote() != "" {
		t.Errorf("who is asked reads %v, %v", seen, err)
	}
	for name, err := range map[string]error{
		"somebody else reads it": func() error {
			_, err := w.GetTransfer(other.as(t), &supportv1.GetTransferRequest{Transfer: asked.GetId()})
			return err
		}(),
		"somebody else accepts": func() error { _, err := w.accept(other.as(t), asked.GetId(), other.id); return err }(),
		"the case, not yet":     func() error { _, err := w.get(fe.as(t), id); return err }(),
	} {
		if !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s: %v", name, err)
		}
	}
	accepted, err := w.accept(fe.as(t), asked.GetId(), "")
	if err != nil || accepted.GetState() != supportv1.TransferState_TRANSFER_STATE_ACCEPTED || accepted.GetAnswerDate() != today || accepted.GetByPhone() {
		t.Fatalf("got %v, %v", accepted, err)
	}
	if c, err := w.get(fe.as(t), id); err != nil || c.GetSupporter() != fe.id || c.GetResidentName() == "" {
		t.Errorf("the successor: %v, %v", c, err)
	}
	if _, err := w.get(bo.as(t), id); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("who handed over still reads the case: %v", err)
	}
	if theirs, err := w.GetTransfer(bo.as(t), &supportv1.GetTransferRequest{Transfer: asked.GetId()}); err != nil || theirs.GetCase() != id || theirs.GetNote() != "" {
		t.Errorf("who handed over knows that it was theirs: %v, %v", theirs, err)
	}
	if _, err := w.WithdrawTransfer(bo.as(t), &supportv1.WithdrawTransferRequest{Transfer: asked.GetId()}); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("taken back when it was accepted: %v", err)
	}
	told := w.events(t)
	if diff := cmp.Diff(&eventv1.TransferAsked{
		Transfer: asked.GetId(), Case: id, Application: application, Kind: "FORMAL", Reason: "NO_CLICK", Account: fe.account,
	}, told[1].Message, protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(&eventv1.CaseTransferred{
		Case: id, Application: application, FromSupporter: bo.id, Supporter: fe.id, Account: fe.account,
	}, told[2].Message, protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
}

func TestATransferIsRefusedWithdrawnOrRecorded(t *testing.T) {
	w := newWorldBy(t, ticking())
	bo, fe := w.supporter(t), w.supporter(t)
	id, _ := w.opened(t, bo)
	asked, err := w.ask(bo.as(t), id, fe.id)
	if err != nil {
		t.Fatal(err)
	}
	refused, err := w.RefuseTransfer(fe.as(t), &supportv1.RefuseTransferRequest{Municipality: municipality, Transfer: asked.GetId()})
	if err != nil || refused.GetState() != supportv1.TransferState_TRANSFER_STATE_REFUSED {
		t.Errorf("got %v, %v", refused, err)
	}
	if c, err := w.get(bo.as(t), id); err != nil || c.GetSupporter() != bo.id {
		t.Errorf("the case is not as it was: %v, %v", c, err)
	}
	again, err := w.ask(bo.as(t), id, "")
	if err != nil {
		t.Fatal(err)
	}
	withdrawn, err := w.WithdrawTransfer(bo.as(t), &supportv1.WithdrawTransferRequest{Municipality: municipality, Transfer: again.GetId()})
	if err != nil || withdrawn.GetState() != supportv1.TransferState_TRANSFER_STATE_WITHDRAWN || withdrawn.GetByPhone() {
		t.Errorf("got %v, %v", withdrawn, err)
	}
	third, err := w.ask(w.coordinator, id, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.accept(w.coordinator, third.GetId(), ""); errs.Of(err) == nil {
		t.Error("nobody goes on")
	}
	recorded, err := w.accept(w.coordinator, third.GetId(), fe.id)
	if err != nil || !recorded.GetByPhone() || recorded.GetSuccessor() != fe.id {
		t.Errorf("got %v, %v", recorded, err)
	}
	fourth, err := w.ask(fe.as(t), id, bo.id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.CloseCase(fe.as(t), closing(id)); err != nil {
		t.Fatal(err)
	}
	if got, err := w.GetTransfer(w.coordinator, &supportv1.GetTransferRequest{Transfer: fourth.GetId()}); err != nil || got.GetState() != supportv1.TransferState_TRANSFER_STATE_WITHDRAWN {
		t.Errorf("the case closed, and it is still asked: %v, %v", got, err)
	}
	list, err := w.ListTransfers(bo.as(t), &supportv1.ListTransfersRequest{Municipality: municipality, Case: id})
	if err != nil || len(list.GetTransfers()) != 4 {
		t.Errorf("got %v, %v", list, err)
	}
	list, err = w.ListTransfers(w.coordinator, &supportv1.ListTransfersRequest{Municipality: municipality, States: []supportv1.TransferState{supportv1.TransferState_TRANSFER_STATE_ACCEPTED}})
	if err != nil || len(list.GetTransfers()) != 1 || list.GetTransfers()[0].GetId() != third.GetId() {
		t.Errorf("got %v, %v", list, err)
	}
}

func TestTheSecondSupporterWorksAlong(t *testing.T) {
	w := newWorldBy(t, ticking())
	bo, fe := w.supporter(t), w.supporter(t)
	id, _ := w.opened(t, bo)
	mine := w.write1(bo.as(t), t, moment(id, "van de eerste", 10))
	joined, err := w.AddSecondSupporter(w.coordinator, &supportv1.AddSecondSupporterRequest{Municipality: municipality, Case: id, Supporter: fe.id})
	if err != nil || joined.GetSecondSupporter() != fe.id {
		t.Fatalf("got %v, %v", joined, err)
	}
	list, err := w.ListCases(fe.as(t), &supportv1.ListCasesRequest{Municipality: municipality})
	if err != nil || len(list.GetCases()) != 1 || list.GetCases()[0].GetResidentPhone() == "" {
		t.Errorf("got %v, %v", list, err)
	}
	for _, who := range []someone{bo, fe} {
		if list, err = w.ListCases(w.coordinator, &supportv1.ListCasesRequest{Municipality: municipality, Supporter: who.id}); err != nil || len(list.GetCases()) != 1 {
			t.Errorf("the cases that one of two is on: %v, %v", list, err)
		}
	}
	theirs := w.write1(fe.as(t), t, moment(id, "van de tweede", 5))
	if theirs.GetSupporter() != fe.id || len(w.moments(fe.as(t), t, id)) != 2 || w.minutes(t, id) != 15 {
		t.Errorf("got %v", theirs)
	}
	if _, err := w.DeleteContactMoment(fe.as(t), &supportv1.DeleteContactMomentRequest{ContactMoment: mine.GetId()}); errs.Of(err) == nil {
		t.Error("the second removed what the first wrote")
	}
	if _, err := w.ask(fe.as(t), id, ""); errs.Of(err) == nil {
		t.Error("the second handed over what is the first's")
	}
	left, err := w.RemoveSecondSupporter(w.coordinator, &supportv1.RemoveSecondSupporterRequest{Municipality: municipality, Case: id})
	if err != nil || left.GetSecondSupporter() != "" {
		t.Errorf("got %v, %v", left, err)
	}
	if _, err := w.get(fe.as(t), id); !errs.Is(err, errs.NotFoundReason) || len(w.moments(fe.as(t), t, id)) > 0 {
		t.Errorf("who is second no more: %v", err)
	}
	if _, err := w.RemoveSecondSupporter(w.coordinator, &supportv1.RemoveSecondSupporterRequest{Municipality: municipality, Case: id}); errs.Of(err) == nil {
		t.Error("there was nobody to leave")
	}
}

// What the statements let each reader see is what support.Sees says, in every phase and for every choice.
func TestTheDatabaseAgreesOnWhoSeesWhat(t *testing.T) {
	w := newWorldBy(t, ticking())
	for _, chosen := range support.SuccessorViews {
		first, second, successor, refuser, former := w.supporter(t), w.supporter(t), w.supporter(t), w.supporter(t), w.supporter(t)
		id, _ := w.opened(t, former) // who handed over before all this, and whose time is not told apart
		handed, err := w.ask(w.coordinator, id, first.id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.accept(w.coordinator, handed.GetId(), ""); err != nil {
			t.Fatal(err)
		}
		w.write1(w.coordinator, t, moment(id, "eerder", 1))
		w.goal(w.coordinator, t, id, "eerder")
		w.planNoted(t, id, "2027-03-10T09:00:00+01:00", "eerder")
		if _, err := w.AddSecondSupporter(w.coordinator, &supportv1.AddSecondSupporterRequest{Case: id, Supporter: second.id}); err != nil {
			t.Fatal(err)
		}
		readers := map[support.Reader]context.Context{
			support.First: first.as(t), support.Second: second.as(t), support.Successor: successor.as(t), support.Refuser: refuser.as(t),
			support.Former: former.as(t), support.Coordinator: w.coordinator,
		}
		check := func(phase support.Phase) {
			for reader, ctx := range readers {
				if got, want := w.sight(ctx, t, id), support.Sees(reader, phase, chosen); phase == support.After && got != want ||
					phase != support.After && (got.Case != want.Case || got.Moments != want.Moments || got.Goals != want.Goals || got.Appointments != want.Appointments) {
					t.Errorf("%s, %s, %q: sees %+v, want %+v", reader, phase, chosen, got, want)
				}
			}
		}
		check(support.Before)
		turned, err := w.ask(w.coordinator, id, refuser.id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.RefuseTransfer(refuser.as(t), &supportv1.RefuseTransferRequest{Transfer: turned.GetId()}); err != nil {
			t.Fatal(err)
		}
		asked, err := w.ask(first.as(t), id, successor.id)
		if err != nil {
			t.Fatal(err)
		}
		if chosen != support.NotChosen {
			if _, err := w.RecordSuccessorView(w.coordinator, &supportv1.RecordSuccessorViewRequest{
				Case: id, SuccessorView: enum.Number[supportv1.SuccessorView](string(chosen)), ResidentAgreed: true,
			}); err != nil {
				t.Fatal(err)
			}
		}
		check(support.During)
		if _, err := w.accept(successor.as(t), asked.GetId(), ""); err != nil {
			t.Fatal(err)
		}
		w.write1(w.coordinator, t, moment(id, "later", 1))
		w.goal(w.coordinator, t, id, "later")
		w.planNoted(t, id, "2027-03-11T09:00:00+01:00", "later")
		check(support.After)
	}
}

// A choice that was made for one transfer opens nothing to who comes by another way: after a refusal, after it was withdrawn, and
// when somebody else goes on than was asked. Once the resident chose anew, that holds.
func TestTheNextSuccessorSeesNothingThatWasChosenForAnother(t *testing.T) {
	w := newWorldBy(t, ticking())
	choose := func(t *testing.T, id string) {
		t.Helper()
		if _, err := w.RecordSuccessorView(w.coordinator, &supportv1.RecordSuccessorViewRequest{
			Case: id, SuccessorView: supportv1.SuccessorView_SUCCESSOR_VIEW_EVERYTHING, ResidentAgreed: true,
		}); err != nil {
			t.Fatal(err)
		}
	}
	ends := map[string]func(vera someone, transfer string) error{
		"refused": func(vera someone, transfer string) error {
			_, err := w.RefuseTransfer(vera.as(t), &supportv1.RefuseTransferRequest{Transfer: transfer})
			return err
		},
		"withdrawn": func(_ someone, transfer string) error {
			_, err := w.WithdrawTransfer(w.coordinator, &supportv1.WithdrawTransferRequest{Transfer: transfer})
			return err
		},
		"somebody else goes on": nil,
	}
	for name, end := range ends {
		for _, c := range []struct {
			when          string
			before, again bool
			want          bool
		}{{"chosen once it was asked", false, false, false}, {"chosen before it was asked", true, false, false}, {"chosen anew", false, true, true}} {
			t.Run(name+", "+c.when, func(t *testing.T) {
				first, vera, next := w.supporter(t), w.supporter(t), w.supporter(t)
				id, _ := w.opened(t, first)
				w.write1(w.coordinator, t, moment(id, "eerder", 1))
				if c.before {
					choose(t, id)
				}
				asked, err := w.ask(first.as(t), id, vera.id)
				if err != nil {
					t.Fatal(err)
				}
				if !c.before {
					choose(t, id)
				}
				transfer, by := asked.GetId(), w.coordinator
				if end != nil {
					if err := end(vera, transfer); err != nil {
						t.Fatal(err)
					}
					if asked, err = w.ask(first.as(t), id, next.id); err != nil {
						t.Fatal(err)
					}
					transfer, by = asked.GetId(), next.as(t)
					if c.again {
						choose(t, id)
					}
				}
				if _, err := w.accept(by, transfer, next.id); err != nil {
					t.Fatal(err)
				}
				if end == nil && c.again {
					choose(t, id)
				}
				if saw := len(w.moments(next.as(t), t, id)) > 0; saw != c.want {
					t.Errorf("the successor sees what was before: %t, want %t", saw, c.want)
				}
			})
		}
	}
}

// sight is what a reader finds of a case.
func (w *world) sight(ctx context.Context, t *testing.T, id string) (seen support.Sight) {
	t.Helper()
	_, err := w.get(ctx, id)
	if seen.Case = err == nil; err != nil && !errs.Is(err, errs.NotFoundReason) {
		t.Fatal(err)
	}
	list, err := w.ListCaseGoals(ctx, &supportv1.ListCaseGoalsRequest{Municipality: municipality, Case: id})
	if err != nil {
		t.Fatal(err)
	}
	var laterGoal bool
	for _, g := range list.GetCaseGoals() {
		seen.Goals, laterGoal = seen.Goals || g.GetText() == "eerder", laterGoal || g.GetText() == "later"
	}
	for _, m := range w.moments(ctx, t, id) {
		seen.Moments, seen.Later = seen.Moments || m.GetNote() == "eerder", seen.Later || m.GetNote() == "later"
	}
	coming, err := w.ListAppointments(ctx, &supportv1.ListAppointmentsRequest{Municipality: municipality, Case: id})
	if err != nil {
		t.Fatal(err)
	}
	var laterAppointment bool
	for _, a := range coming.GetAppointments() {
		seen.Appointments, laterAppointment = seen.Appointments || a.GetNote() == "eerder", laterAppointment || a.GetNote() == "later"
	}
	if laterGoal != seen.Later || laterAppointment != seen.Later {
		t.Errorf("later: sees the goals %t, the appointments %t, the moments %t", laterGoal, laterAppointment, seen.Later)
	}
	if listed := len(coming.GetAppointments()) > 0; listed != seen.Case {
		t.Errorf("sees the case %t, and that there are appointments %t", seen.Case, listed)
	}
	return seen
}

// planNoted plans an appointment with a note, as a coordinator.
func (w *world) planNoted(t *testing.T, id, start, note string) {
	t.Helper()
	request := agreed(id, start)
	request.Appointment.Note = note
	if _, err := w.CreateAppointment(w.coordinator, request); err != nil {
		t.Fatal(err)
	}
}

// Appointments that were before somebody took over are theirs to see when the resident chose everything, by every way to read
// one; those that begin later they have to know of.
func TestASuccessorSeesEarlierAppointmentsWhenTheResidentWantsThat(t *testing.T) {
	for _, chosen := range []supportv1.SuccessorView{supportv1.SuccessorView_SUCCESSOR_VIEW_GOALS, supportv1.SuccessorView_SUCCESSOR_VIEW_EVERYTHING} {
		now := noon()
		w := newWorldBy(t, func() time.Time { return now })
		first, next := w.supporter(t), w.supporter(t)
		id, _ := w.opened(t, first)
		was, comes := w.plan(t, first.as(t), id, "2026-03-11T09:00:00+01:00"), w.plan(t, first.as(t), id, "2026-03-20T09:00:00+01:00")
		now = now.AddDate(0, 0, 3)
		if _, err := w.attend(first.as(t), was.GetId(), held); err != nil {
			t.Fatal(err)
		}
		if _, err := w.RecordSuccessorView(first.as(t), &supportv1.RecordSuccessorViewRequest{Case: id, SuccessorView: chosen, ResidentAgreed: true}); err != nil {
			t.Fatal(err)
		}
		asked, err := w.ask(first.as(t), id, next.id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.accept(next.as(t), asked.GetId(), ""); err != nil {
			t.Fatal(err)
		}
		all := chosen == supportv1.SuccessorView_SUCCESSOR_VIEW_EVERYTHING
		list, err := w.ListAppointments(next.as(t), &supportv1.ListAppointmentsRequest{Municipality: municipality, Case: id})
		if err != nil || len(list.GetAppointments()) != map[bool]int{false: 1, true: 2}[all] || list.GetAppointments()[0].GetId() != comes.GetId() {
			t.Errorf("%v: lists %v, %v", chosen, list.GetAppointments(), err)
		}
		_, err = w.GetAppointment(next.as(t), &supportv1.GetAppointmentRequest{Appointment: was.GetId()})
		if (err == nil) != all || err != nil && !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%v: reads what was: %v", chosen, err)
		}
		_, err = w.GetAppointmentInvitation(next.as(t), &supportv1.GetAppointmentInvitationRequest{Appointment: was.GetId()})
		if (err == nil) != all {
			t.Errorf("%v: has its calendar file: %v", chosen, err)
		}
		moved, err := w.move(next.as(t), comes.GetId(), "2026-03-21T09:00:00+01:00")
		if err != nil || (moved.GetNote() != "") != all {
			t.Errorf("%v: moves what comes: %v, %v", chosen, moved, err)
		}
		if kept, err := w.GetAppointment(w.coordinator, &supportv1.GetAppointmentRequest{Appointment: comes.GetId()}); err != nil || kept.GetNote() == "" {
			t.Errorf("%v: what was noted was lost by moving: %v, %v", chosen, kept, err)
		}
	}
}
