package rpc

import (
	"context"
	"strconv"

	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/signal"
)

// mostAlike is how many signals about one theme and organisation are compared at most, the newest: more than a
// municipality hears of in half a year.
const mostAlike = 500

// similarView is a signal that is suggested.
type similarView struct {
	signalView
	likeness int
}

// ListSimilarSignals suggests what belongs together. How much a signal is like another is a rule in Go, so that it stands
// in one place; about one theme and organisation a municipality hears some tens in half a year.
func (s *Service) ListSimilarSignals(ctx context.Context, req *signalv1.ListSimilarSignalsRequest) (*signalv1.ListSimilarSignalsResponse, error) {
	if (req.GetSignal() == "") == (req.GetPattern() == "") {
		return nil, errs.Field("signal", "similar.one")
	}
	order := page.Order[similarView]{Columns: "likeness desc, id desc", Keys: func(v similarView) []string {
		return []string{strconv.Itoa(v.likeness), v.ID}
	}}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, order, func(tx *pg.Tx, after []string, limit int) ([]similarView, error) {
		matter, text, err := s.compared(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		alike, err := s.signals.Alike(ctx, tx, matter, signal.Since(tx.Now()), req.GetSignal(), mostAlike)
		if err != nil {
			return nil, err
		}
		ranked := following(matter.Rank(text, alike), after)
		ranked = ranked[:min(len(ranked), limit)]
		return s.seeSimilar(ctx, tx, ranked)
	})
	if err != nil {
		return nil, err
	}
	answer := &signalv1.ListSimilarSignalsResponse{NextPageToken: next}
	for _, v := range list {
		answer.SimilarSignals = append(answer.SimilarSignals, &signalv1.SimilarSignal{Signal: signalToProto(ctx, v.signalView), Likeness: int32(v.likeness)})
	}
	return answer, nil
}

// compared is what others are held against, and in which words.
func (s *Service) compared(ctx context.Context, tx *pg.Tx, req *signalv1.ListSimilarSignalsRequest) (signal.Matter, string, error) {
	if req.GetPattern() != "" {
		p, err := s.patterns.Pattern(ctx, tx, req.GetPattern())
		return p.Matter, p.Title + " " + p.Words, err
	}
	told, err := s.signals.Signal(ctx, tx, call.From(ctx).Owner(), req.GetSignal(), "compare a signal")
	return told.Matter, told.Description.Reveal(), err
}

func (s *Service) seeSimilar(ctx context.Context, tx *pg.Tx, ranked []signal.Similar) ([]similarView, error) {
	signals := make([]signal.Signal, 0, len(ranked))
	for _, r := range ranked {
		signals = append(signals, r.Signal)
	}
	seen, err := s.seeSignals(ctx, tx, signals)
	if err != nil {
		return nil, err
	}
	views := make([]similarView, 0, len(seen))
	for i, v := range seen {
		views = append(views, similarView{v, ranked[i].Likeness})
	}
	return views, nil
}

// following are those that come after the keys of the page before.
func following(ranked []signal.Similar, after []string) []signal.Similar {
	if len(after) != 2 {
		return ranked
	}
	likeness, _ := strconv.Atoi(after[0]) // the token was made here
	last := signal.Similar{Signal: signal.Signal{ID: after[1]}, Likeness: likeness}
	for i, r := range ranked {
		if r.Compare(last) > 0 {
			return ranked[i:]
		}
	}
	return nil
}
