package rpc

import (
	"context"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

// Endings is where is kept what was told when a case closed (support/store).
type Endings interface {
	// InsertEnding stores what is told of a locked case that closes.
	InsertEnding(ctx context.Context, tx *pg.Tx, c support.Case, e support.Ending) error
	// Endings are those of cases, by their id. It does not log: the statement that read the cases did.
	Endings(ctx context.Context, tx *pg.Tx, cases []string) (map[string]support.Ending, error)
}

// checkEnding returns what is wrong with the ending of a case.
func (s *Service) checkEnding(ctx context.Context, tx *pg.Tx, running support.Case, e support.Ending) ([]*errs.Error, error) {
	consents := false
	if e.ReferrerTold {
		var err error
		if consents, err = s.applications.ReferrerMayKnow(ctx, tx, running.Application); err != nil {
			return nil, err
		}
	}
	return running.CheckEnding(e, calendar.Day(tx.Now()), consents), nil
}

// withEndings adds to cases what was told when they closed.
func (s *Service) withEndings(ctx context.Context, tx *pg.Tx, views []support.View) error {
	var closed []string
	for _, v := range views {
		if v.State == support.Closed {
			closed = append(closed, v.ID)
		}
	}
	if len(closed) == 0 {
		return nil
	}
	endings, err := s.endings.Endings(ctx, tx, closed)
	if err != nil {
		return err
	}
	for i, v := range views {
		views[i].Ending = endings[v.ID]
	}
	return nil
}

func endingFromProto(req *supportv1.CloseCaseRequest) support.Ending {
	e := support.Ending{
		ResidentFit: enum.Name(req.GetResidentFit()), LifeDomains: enum.Names(req.GetOutcomeLifeDomains()),
		SupporterToldDate: req.GetSupporterToldDate(), ReferrerTold: req.GetReferrerTold(),
	}
	for _, r := range req.GetReferrals() {
		e.Referrals = append(e.Referrals, support.Referral{Organisation: sealed.Of(r.GetOrganisation()), Reason: enum.Name(r.GetReason())})
	}
	return e
}

// endingToProto adds to a case what was told when it closed.
func endingToProto(c *supportv1.Case, e support.Ending) {
	c.ResidentFit = enum.Number[supportv1.Fit](e.ResidentFit)
	c.OutcomeLifeDomains = enum.Numbers[commonv1.LifeDomain](e.LifeDomains)
	c.SupporterToldDate, c.ReferrerTold = e.SupporterToldDate, e.ReferrerTold
	for _, r := range e.Referrals {
		c.Referrals = append(c.Referrals, &supportv1.CaseReferral{
			Organisation: r.Organisation.Reveal(), Reason: enum.Number[supportv1.CaseReferralReason](r.Reason),
		})
	}
}
