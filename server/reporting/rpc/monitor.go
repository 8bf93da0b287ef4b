// Package rpc is the contract's side of reporting.
package rpc

import (
	"context"

	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/reporting"
)

// Facts counts what was projected; it sees facts and nothing else.
type Facts interface {
	// Count counts periods in the municipality of the call, in the order in which they are asked;
	// every number at the same moment.
	Count(ctx context.Context, asked ...reporting.Asked) ([]reporting.Counts, error)
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

// GetMonitor counts a period: exactly, and any period, for the coordinator; for everybody else a
// year or half of one, as it was a month after its end, with small numbers hidden.
func (s *Service) GetMonitor(ctx context.Context, req *reportingv1.GetMonitorRequest) (*reportingv1.Monitor, error) {
	period := reporting.Period{From: req.GetFromDate(), Until: req.GetUntilDate()}
	if err := period.Check(); err != nil {
		return nil, err
	}
	read := s.closed
	if reporting.ReadsExact(call.From(ctx).Role) {
		read = s.exact
	}
	entries, err := s.codes.List(ctx, call.From(ctx).Language)
	if err != nil {
		return nil, err
	}
	shown, err := read(ctx, period, reporting.Lists(period, keysOf(entries)))
	if err != nil {
		return nil, err
	}
	answer := monitorToProto(shown, labels{language: call.From(ctx).Language, entries: entries})
	answer.Municipality, answer.FromDate, answer.UntilDate = req.GetMunicipality(), period.From, period.Until
	return answer, nil
}

func (s *Service) exact(ctx context.Context, period reporting.Period, lists map[reporting.Table][]string) (reporting.Monitor, error) {
	counts, err := s.facts.Count(ctx, reporting.Asked{Period: period})
	if err != nil {
		return reporting.Monitor{}, err
	}
	return reporting.Exact(counts[0], lists), nil
}

// closed tells instead of the moment of the last event the day on which the figures were closed.
func (s *Service) closed(ctx context.Context, period reporting.Period, lists map[reporting.Table][]string) (reporting.Monitor, error) {
	closed, err := period.Closed(calendar.Day(call.From(ctx).Started))
	if err != nil {
		return reporting.Monitor{}, err
	}
	counts, err := s.facts.Count(ctx, closed.Parts()...)
	if err != nil {
		return reporting.Monitor{}, err
	}
	m := closed.Counted(counts).Protected(closed.Part, lists)
	m.FactsTime, err = calendar.ParseDay(closed.Asked().Closed)
	return m, err
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
	answer.FactsTime = moment.Of(m.FactsTime)
	return answer
}

func countToProto(c reporting.Count) *reportingv1.Count {
	return &reportingv1.Count{Value: c.Value, Hidden: c.Hidden}
}
