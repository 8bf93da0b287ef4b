// Package rpc is the contract's side of reporting.
package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/reporting"
)

// Facts counts what was projected; it sees facts and nothing else.
type Facts interface {
	// Count counts a period in the municipality of the call, every number at the same moment.
	Count(ctx context.Context, period reporting.Period) (reporting.Counts, error)
}

// Codes are the code lists of the municipality of the call.
type Codes interface {
	// List returns the entries for ReferrerKinds and Neighbourhoods in their order, labelled in
	// the language.
	List(ctx context.Context, language string) (map[reporting.Table][]reporting.Entry, error)
}

// Service implements ReportingService.
type Service struct {
	reportingv1.UnimplementedReportingServiceServer
	facts Facts
	codes Codes
}

// New returns the service.
func New(facts Facts, codes Codes) *Service { return &Service{facts: facts, codes: codes} }

// GetMonitor counts a period: exactly for the coordinator, with small numbers hidden for
// everybody else.
func (s *Service) GetMonitor(ctx context.Context, req *reportingv1.GetMonitorRequest) (*reportingv1.Monitor, error) {
	period := reporting.Period{From: req.GetFromDate(), Until: req.GetUntilDate()}
	if err := period.Check(); err != nil {
		return nil, err
	}
	c := call.From(ctx)
	entries, err := s.codes.List(ctx, c.Language)
	if err != nil {
		return nil, err
	}
	counts, err := s.facts.Count(ctx, period)
	if err != nil {
		return nil, err
	}
	lists := reporting.Lists(period, keysOf(entries))
	shown := reporting.Protected(counts, lists)
	if reporting.ReadsExact(c.Role) {
		shown = reporting.Exact(counts, lists)
	}
	answer := monitorToProto(shown, labels{language: c.Language, entries: entries})
	answer.Municipality, answer.FromDate, answer.UntilDate = req.GetMunicipality(), period.From, period.Until
	return answer, nil
}

func keysOf(entries map[reporting.Table][]reporting.Entry) map[reporting.Table][]string {
	keys := make(map[reporting.Table][]string, len(entries))
	for table, list := range entries {
		for _, entry := range list {
			keys[table] = append(keys[table], entry.Key)
		}
	}
	return keys
}

func monitorToProto(m reporting.Monitor, l labels) *reportingv1.Monitor {
	table := func(t reporting.Table) []*reportingv1.Cell {
		cells := make([]*reportingv1.Cell, 0, len(m.Tables[t]))
		for _, cell := range m.Tables[t] {
			cells = append(cells, &reportingv1.Cell{Key: cell.Key, Label: l.of(t, cell.Key), Count: countToProto(cell.Count)})
		}
		return cells
	}
	answer := &reportingv1.Monitor{
		Applications: countToProto(m.Applications), Months: table(reporting.Months), Channels: table(reporting.Channels),
		ReferrerKinds: table(reporting.ReferrerKinds), LifeDomains: table(reporting.LifeDomains),
		Neighbourhoods: table(reporting.Neighbourhoods), Routes: table(reporting.Routes),
		DifferentReferrers: countToProto(m.DifferentReferrers), Matched: countToProto(m.Matched),
		MatchedSameDay: countToProto(m.MatchedSameDay), DaysToMatch: table(reporting.DaysToMatch),
		FirstAppointments: countToProto(m.FirstAppointments), DirectAnswers: countToProto(m.DirectAnswers),
		DirectAnswerLifeDomains: table(reporting.DirectAnswerLifeDomains), Position: m.Position,
	}
	if !m.FactsTime.IsZero() {
		answer.FactsTime = timestamppb.New(m.FactsTime)
	}
	return answer
}

func countToProto(c reporting.Count) *reportingv1.Count {
	return &reportingv1.Count{Value: c.Value, Hidden: c.Hidden}
}
