package rpc

import (
	"context"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// CreateSupporter adds a supporter.
func (s *Service) CreateSupporter(ctx context.Context, req *volunteerv1.CreateSupporterRequest) (*volunteerv1.Supporter, error) {
	supporter, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (volunteer.Supporter, error) {
		supporter := volunteer.Supporter{ID: pg.NewID()}
		takeOver(&supporter, req.GetSupporter())
		supporter.State = volunteer.Start(supporter.Kind)
		if err := s.check(ctx, tx, volunteer.Supporter{}, supporter); err != nil {
			return volunteer.Supporter{}, err
		}
		if err := s.supporters.Insert(ctx, tx, supporter, volunteer.Created); err != nil {
			return volunteer.Supporter{}, err
		}
		if err := s.told(ctx, tx, volunteer.Supporter{}, supporter, tx.Call().Caller.Account); err != nil {
			return volunteer.Supporter{}, err
		}
		changed(tx, pg.Live, supporter)
		return s.supporters.Get(ctx, tx, call.Everyone(), supporter.ID, "create supporter")
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), supporter), nil
}

// UpdateSupporter changes the fields that the mask names. A stub becomes an ordinary supporter
// once it has a kind and a phone number or mail address, by which a register would know it again. A
// supporter changes the fields that are theirs to change, of themselves.
func (s *Service) UpdateSupporter(ctx context.Context, req *volunteerv1.UpdateSupporterRequest) (*volunteerv1.Supporter, error) {
	owner := call.From(ctx).Owner()
	supporter, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (volunteer.Supporter, error) {
		supporter, err := s.lockWithin(ctx, tx, owner, req.GetSupporter().GetId(), "update supporter")
		if err != nil {
			return volunteer.Supporter{}, err
		}
		if !owner.IsEveryone() { // of somebody else they learn nothing, whatever they wanted to change
			if err := volunteer.CheckOwn(req.GetUpdateMask().GetPaths()); err != nil {
				return volunteer.Supporter{}, err
			}
		}
		if err := supporter.CheckEtag(req.GetSupporter().GetEtag()); err != nil {
			return volunteer.Supporter{}, err
		}
		before := supporter
		merged := whole(req.GetMunicipality(), supporter)
		if err := patch.Apply(req, merged); err != nil {
			return volunteer.Supporter{}, err
		}
		takeOver(&supporter, merged)
		if _, ok := person.Key(supporter.Name.Reveal(), supporter.Phone.Reveal(), supporter.Email.Reveal()); ok && supporter.Kind != volunteer.Unknown {
			supporter.Stub = false
		}
		if err := s.check(ctx, tx, before, supporter); err != nil {
			return volunteer.Supporter{}, err
		}
		if err := s.supporters.Update(ctx, tx, supporter); err != nil {
			return volunteer.Supporter{}, err
		}
		if err := s.told(ctx, tx, before, supporter, tx.Call().Caller.Account); err != nil {
			return volunteer.Supporter{}, err
		}
		changed(tx, pg.Live, supporter)
		return s.supporters.Get(ctx, tx, call.Everyone(), supporter.ID, "update supporter")
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), supporter), nil
}

// MoveSupporter brings a supporter into another state, if the machine allows it. What stands for one
// who leaves or is suspended is taken back; cases that run stay, for the coordinator to see to.
func (s *Service) MoveSupporter(ctx context.Context, req *volunteerv1.MoveSupporterRequest) (*volunteerv1.Supporter, error) {
	to := volunteer.State(enum.Name(req.GetState()))
	supporter, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (volunteer.Supporter, error) {
		// Everybody takes applications before supporters.
		if err := s.letGo(ctx, tx, req.GetSupporter(), to); err != nil {
			return volunteer.Supporter{}, err
		}
		supporter, err := s.lock(ctx, tx, req.GetSupporter(), req.GetEtag(), "move supporter")
		if err != nil {
			return volunteer.Supporter{}, err
		}
		if supporter.State, err = supporter.State.Move(to); err != nil {
			return volunteer.Supporter{}, err
		}
		if err := s.checkActive(ctx, tx, supporter, to); err != nil {
			return volunteer.Supporter{}, err
		}
		reason, err := s.soloFirst(ctx, tx, supporter, to, sealed.Of(req.GetReason()))
		if err != nil {
			return volunteer.Supporter{}, err
		}
		// What somebody asked while this waited for the supporter; nobody asks from now on.
		if err := s.letGo(ctx, tx, supporter.ID, to); err != nil {
			return volunteer.Supporter{}, err
		}
		if err := s.supporters.Move(ctx, tx, supporter, reason); err != nil {
			return volunteer.Supporter{}, err
		}
		if err := s.part(ctx, tx, supporter.ID, to); err != nil {
			return volunteer.Supporter{}, err
		}
		changed(tx, pg.Live, supporter)
		return s.supporters.Get(ctx, tx, call.Everyone(), supporter.ID, "move supporter")
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), supporter), nil
}

// letGo takes back what stands for a supporter who goes.
func (s *Service) letGo(ctx context.Context, tx *pg.Tx, supporter string, to volunteer.State) error {
	if !to.Gone() {
		return nil
	}
	return s.offers.LetGo(ctx, tx, supporter)
}

// lock reads a supporter for a change and holds it; ETAG_MISMATCH when it changed meanwhile.
func (s *Service) lock(ctx context.Context, tx *pg.Tx, id, etag, action string) (volunteer.Supporter, error) {
	supporter, err := s.lockWithin(ctx, tx, call.Everyone(), id, action)
	if err != nil {
		return volunteer.Supporter{}, err
	}
	return supporter, supporter.CheckEtag(etag)
}
