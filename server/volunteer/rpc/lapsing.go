package rpc

import (
	"context"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// lapsing is a supporter with the requirements that ask for attention.
type lapsing struct {
	volunteer.Supporter
	held []volunteer.Held
}

// ListLapsingRequirements reads a page of those of whom something lapses, lapsed, or is missing though it
// stops something.
func (s *Service) ListLapsingRequirements(
	ctx context.Context, req *volunteerv1.ListLapsingRequirementsRequest,
) (*volunteerv1.ListLapsingRequirementsResponse, error) {
	var states []volunteer.State
	for _, state := range req.GetStates() {
		states = append(states, volunteer.State(enum.Name(state)))
	}
	names := map[string]sealed.Text{}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[lapsing](),
		func(tx *pg.Tx, after []string, limit int) ([]lapsing, error) {
			list, err := s.lapsing(ctx, tx, states, page.Key(after), limit)
			if err != nil {
				return nil, err
			}
			ids := make([]string, 0, len(list))
			for _, l := range list {
				ids = append(ids, l.ID)
			}
			names, err = s.supporters.Names(ctx, tx, ids)
			return list, err
		})
	if err != nil {
		return nil, err
	}
	answer := &volunteerv1.ListLapsingRequirementsResponse{NextPageToken: next}
	for _, l := range list {
		answer.Supporters = append(answer.Supporters, &volunteerv1.LapsingSupporter{
			Supporter: l.ID, Name: names[l.ID].Reveal(), Kind: enum.Number[commonv1.SupportKind](string(l.Kind)),
			State: enum.Number[volunteerv1.SupporterState](string(l.State)), Requirements: heldListToProto(call.From(ctx).Language, l.held),
		})
	}
	return answer, nil
}

// atOnce is how many supporters are judged at a time.
const atOnce = 200

// lapsing looks through those who work, or are in one of the states, until it found limit of them. How somebody stands follows from a rule in
// Go, so that it stands in one place; a municipality has tens of supporters, or hundreds.
func (s *Service) lapsing(ctx context.Context, tx *pg.Tx, states []volunteer.State, after string, limit int) ([]lapsing, error) {
	var found []lapsing
	for len(found) < limit {
		working, err := s.requirements.Working(ctx, tx, after, atOnce, states...)
		if err != nil || len(working) == 0 {
			return found, err
		}
		held, err := s.judgeAll(ctx, tx, working)
		if err != nil {
			return nil, err
		}
		for _, supporter := range working {
			if asking := attention(held[supporter.ID]); len(asking) > 0 {
				found = append(found, lapsing{supporter, asking})
			}
		}
		after = working[len(working)-1].ID
	}
	return found[:limit], nil
}

func attention(held []volunteer.Held) []volunteer.Held {
	var asking []volunteer.Held
	for _, h := range held {
		if h.AsksAttention() {
			asking = append(asking, h)
		}
	}
	return asking
}

// Remark is a requirement of a supporter that asks for attention, in words of the caller's language.
type Remark struct {
	Text string
	// Stops is true when it keeps the supporter from being asked.
	Stops bool
	// Abroad is true when it is asked of who helps in other municipalities of the region, and counts there alone.
	Abroad bool
}

// Remarks are what there is to say of requirements of supporters before somebody is asked, by id. It does not log:
// whoever tells it to somebody logs the name that it stands with.
func (s *Service) Remarks(ctx context.Context, tx *pg.Tx, supporters []volunteer.Supporter) (map[string][]Remark, error) {
	held, err := s.judgeAll(ctx, tx, supporters)
	if err != nil {
		return nil, err
	}
	remarks := map[string][]Remark{}
	for id, all := range held {
		for _, h := range attention(all) {
			if h.Role != volunteer.AsBuddy { // which says nothing about taking cases
				remarks[id] = append(remarks[id], Remark{Text: sentence(call.From(ctx).Language, h), Stops: h.Stops(h.Role), Abroad: h.Role == volunteer.InRegion})
			}
		}
	}
	return remarks, nil
}
