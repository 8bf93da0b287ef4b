// Package rpc is the contract's side of matching: the services of oco.matching.v1, and what
// server/app lets the other slices do with offers.
//
// Everything that changes an offer locks its application first, then the offer, then the
// supporter: always in this order.
package rpc

import (
	"context"
	"time"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// Applications is the intake slice as matching needs it. Its errors are the caller's: NOT_FOUND
// for an application that is unknown, foreign or erased.
type Applications interface {
	// Get reads an application without a lock. It does not log: matching does.
	Get(ctx context.Context, tx *pg.Tx, id string) (matching.Application, error)
	// Lock is Get that holds the application's row until the transaction ends (FOR UPDATE).
	Lock(ctx context.Context, tx *pg.Tx, id string) (matching.Application, error)
	// Move brings a locked application into a state, or STATE_CONFLICT naming the one it is in.
	Move(ctx context.Context, tx *pg.Tx, id string, to matching.ApplicationState) error
	// Waiting are up to limit applications that wait for a match, by id, the oldest first.
	Waiting(ctx context.Context, tx *pg.Tx, limit int) ([]string, error)
	// Past are up to limit applications since a day for which a supporter was sought, the newest first.
	Past(ctx context.Context, tx *pg.Tx, since string, limit int) ([]matching.Past, error)
	// Contacts says, by application, how residents are called and reached. It does not log: the
	// statement that read the offers did, under the residents' pseudonyms.
	Contacts(ctx context.Context, tx *pg.Tx, ids []string) (map[string]matching.ResidentContact, error)
}

// Supporters is the volunteer slice as matching needs it.
type Supporters interface {
	// Lock holds a supporter's row until the transaction ends, so that two offers that are
	// accepted at once cannot both take the last place, and nobody is asked who is being erased.
	// NOT_FOUND when there is no such supporter.
	Lock(ctx context.Context, tx *pg.Tx, id string) error
	// Requirements are those of supporters that ask for attention, by id, in the caller's language. It does not log.
	Requirements(ctx context.Context, tx *pg.Tx, candidates []matching.Candidate) (map[string][]matching.Requirement, error)
	// Roles are those that supporters have today beside supporting, by id, in the caller's language. It does not log.
	Roles(ctx context.Context, tx *pg.Tx, candidates []matching.Candidate) (map[string][]matching.Role, error)
	// Traits reads and logs what the sealed files of supporters say that an application asks for, by id.
	Traits(ctx context.Context, tx *pg.Tx, ids []string) (map[string]matching.Traits, error)
	// Names reads and logs the names of supporters, by id.
	Names(ctx context.Context, tx *pg.Tx, ids []string) (map[string]sealed.Text, error)
}

// CaseOpener is the support slice as matching needs it.
type CaseOpener interface {
	// Open opens the support case that the resident said yes to, and returns its id.
	Open(ctx context.Context, tx *pg.Tx, opening matching.Opening) (supportCase string, err error)
}

// Offers is where offers are kept (matching/store). What Get and List read they log; action says
// what for.
type Offers interface {
	// Candidates are the supporters whom the rules may propose for the application, in no order.
	Candidates(ctx context.Context, tx *pg.Tx, application matching.Application) ([]matching.Candidate, error)
	// Regional are those who agreed to help in other municipalities of the region.
	Regional(ctx context.Context, tx *pg.Tx, application matching.Application) ([]matching.Candidate, error)
	// Neighbours are the other municipalities of the region.
	Neighbours(ctx context.Context, tx *pg.Tx) ([]matching.Neighbour, error)
	// LogShown logs which supporters of the municipality a neighbour was shown.
	LogShown(ctx context.Context, tx *pg.Tx, supporters []string) error
	// Candidate is one supporter as the gates see them now, or NOT_FOUND.
	Candidate(ctx context.Context, tx *pg.Tx, application matching.Application, supporter string) (matching.Candidate, error)
	// Account is what a supporter signs in with, or NOT_FOUND.
	Account(ctx context.Context, tx *pg.Tx, supporter string) (string, error)
	// TargetGroups are what people read for codes of target groups, in a language.
	TargetGroups(ctx context.Context, tx *pg.Tx, language string, codes []string) (map[string]string, error)
	// Application is the application of an offer in reach of owner, or NOT_FOUND.
	Application(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (string, error)
	// Lock reads an offer in reach of owner and holds its row until the transaction ends.
	Lock(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (matching.Offer, error)
	// Standing reads and holds the offers of an application that are open or wait for the resident.
	Standing(ctx context.Context, tx *pg.Tx, application string) ([]matching.Offer, error)
	// ApplicationsOf are the applications for which an offer to a supporter is open or waits for the
	// resident, in the order in which they are locked.
	ApplicationsOf(ctx context.Context, tx *pg.Tx, supporter string) ([]string, error)
	// Overdue are up to limit offers that nobody answered in time, by id, read without a lock.
	Overdue(ctx context.Context, tx *pg.Tx) ([]string, error)
	// Get reads one offer in reach of owner, or NOT_FOUND.
	Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (matching.Offer, error)
	// List reads up to limit offers in reach of owner after the one with id after, the newest first.
	List(ctx context.Context, tx *pg.Tx, owner call.Owner, filter matching.Filter, after string, limit int) ([]matching.Offer, error)
	// Recall adds to applications of the past what was wished, and who had supported the resident before.
	Recall(ctx context.Context, tx *pg.Tx, past []matching.Past) error
	// Places are where the neighbourhoods of the municipality are of which that is known, by code.
	Places(ctx context.Context, tx *pg.Tx) (map[string]matching.Place, error)
	// AskedOrganisations are the organisations whose offer for an application is open or was declined, with its state.
	AskedOrganisations(ctx context.Context, tx *pg.Tx, application string) (map[string]matching.State, error)
	// Answered is how supporters answered since a moment, by id.
	Answered(ctx context.Context, tx *pg.Tx, since time.Time) (map[string]matching.Answered, error)
	// Insert stores a new offer; ALREADY_EXISTS when the supporter or organisation has an open one for the application.
	Insert(ctx context.Context, tx *pg.Tx, offer matching.Offer) error
	// Save stores where a locked offer stands.
	Save(ctx context.Context, tx *pg.Tx, offer matching.Offer) error
}

// Region is the municipalities around this one.
type Region interface {
	// As is the context in which a neighbour, by its code, is read as the tenant that it is. What is read there is the neighbour's.
	As(ctx context.Context, neighbour string) context.Context
}

// Ties is where ties between supporters and residents are kept (matching/store). What it reads it logs; action says what
// for.
type Ties interface {
	// Dossiers are all dossiers of the resident of one. It does not log.
	Dossiers(ctx context.Context, tx *pg.Tx, dossier string) ([]string, error)
	// InsertTie stores a new tie with a locked supporter.
	InsertTie(ctx context.Context, tx *pg.Tx, tie matching.Tie) error
	// EndTie stores that a tie stands no more.
	EndTie(ctx context.Context, tx *pg.Tx, tie matching.Tie) error
	// Tie reads one tie, or NOT_FOUND.
	Tie(ctx context.Context, tx *pg.Tx, id, action string) (matching.Tie, error)
	// Ties reads up to limit ties after the one with id after, the newest first.
	Ties(ctx context.Context, tx *pg.Tx, filter matching.TieFilter, after string, limit int) ([]matching.Tie, error)
}

// Plans is where plans for backlogs are kept (matching/store).
type Plans interface {
	// InsertPlan stores a new plan.
	InsertPlan(ctx context.Context, tx *pg.Tx, plan matching.Plan) error
	// Plan is one plan, or NOT_FOUND.
	Plan(ctx context.Context, tx *pg.Tx, id string) (matching.Plan, error)
	// LockPlan is Plan that holds its row until the transaction ends.
	LockPlan(ctx context.Context, tx *pg.Tx, id string) (matching.Plan, error)
	// ApplyPlan notes that a locked plan was applied.
	ApplyPlan(ctx context.Context, tx *pg.Tx, id string) error
}

// Settings is what a municipality has set, as matching needs it.
type Settings interface {
	// OfferHours is after how many working hours an offer without an answer expires; 0: never.
	OfferHours(ctx context.Context, tx *pg.Tx) (int, error)
}

// Policies is where is kept what municipalities weigh (matching/store).
type Policies interface {
	// InsertPolicy stores a new version.
	InsertPolicy(ctx context.Context, tx *pg.Tx, policy matching.Policy) error
	// Policy is one version, or NOT_FOUND; today says whether it counts.
	Policy(ctx context.Context, tx *pg.Tx, id, today string) (matching.Policy, error)
	// InForce is what is weighed on a day.
	InForce(ctx context.Context, tx *pg.Tx, today string) (matching.Policy, error)
	// Policies reads up to limit versions after the one with id after, the newest first.
	Policies(ctx context.Context, tx *pg.Tx, today, after string, limit int) ([]matching.Policy, error)
}

// Wishes is where is kept what residents wish (matching/store).
type Wishes interface {
	// Wishes are those that were recorded last for an application; without id when nobody recorded any.
	Wishes(ctx context.Context, tx *pg.Tx, application string) (matching.Wishes, error)
	// InsertWishes stores what counts from now on.
	InsertWishes(ctx context.Context, tx *pg.Tx, wishes matching.Wishes) error
}

// Deps are what the service stands on.
type Deps struct {
	DB           *pg.DB
	Offers       Offers
	Policies     Policies
	Wishes       Wishes
	Plans        Plans
	Ties         Ties
	Applications Applications
	Supporters   Supporters
	Cases        CaseOpener
	Settings     Settings
	Region       Region
	Tokens       *page.Tokens
}

// Service serves the services of oco.matching.v1.
type Service struct {
	matchingv1.UnimplementedMatchingServiceServer
	matchingv1.UnimplementedMatchingPolicyServiceServer
	matchingv1.UnimplementedTieServiceServer
	matchingv1.UnimplementedMatchPlanServiceServer
	db           *pg.DB
	offers       Offers
	policies     Policies
	wishes       Wishes
	plans        Plans
	ties         Ties
	applications Applications
	supporters   Supporters
	cases        CaseOpener
	settings     Settings
	region       Region
	tokens       *page.Tokens
	// simulating has a place for each simulation that is played.
	simulating chan struct{}
}

// New returns the service.
func New(deps Deps) *Service {
	return &Service{
		simulating: make(chan struct{}, simulations),
		db:         deps.DB, offers: deps.Offers, policies: deps.Policies, wishes: deps.Wishes, plans: deps.Plans, ties: deps.Ties, applications: deps.Applications, supporters: deps.Supporters,
		cases: deps.Cases, settings: deps.Settings, region: deps.Region, tokens: deps.Tokens,
	}
}
