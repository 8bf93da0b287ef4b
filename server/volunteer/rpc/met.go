package rpc

import (
	"context"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// Asks reports whether a requirement, by its code, is asked of any supporter now.
func (s *Service) Asks(ctx context.Context, tx *pg.Tx, code string) (bool, error) {
	counting, err := s.requirements.InForce(ctx, tx, calendar.Day(tx.Now()))
	if err != nil {
		return false, err
	}
	for _, policy := range counting {
		if _, asked := policy.Find(code); asked {
			return true, nil
		}
	}
	return false, nil
}

// Meet records that a supporter meets a requirement since a day, and returns the record; empty when it is not asked of
// this one. The caller's transaction is that of what showed it.
func (s *Service) Meet(ctx context.Context, tx *pg.Tx, id, code, day string) (proof string, err error) {
	supporter, err := s.lock(ctx, tx, id, "", "record requirement")
	if err != nil {
		return "", err
	}
	counting, err := s.requirements.InForce(ctx, tx, calendar.Day(tx.Now()))
	if err != nil {
		return "", err
	}
	policy := counting[supporter.Kind]
	if _, asked := policy.Find(code); !asked {
		return "", nil
	}
	done, err := s.record(ctx, tx, policy, supporter, volunteer.Proof{Supporter: id, Code: code, Seen: day})
	return done.record, err
}

// Unmeet takes a record back; what else was recorded of the requirement stays.
func (s *Service) Unmeet(ctx context.Context, tx *pg.Tx, id, proof string) error {
	supporter, err := s.lock(ctx, tx, id, "", "take back requirement")
	if err != nil {
		return err
	}
	counting, err := s.requirements.InForce(ctx, tx, calendar.Day(tx.Now()))
	if err != nil {
		return err
	}
	proofs, err := s.requirements.Proofs(ctx, tx, []string{id})
	if err != nil {
		return err
	}
	for _, again := range volunteer.TakeBack(proofs[id], proof, calendar.Day(tx.Now())) {
		again.ID = pg.NewID()
		if again.Withdrawn {
			again.RecordedBy = call.From(ctx).Caller.Account
		}
		if err := s.requirements.InsertProof(ctx, tx, again); err != nil {
			return err
		}
	}
	if proofs, err = s.requirements.Proofs(ctx, tx, []string{id}); err != nil {
		return err
	}
	shown := counting[supporter.Kind].Show(supporter, proofs[id])
	if err := s.requirements.Show(ctx, tx, shown); err != nil {
		return err
	}
	changed(tx, pg.Live, shown)
	return nil
}
