package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
)

// code is the code of a name in a list: "sprang_capelle" of "Sprang-Capelle".
func code(name string) string { return strings.Join(person.NameWords(name), "_") }

const (
	wmo     = commonv1.LifeDomain_LIFE_DOMAIN_WMO
	care    = commonv1.LifeDomain_LIFE_DOMAIN_CARE
	housing = commonv1.LifeDomain_LIFE_DOMAIN_HOUSING
	income  = commonv1.LifeDomain_LIFE_DOMAIN_INCOME
	youth   = commonv1.LifeDomain_LIFE_DOMAIN_YOUTH
	welfare = commonv1.LifeDomain_LIFE_DOMAIN_WELFARE
)

func supporterPeople() []*volunteerv1.Supporter {
	informal, professional := commonv1.SupportKind_SUPPORT_KIND_INFORMAL, commonv1.SupportKind_SUPPORT_KIND_FORMAL
	return []*volunteerv1.Supporter{
		{Kind: informal, Name: "Vera Vrijwilliger", Phone: "06-11930101", LifeDomains: []commonv1.LifeDomain{wmo, income}, Languages: []string{"nl"}, MaxCases: 3},
		{Kind: informal, Name: "Ward Wijkhart", Phone: "06-11930102", LifeDomains: []commonv1.LifeDomain{wmo, welfare}, Languages: []string{"nl", "en"}, MaxCases: 2},
		{Kind: informal, Name: "Yara Zorgzaam", Phone: "06-11930103", LifeDomains: []commonv1.LifeDomain{care, youth}, Languages: []string{"nl", "ar"}, MaxCases: 2, Organisation: partner, LivedExperience: true},
		{Kind: professional, Name: "Pim Professional", Phone: "06-11930104", LifeDomains: []commonv1.LifeDomain{wmo, housing, income}, Languages: []string{"nl"}, MaxCases: 8, Organisation: agency},
		{Kind: professional, Name: "Fenna Formeel", Phone: "06-11930105", LifeDomains: []commonv1.LifeDomain{care, youth}, Languages: []string{"nl"}, MaxCases: 8, Organisation: agency},
	}
}

// certificateUntil is the last day of somebody's certificate of conduct: one lapses soon, for the coordinator to
// see how that looks.
func certificateUntil(name string, now time.Time) string {
	if name == "Yara Zorgzaam" {
		return calendar.Day(now.AddDate(0, 0, 20))
	}
	return calendar.Day(now.AddDate(2, 0, 0))
}

// supporters adds the supporters; informal ones go through training to where they can be asked.
func (r *Region) supporters(ctx context.Context) error {
	accounts, err := r.accountIDs(ctx)
	if err != nil {
		return err
	}
	ctx = r.as(ctx, coordinator)
	for _, s := range supporterPeople() {
		switch s.GetName() {
		case "Vera Vrijwilliger":
			s.Account = accounts[supporter]
		case "Pim Professional":
			s.Account = accounts[formal]
		}
		s.ConfidentialitySigned, s.Trained, s.HoursPerWeek = true, true, 6
		tell(s)
		s.ConductCertificateUntilDate = certificateUntil(s.GetName(), time.Now())
		created, err := r.people.CreateSupporter(ctx, &volunteerv1.CreateSupporterRequest{Municipality: Home, Supporter: s, RequestId: pg.NewID()})
		if err != nil {
			return fmt.Errorf("supporter: %w", err)
		}
		if s.GetKind() == commonv1.SupportKind_SUPPORT_KIND_FORMAL {
			continue
		}
		for _, state := range []volunteerv1.SupporterState{
			volunteerv1.SupporterState_SUPPORTER_STATE_IN_TRAINING, volunteerv1.SupporterState_SUPPORTER_STATE_WITH_BUDDY,
			volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE,
		} {
			_, err := r.people.MoveSupporter(ctx, &volunteerv1.MoveSupporterRequest{Municipality: Home, Supporter: created.GetId(), State: state, Reason: "Deed dit al voor de proef.", RequestId: pg.NewID()})
			if err != nil {
				return fmt.Errorf("train a supporter: %w", err)
			}
		}
	}
	return nil
}

// referrers puts the referrer into the registry, with the account that they sign in with.
func (r *Region) referrers(ctx context.Context) error {
	accounts, err := r.accountIDs(ctx)
	if err != nil {
		return err
	}
	ctx = r.as(ctx, coordinator)
	organisation, err := r.refer.CreateReferrerOrganisation(ctx, &intakev1.CreateReferrerOrganisationRequest{
		Municipality: Home, RequestId: pg.NewID(), ReferrerOrganisation: &intakev1.ReferrerOrganisation{
			Name: practice, PartnerStatus: intakev1.PartnerStatus_PARTNER_STATUS_ACTIVE,
		},
	})
	if err != nil {
		return fmt.Errorf("organisation of a referrer: %w", err)
	}
	_, err = r.refer.CreateReferrer(ctx, &intakev1.CreateReferrerRequest{Municipality: Home, RequestId: pg.NewID(), Referrer: &intakev1.Referrer{
		ReferrerOrganisation: organisation.GetId(), Name: "Rosa Verwijzer", Phone: "06-11930301", Account: accounts[referrer],
	}})
	if err != nil {
		return fmt.Errorf("referrer: %w", err)
	}
	return nil
}

// accountIDs are the accounts of Home by the subject of their persona.
func (r *Region) accountIDs(ctx context.Context) (map[string]string, error) {
	list, err := r.admin.ListAccounts(r.as(ctx, first), &adminv1.ListAccountsRequest{Municipality: Home, PageSize: 200})
	if err != nil {
		return nil, fmt.Errorf("accounts: %w", err)
	}
	ids := map[string]string{}
	for _, a := range list.GetAccounts() {
		ids[a.GetSubject()] = a.GetId()
	}
	return ids, nil
}

// question is an invented application and how far it goes.
type question struct {
	name, phone, text string
	// email is empty for most: they are called.
	email  string
	domain commonv1.LifeDomain
	urgent bool
	route  commonv1.Route
	// referred says that the referrer sent it in; shared that the resident lets them know how it goes on.
	referred, shared bool
	// offered, accepted and closed say how far it goes after triage.
	offered, accepted, closed bool
	// wishes are what the resident wishes of a supporter; nil when nobody asked.
	wishes *matchingv1.RecordMatchWishesRequest
}

func questions() []question {
	informal, professional := commonv1.Route_ROUTE_INFORMAL, commonv1.Route_ROUTE_FORMAL
	return []question{
		{name: "Sanne Zonneveld", phone: "06-11930201", text: "Ik begrijp de brief over huishoudelijke hulp niet.", domain: wmo},
		{name: "Joris Kikkert", phone: "06-11930202", text: "Over drie weken moet ik uit mijn huis.", domain: housing, urgent: true},
		{name: "Amal Voorbeeld", phone: "06-11930203", text: "Wie helpt mij bij het gesprek op school?", domain: youth, route: commonv1.Route_ROUTE_OWN_NETWORK},
		{name: "Piet Proefkonijn", phone: "06-11930204", text: "Formulieren voor de bijstand invullen.", domain: income, referred: true, route: informal, wishes: &matchingv1.RecordMatchWishesRequest{
			WishedGender: matchingv1.WishedGender_WISHED_GENDER_WOMAN, GenderStrength: matchingv1.WishStrength_WISH_STRENGTH_MUST,
			PreferLivedExperience: true, Complexity: matchingv1.QuestionComplexity_QUESTION_COMPLEXITY_ORDINARY,
		}},
		{name: "Lotte Lente", phone: "06-11930205", text: "Keukentafelgesprek, wil dat er iemand naast zit.", domain: wmo, route: informal, offered: true},
		{name: "Henk Herfst", phone: "06-11930206", email: "henk.herfst@post.example", text: "Bezwaar tegen afwijzing scootmobiel.", domain: wmo, referred: true, shared: true, route: professional, offered: true, accepted: true},
		{name: "Wil Winter", phone: "06-11930207", text: "Schulden, durft de post niet te openen.", domain: income, route: informal, offered: true, accepted: true, closed: true},
	}
}

// applications sends the questions in as residents do and takes each as far as it goes.
func (r *Region) applications(ctx context.Context) error {
	for _, q := range questions() {
		req := &intakev1.SubmitApplicationRequest{
			Municipality: Home, RequestId: pg.NewID(), Question: q.text, LifeDomains: []commonv1.LifeDomain{q.domain}, Neighbourhood: "centrum",
			Resident: &intakev1.ResidentDetails{Name: q.name, Phone: q.phone, Email: q.email},
		}
		if q.urgent {
			req.Urgency = &intakev1.Urgency{Reason: intakev1.UrgencyReason_URGENCY_REASON_EVICTION}
		}
		// As the coordinator, who writes down what came in by phone: the public's limits are no place to hurry.
		req.Channel = commonv1.Channel_CHANNEL_PHONE
		by := coordinator
		if q.referred {
			by, req.ResidentAgrees = referrer, true
		}
		receipt, err := r.intake.SubmitApplication(r.as(ctx, by), req)
		if err != nil {
			return fmt.Errorf("application: %w", err)
		}
		if q.shared {
			if err := r.share(ctx, receipt.GetApplication()); err != nil {
				return fmt.Errorf("consent: %w", err)
			}
		}
		if err := r.follow(ctx, receipt.GetApplication(), q); err != nil {
			return err
		}
	}
	return nil
}

// share records that the resident lets the referrer know where the application stands.
func (r *Region) share(ctx context.Context, application string) error {
	ctx = r.as(ctx, coordinator)
	known, err := r.intake.GetApplication(ctx, &intakev1.GetApplicationRequest{Municipality: Home, Application: application})
	if err != nil {
		return err
	}
	_, err = r.residents.CreateConsent(ctx, &intakev1.CreateConsentRequest{Municipality: Home, Resident: known.GetResident(), RequestId: pg.NewID(), Consent: &intakev1.Consent{
		Kind: intakev1.ConsentKind_CONSENT_KIND_STATUS_TO_REFERRER, Given: true, Manner: "Aan de telefoon.", Application: application,
	}})
	return err
}

func (r *Region) follow(ctx context.Context, application string, q question) error {
	ctx = r.as(ctx, coordinator)
	if q.route == commonv1.Route_ROUTE_UNSPECIFIED {
		return nil
	}
	_, err := r.intake.CreateTriageDecision(ctx, &intakev1.CreateTriageDecisionRequest{
		Municipality: Home, Application: application, Route: q.route, Grounds: "Besproken aan de telefoon.", RequestId: pg.NewID(),
	})
	if err != nil {
		return err
	}
	if q.wishes != nil {
		q.wishes.Municipality, q.wishes.Application, q.wishes.RequestId = Home, application, pg.NewID()
		if _, err := r.match.RecordMatchWishes(ctx, q.wishes); err != nil {
			return fmt.Errorf("wishes: %w", err)
		}
	}
	if !q.offered {
		return nil
	}
	proposals, err := r.match.ProposeMatches(ctx, &matchingv1.ProposeMatchesRequest{Municipality: Home, Application: application})
	if err != nil {
		return err
	}
	if len(proposals.GetProposals()) == 0 {
		return fmt.Errorf("nobody can be asked for %q", q.text)
	}
	offer, err := r.match.CreateOffer(ctx, &matchingv1.CreateOfferRequest{
		Municipality: Home, Application: application, Supporter: proposals.GetProposals()[0].GetSupporter(), RequestId: pg.NewID(),
	})
	if err != nil || !q.accepted {
		return err
	}
	return r.support(ctx, offer.GetId(), q.closed)
}

func (r *Region) support(ctx context.Context, offer string, closed bool) error {
	_, err := r.match.RecordAnswer(ctx, &matchingv1.RecordAnswerRequest{Municipality: Home, Offer: offer, Accepted: true, RequestId: pg.NewID()})
	if err != nil {
		return err
	}
	confirmed, err := r.match.RecordResidentAnswer(ctx, &matchingv1.RecordResidentAnswerRequest{
		Municipality: Home, Offer: offer, Answer: matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES, RequestId: pg.NewID(),
	})
	if err != nil {
		return err
	}
	if !closed {
		return r.underWay(ctx, confirmed.GetCase())
	}
	_, err = r.cases.CloseCase(ctx, &supportv1.CloseCaseRequest{
		Municipality: Home, Case: confirmed.GetCase(), Need: "Overzicht over de post, en iemand die meekijkt.", Outcome: "answered_question",
		Fit: supportv1.Fit_FIT_YES, Minutes: 180, RequestId: pg.NewID(),
	})
	return err
}
