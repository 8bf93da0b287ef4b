package rpc

import (
	"context"
	"maps"
	"slices"
	"strings"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// recorded is how a supporter stands with a requirement after a record.
type recorded struct {
	volunteer.Held
	record string
}

// ResourceID is the record, by which a repeated request finds it again.
func (r recorded) ResourceID() string { return r.record }

// RecordRequirement records that something was seen of a supporter, or takes back what was.
func (s *Service) RecordRequirement(ctx context.Context, req *volunteerv1.RecordRequirementRequest) (*volunteerv1.SupporterRequirement, error) {
	owner := call.From(ctx).Owner()
	result, err := pg.Once(ctx, s.db, req, s.loadRecord, func(tx *pg.Tx) (recorded, error) {
		if err := s.supporters.Lock(ctx, tx, req.GetSupporter()); err != nil {
			return recorded{}, err
		}
		supporter, err := s.supporters.Get(ctx, tx, owner, req.GetSupporter(), "record requirement")
		if err != nil {
			return recorded{}, err
		}
		today := calendar.Day(tx.Now())
		proof, err := proofOf(req).Complete(today)
		if err != nil {
			return recorded{}, err
		}
		counting, err := s.requirements.InForce(ctx, tx, today)
		if err != nil {
			return recorded{}, err
		}
		if err := mayRecord(owner, counting[supporter.Kind], proof.Code); err != nil {
			return recorded{}, err
		}
		return s.record(ctx, tx, counting[supporter.Kind], supporter, proof)
	})
	if err != nil {
		return nil, err
	}
	return heldToProto(call.From(ctx).Language, result.Held), nil
}

// mayRecord refuses a requirement that is not asked, and one that is not for the caller to confirm.
func mayRecord(owner call.Owner, policy volunteer.Policy, code string) error {
	requirement, asked := policy.Find(code)
	switch {
	case !asked:
		return errs.Field("requirement", "requirement.unknown")
	case !owner.IsEveryone() && requirement.ConfirmedBy != volunteer.ByPlanner:
		return errs.Field("requirement", "requirement.by_coordinator")
	}
	return nil
}

// record stores a proof of a locked supporter, and what the register shows of it.
func (s *Service) record(ctx context.Context, tx *pg.Tx, policy volunteer.Policy, supporter volunteer.Supporter, proof volunteer.Proof) (recorded, error) {
	proof.ID, proof.RecordedBy = pg.NewID(), tx.Call().Caller.Account
	if err := s.requirements.InsertProof(ctx, tx, proof); err != nil {
		return recorded{}, err
	}
	seen, err := s.seen(ctx, tx, []string{supporter.ID}, policy)
	if err != nil {
		return recorded{}, err
	}
	shown := policy.Show(supporter, seen.proofs[supporter.ID])
	if err := s.requirements.Show(ctx, tx, shown); err != nil {
		return recorded{}, err
	}
	changed(tx, pg.Live, shown)
	return of(policy.Judge(seen.proofs[supporter.ID], seen.persons[supporter.ID], calendar.Day(tx.Now())), proof)
}

// of is how the supporter of a record stands with its requirement; NOT_FOUND when that is not asked any more.
func of(held []volunteer.Held, proof volunteer.Proof) (recorded, error) {
	at := slices.IndexFunc(held, func(h volunteer.Held) bool { return h.Code == proof.Code })
	if at < 0 {
		return recorded{}, errs.NotFound(volunteer.Resource)
	}
	return recorded{Held: held[at], record: proof.ID}, nil
}

// loadRecord is how the supporter of a record stands with its requirement now.
func (s *Service) loadRecord(ctx context.Context, tx *pg.Tx, id string) (recorded, error) {
	proof, err := s.requirements.Proof(ctx, tx, id)
	if err != nil {
		return recorded{}, err
	}
	held, err := s.held(ctx, tx, proof.Supporter, "read requirement")
	if err != nil {
		return recorded{}, err
	}
	return of(held, proof)
}

// ListSupporterRequirements says how a supporter stands with everything that is asked.
func (s *Service) ListSupporterRequirements(
	ctx context.Context, req *volunteerv1.ListSupporterRequirementsRequest,
) (*volunteerv1.ListSupporterRequirementsResponse, error) {
	order := page.Order[volunteer.Held]{Columns: "place", Keys: func(h volunteer.Held) []string { return []string{h.Code} }}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, order, func(tx *pg.Tx, after []string, limit int) ([]volunteer.Held, error) {
		held, err := s.held(ctx, tx, req.GetSupporter(), "list requirements")
		if err != nil {
			return nil, err
		}
		if at := slices.IndexFunc(held, func(h volunteer.Held) bool { return h.Code == page.Key(after) }); at >= 0 {
			held = held[at+1:]
		}
		return held[:min(len(held), limit)], nil
	})
	if err != nil {
		return nil, err
	}
	return &volunteerv1.ListSupporterRequirementsResponse{
		Requirements: heldListToProto(call.From(ctx).Language, list), NextPageToken: next,
	}, nil
}

// held is how a supporter in the caller's reach stands with everything that is asked; action says what for.
func (s *Service) held(ctx context.Context, tx *pg.Tx, id, action string) ([]volunteer.Held, error) {
	supporter, err := s.supporters.Get(ctx, tx, call.From(ctx).Owner(), id, action)
	if err != nil {
		return nil, err
	}
	return s.judge(ctx, tx, supporter)
}

func (s *Service) judge(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) ([]volunteer.Held, error) {
	held, err := s.judgeAll(ctx, tx, []volunteer.Supporter{supporter})
	return held[supporter.ID], err
}

// judgeAll is how each of some supporters stands, by id; of a supporter it reads no more than id and kind.
func (s *Service) judgeAll(ctx context.Context, tx *pg.Tx, supporters []volunteer.Supporter) (map[string][]volunteer.Held, error) {
	ids := make([]string, 0, len(supporters))
	for _, supporter := range supporters {
		ids = append(ids, supporter.ID)
	}
	counting, err := s.requirements.InForce(ctx, tx, calendar.Day(tx.Now()))
	if err != nil {
		return nil, err
	}
	seen, err := s.seen(ctx, tx, ids, slices.Collect(maps.Values(counting))...)
	if err != nil {
		return nil, err
	}
	held := make(map[string][]volunteer.Held, len(supporters))
	for _, supporter := range supporters {
		held[supporter.ID] = counting[supporter.Kind].Judge(seen.proofs[supporter.ID], seen.persons[supporter.ID], calendar.Day(tx.Now()))
	}
	return held, nil
}

// seen is what supporters are judged by, by id: what was seen of them, and who they are.
type seen struct {
	proofs  map[string][]volunteer.Proof
	persons map[string]volunteer.Person
}

// seen reads what supporters are judged by, and who they are only for a policy that asks something later or in a role.
func (s *Service) seen(ctx context.Context, tx *pg.Tx, ids []string, policies ...volunteer.Policy) (of seen, err error) {
	of.proofs, err = s.requirements.Proofs(ctx, tx, ids)
	minds := func(p volunteer.Policy) bool { return p.AsksLater() || p.AsksOthers() }
	if err != nil || !slices.ContainsFunc(policies, minds) {
		return of, err
	}
	of.persons, err = s.requirements.Persons(ctx, tx, ids)
	return of, err
}

// told records what the register of supporters says now and did not say before; by is who says it.
func (s *Service) told(ctx context.Context, tx *pg.Tx, before, now volunteer.Supporter, by string) error {
	for _, proof := range volunteer.Told(before, now, calendar.Day(tx.Now())) {
		proof.ID, proof.RecordedBy = pg.NewID(), by
		if err := s.requirements.InsertProof(ctx, tx, proof); err != nil {
			return err
		}
	}
	return nil
}

// checkBuddy returns what a buddy lacks of what is asked of those who accompany newcomers, at a field; nil when nothing
// stops them. Of the buddy it reads no more than id and kind.
func (s *Service) checkBuddy(ctx context.Context, tx *pg.Tx, field string, buddy volunteer.Supporter) (wrong *errs.Error, err error) {
	counting, err := s.requirements.InForce(ctx, tx, calendar.Day(tx.Now()))
	if err != nil || !counting[buddy.Kind].AsksOthers() {
		return nil, err
	}
	seen, err := s.seen(ctx, tx, []string{buddy.ID}, counting[buddy.Kind])
	if err != nil {
		return nil, err
	}
	person := seen.persons[buddy.ID]
	person.Roles = append(person.Roles, volunteer.AsBuddy)
	held := counting[buddy.Kind].Judge(seen.proofs[buddy.ID], person, calendar.Day(tx.Now()))
	return lacking(field, "requirement.lacking_buddy", call.From(ctx).Language, held, func(h volunteer.Held) bool { return h.Stops(volunteer.AsBuddy) }), nil
}

// lacking names the requirements that stop something, at a field; nil when none does.
func lacking(field, rule, language string, held []volunteer.Held, stops func(h volunteer.Held) bool) *errs.Error {
	var labels []string
	for _, h := range held {
		if stops(h) {
			labels = append(labels, h.Label(language))
		}
	}
	if len(labels) == 0 {
		return nil
	}
	return errs.Field(field, rule, "lacking", strings.Join(labels, ", "))
}

// checkActive refuses to make somebody active who lacks what is needed for it, naming that.
func (s *Service) checkActive(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter, to volunteer.State) error {
	if to != volunteer.Active {
		return nil
	}
	held, err := s.judge(ctx, tx, supporter)
	if err != nil {
		return err
	}
	return errs.Join(lacking("state", "requirement.lacking", call.From(ctx).Language, held, volunteer.Held.StopsActive))
}
