package residentrpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
)

// CreateHousehold puts residents who live together in one household; who lived in another moves.
func (s *Service) CreateHousehold(ctx context.Context, req *intakev1.CreateHouseholdRequest) (*intakev1.Household, error) {
	household, err := pg.Once(ctx, s.db, req, s.store.Household, func(tx *pg.Tx) (intake.Household, error) {
		household := intake.Household{Residents: req.GetHousehold().GetResidents()}
		if err := household.CheckNew(); err != nil {
			return intake.Household{}, err
		}
		if err := s.lockMembers(ctx, tx, &household); err != nil {
			return intake.Household{}, err
		}
		return s.store.InsertHousehold(ctx, tx, household)
	})
	if err != nil {
		return nil, err
	}
	return householdToProto(call.From(ctx).Municipality, household), nil
}

// GetHousehold reads one household.
func (s *Service) GetHousehold(ctx context.Context, req *intakev1.GetHouseholdRequest) (*intakev1.Household, error) {
	var household intake.Household
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		household, err = s.store.Household(ctx, tx, req.GetHousehold())
		return err
	})
	if err != nil {
		return nil, err
	}
	return householdToProto(call.From(ctx).Municipality, household), nil
}

// UpdateHousehold changes who belongs to a household.
func (s *Service) UpdateHousehold(ctx context.Context, req *intakev1.UpdateHouseholdRequest) (*intakev1.Household, error) {
	given, municipality := req.GetHousehold(), call.From(ctx).Municipality
	household, err := pg.Once(ctx, s.db, req, s.store.Household, func(tx *pg.Tx) (intake.Household, error) {
		household, err := s.store.LockHousehold(ctx, tx, given.GetId())
		if err != nil {
			return intake.Household{}, err
		}
		if err := intake.CheckEtag(given.GetEtag(), household.Version); err != nil {
			return intake.Household{}, err
		}
		merged := householdToProto(municipality, household)
		if err := patch.Apply(req, merged); err != nil {
			return intake.Household{}, err
		}
		household.Residents = merged.GetResidents()
		if err := s.lockMembers(ctx, tx, &household); err != nil {
			return intake.Household{}, err
		}
		return s.store.SaveHousehold(ctx, tx, household)
	})
	if err != nil {
		return nil, err
	}
	return householdToProto(municipality, household), nil
}

// lockMembers holds the residents of a household and puts them in the order in which they are
// read; it refuses those that there are not.
func (s *Service) lockMembers(ctx context.Context, tx *pg.Tx, household *intake.Household) error {
	known, err := s.store.LockResidents(ctx, tx, household.Residents)
	if err != nil {
		return err
	}
	if err := household.CheckKnown(known); err != nil {
		return err
	}
	household.Residents = known
	return nil
}

func householdToProto(municipality string, h intake.Household) *intakev1.Household {
	return &intakev1.Household{
		Id: h.ID, Municipality: municipality, Residents: h.Residents,
		CreateTime: timestamppb.New(h.Created), UpdateTime: timestamppb.New(h.Updated), Etag: intake.Etag(h.Version),
	}
}
