package demo

import (
	"context"
	"fmt"
	"time"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

// handedOver is somebody of the neighbour who moved, and waits to be taken over.
func (r *Region) handedOver(ctx context.Context) error {
	ctx = r.as(ctx, neighbour)
	receipt, err := r.intake.SubmitApplication(ctx, &intakev1.SubmitApplicationRequest{
		Municipality: Neighbour, RequestId: pg.NewID(), Question: "Ik verhuis en moet opnieuw hulp in de huishouding aanvragen.",
		LifeDomains: []commonv1.LifeDomain{wmo}, Channel: commonv1.Channel_CHANNEL_PHONE,
		Resident: &intakev1.ResidentDetails{Name: "Vera Verhuizing", Phone: "06-11930221"},
	})
	if err != nil {
		return fmt.Errorf("application of the neighbour: %w", err)
	}
	_, err = r.intake.CreateTriageDecision(ctx, &intakev1.CreateTriageDecisionRequest{
		Municipality: Neighbour, Application: receipt.GetApplication(), Route: commonv1.Route_ROUTE_REFERRED, Grounds: "Verhuist volgende maand.", RequestId: pg.NewID(),
	})
	if err != nil {
		return fmt.Errorf("triage of the neighbour: %w", err)
	}
	_, err = r.handovers.CreateHandover(ctx, &intakev1.CreateHandoverRequest{Municipality: Neighbour, RequestId: pg.NewID(), Handover: &intakev1.Handover{
		Application: receipt.GetApplication(), RecipientKind: intakev1.HandoverRecipientKind_HANDOVER_RECIPIENT_KIND_MUNICIPALITY, RecipientMunicipality: Home,
		Reason: intakev1.HandoverReason_HANDOVER_REASON_MOVED, Fields: []intakev1.HandoverField{
			intakev1.HandoverField_HANDOVER_FIELD_NAME, intakev1.HandoverField_HANDOVER_FIELD_REACH,
			intakev1.HandoverField_HANDOVER_FIELD_LIFE_DOMAINS, intakev1.HandoverField_HANDOVER_FIELD_NEED,
		},
		Consent: &intakev1.HandoverConsent{
			GivenBy: intakev1.HandoverConsentGiver_HANDOVER_CONSENT_GIVER_RESIDENT, GivenDate: calendar.Day(time.Now()), Purpose: "Dat Waalwijk haar belt, aan de telefoon.",
		},
	}})
	if err != nil {
		return fmt.Errorf("hand-over of the neighbour: %w", err)
	}
	return nil
}
