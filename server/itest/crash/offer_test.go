package crash_test

import (
	"context"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
)

// minutes is another number for each nth, so that facts about two cases, or two answers, differ.
func minutes(nth int) int32 { return int32(nth) }

// offer takes an application from its route to an offer, and on to what becomes of it: of each
// four one is declined, one is accepted and its case still runs at the end with what was typed in it, and in
// two cases that is sent and they are closed.
func (l *load) offer(ctx context.Context, nth int, application string) error {
	_, err := acknowledge(ctx, l, decided, home, asCoordinator,
		func(ctx context.Context, requestID string) (*intakev1.TriageDecision, error) {
			return l.caller.intake.CreateTriageDecision(ctx, &intakev1.CreateTriageDecisionRequest{
				Municipality: home, Application: application, Route: commonv1.Route_ROUTE_INFORMAL, Grounds: "Besproken.", RequestId: requestID,
			})
		}, (*intakev1.TriageDecision).GetId)
	if err != nil {
		return err
	}
	offer, err := acknowledge(ctx, l, offered, home, asCoordinator,
		func(ctx context.Context, requestID string) (*matchingv1.Offer, error) {
			return l.caller.match.CreateOffer(ctx, &matchingv1.CreateOfferRequest{
				Municipality: home, Application: application, Supporter: l.supporters[nth/4%len(l.supporters)], RequestId: requestID,
			})
		}, (*matchingv1.Offer).GetId)
	if err != nil {
		return err
	}
	if nth%4 == 0 {
		return l.decline(ctx, offer.GetId())
	}
	supportCase, err := l.accept(ctx, offer.GetId())
	if err != nil {
		return err
	}
	draft, err := l.draft(ctx, supportCase)
	if err != nil || nth%4 == 1 {
		return err
	}
	if err := l.write(ctx, draft); err != nil {
		return err
	}
	return l.close(ctx, nth, supportCase)
}

func (l *load) decline(ctx context.Context, offer string) error {
	_, err := acknowledge(ctx, l, declined, home, asCoordinator,
		func(ctx context.Context, requestID string) (*matchingv1.Offer, error) {
			return l.caller.match.RecordAnswer(ctx, &matchingv1.RecordAnswerRequest{
				Municipality: home, Offer: offer, DeclineReason: matchingv1.DeclineReason_DECLINE_REASON_NO_TIME, RequestId: requestID,
			})
		}, (*matchingv1.Offer).GetId)
	return err
}

// accept is the supporter's yes and the resident's; it returns the case that opened.
func (l *load) accept(ctx context.Context, offer string) (supportCase string, err error) {
	_, err = acknowledge(ctx, l, accepted, home, asCoordinator,
		func(ctx context.Context, requestID string) (*matchingv1.Offer, error) {
			return l.caller.match.RecordAnswer(ctx, &matchingv1.RecordAnswerRequest{
				Municipality: home, Offer: offer, Accepted: true, RequestId: requestID,
			})
		}, (*matchingv1.Offer).GetId)
	if err != nil {
		return "", err
	}
	matched, err := acknowledge(ctx, l, agreed, home, asCoordinator,
		func(ctx context.Context, requestID string) (*matchingv1.Offer, error) {
			return l.caller.match.RecordResidentAnswer(ctx, &matchingv1.RecordResidentAnswerRequest{
				Municipality: home, Offer: offer, Answer: matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES, RequestId: requestID,
			})
		}, (*matchingv1.Offer).GetId)
	return matched.GetCase(), err
}

func (l *load) close(ctx context.Context, nth int, supportCase string) error {
	_, err := acknowledge(ctx, l, closed, home, asCoordinator,
		func(ctx context.Context, requestID string) (*supportv1.Case, error) {
			return l.caller.cases.CloseCase(ctx, &supportv1.CloseCaseRequest{
				Municipality: home, Case: supportCase, Need: "Iemand die meekijkt.", Outcome: "answered_question",
				Fit: supportv1.Fit_FIT_YES, Minutes: minutes(nth), RequestId: requestID,
			})
		}, (*supportv1.Case).GetId)
	return err
}
