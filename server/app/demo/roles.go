package demo

import (
	"context"
	"errors"
	"fmt"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/pg"
)

// roles gives one volunteer another role, a note for coaching where it is not in the way, and another one a tie with a
// resident who waits.
func (r *Region) roles(ctx context.Context) error {
	ctx = r.as(ctx, coordinator)
	ward, err := r.find(ctx, "Ward Wijkhart")
	if err != nil {
		return err
	}
	_, err = r.others.CreateOtherRole(ctx, &volunteerv1.CreateOtherRoleRequest{Municipality: Home, RequestId: pg.NewID(), OtherRole: &volunteerv1.OtherRole{
		Supporter: ward, Role: "buddy_visitor", Organisation: "Stichting Maatje Dichtbij", SinceDate: "2024-01-01",
	}})
	if err != nil {
		return fmt.Errorf("other role: %w", err)
	}
	yara, err := r.find(ctx, "Yara Zorgzaam")
	if err != nil {
		return err
	}
	found, err := r.intake.SearchApplications(ctx, &intakev1.SearchApplicationsRequest{Municipality: Home, Name: "Piet Proefkonijn"})
	if err != nil {
		return fmt.Errorf("find an application: %w", err)
	}
	if len(found.GetApplications()) == 0 {
		return errors.New("nobody waits whom a volunteer knows")
	}
	_, err = r.ties.CreateTie(ctx, &matchingv1.CreateTieRequest{Municipality: Home, RequestId: pg.NewID(), Tie: &matchingv1.Tie{
		Application: found.GetApplications()[0].GetId(), Supporter: yara, Kind: matchingv1.TieKind_TIE_KIND_FAMILY, Note: "Zijn nicht.",
	}})
	if err != nil {
		return fmt.Errorf("tie: %w", err)
	}
	return nil
}
