package rpc

import (
	"context"

	"google.golang.org/protobuf/proto"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// TellLapsing tells whoever watches of the requirements of a municipality's supporters that lapse soon, and
// of those that lapsed, and returns how many: once each for a last day, so that what is renewed is told
// again when that lapses. How somebody stands follows from a rule in Go, so everybody who works is judged; a
// municipality has tens of supporters, or hundreds.
func (s *Service) TellLapsing(ctx context.Context) (told int, failed error) {
	after := ""
	for {
		var due []lapsing
		var last string
		err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
			due, last, err = s.toTell(ctx, tx, after)
			return err
		})
		if err != nil {
			return told, err
		}
		for _, d := range due {
			n, err := s.tellOf(ctx, d)
			if err != nil {
				failed = err
			}
			told += n
		}
		if last == "" {
			return told, failed
		}
		after = last
	}
}

// toTell are those of the next supporters of whom something was not told yet, and the last one looked at,
// empty when there was none.
func (s *Service) toTell(ctx context.Context, tx *pg.Tx, after string) (due []lapsing, last string, err error) {
	working, err := s.requirements.Working(ctx, tx, after, atOnce)
	if err != nil || len(working) == 0 {
		return nil, "", err
	}
	held, err := s.judgeAll(ctx, tx, working)
	if err != nil {
		return nil, "", err
	}
	ids := make([]string, 0, len(working))
	for _, supporter := range working {
		ids = append(ids, supporter.ID)
	}
	known, err := s.requirements.Told(ctx, tx, ids)
	if err != nil {
		return nil, "", err
	}
	for _, supporter := range working {
		if news := untold(held[supporter.ID], known[supporter.ID]); len(news) > 0 {
			due = append(due, lapsing{supporter, news})
		}
	}
	return due, working[len(working)-1].ID, nil
}

// untold are the requirements that lapse or lapsed, without those that were told of, and those that are asked in a role
// which this supporter does not have.
func untold(held []volunteer.Held, known map[volunteer.Lapse]bool) []volunteer.Held {
	var due []volunteer.Held
	for _, h := range held {
		if (h.Standing == volunteer.Warns || h.Standing == volunteer.Lapsed) && !h.Aside && !known[h.Lapse()] {
			due = append(due, h)
		}
	}
	return due
}

// tellOf tells of one supporter, as they stand now that nobody else records anything of them. What another server told
// meanwhile is not told again.
func (s *Service) tellOf(ctx context.Context, d lapsing) (told int, err error) {
	err = s.db.Write(ctx, func(tx *pg.Tx) error {
		told = 0
		if err := s.supporters.Lock(ctx, tx, d.ID); err != nil {
			return err
		}
		held, err := s.judgeAll(ctx, tx, []volunteer.Supporter{d.Supporter})
		if err != nil {
			return err
		}
		for _, h := range untold(held[d.ID], nil) {
			account, fresh, err := s.requirements.Tell(ctx, tx, d.ID, h.Lapse())
			if err != nil {
				return err
			}
			if fresh {
				tx.Emit(tx.Now(), pg.Live, lapses(d.ID, account, h))
				told++
			}
		}
		return nil
	})
	if err != nil {
		told = 0
	}
	if errs.Is(err, errs.NotFoundReason) {
		return 0, nil
	}
	return told, err
}

func lapses(supporter, account string, h volunteer.Held) proto.Message {
	if h.Standing == volunteer.Warns {
		return &eventv1.RequirementLapsing{Supporter: supporter, Requirement: h.Code, UntilDate: h.Until, Account: account}
	}
	return &eventv1.RequirementLapsed{Supporter: supporter, Requirement: h.Code, UntilDate: h.Until, Account: account}
}
