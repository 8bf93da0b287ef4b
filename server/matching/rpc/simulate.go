package rpc

import (
	"context"

	"google.golang.org/grpc"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/simulate"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
)

// sizes are the years that can be asked for by name.
var sizes = map[matchingv1.SimulatedSize]simulate.Size{
	matchingv1.SimulatedSize_SIMULATED_SIZE_WAALWIJK: simulate.Waalwijk,
	matchingv1.SimulatedSize_SIMULATED_SIZE_ALMERE:   simulate.Almere,
	matchingv1.SimulatedSize_SIMULATED_SIZE_REGION:   simulate.Region,
}

// simulations is how many years of simulations are played at a time in one replica: each takes a processor for
// seconds, and nobody waits long for another's.
const simulations = 1

// perNeighbourhood is how many applications a neighbourhood of an invented place has.
const perNeighbourhood = 30

// SimulateMatching plays a year under each policy, one simulation at a time.
func (s *Service) SimulateMatching(req *matchingv1.SimulateMatchingRequest, stream grpc.ServerStreamingServer[matchingv1.SimulateMatchingResponse]) error {
	ctx := stream.Context()
	weights, err := s.weights(ctx)
	if err != nil {
		return err
	}
	select {
	case s.simulating <- struct{}{}:
		defer func() { <-s.simulating }()
	case <-ctx.Done():
		return ctx.Err()
	}
	year, err := s.scenario(ctx, req)
	if err != nil {
		return err
	}
	progress := &progress{stream: stream}
	outcomes, err := simulate.Run(ctx, year, weights.Policy, simulate.Policies, progress.tell)
	if err == nil {
		err = progress.failed
	}
	if err != nil {
		return err
	}
	last := &matchingv1.SimulateMatchingResponse{Done: progress.of, Of: progress.of}
	for _, o := range outcomes {
		last.Years = append(last.Years, simulatedYear(o))
	}
	return stream.Send(last)
}

// weights are what the municipality weighs today.
func (s *Service) weights(ctx context.Context) (weights matching.Policy, err error) {
	err = s.db.Read(ctx, func(tx *pg.Tx) error {
		weights, err = s.policies.InForce(ctx, tx, matching.At(tx.Now()).Today)
		return err
	})
	return weights, err
}

func sizeOf(req *matchingv1.SimulateMatchingRequest) simulate.Size {
	if size, named := sizes[req.GetSize()]; named {
		return size
	}
	if req.GetApplications() == 0 {
		return simulate.Waalwijk
	}
	return simulate.Size{
		Applications: int(req.GetApplications()), Volunteers: int(req.GetVolunteers()), Professionals: int(req.GetProfessionals()),
		Neighbourhoods: max(1, int(req.GetApplications())/perNeighbourhood),
	}
}

// progress tells a client how far a simulation is, a hundred times at most.
type progress struct {
	stream   grpc.ServerStreamingServer[matchingv1.SimulateMatchingResponse]
	told, of int32
	// failed is why the client could not be told; its context ends soon after.
	failed error
}

func (p *progress) tell(done, of int) {
	p.of = int32(of)
	if hundredth := int32(done * 100 / of); hundredth > p.told && done < of && p.failed == nil {
		p.told = hundredth
		p.failed = p.stream.Send(&matchingv1.SimulateMatchingResponse{Done: int32(done), Of: p.of})
	}
}

func simulatedYear(o simulate.Outcome) *matchingv1.SimulatedYear {
	return &matchingv1.SimulatedYear{
		Policy: enum.Number[matchingv1.SimulatedPolicy](string(o.Policy)), Applications: int32(o.Applications), SameDay: int32(o.SameDay),
		NoCandidate: int32(o.NoCandidate), MetSoon: int32(o.MetSoon), Unmatched: int32(o.Unmatched), MedianMinutes: int32(o.MedianMinutes),
		Volunteers: int32(o.Volunteers), Gini: o.Gini, Asks: int32(o.Asks), MostAsks: int32(o.MostAsks), OverLimit: int32(o.OverLimit),
		Breaks: int32(o.Breaks),
	}
}
