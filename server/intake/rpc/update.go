package rpc

import (
	"context"
	"slices"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// UpdateApplication changes the fields that the mask names.
func (s *Service) UpdateApplication(ctx context.Context, req *intakev1.UpdateApplicationRequest) (*intakev1.Application, error) {
	given := req.GetApplication()
	return s.change(ctx, req, given.GetId(), given.GetEtag(), func(tx *pg.Tx, a *intake.Application) error {
		if err := a.CheckEdit(); err != nil {
			return err
		}
		before := *a
		merged := applicationToProto(call.From(ctx), *a)
		if err := patch.Apply(req, merged); err != nil {
			return err
		}
		takeOver(a, merged)
		if err := errs.At("application.", a.CheckChange(before)); err != nil {
			return err
		}
		if err := s.checkCodes(ctx, tx, *a, "application."); err != nil {
			return err
		}
		if err := s.referrer(ctx, tx, &a.Applicant); err != nil {
			return err
		}
		if a.Resident.SafeContact != before.Resident.SafeContact {
			saved, err := s.store.SaveResident(ctx, tx, a.Resident)
			if err != nil {
				return err
			}
			a.Resident = saved
		}
		a.ToComplete = a.Missing()
		if !slices.Equal(a.LifeDomains, before.LifeDomains) {
			if err := s.store.SaveLifeDomains(ctx, tx, *a); err != nil {
				return err
			}
		}
		tx.Emit(tx.Now(), pg.Live, Changed(*a))
		return nil
	})
}

// takeOver brings what the contract lets a coordinator change back into the application.
func takeOver(a *intake.Application, from *intakev1.Application) {
	before := a.Applicant
	a.Applicant = applicantFromProto(from.GetApplicant())
	a.Applicant.Referrer = before.Referrer
	if a.Applicant.Kind == "" { // who applied is a fact that leaving it out does not change
		a.Applicant.Kind = before.Kind
	}
	if a.Applicant.Kind != intake.ByReferrer {
		a.Applicant.Referrer = ""
	}
	a.Channel = enum.Name(from.GetChannel())
	a.Question = sealed.Of(from.GetQuestion())
	a.LifeDomains = enum.Names(from.GetLifeDomains())
	a.SubThemes = from.GetSubThemes()
	a.TargetGroups = from.GetTargetGroups()
	a.Neighbourhood = from.GetNeighbourhood()
	a.Stage = enum.Name(from.GetStage())
	a.Urgency = urgencyFromProto(from.GetUrgency())
	a.Resident.SafeContact = safeContactFromProto(from.GetSafeContact())
	a.CallBack = sealed.Of(from.GetCallBack())
	a.Concerned = sealed.Of(from.GetConcernedOrganisation())
}
