package rpc

import (
	"context"
	"slices"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/signal"
)

// CreateSignal tells a signal.
func (s *Service) CreateSignal(ctx context.Context, req *signalv1.CreateSignalRequest) (*signalv1.Signal, error) {
	known := call.From(ctx)
	v, err := pg.Once(ctx, s.db, req, s.loadSignal, func(tx *pg.Tx) (signalView, error) {
		told := signalFromProto(signal.Signal{ID: pg.NewID(), State: signal.New, Account: known.Caller.Account}, req.GetSignal())
		if known.Role == call.RoleSupporter {
			supporter, err := s.signals.Teller(ctx, tx, known.Caller.Account)
			if err != nil {
				return signalView{}, err
			}
			if supporter == "" {
				return signalView{}, errs.NotFound("supporter")
			}
			told.Supporter, told.Account = supporter, ""
		}
		if known.Role == call.RoleDesk && len(told.Cases) > 0 {
			return signalView{}, errs.Field("signal.cases", "signal.no_cases")
		}
		if err := s.check(ctx, tx, &told, signal.Signal{}); err != nil {
			return signalView{}, err
		}
		if err := s.signals.InsertSignal(ctx, tx, told); err != nil {
			return signalView{}, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.SignalRaised{
			Signal: told.ID, Theme: told.Theme, RaiseDate: calendar.Day(tx.Now()), Account: known.Caller.Account,
		})
		return s.signalView(ctx, tx, told.ID, "tell a signal")
	})
	return signalAnswer(ctx, v, err)
}

// check refuses a signal that cannot be or names a resident, and finds whose its cases are. What it had before stays: a case may have been
// erased since, and a theme be chosen no more.
func (s *Service) check(ctx context.Context, tx *pg.Tx, told *signal.Signal, before signal.Signal) error {
	if err := errs.Join(told.Check("signal.", calendar.Day(tx.Now()))...); err != nil {
		return err
	}
	if err := s.checkTheme(ctx, tx, "signal.", told.Theme, before.Theme); err != nil {
		return err
	}
	if err := s.evidence(ctx, tx, told, before); err != nil {
		return err
	}
	return s.unnamed(ctx, tx, *told, before)
}

// evidence finds whose the cases of a signal are.
func (s *Service) evidence(ctx context.Context, tx *pg.Tx, told *signal.Signal, before signal.Signal) error {
	if sameCases(*told, before) {
		told.Cases = before.Cases
		return nil
	}
	dossiers, err := s.cases.Residents(ctx, tx, told.Supporter, told.CaseIDs())
	if err != nil {
		return err
	}
	for i, c := range told.Cases {
		dossier, found := dossiers[c.ID]
		if !found {
			return errs.NotFound("case")
		}
		told.Cases[i].Dossier = dossier
	}
	return nil
}

// unnamed refuses words that name a resident in whose case it was seen, or whom the teller supports: a signal outlives what is
// kept of a resident.
func (s *Service) unnamed(ctx context.Context, tx *pg.Tx, told, before signal.Signal) error {
	if told.Description.Reveal() == before.Description.Reveal() && sameCases(told, before) {
		return nil
	}
	place, err := s.naming.Named(ctx, tx, told.Description, told.Supporter, told.CaseIDs())
	if err != nil {
		return err
	}
	return signal.Unnamed("signal.description", place)
}

func sameCases(one, other signal.Signal) bool {
	return slices.Equal(sorted(one.CaseIDs()), sorted(other.CaseIDs()))
}

// GetSignal reads one signal.
func (s *Service) GetSignal(ctx context.Context, req *signalv1.GetSignalRequest) (*signalv1.Signal, error) {
	var v signalView
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		v, err = s.loadSignal(ctx, tx, req.GetSignal())
		return err
	})
	return signalAnswer(ctx, v, err)
}

// ListSignals reads a page of signals in the caller's reach.
func (s *Service) ListSignals(ctx context.Context, req *signalv1.ListSignalsRequest) (*signalv1.ListSignalsResponse, error) {
	filter := signal.Filter{
		Theme: req.GetTheme(), Key: person.OrganisationKey(req.GetOrganisation()), States: enum.Names(req.GetStates()),
		From: req.GetFromDate(), Until: req.GetUntilDate(), Pattern: req.GetPattern(),
	}
	owner := call.From(ctx).Owner()
	if filter.Pattern != "" && !owner.IsEveryone() {
		return nil, errs.Field("pattern", "signal.pattern_filter")
	}
	if err := checkDays(filter); err != nil {
		return nil, err
	}
	views, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[signalView](), func(tx *pg.Tx, after []string, limit int) ([]signalView, error) {
		list, err := s.signals.Signals(ctx, tx, owner, filter, page.Key(after), limit)
		if err != nil {
			return nil, err
		}
		return s.seeSignals(ctx, tx, list)
	})
	if err != nil {
		return nil, err
	}
	answer := &signalv1.ListSignalsResponse{NextPageToken: next}
	for _, v := range views {
		answer.Signals = append(answer.Signals, signalToProto(ctx, v))
	}
	return answer, nil
}

// UpdateSignal changes a signal that is new.
func (s *Service) UpdateSignal(ctx context.Context, req *signalv1.UpdateSignalRequest) (*signalv1.Signal, error) {
	v, err := pg.Once(ctx, s.db, req, s.loadSignal, func(tx *pg.Tx) (signalView, error) {
		before, err := s.signals.LockSignal(ctx, tx, call.From(ctx).Owner(), req.GetSignal().GetId())
		if err != nil {
			return signalView{}, err
		}
		if err := before.Change(req.GetSignal().GetEtag()); err != nil {
			return signalView{}, err
		}
		merged := wholeToProto(ctx, signalView{Signal: before})
		if err := patch.Apply(req, merged); err != nil {
			return signalView{}, err
		}
		told := signalFromProto(before, merged)
		if err := s.check(ctx, tx, &told, before); err != nil {
			return signalView{}, err
		}
		if err := s.signals.SaveSignal(ctx, tx, told); err != nil {
			return signalView{}, err
		}
		if err := s.signals.SaveEvidence(ctx, tx, told); err != nil {
			return signalView{}, err
		}
		return s.signalView(ctx, tx, told.ID, "change a signal")
	})
	return signalAnswer(ctx, v, err)
}

// SetSignalAside says that nothing is done with a new signal, and why.
func (s *Service) SetSignalAside(ctx context.Context, req *signalv1.SetSignalAsideRequest) (*signalv1.Signal, error) {
	v, err := pg.Once(ctx, s.db, req, s.loadSignal, func(tx *pg.Tx) (signalView, error) {
		before, err := s.signals.LockSignal(ctx, tx, call.From(ctx).Owner(), req.GetSignal())
		if err != nil {
			return signalView{}, err
		}
		if err := before.Change(req.GetEtag()); err != nil {
			return signalView{}, err
		}
		aside, err := before.PutAside(sealed.Of(req.GetReason()))
		if err != nil {
			return signalView{}, err
		}
		if err := s.signals.SaveSignal(ctx, tx, aside); err != nil {
			return signalView{}, err
		}
		return s.signalView(ctx, tx, aside.ID, "set a signal aside")
	})
	return signalAnswer(ctx, v, err)
}

// loadSignal finds a signal again, also for a request that was repeated.
func (s *Service) loadSignal(ctx context.Context, tx *pg.Tx, id string) (signalView, error) {
	return s.signalView(ctx, tx, id, "read a signal")
}

// signalView reads a signal in the caller's reach; action says what for.
func (s *Service) signalView(ctx context.Context, tx *pg.Tx, id, action string) (signalView, error) {
	told, err := s.signals.Signal(ctx, tx, call.From(ctx).Owner(), id, action)
	if err != nil {
		return signalView{}, err
	}
	views, err := s.seeSignals(ctx, tx, []signal.Signal{told})
	if err != nil {
		return signalView{}, err
	}
	return views[0], nil
}

// seeSignals adds to signals who told them and what came of them.
func (s *Service) seeSignals(ctx context.Context, tx *pg.Tx, signals []signal.Signal) ([]signalView, error) {
	var supporters, patterns []string
	for _, told := range signals {
		if told.Supporter != "" {
			supporters = append(supporters, told.Supporter)
		}
		if told.Pattern != "" {
			patterns = append(patterns, told.Pattern)
		}
	}
	names := map[string]sealed.Text{}
	if len(supporters) > 0 {
		var err error
		if names, err = s.supporters.Names(ctx, tx, sorted(supporters)); err != nil {
			return nil, err
		}
	}
	followed, err := s.patterns.Followed(ctx, tx, patterns)
	if err != nil {
		return nil, err
	}
	var left []string
	for _, p := range followed {
		if p.Released != "" {
			left = append(left, p.Released)
		}
	}
	copies, err := s.copies.CopiesOf(ctx, tx, left)
	if err != nil {
		return nil, err
	}
	views := make([]signalView, 0, len(signals))
	for _, told := range signals {
		v := signalView{Signal: told, name: names[told.Supporter], followed: followed[told.Pattern]}
		if c, ok := copies[v.followed.Released]; ok {
			v.left = &c
		}
		views = append(views, v)
	}
	return views, nil
}

// sorted are texts in order, each once.
func sorted(texts []string) []string { return slices.Compact(slices.Sorted(slices.Values(texts))) }
