// Package rpc is the contract's side of what went wrong: the services of oco.complaint.v1.
//
// What changes a complaint, an incident, a safety concern or a risk locks that one; what makes one for an application locks
// the application first.
package rpc

import (
	"context"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// Applications is the intake slice as this one needs it.
type Applications interface {
	// Lock holds an application's row until the transaction ends, and returns the dossier of its resident; NOT_FOUND for one
	// that is unknown, foreign or erased.
	Lock(ctx context.Context, tx *pg.Tx, application string) (dossier string, err error)
}

// Accounts is the admin slice as this one needs it.
type Accounts interface {
	// Holds reports whether an account holds one of some roles in the municipality today.
	Holds(ctx context.Context, tx *pg.Tx, account string, roles ...call.Role) (bool, error)
	// Coordinators reads and logs a page of the accounts of coordinators, the newest first.
	Coordinators(ctx context.Context, tx *pg.Tx, after string, limit int) ([]complaint.Person, error)
}

// Supporters is the volunteer slice as this one needs it.
type Supporters interface {
	// Names reads and logs the names of supporters, by id.
	Names(ctx context.Context, tx *pg.Tx, ids []string) (map[string]sealed.Text, error)
}

// Complaints is where complaints are kept (complaint/store). What Complaint and Complaints read they log; action says what for.
type Complaints interface {
	Complaint(ctx context.Context, tx *pg.Tx, reader complaint.Reader, id, action string) (complaint.Complaint, error)
	LockComplaint(ctx context.Context, tx *pg.Tx, reader complaint.Reader, id string) (complaint.Complaint, error)
	Complaints(ctx context.Context, tx *pg.Tx, reader complaint.Reader, filter complaint.Filter, after string, limit int) ([]complaint.Complaint, error)
	// InsertComplaint stores a new one and returns its receipt code.
	InsertComplaint(ctx context.Context, tx *pg.Tx, c complaint.Complaint) (receipt string, err error)
	// Submitted is what the receipt of one says, whoever asks.
	Submitted(ctx context.Context, tx *pg.Tx, id string) (complaint.Complaint, error)
	SaveComplaint(ctx context.Context, tx *pg.Tx, c complaint.Complaint) error
	AddComplaintStep(ctx context.Context, tx *pg.Tx, id string, step complaint.Step) error
	// Supporters are those whom a complaint can concern, SupporterAccount is the account of one.
	Supporters(ctx context.Context, tx *pg.Tx, after string, limit int) ([]string, error)
	SupporterAccount(ctx context.Context, tx *pg.Tx, supporter string) (string, error)
}

// Concerns is where safety concerns and risks at home visits are kept (complaint/store). What is read is logged.
type Concerns interface {
	Concern(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (complaint.Concern, error)
	LockConcern(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (complaint.Concern, error)
	Concerns(ctx context.Context, tx *pg.Tx, owner call.Owner, filter complaint.ConcernFilter, after string, limit int) ([]complaint.Concern, error)
	InsertConcern(ctx context.Context, tx *pg.Tx, c complaint.Concern) error
	SaveConcern(ctx context.Context, tx *pg.Tx, c complaint.Concern) error
	AddRecord(ctx context.Context, tx *pg.Tx, c complaint.Concern, r complaint.SafetyRecord) error
	// Supports reports whether the supporter with an account supports an application, or said yes to it.
	Supports(ctx context.Context, tx *pg.Tx, account, application string) (bool, error)
	// Visits reports whether they support an application of the same person, or said yes to one.
	Visits(ctx context.Context, tx *pg.Tx, account, application string) (bool, error)

	Risk(ctx context.Context, tx *pg.Tx, id, action string) (complaint.Risk, error)
	LockRisk(ctx context.Context, tx *pg.Tx, id string) (complaint.Risk, error)
	Risks(ctx context.Context, tx *pg.Tx, application, after string, limit int) ([]complaint.Risk, error)
	InsertRisk(ctx context.Context, tx *pg.Tx, r complaint.Risk) error
	EndRisk(ctx context.Context, tx *pg.Tx, r complaint.Risk) error
}

// Incidents is where incidents are kept (complaint/store). What Incident and Incidents read they log; action says what for.
type Incidents interface {
	Incident(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (complaint.Incident, error)
	LockIncident(ctx context.Context, tx *pg.Tx, id string) (complaint.Incident, error)
	Incidents(ctx context.Context, tx *pg.Tx, owner call.Owner, filter complaint.IncidentFilter, after string, limit int) ([]complaint.Incident, error)
	InsertIncident(ctx context.Context, tx *pg.Tx, i complaint.Incident) error
	SaveIncident(ctx context.Context, tx *pg.Tx, i complaint.Incident) error
	AddIncidentStep(ctx context.Context, tx *pg.Tx, id string, step complaint.Step) error
	// SupporterOf is the supporter with an account, empty when there is none.
	SupporterOf(ctx context.Context, tx *pg.Tx, account string) (string, error)
}

// Deps are what the service stands on.
type Deps struct {
	DB           *pg.DB
	Complaints   Complaints
	Concerns     Concerns
	Incidents    Incidents
	Applications Applications
	Accounts     Accounts
	Supporters   Supporters
	Tokens       *page.Tokens
}

// Service serves the services of oco.complaint.v1.
type Service struct {
	complaintv1.UnimplementedComplaintServiceServer
	complaintv1.UnimplementedSafetyConcernServiceServer
	complaintv1.UnimplementedIncidentServiceServer
	db           *pg.DB
	complaints   Complaints
	concerns     Concerns
	incidents    Incidents
	applications Applications
	accounts     Accounts
	supporters   Supporters
	tokens       *page.Tokens
}

// New returns the service.
func New(d Deps) *Service {
	return &Service{
		db: d.DB, complaints: d.Complaints, concerns: d.Concerns, incidents: d.Incidents, applications: d.Applications, accounts: d.Accounts,
		supporters: d.Supporters, tokens: d.Tokens,
	}
}
