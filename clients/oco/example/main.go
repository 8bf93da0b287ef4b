// Command example goes the whole way of one application over the Go client: someone applies, the
// coordinator decides the route, a supporter is proposed, asked and says yes, the resident agrees,
// the support case is closed, and the monitor counts it.
//
// OCO_GRPC is the address of a server on this machine, OCO_TOKEN a coordinator's token,
// OCO_MUNICIPALITY the code of a municipality (gm0867 when not set) that has a supporter with room.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"

	"oco.example/oco/clients/oco"
)

func main() {
	log.SetFlags(0)
	if err := run(context.Background()); err != nil {
		log.Fatal("example: ", err)
	}
}

func run(ctx context.Context) error {
	municipality := os.Getenv("OCO_MUNICIPALITY")
	if municipality == "" {
		municipality = "gm0867"
	}
	client, err := oco.Dial(os.Getenv("OCO_GRPC"), oco.Plaintext(), oco.Token(os.Getenv("OCO_TOKEN")), oco.Language("en"))
	if err != nil {
		return err
	}
	defer client.Close()
	day := desk{client: client, municipality: municipality}
	for _, step := range []func(context.Context) error{day.refused, day.apply, day.find, day.decide, day.ask, day.support, day.count} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// desk is a coordinator's day with one application.
type desk struct {
	client       *oco.Client
	municipality string
	application  string
	offer        string
	supportCase  string
}

// refused shows what a refusal looks like: every field that breaks a rule, in words.
func (d *desk) refused(ctx context.Context) error {
	_, err := d.client.Intake.SubmitApplication(ctx, &intakev1.SubmitApplicationRequest{
		Municipality: d.municipality, Resident: &intakev1.ResidentDetails{Name: "Noor Voorbeeld", Email: "no address"},
	})
	e := oco.AsError(err)
	if e == nil || e.Reason != commonv1.ErrorReason_ERROR_REASON_INVALID || len(e.Fields) == 0 {
		return fmt.Errorf("a wrong mail address was not refused: %w", err)
	}
	for _, field := range e.Fields {
		fmt.Printf("refused: %s: %s\n", field.Path, field.Text)
	}
	return nil
}

func (d *desk) apply(ctx context.Context) error {
	receipt, err := d.client.Intake.SubmitApplication(ctx, &intakev1.SubmitApplicationRequest{
		Municipality:   d.municipality,
		Resident:       &intakev1.ResidentDetails{Name: "Noor Voorbeeld", Phone: "06-11930999"},
		Channel:        commonv1.Channel_CHANNEL_PHONE,
		Question:       "Wie gaat er mee naar het keukentafelgesprek?",
		LifeDomains:    []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_WMO},
		ResidentAgrees: true,
	})
	if err != nil {
		return fmt.Errorf("apply: %w", err)
	}
	d.application = receipt.GetApplication()
	fmt.Printf("applied: receipt %s, called back by %s\n", receipt.GetReceiptCode(), receipt.GetPromiseDate())
	return nil
}

// find looks for the application in the worklist, page after page.
func (d *desk) find(ctx context.Context) error {
	worklist := &intakev1.ListApplicationsRequest{Municipality: d.municipality, PageSize: 2}
	seen := 0
	for application, err := range oco.All(ctx, d.client.Intake.ListApplications, worklist, (*intakev1.ListApplicationsResponse).GetApplications) {
		if err != nil {
			return fmt.Errorf("worklist: %w", err)
		}
		seen++
		if application.GetId() == d.application {
			fmt.Printf("found: number %d of the worklist, %s\n", seen, application.GetState())
			return nil
		}
	}
	return errors.New("the application is not in the worklist")
}

func (d *desk) decide(ctx context.Context) error {
	decision, err := d.client.Intake.CreateTriageDecision(ctx, &intakev1.CreateTriageDecisionRequest{
		Municipality: d.municipality, Application: d.application,
		Route: commonv1.Route_ROUTE_INFORMAL, Grounds: "Een vrijwilliger met ervaring past hier goed.",
	})
	if err != nil {
		return fmt.Errorf("triage: %w", err)
	}
	fmt.Printf("decided: %s\n", decision.GetRoute())
	return nil
}

// ask asks the best supporter, who says yes by phone.
func (d *desk) ask(ctx context.Context) error {
	ranking, err := d.client.Matching.ProposeMatches(ctx, &matchingv1.ProposeMatchesRequest{Municipality: d.municipality, Application: d.application})
	if err != nil {
		return fmt.Errorf("proposals: %w", err)
	}
	if len(ranking.GetProposals()) == 0 {
		return errors.New("nobody can be asked")
	}
	best := ranking.GetProposals()[0]
	fmt.Printf("proposed: %v\n", best.GetReasons())
	offer, err := d.client.Matching.CreateOffer(ctx, &matchingv1.CreateOfferRequest{
		Municipality: d.municipality, Application: d.application, Supporter: best.GetSupporter(),
	})
	if err != nil {
		return fmt.Errorf("offer: %w", err)
	}
	d.offer = offer.GetId()
	answered, err := d.client.Matching.RecordAnswer(ctx, &matchingv1.RecordAnswerRequest{Municipality: d.municipality, Offer: d.offer, Accepted: true, Etag: offer.GetEtag()})
	if err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	fmt.Printf("asked: %s\n", answered.GetState())
	return nil
}

// support records the resident's yes, which opens a case, and closes it again.
func (d *desk) support(ctx context.Context) error {
	offer, err := d.client.Matching.RecordResidentAnswer(ctx, &matchingv1.RecordResidentAnswerRequest{
		Municipality: d.municipality, Offer: d.offer, Answer: matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES,
	})
	if err != nil {
		return fmt.Errorf("resident's answer: %w", err)
	}
	d.supportCase = offer.GetCase()
	closed, err := d.client.Cases.CloseCase(ctx, &supportv1.CloseCaseRequest{
		Municipality: d.municipality, Case: d.supportCase, Need: "Iemand naast mij bij het gesprek.",
		Outcome: "conversation_held", Fit: supportv1.Fit_FIT_YES, Minutes: 90,
	})
	if err != nil {
		return fmt.Errorf("close: %w", err)
	}
	fmt.Printf("supported: %s\n", closed.GetState())
	return nil
}

// count waits until the monitor has counted what this day brought: facts follow events.
func (d *desk) count(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	last := int64(0)
	for answer, err := range d.client.WatchEvents(ctx, d.municipality, 0) {
		if err != nil {
			return fmt.Errorf("events: %w", err)
		}
		last = answer.GetPosition()
		if answer.GetEvent().GetCaseClosed().GetCase() == d.supportCase {
			break
		}
	}
	year := time.Now().Year()
	ticks := time.NewTicker(200 * time.Millisecond)
	defer ticks.Stop()
	for ; ; <-ticks.C {
		monitor, err := d.client.Reporting.GetMonitor(ctx, &reportingv1.GetMonitorRequest{
			Municipality: d.municipality, FromDate: fmt.Sprintf("%d-01-01", year), UntilDate: fmt.Sprintf("%d-01-01", year+1),
		})
		if err != nil {
			return fmt.Errorf("monitor: %w", err)
		}
		if monitor.GetPosition() >= last {
			fmt.Printf("counted: %d applications, %d of them matched\n", monitor.GetApplications().GetValue(), monitor.GetMatched().GetValue())
			return nil
		}
	}
}
