package residentrpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// CreateConsent records a yes or a no of a resident; the newest of its kind counts. The
// applications that it concerns move with it.
func (s *Service) CreateConsent(ctx context.Context, req *intakev1.CreateConsentRequest) (*intakev1.Consent, error) {
	c := call.From(ctx)
	consent, err := pg.Once(ctx, s.db, req, s.store.Consent, func(tx *pg.Tx) (intake.Consent, error) {
		consent, err := consentFromProto(req.GetResident(), req.GetConsent()).Complete(tx.Now())
		if err != nil {
			return intake.Consent{}, err
		}
		consent.By = c.Caller.Account
		if err := s.apply(ctx, tx, consent); err != nil {
			return intake.Consent{}, err
		}
		if err := s.standing(ctx, tx, consent.Resident); err != nil {
			return intake.Consent{}, err
		}
		return s.store.InsertConsent(ctx, tx, consent)
	})
	if err != nil {
		return nil, err
	}
	return consentToProto(c.Municipality, consent), nil
}

// apply moves the applications that a consent concerns, each with its event, and takes back the hand-overs that wait for an
// answer when the resident does not want them: whoever received one has it.
func (s *Service) apply(ctx context.Context, tx *pg.Tx, consent intake.Consent) error {
	if consent.Kind != intake.ConsentSupport && !consent.StopsHandovers() && consent.Application == "" {
		return nil
	}
	applications, err := s.store.LockApplicationsOf(ctx, tx, consent.Resident)
	if err != nil {
		return err
	}
	if err := consent.CheckAbout(applications); err != nil {
		return err
	}
	for _, a := range applications {
		if consent.StopsHandovers() {
			if err := s.store.WithdrawHandovers(ctx, tx, a.ID); err != nil {
				return err
			}
		}
		if !consent.Apply(&a) {
			continue
		}
		saved, err := s.store.Save(ctx, tx, a)
		if err != nil {
			return err
		}
		changed(tx, saved)
	}
	return nil
}

// GetConsent reads one consent of a resident.
func (s *Service) GetConsent(ctx context.Context, req *intakev1.GetConsentRequest) (*intakev1.Consent, error) {
	var consent intake.Consent
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		consent, err = s.store.ConsentOf(ctx, tx, req.GetResident(), req.GetConsent())
		return err
	})
	if err != nil {
		return nil, err
	}
	return consentToProto(call.From(ctx).Municipality, consent), nil
}

// ListConsents reads a page of the consents of a resident.
func (s *Service) ListConsents(ctx context.Context, req *intakev1.ListConsentsRequest) (*intakev1.ListConsentsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[intake.Consent](), func(tx *pg.Tx, after []string, limit int) ([]intake.Consent, error) {
		return s.store.Consents(ctx, tx, req.GetResident(), after, limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListConsentsResponse{NextPageToken: next}
	for _, c := range list {
		answer.Consents = append(answer.Consents, consentToProto(call.From(ctx).Municipality, c))
	}
	return answer, nil
}

func consentFromProto(resident string, c *intakev1.Consent) intake.Consent {
	return intake.Consent{
		Resident: resident, Kind: enum.Name(c.GetKind()), Given: c.GetGiven(), Manner: sealed.Of(c.GetManner()), Day: c.GetGivenDate(),
		Application: c.GetApplication(),
	}
}

func consentToProto(municipality string, c intake.Consent) *intakev1.Consent {
	return &intakev1.Consent{
		Id: c.ID, Municipality: municipality, Resident: c.Resident, Kind: enum.Number[intakev1.ConsentKind](c.Kind), Given: c.Given,
		Manner: c.Manner.Reveal(), GivenDate: c.Day, RecordedBy: c.By, CreateTime: timestamppb.New(c.Created),
		Application: c.Application,
	}
}
