package handoverrpc

import (
	"context"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// AcceptIncomingHandover takes a resident over, in three transactions, since none spans two tenants: it reads there whether the
// hand-over waits, makes the application here, and records the receipt there.
//
// The application comes first: of a crash between the two the sender is then reminded of a hand-over without a receipt, and not
// assured of one that nobody has. The application remembers the hand-over, so a repeat, by whomever, makes no second one and
// records the receipt that is lacking. What was taken back before the application was made is refused and leaves nothing; what was
// taken back or refused in the moment between leaves the application, and the refusal says which: it is here that somebody has to
// decide what becomes of it, and the sender cannot be kept from taking back until this municipality is done.
func (s *Incoming) AcceptIncomingHandover(ctx context.Context, req *intakev1.AcceptIncomingHandoverRequest) (*intakev1.IncomingHandover, error) {
	at, there, err := s.find(ctx, req.GetIncomingHandover())
	if err != nil {
		return nil, err
	}
	h, err := s.read(there, at)
	if err != nil {
		return nil, err
	}
	taken, err := s.take(ctx, req, intake.Incoming{Handover: h, From: at.from})
	if err != nil {
		return nil, err
	}
	if h, err = s.receive(there, at, taken.ID); err != nil {
		return nil, err
	}
	return wholeIncoming(ctx, intake.Incoming{Handover: h, From: at.from, TakenInto: taken.ID}), nil
}

// take makes the application here, or finds the one that was made before.
func (s *Incoming) take(ctx context.Context, req *intakev1.AcceptIncomingHandoverRequest, h intake.Incoming) (intake.Application, error) {
	again := func(ctx context.Context, tx *pg.Tx, id string) (intake.Application, error) {
		return s.Store.Get(ctx, tx, call.Everyone(), id)
	}
	var made intake.Submission
	taken, err := pg.Once(ctx, s.DB, req, again, func(tx *pg.Tx) (intake.Application, error) {
		if err := s.Store.LockTaking(ctx, tx, h.From.Municipality, h.ID); err != nil {
			return intake.Application{}, err
		}
		before, err := s.Store.TakenFrom(ctx, tx, h.From.Municipality, h.ID)
		if !errs.Is(err, errs.NotFoundReason) {
			return before, err
		}
		if err := intake.CheckEtag(req.GetEtag(), h.Version); err != nil {
			return intake.Application{}, err
		}
		form, err := h.Take()
		if err != nil {
			return intake.Application{}, err
		}
		if made, err = s.Applications.TakeOver(ctx, tx, form); err != nil {
			return intake.Application{}, err
		}
		_, err = s.Store.InsertConsent(ctx, tx, intake.Consent{
			Resident: made.Resident.ID, Kind: intake.ConsentHandover, Given: true, Manner: h.Consent.Purpose, Day: h.Consent.Day,
			By: call.From(ctx).Caller.Account,
		})
		return made.Application, err
	})
	if err == nil && made.ID != "" {
		for _, notice := range made.Notices(h.Resident()) {
			call.From(ctx).Remark(notice)
		}
	}
	return taken, err
}

// receive records in the municipality that sent it that a hand-over was received, unless it was recorded before.
func (s *Incoming) receive(there context.Context, at sent, application string) (h intake.Handover, err error) {
	err = s.DB.Write(there, func(tx *pg.Tx) error {
		if h, err = s.Store.LockAddressed(there, tx, at.to, at.id); err != nil {
			return overtaken(application, string(intake.HandoverWithdrawn), err)
		}
		if h.State == intake.HandoverReceived {
			return nil
		}
		state := string(h.State)
		if err := answered(there, tx, &h, intake.HandoverReceived, intake.HandoverReceipt{Name: h.RecipientName}); err != nil {
			return overtaken(application, state, err)
		}
		h, err = s.Store.SaveHandover(there, tx, h)
		return err
	})
	return h, err
}

// overtaken is the refusal that says which application was made of a hand-over that went another way in that moment, or was
// erased with its resident.
func overtaken(application, state string, err error) error {
	if !errs.Is(err, errs.StateConflictReason) && !errs.Is(err, errs.NotFoundReason) {
		return err
	}
	return errs.New(errs.StateConflictReason, "resource", "taken_handover", "state", state, "application", application).Because(err)
}

// RefuseIncomingHandover records in the municipality that sent it that the resident is not taken over.
func (s *Incoming) RefuseIncomingHandover(ctx context.Context, req *intakev1.RefuseIncomingHandoverRequest) (*intakev1.IncomingHandover, error) {
	at, there, err := s.find(ctx, req.GetIncomingHandover())
	if err != nil {
		return nil, err
	}
	begun := []intake.Incoming{{Handover: intake.Handover{ID: at.id}}}
	if err := s.findTaken(ctx, begun); err != nil {
		return nil, err
	}
	if begun[0].TakenInto != "" { // whoever took it over did not get to the receipt: that comes first
		return nil, errs.StateConflict("begun_handover", string(intake.HandoverReceived))
	}
	load := func(there context.Context, tx *pg.Tx, id string) (intake.Handover, error) {
		return s.Store.Addressed(there, tx, at.to, id)
	}
	h, err := pg.Once(there, s.DB, req, load, func(tx *pg.Tx) (intake.Handover, error) {
		h, err := s.Store.LockAddressed(there, tx, at.to, at.id)
		if err != nil {
			return intake.Handover{}, err
		}
		if err := intake.CheckEtag(req.GetEtag(), h.Version); err != nil {
			return intake.Handover{}, err
		}
		receipt := intake.HandoverReceipt{Name: h.RecipientName, Refusal: sealed.Of(req.GetRefusal())}
		if err := answered(there, tx, &h, intake.HandoverRefused, receipt); err != nil {
			return intake.Handover{}, err
		}
		return s.Store.SaveHandover(there, tx, h)
	})
	if err != nil {
		return nil, err
	}
	return wholeIncoming(ctx, intake.Incoming{Handover: h, From: at.from}), nil
}
