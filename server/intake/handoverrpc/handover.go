package handoverrpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// CreateHandover hands a resident over, with consent, which is noted with the resident's other consents.
func (s *Service) CreateHandover(ctx context.Context, req *intakev1.CreateHandoverRequest) (*intakev1.Handover, error) {
	handover, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (intake.Handover, error) {
		a, err := s.store.Lock(ctx, tx, req.GetHandover().GetApplication())
		if err != nil {
			return intake.Handover{}, err
		}
		handover, moved, err := a.HandOver(wanted(req.GetHandover()), tx.Now())
		if err != nil {
			return intake.Handover{}, err
		}
		if handover, err = s.address(ctx, tx, handover); err != nil {
			return intake.Handover{}, err
		}
		if err := s.consents(ctx, tx, a.Resident.ID, handover.Consent); err != nil {
			return intake.Handover{}, err
		}
		if moved {
			if handover.Case, err = s.leave(ctx, tx, a); err != nil {
				return intake.Handover{}, err
			}
		}
		if handover, err = s.store.InsertHandover(ctx, tx, a.Dossier, handover); err != nil {
			return intake.Handover{}, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.HandoverSent{
			Handover: handover.ID, Application: a.ID, Addressee: addressee(handover), RecipientKind: handover.RecipientKind,
			Reason: handover.Reason, HandoverDate: calendar.Day(tx.Now()), ReminderDate: handover.ReminderDay,
		})
		return handover, nil
	})
	if err != nil {
		return nil, err
	}
	return whole(ctx, handover), nil
}

// address looks the neighbour up that reads the hand-over, and fills its name in.
func (s *Service) address(ctx context.Context, tx *pg.Tx, h intake.Handover) (intake.Handover, error) {
	if h.RecipientMunicipality == "" {
		return h, nil
	}
	neighbours, err := s.store.Neighbours(ctx, tx)
	if err != nil {
		return intake.Handover{}, err
	}
	for _, n := range neighbours {
		if n.Municipality == h.RecipientMunicipality {
			h.RecipientName = sealed.Of(n.Name)
			return h, nil
		}
	}
	return intake.Handover{}, errs.Field("handover.recipient_municipality", "handover.no_neighbour")
}

// consents notes the consent with the resident's others; a representative is one of the resident's.
func (s *Service) consents(ctx context.Context, tx *pg.Tx, resident string, c intake.HandoverConsent) error {
	if c.Representative != "" {
		_, err := s.store.RepresentativeOf(ctx, tx, resident, c.Representative)
		if errs.Is(err, errs.NotFoundReason) {
			return errs.Field("handover.consent.representative", "representative.unknown")
		}
		if err != nil {
			return err
		}
	}
	_, err := s.store.InsertConsent(ctx, tx, intake.Consent{
		Resident: resident, Kind: intake.ConsentHandover, Given: true, Manner: c.Purpose, Day: c.Day, By: call.From(ctx).Caller.Account,
	})
	return err
}

// leave stores that the application left support, ends the case that ran, and returns it.
func (s *Service) leave(ctx context.Context, tx *pg.Tx, a intake.Application) (string, error) {
	running, err := s.store.RunningCase(ctx, tx, a.ID)
	if err != nil {
		return "", err
	}
	if err := s.cases.HandOverCase(ctx, tx, a.ID); err != nil {
		return "", err
	}
	_, err = s.store.Save(ctx, tx, a)
	return running, err
}

// GetHandover reads one with what was handed over.
func (s *Service) GetHandover(ctx context.Context, req *intakev1.GetHandoverRequest) (*intakev1.Handover, error) {
	var handover intake.Handover
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		handover, err = s.load(ctx, tx, req.GetHandover())
		return err
	})
	if err != nil {
		return nil, err
	}
	return whole(ctx, handover), nil
}

// ListHandovers reads a page of the hand-overs, the newest first, without what was handed over.
func (s *Service) ListHandovers(ctx context.Context, req *intakev1.ListHandoversRequest) (*intakev1.ListHandoversResponse, error) {
	filter := intake.HandoverFilter{
		State: intake.HandoverState(enum.Name(req.GetState())), Overdue: req.GetOverdue(), Application: req.GetApplication(),
	}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[intake.Handover](),
		func(tx *pg.Tx, after []string, limit int) ([]intake.Handover, error) {
			return s.store.Handovers(ctx, tx, receiver(ctx), filter, after, limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListHandoversResponse{NextPageToken: next}
	for _, h := range list {
		answer.Handovers = append(answer.Handovers, toProto(ctx, h))
	}
	return answer, nil
}

// AcknowledgeHandover records that the receiver has it.
func (s *Service) AcknowledgeHandover(ctx context.Context, req *intakev1.AcknowledgeHandoverRequest) (*intakev1.Handover, error) {
	receipt := intake.HandoverReceipt{Name: sealed.Of(req.GetReceiverName()), Reference: sealed.Of(req.GetReference())}
	return s.answer(ctx, req, intake.HandoverReceived, receipt)
}

// RefuseHandover records that the receiver does not take it, and why.
func (s *Service) RefuseHandover(ctx context.Context, req *intakev1.RefuseHandoverRequest) (*intakev1.Handover, error) {
	receipt := intake.HandoverReceipt{Name: sealed.Of(req.GetReceiverName()), Refusal: sealed.Of(req.GetRefusal())}
	return s.answer(ctx, req, intake.HandoverRefused, receipt)
}

// WithdrawHandover takes one back that was not answered.
func (s *Service) WithdrawHandover(ctx context.Context, req *intakev1.WithdrawHandoverRequest) (*intakev1.Handover, error) {
	return s.change(ctx, req, func(_ *pg.Tx, h *intake.Handover) error { return h.Withdraw() })
}

// moving is a request to move a hand-over.
type moving interface {
	pg.Request
	GetHandover() string
	GetEtag() string
}

func (s *Service) answer(ctx context.Context, req moving, state intake.HandoverState, receipt intake.HandoverReceipt) (*intakev1.Handover, error) {
	return s.change(ctx, req, func(tx *pg.Tx, h *intake.Handover) error {
		if !h.AnsweredHere() {
			return errs.Field("handover", "handover.answered_there")
		}
		return answered(ctx, tx, h, state, receipt)
	})
}

// answered records an answer, and tells whoever watches in the municipality that sent the hand-over.
func answered(ctx context.Context, tx *pg.Tx, h *intake.Handover, state intake.HandoverState, receipt intake.HandoverReceipt) error {
	receipt.At, receipt.By = tx.Now(), call.From(ctx).Caller.Account
	if err := h.Answer(state, receipt); err != nil {
		return err
	}
	tx.Emit(tx.Now(), pg.Live, &eventv1.HandoverAcknowledged{
		Handover: h.ID, Application: h.Application, Addressee: addressee(*h), State: string(h.State), AnswerDate: calendar.Day(tx.Now()),
	})
	return nil
}

// change locks a hand-over, checks the caller's copy, lets do move it, and saves it.
func (s *Service) change(ctx context.Context, req moving, do func(tx *pg.Tx, h *intake.Handover) error) (*intakev1.Handover, error) {
	handover, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (intake.Handover, error) {
		h, err := s.store.LockHandover(ctx, tx, receiver(ctx), req.GetHandover())
		if err != nil {
			return intake.Handover{}, err
		}
		if err := intake.CheckEtag(req.GetEtag(), h.Version); err != nil {
			return intake.Handover{}, err
		}
		if err := do(tx, &h); err != nil {
			return intake.Handover{}, err
		}
		return s.store.SaveHandover(ctx, tx, h)
	})
	if err != nil {
		return nil, err
	}
	return whole(ctx, handover), nil
}

// load reads a hand-over as it stands.
func (s *Service) load(ctx context.Context, tx *pg.Tx, id string) (intake.Handover, error) {
	return s.store.Handover(ctx, tx, receiver(ctx), id)
}

// wanted is what a coordinator asks to hand over.
func wanted(from *intakev1.Handover) intake.Handover {
	consent := from.GetConsent()
	return intake.Handover{
		RecipientKind: enum.Name(from.GetRecipientKind()), RecipientName: sealed.Of(from.GetRecipientName()),
		RecipientMunicipality: from.GetRecipientMunicipality(), Reason: enum.Name(from.GetReason()), Fields: enum.Names(from.GetFields()),
		Consent: intake.HandoverConsent{
			By: enum.Name(consent.GetGivenBy()), Representative: consent.GetRepresentative(), Day: consent.GetGivenDate(),
			Purpose: sealed.Of(consent.GetPurpose()),
		},
	}
}

// whole is a hand-over with what was handed over, unless a receiver may not see that any more.
func whole(ctx context.Context, h intake.Handover) *intakev1.Handover {
	answer := toProto(ctx, h)
	if receiver(ctx) && h.Over() {
		return answer
	}
	answer.Data = dataToProto(h.Data)
	return answer
}

func dataToProto(d intake.HandoverData) *intakev1.HandoverData {
	safe, answer := d.SafeContact, &intakev1.HandoverData{
		Name: d.Name.Reveal(), Phone: d.Phone.Reveal(), Email: d.Email.Reveal(), Postcode: d.Postcode.Reveal(),
		HouseNumber: d.HouseNumber.Reveal(), LifeDomains: enum.Numbers[commonv1.LifeDomain](d.LifeDomains), Need: d.Need.Reveal(),
	}
	if safe != (intake.SafeContact{}) {
		answer.SafeContact = &intakev1.SafeContact{
			NoPost: safe.NoPost, NoEmail: safe.NoEmail, NoPhone: safe.NoPhone, NoVoicemail: safe.NoVoicemail,
			NoCalendar: safe.NoCalendar, Instruction: safe.Instruction.Reveal(),
		}
	}
	return answer
}

func toProto(ctx context.Context, h intake.Handover) *intakev1.Handover {
	answer := &intakev1.Handover{
		Id: h.ID, Municipality: call.From(ctx).Municipality, Application: h.Application, Case: h.Case,
		RecipientKind: enum.Number[intakev1.HandoverRecipientKind](h.RecipientKind), RecipientName: h.RecipientName.Reveal(),
		RecipientMunicipality: h.RecipientMunicipality, Reason: enum.Number[intakev1.HandoverReason](h.Reason), Fields: enum.Numbers[intakev1.HandoverField](h.Fields),
		Consent: &intakev1.HandoverConsent{
			GivenBy: enum.Number[intakev1.HandoverConsentGiver](h.Consent.By), Representative: h.Consent.Representative,
			GivenDate: h.Consent.Day, Purpose: h.Consent.Purpose.Reveal(),
		},
		State: enum.Number[intakev1.HandoverState](string(h.State)), ReminderDate: h.ReminderDay, Overdue: h.Overdue(),
		CreateTime: timestamppb.New(h.Created), UpdateTime: timestamppb.New(h.Updated), Etag: intake.Etag(h.Version),
	}
	if r := h.Receipt; !r.At.IsZero() {
		answer.Receipt = &intakev1.HandoverReceipt{
			AnswerTime: moment.Of(r.At), RecordedBy: r.By, ReceiverName: r.Name.Reveal(), Reference: r.Reference.Reveal(), Refusal: r.Refusal.Reveal(),
		}
	}
	return answer
}
