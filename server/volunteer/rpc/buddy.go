package rpc

import (
	"context"
	"slices"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// namedPair is a pair with the names of both.
type namedPair struct {
	volunteer.BuddyPair
	newcomer, buddy sealed.Text
}

// CreateBuddyPair brings a newcomer and a buddy together; who is in training works with a buddy from then on.
func (s *Service) CreateBuddyPair(ctx context.Context, req *volunteerv1.CreateBuddyPairRequest) (*volunteerv1.BuddyPair, error) {
	wanted := req.GetBuddyPair()
	pair, err := pg.Once(ctx, s.db, req, s.loadPair, func(tx *pg.Tx) (namedPair, error) {
		newcomer, buddy, err := s.lockBoth(ctx, tx, wanted.GetNewcomer(), wanted.GetBuddy())
		if err != nil {
			return namedPair{}, err
		}
		pair, moves, err := volunteer.Accompany(newcomer, buddy, calendar.Day(tx.Now()))
		if err != nil {
			return namedPair{}, err
		}
		wrong, err := s.checkBuddy(ctx, tx, "buddy_pair.buddy", buddy)
		if err != nil {
			return namedPair{}, err
		}
		if err := errs.Join(wrong); err != nil {
			return namedPair{}, err
		}
		pair.ID = pg.NewID()
		if err := s.buddies.InsertPair(ctx, tx, pair); err != nil {
			return namedPair{}, err
		}
		if moves {
			newcomer.State = volunteer.WithBuddy
			if err := s.supporters.Move(ctx, tx, newcomer, sealed.Text{}); err != nil {
				return namedPair{}, err
			}
		}
		changed(tx, pg.Live, newcomer)
		return s.loadPair(ctx, tx, pair.ID)
	})
	if err != nil {
		return nil, err
	}
	return pairToProto(req.GetMunicipality(), pair), nil
}

// lockBoth reads two supporters and holds their rows, in one order for everybody; who is not there is refused by field.
func (s *Service) lockBoth(ctx context.Context, tx *pg.Tx, newcomer, buddy string) (one, other volunteer.Supporter, err error) {
	ids := []string{newcomer, buddy}
	slices.Sort(ids)
	found := map[string]volunteer.Supporter{}
	for _, id := range slices.Compact(ids) {
		found[id], err = s.lock(ctx, tx, id, "", "make buddy pair")
		if errs.Is(err, errs.NotFoundReason) {
			field := "buddy_pair.buddy"
			if id == newcomer {
				field = "buddy_pair.newcomer"
			}
			err = errs.Field(field, "supporter.unknown")
		}
		if err != nil {
			return volunteer.Supporter{}, volunteer.Supporter{}, err
		}
	}
	return found[newcomer], found[buddy], nil
}

// GetBuddyPair reads one pair.
func (s *Service) GetBuddyPair(ctx context.Context, req *volunteerv1.GetBuddyPairRequest) (*volunteerv1.BuddyPair, error) {
	var pair namedPair
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		pair, err = s.loadPair(ctx, tx, req.GetBuddyPair())
		return err
	})
	if err != nil {
		return nil, err
	}
	return pairToProto(req.GetMunicipality(), pair), nil
}

// ListBuddyPairs reads a page of pairs in the caller's reach.
func (s *Service) ListBuddyPairs(ctx context.Context, req *volunteerv1.ListBuddyPairsRequest) (*volunteerv1.ListBuddyPairsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[namedPair](),
		func(tx *pg.Tx, after []string, limit int) ([]namedPair, error) {
			filter := volunteer.BuddyFilter{Supporter: req.GetSupporter(), Running: req.GetRunning()}
			list, err := s.buddies.Pairs(ctx, tx, call.From(ctx).Owner(), filter, page.Key(after), limit)
			if err != nil {
				return nil, err
			}
			return s.namePairs(ctx, tx, list)
		})
	if err != nil {
		return nil, err
	}
	answer := &volunteerv1.ListBuddyPairsResponse{NextPageToken: next}
	for _, pair := range list {
		answer.BuddyPairs = append(answer.BuddyPairs, pairToProto(req.GetMunicipality(), pair))
	}
	return answer, nil
}

// RecordBuddyStep says that a step took place, which brings the pair to the next.
func (s *Service) RecordBuddyStep(ctx context.Context, req *volunteerv1.RecordBuddyStepRequest) (*volunteerv1.BuddyPair, error) {
	return s.changePair(ctx, req, req.GetMunicipality(), req.GetBuddyPair(), req.GetEtag(), func(tx *pg.Tx, pair volunteer.BuddyPair) (volunteer.BuddyPair, error) {
		if id := req.GetCase(); id != "" {
			exists, err := s.buddies.CaseExists(ctx, tx, id)
			if err == nil && !exists {
				err = errs.Field("case", "case.unknown")
			}
			if err != nil {
				return pair, err
			}
		}
		pair, record, err := pair.Record(recordFromProto(req), calendar.Day(tx.Now()))
		if err != nil {
			return pair, err
		}
		record.ID, record.RecordedBy = pg.NewID(), tx.Call().Caller.Account
		return pair, s.buddies.InsertRecord(ctx, tx, pair, record)
	})
}

// EndBuddyPair parts two. Where the newcomer stands stays as it is.
func (s *Service) EndBuddyPair(ctx context.Context, req *volunteerv1.EndBuddyPairRequest) (*volunteerv1.BuddyPair, error) {
	return s.changePair(ctx, req, req.GetMunicipality(), req.GetBuddyPair(), req.GetEtag(), func(tx *pg.Tx, pair volunteer.BuddyPair) (volunteer.BuddyPair, error) {
		return pair.EndOn(calendar.Day(tx.Now()))
	})
}

// changePair changes a pair once, while its newcomer is held.
func (s *Service) changePair(
	ctx context.Context, req pg.Request, municipality, id, etag string, change func(tx *pg.Tx, pair volunteer.BuddyPair) (volunteer.BuddyPair, error),
) (*volunteerv1.BuddyPair, error) {
	pair, err := pg.Once(ctx, s.db, req, s.loadPair, func(tx *pg.Tx) (namedPair, error) {
		found, err := s.buddies.Pair(ctx, tx, call.Everyone(), id)
		if err != nil {
			return namedPair{}, err
		}
		if err := s.supporters.Lock(ctx, tx, found.Newcomer); err != nil {
			return namedPair{}, err
		}
		pair, err := s.buddies.Pair(ctx, tx, call.Everyone(), id) // again, now that nobody else changes it
		if err != nil {
			return namedPair{}, err
		}
		if err := pair.CheckEtag(etag); err != nil {
			return namedPair{}, err
		}
		if pair, err = change(tx, pair); err != nil {
			return namedPair{}, err
		}
		if err := s.buddies.SavePair(ctx, tx, pair); err != nil {
			return namedPair{}, err
		}
		return s.loadPair(ctx, tx, id)
	})
	if err != nil {
		return nil, err
	}
	return pairToProto(municipality, pair), nil
}

// soloFirst refuses to make a newcomer active who did no case alone yet, unless there is a reason, which is kept.
func (s *Service) soloFirst(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter, to volunteer.State, reason sealed.Text) (kept sealed.Text, err error) {
	worked, err := s.buddies.Worked(ctx, tx, supporter.ID)
	if err != nil || !supporter.NeedsSolo(worked, to) {
		return sealed.Text{}, err
	}
	did, err := s.buddies.DidSolo(ctx, tx, supporter.ID)
	switch {
	case err != nil || did:
		return sealed.Text{}, err
	case reason.Reveal() == "":
		return sealed.Text{}, errs.Field("reason", "buddy.solo_missing")
	}
	return reason, nil
}

// part ends the pairs of a supporter who needs none any more, or is there for nobody.
func (s *Service) part(ctx context.Context, tx *pg.Tx, supporter string, to volunteer.State) error {
	if to != volunteer.Active && !to.Gone() {
		return nil
	}
	running, err := s.buddies.Running(ctx, tx, supporter)
	if err != nil {
		return err
	}
	for _, pair := range running {
		if pair.Newcomer != supporter && !to.Gone() { // a buddy who is active stays one
			continue
		}
		if pair, err = pair.EndOn(calendar.Day(tx.Now())); err != nil {
			return err
		}
		if err := s.buddies.SavePair(ctx, tx, pair); err != nil {
			return err
		}
	}
	return nil
}

// loadPair finds a pair again, also for a request that was repeated.
func (s *Service) loadPair(ctx context.Context, tx *pg.Tx, id string) (namedPair, error) {
	pair, err := s.buddies.Pair(ctx, tx, call.From(ctx).Owner(), id)
	if err != nil {
		return namedPair{}, err
	}
	list, err := s.namePairs(ctx, tx, []volunteer.BuddyPair{pair})
	if err != nil {
		return namedPair{}, err
	}
	return list[0], nil
}

// namePairs reads and logs the names of both.
func (s *Service) namePairs(ctx context.Context, tx *pg.Tx, list []volunteer.BuddyPair) ([]namedPair, error) {
	ids := make([]string, 0, 2*len(list))
	for _, pair := range list {
		ids = append(ids, pair.Newcomer)
		if pair.Buddy != "" {
			ids = append(ids, pair.Buddy)
		}
	}
	slices.Sort(ids)
	names, err := s.supporters.Names(ctx, tx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	named := make([]namedPair, 0, len(list))
	for _, pair := range list {
		named = append(named, namedPair{pair, names[pair.Newcomer], names[pair.Buddy]})
	}
	return named, nil
}
