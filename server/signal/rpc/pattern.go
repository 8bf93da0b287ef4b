package rpc

import (
	"context"
	"fmt"
	"slices"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/signal"
)

// CreatePattern begins a pattern, with the signals that it gathers.
func (s *Service) CreatePattern(ctx context.Context, req *signalv1.CreatePatternRequest) (*signalv1.Pattern, error) {
	v, err := pg.Once(ctx, s.db, req, s.loadPattern, func(tx *pg.Tx) (patternView, error) {
		p := patternFromProto(signal.Pattern{ID: pg.NewID(), State: signal.Gathering}, req.GetPattern())
		if err := s.checkPattern(ctx, tx, p, signal.Pattern{}); err != nil {
			return patternView{}, err
		}
		if err := s.patterns.InsertPattern(ctx, tx, p); err != nil {
			return patternView{}, err
		}
		if err := s.gather(ctx, tx, p.ID, "signals", req.GetSignals()); err != nil {
			return patternView{}, err
		}
		return s.loadPattern(ctx, tx, p.ID)
	})
	return patternAnswer(ctx, v, err)
}

// checkPattern refuses a pattern that cannot be. A theme that it had before stays.
func (s *Service) checkPattern(ctx context.Context, tx *pg.Tx, p, before signal.Pattern) error {
	if err := errs.Join(p.Check("pattern.", calendar.Day(tx.Now()))...); err != nil {
		return err
	}
	return s.checkTheme(ctx, tx, "pattern.", p.Theme, before.Theme)
}

// gather has a locked pattern take up signals, which are new; field names them in the request.
func (s *Service) gather(ctx context.Context, tx *pg.Tx, pattern, field string, ids []string) error {
	return s.move(ctx, tx, field, ids, func(told signal.Signal) (signal.Signal, bool) {
		gathered, err := told.Gather(pattern)
		return gathered, err == nil
	}, "signal.not_new")
}

// move changes locked signals one by one, all of which must be there and allow it.
func (s *Service) move(
	ctx context.Context, tx *pg.Tx, field string, ids []string, change func(signal.Signal) (signal.Signal, bool), rule string,
) error {
	found, err := s.signals.LockSignals(ctx, tx, ids)
	if err != nil {
		return err
	}
	var wrong []*errs.Error
	for i, id := range ids {
		place := fmt.Sprintf("%s[%d]", field, i)
		at := slices.IndexFunc(found, func(told signal.Signal) bool { return told.ID == id })
		if at < 0 {
			wrong = append(wrong, errs.Field(place, "signal.unknown"))
			continue
		}
		moved, allowed := change(found[at])
		if !allowed {
			wrong = append(wrong, errs.Field(place, rule))
			continue
		}
		if err := s.signals.SaveSignal(ctx, tx, moved); err != nil {
			return err
		}
	}
	return errs.Join(wrong...)
}

// GetPattern reads one pattern.
func (s *Service) GetPattern(ctx context.Context, req *signalv1.GetPatternRequest) (*signalv1.Pattern, error) {
	var v patternView
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		v, err = s.loadPattern(ctx, tx, req.GetPattern())
		return err
	})
	return patternAnswer(ctx, v, err)
}

// ListPatterns reads a page of patterns.
func (s *Service) ListPatterns(ctx context.Context, req *signalv1.ListPatternsRequest) (*signalv1.ListPatternsResponse, error) {
	views, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[patternView](), func(tx *pg.Tx, after []string, limit int) ([]patternView, error) {
		list, err := s.patterns.Patterns(ctx, tx, page.Key(after), limit)
		if err != nil {
			return nil, err
		}
		return s.seePatterns(ctx, tx, list)
	})
	if err != nil {
		return nil, err
	}
	answer := &signalv1.ListPatternsResponse{NextPageToken: next}
	for _, v := range views {
		answer.Patterns = append(answer.Patterns, patternToProto(ctx, v))
	}
	return answer, nil
}

// UpdatePattern changes a pattern of which no copy left.
func (s *Service) UpdatePattern(ctx context.Context, req *signalv1.UpdatePatternRequest) (*signalv1.Pattern, error) {
	v, err := pg.Once(ctx, s.db, req, s.loadPattern, func(tx *pg.Tx) (patternView, error) {
		before, err := s.patterns.LockPattern(ctx, tx, req.GetPattern().GetId())
		if err != nil {
			return patternView{}, err
		}
		if err := before.Change(req.GetPattern().GetEtag()); err != nil {
			return patternView{}, err
		}
		merged := patternToProto(ctx, patternView{Pattern: before})
		if err := patch.Apply(req, merged); err != nil {
			return patternView{}, err
		}
		p := patternFromProto(before, merged)
		if err := s.checkPattern(ctx, tx, p, before); err != nil {
			return patternView{}, err
		}
		return s.savePattern(ctx, tx, p)
	})
	return patternAnswer(ctx, v, err)
}

// GatherSignals adds signals to a pattern, and takes others out of it.
func (s *Service) GatherSignals(ctx context.Context, req *signalv1.GatherSignalsRequest) (*signalv1.Pattern, error) {
	v, err := pg.Once(ctx, s.db, req, s.loadPattern, func(tx *pg.Tx) (patternView, error) {
		p, err := s.patterns.LockPattern(ctx, tx, req.GetPattern())
		if err != nil {
			return patternView{}, err
		}
		if err := p.Change(req.GetEtag()); err != nil {
			return patternView{}, err
		}
		if err := s.gather(ctx, tx, p.ID, "add", req.GetAdd()); err != nil {
			return patternView{}, err
		}
		if err := s.move(ctx, tx, "remove", req.GetRemove(), func(told signal.Signal) (signal.Signal, bool) {
			released, err := told.Release()
			return released, err == nil && told.Pattern == p.ID
		}, "signal.not_gathered"); err != nil {
			return patternView{}, err
		}
		return s.savePattern(ctx, tx, p)
	})
	return patternAnswer(ctx, v, err)
}

// ReleasePattern makes the copy that its addressees read.
func (s *Service) ReleasePattern(ctx context.Context, req *signalv1.ReleasePatternRequest) (*signalv1.Pattern, error) {
	v, err := pg.Once(ctx, s.db, req, s.loadPattern, func(tx *pg.Tx) (patternView, error) {
		p, err := s.patterns.LockPattern(ctx, tx, req.GetPattern())
		if err != nil {
			return patternView{}, err
		}
		if err := p.CheckEtag(req.GetEtag()); err != nil {
			return patternView{}, err
		}
		gathered, err := s.signals.LockGathered(ctx, tx, p.ID)
		if err != nil {
			return patternView{}, err
		}
		told := make([]string, 0, len(gathered))
		for _, one := range gathered {
			told = append(told, one.Description.Reveal())
		}
		p, left, err := p.Release(pg.NewID(), tx.Call().Caller.Account, req.GetReason(), told)
		if err != nil {
			return patternView{}, err
		}
		if err := s.copies.InsertCopy(ctx, tx, left); err != nil {
			return patternView{}, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.PatternReleased{
			ReleasedPattern: left.ID, Addressees: words(left.Addressees), ReleaseDate: calendar.Day(tx.Now()),
		})
		return s.savePattern(ctx, tx, p)
	})
	return patternAnswer(ctx, v, err)
}

// ClosePattern ends a pattern of which a copy left.
func (s *Service) ClosePattern(ctx context.Context, req *signalv1.ClosePatternRequest) (*signalv1.Pattern, error) {
	v, err := pg.Once(ctx, s.db, req, s.loadPattern, func(tx *pg.Tx) (patternView, error) {
		p, err := s.moved(ctx, tx, req.GetPattern(), req.GetEtag(), signal.Closed)
		if err != nil {
			return patternView{}, err
		}
		return s.savePattern(ctx, tx, p)
	})
	return patternAnswer(ctx, v, err)
}

// WithdrawPattern takes a pattern back; what it gathered is new again.
func (s *Service) WithdrawPattern(ctx context.Context, req *signalv1.WithdrawPatternRequest) (*signalv1.Pattern, error) {
	v, err := pg.Once(ctx, s.db, req, s.loadPattern, func(tx *pg.Tx) (patternView, error) {
		p, err := s.moved(ctx, tx, req.GetPattern(), req.GetEtag(), signal.Withdrawn)
		if err != nil {
			return patternView{}, err
		}
		gathered, err := s.signals.LockGathered(ctx, tx, p.ID)
		if err != nil {
			return patternView{}, err
		}
		for _, told := range gathered {
			if told, err = told.Release(); err != nil {
				return patternView{}, err
			}
			if err := s.signals.SaveSignal(ctx, tx, told); err != nil {
				return patternView{}, err
			}
		}
		return s.savePattern(ctx, tx, p)
	})
	return patternAnswer(ctx, v, err)
}

// moved locks a pattern and moves it, with the copy that left.
func (s *Service) moved(ctx context.Context, tx *pg.Tx, id, etag string, to signal.PatternState) (signal.Pattern, error) {
	p, err := s.patterns.LockPattern(ctx, tx, id)
	if err != nil {
		return p, err
	}
	if err := p.CheckEtag(etag); err != nil {
		return p, err
	}
	if p.State, err = p.State.Move(to); err != nil || p.Released == "" {
		return p, err
	}
	return p, s.copies.MoveCopy(ctx, tx, p.Released, to)
}

func (s *Service) savePattern(ctx context.Context, tx *pg.Tx, p signal.Pattern) (patternView, error) {
	if err := s.patterns.SavePattern(ctx, tx, p); err != nil {
		return patternView{}, err
	}
	return s.loadPattern(ctx, tx, p.ID)
}

// loadPattern finds a pattern again, also for a request that was repeated.
func (s *Service) loadPattern(ctx context.Context, tx *pg.Tx, id string) (patternView, error) {
	p, err := s.patterns.Pattern(ctx, tx, id)
	if err != nil {
		return patternView{}, err
	}
	views, err := s.seePatterns(ctx, tx, []signal.Pattern{p})
	if err != nil {
		return patternView{}, err
	}
	return views[0], nil
}

// seePatterns adds to patterns the copies that left.
func (s *Service) seePatterns(ctx context.Context, tx *pg.Tx, patterns []signal.Pattern) ([]patternView, error) {
	var left []string
	for _, p := range patterns {
		if p.Released != "" {
			left = append(left, p.Released)
		}
	}
	copies, err := s.copies.CopiesOf(ctx, tx, left)
	if err != nil {
		return nil, err
	}
	views := make([]patternView, 0, len(patterns))
	for _, p := range patterns {
		v := patternView{Pattern: p}
		if c, ok := copies[p.Released]; ok {
			v.left = &c
		}
		views = append(views, v)
	}
	return views, nil
}
