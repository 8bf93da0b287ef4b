package handoverrpc

import (
	"cmp"
	"context"
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// IncomingStore is what the service needs of the intake store; see there for each method's contract.
type IncomingStore interface {
	Neighbours(ctx context.Context, tx *pg.Tx) ([]intake.Neighbour, error)
	Addressed(ctx context.Context, tx *pg.Tx, to, id string) (intake.Handover, error)
	LockAddressed(ctx context.Context, tx *pg.Tx, to, id string) (intake.Handover, error)
	AllAddressed(ctx context.Context, tx *pg.Tx, to string, state intake.HandoverState, after string, limit int) ([]intake.Handover, error)
	SaveHandover(ctx context.Context, tx *pg.Tx, h intake.Handover) (intake.Handover, error)

	LockTaking(ctx context.Context, tx *pg.Tx, from, handover string) error
	TakenFrom(ctx context.Context, tx *pg.Tx, from, handover string) (intake.Application, error)
	TakenInto(ctx context.Context, tx *pg.Tx, handovers []string) (map[string]string, error)
	Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (intake.Application, error)
	InsertConsent(ctx context.Context, tx *pg.Tx, c intake.Consent) (intake.Consent, error)
}

// Applications take applications in, supplied by the intake service.
type Applications interface {
	// TakeOver makes an application of what a neighbour handed over with the resident's consent.
	TakeOver(ctx context.Context, tx *pg.Tx, form intake.Application) (intake.Submission, error)
}

// Region is the municipalities around this one.
type Region interface {
	// As is the context in which a neighbour, by its code, is read and written as the tenant that it is.
	As(ctx context.Context, neighbour string) context.Context
}

// IncomingDeps are what the service is made of; DB is the pool of oco_app.
type IncomingDeps struct {
	DB           *pg.DB
	Store        IncomingStore
	Applications Applications
	Region       Region
	Tokens       *page.Tokens
}

// Incoming implements IncomingHandoverService: hand-overs of neighbours, each read, logged and answered in the municipality that
// sent it, sealed under the key of its dossier there.
type Incoming struct {
	intakev1.UnimplementedIncomingHandoverServiceServer
	IncomingDeps
}

// NewIncoming returns the service.
func NewIncoming(deps IncomingDeps) *Incoming { return &Incoming{IncomingDeps: deps} }

// sent is a hand-over as it is asked for: who sent it, its id there, and to whom it has to be addressed.
type sent struct {
	from   intake.Neighbour
	id, to string
}

// find finds out who sent a hand-over, and the context in which that municipality is the tenant. One that is no neighbour (any
// more) sends none.
func (s *Incoming) find(ctx context.Context, incoming string) (at sent, there context.Context, err error) {
	from, id := intake.ParseIncoming(incoming)
	neighbours, err := s.neighbours(ctx)
	if err != nil {
		return sent{}, nil, err
	}
	for _, n := range neighbours {
		if n.Municipality == from {
			return sent{from: n, id: id, to: call.From(ctx).Municipality}, s.Region.As(ctx, from), nil
		}
	}
	return sent{}, nil, errs.NotFound("handover")
}

func (s *Incoming) neighbours(ctx context.Context) (list []intake.Neighbour, err error) {
	err = s.DB.Read(ctx, func(tx *pg.Tx) error {
		list, err = s.Store.Neighbours(ctx, tx)
		return err
	})
	return list, err
}

// read reads a hand-over where it was sent.
func (s *Incoming) read(there context.Context, at sent) (h intake.Handover, err error) {
	err = s.DB.Read(there, func(tx *pg.Tx) error {
		h, err = s.Store.Addressed(there, tx, at.to, at.id)
		return err
	})
	return h, err
}

// ListIncomingHandovers reads a page of what the neighbours sent, of all of them together the newest first.
func (s *Incoming) ListIncomingHandovers(ctx context.Context, req *intakev1.ListIncomingHandoversRequest) (*intakev1.ListIncomingHandoversResponse, error) {
	query, err := page.Of(ctx, req, "id desc")
	if err != nil {
		return nil, err
	}
	after, err := s.Tokens.Decode(req.GetPageToken(), query)
	if err != nil {
		return nil, err
	}
	size := page.Size(req.GetPageSize())
	rows, err := s.list(ctx, intake.HandoverState(enum.Name(req.GetState())), page.Key(after), size+1)
	if err != nil {
		return nil, err
	}
	list, next, err := page.Next(s.Tokens, query, rows, size, func(h intake.Incoming) []string { return []string{h.ID} })
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListIncomingHandoversResponse{NextPageToken: next}
	for _, h := range list {
		answer.IncomingHandovers = append(answer.IncomingHandovers, incomingToProto(ctx, h))
	}
	return answer, nil
}

// list reads of every neighbour as many as a page could hold, and keeps the newest of them all. An id begins with its time.
func (s *Incoming) list(ctx context.Context, state intake.HandoverState, after string, limit int) ([]intake.Incoming, error) {
	neighbours, err := s.neighbours(ctx)
	if err != nil {
		return nil, err
	}
	var all []intake.Incoming
	for _, n := range neighbours {
		there := s.Region.As(ctx, n.Municipality)
		var theirs []intake.Handover
		err := s.DB.Read(there, func(tx *pg.Tx) (err error) {
			theirs, err = s.Store.AllAddressed(there, tx, call.From(ctx).Municipality, state, after, limit)
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, h := range theirs {
			all = append(all, intake.Incoming{Handover: h, From: n})
		}
	}
	slices.SortFunc(all, func(x, y intake.Incoming) int { return cmp.Compare(y.ID, x.ID) })
	all = all[:min(len(all), limit)]
	return all, s.findTaken(ctx, all)
}

// findTaken fills in which applications here hand-overs became.
func (s *Incoming) findTaken(ctx context.Context, list []intake.Incoming) error {
	ids := make([]string, 0, len(list))
	for _, h := range list {
		ids = append(ids, h.ID)
	}
	return s.DB.Read(ctx, func(tx *pg.Tx) error {
		taken, err := s.Store.TakenInto(ctx, tx, ids)
		for i, h := range list {
			list[i].TakenInto = taken[h.ID]
		}
		return err
	})
}

// GetIncomingHandover reads one with what is handed over, as long as it waits.
func (s *Incoming) GetIncomingHandover(ctx context.Context, req *intakev1.GetIncomingHandoverRequest) (*intakev1.IncomingHandover, error) {
	at, there, err := s.find(ctx, req.GetIncomingHandover())
	if err != nil {
		return nil, err
	}
	h, err := s.read(there, at)
	if err != nil {
		return nil, err
	}
	if h.State == intake.HandoverWithdrawn {
		return nil, errs.NotFound("handover")
	}
	list := []intake.Incoming{{Handover: h, From: at.from}}
	if err := s.findTaken(ctx, list); err != nil {
		return nil, err
	}
	return wholeIncoming(ctx, list[0]), nil
}

// wholeIncoming is a hand-over with, while it waits, what is handed over.
func wholeIncoming(ctx context.Context, h intake.Incoming) *intakev1.IncomingHandover {
	answer := incomingToProto(ctx, h)
	if h.State == intake.HandoverSent {
		answer.Data = dataToProto(h.Data)
	}
	return answer
}

func incomingToProto(ctx context.Context, h intake.Incoming) *intakev1.IncomingHandover {
	return &intakev1.IncomingHandover{
		Id: h.ResourceID(), Municipality: call.From(ctx).Municipality, FromMunicipality: h.From.Municipality,
		MunicipalityName: h.From.Name, MunicipalityPhone: h.From.Phone, Reason: enum.Number[intakev1.HandoverReason](h.Reason),
		Fields: enum.Numbers[intakev1.HandoverField](h.Fields), State: enum.Number[intakev1.HandoverState](string(h.State)),
		Consent: &intakev1.HandoverConsent{
			GivenBy: enum.Number[intakev1.HandoverConsentGiver](h.Consent.By), GivenDate: h.Consent.Day, Purpose: h.Consent.Purpose.Reveal(),
		},
		Application: h.TakenInto, ReminderDate: h.ReminderDay, Overdue: h.Overdue(),
		CreateTime: timestamppb.New(h.Created), UpdateTime: timestamppb.New(h.Updated), Etag: intake.Etag(h.Version),
	}
}
