package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/reporting"
	"oco.example/oco/server/reporting/store"
)

const here = "gm0867"

var recorded = time.Date(2021, 12, 31, 23, 0, 0, 123456000, time.UTC)

// house is a database with a projection.
type house struct {
	*pgtest.Database
	projector *store.Projector
}

func newHouse(t *testing.T) *house {
	t.Helper()
	db := pgtest.New(t)
	return &house{Database: db, projector: store.NewProjector(subject.New(db.Keys))}
}

// project stores the events in one transaction, as a consumer does.
func (h *house) project(ctx context.Context, events []*eventv1.Event) error {
	return h.Worker.Write(ctx, func(tx *pg.Tx) error {
		for _, event := range events {
			if err := h.projector.Project(ctx, tx, event); err != nil {
				return err
			}
		}
		return nil
	})
}

// stream draws what may happen to a handful of applications, in an order in which it can.
type stream struct {
	t      *rapid.T
	events []*eventv1.Event
	ids    []string
}

func (s *stream) add(event *eventv1.Event) {
	event.Position = int64(len(s.events) + 1)
	event.OccurredTime, event.RecordedTime = timestamppb.New(recorded), timestamppb.New(recorded.Add(time.Duration(event.GetPosition())*time.Second))
	event.Origin = rapid.SampledFrom([]eventv1.EventOrigin{eventv1.EventOrigin_EVENT_ORIGIN_LIVE, eventv1.EventOrigin_EVENT_ORIGIN_IMPORT}).Draw(s.t, "origin")
	s.events = append(s.events, event)
}

func (s *stream) day() string {
	return time.Date(2021, 1, rapid.IntRange(1, 60).Draw(s.t, "day"), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

func (s *stream) domains() []commonv1.LifeDomain {
	return rapid.SliceOfNDistinct(rapid.Map(rapid.IntRange(1, 9), func(i int) commonv1.LifeDomain { return commonv1.LifeDomain(i) }), 0, 3, rapid.ID).Draw(s.t, "domains")
}

func (s *stream) channel() commonv1.Channel {
	return commonv1.Channel(rapid.IntRange(1, 5).Draw(s.t, "channel"))
}

func (s *stream) neighbourhood() string {
	return rapid.SampledFrom([]string{"", "centrum", "de_hoef"}).Draw(s.t, "neighbourhood")
}

func (s *stream) receive() {
	received := &eventv1.ApplicationReceived{
		Application: pg.NewID(), Resident: pg.NewID(), ApplicantKind: commonv1.ApplicantKind(rapid.IntRange(1, 3).Draw(s.t, "applicant")),
		Channel: s.channel(), LifeDomains: s.domains(), Neighbourhood: s.neighbourhood(), ApplicationDate: s.day(),
	}
	if received.GetApplicantKind() == commonv1.ApplicantKind_APPLICANT_KIND_REFERRER {
		received.Referrer = rapid.SampledFrom([]string{"referrer-1", "referrer-2", "referrer-3"}).Draw(s.t, "referrer")
		received.ReferrerKind = rapid.SampledFrom([]string{"gp", "school", "other"}).Draw(s.t, "kind")
	}
	s.ids = append(s.ids, received.GetApplication())
	s.add(&eventv1.Event{Payload: &eventv1.Event_ApplicationReceived{ApplicationReceived: received}})
}

// happen adds one more event to one of the applications, or a direct answer.
func (s *stream) happen() {
	id := rapid.SampledFrom(s.ids).Draw(s.t, "application")
	switch rapid.IntRange(0, 9).Draw(s.t, "what") {
	case 0:
		s.receive()
	case 1:
		s.add(&eventv1.Event{Payload: &eventv1.Event_ApplicationChanged{ApplicationChanged: &eventv1.ApplicationChanged{
			Application: id, Channel: s.channel(), LifeDomains: s.domains(), Neighbourhood: s.neighbourhood(),
		}}})
	case 2:
		s.add(&eventv1.Event{Payload: &eventv1.Event_TriageDecided{TriageDecided: &eventv1.TriageDecided{
			Application: id, Route: commonv1.Route(rapid.IntRange(1, 6).Draw(s.t, "route")), DecisionDate: s.day(),
		}}})
	case 3:
		s.add(&eventv1.Event{Payload: &eventv1.Event_OfferMade{OfferMade: &eventv1.OfferMade{Application: id}}})
	case 4, 5:
		s.add(&eventv1.Event{Payload: &eventv1.Event_OfferAnswered{OfferAnswered: &eventv1.OfferAnswered{
			Application: id, Supporter: pg.NewID(), State: rapid.SampledFrom([]string{"ACCEPTED", "ACCEPTED", "DECLINED", "WITHDRAWN", "EXPIRED"}).Draw(s.t, "state"), AnswerDate: s.day(),
		}}})
	case 6:
		s.add(&eventv1.Event{Payload: &eventv1.Event_FirstAppointmentHeld{FirstAppointmentHeld: &eventv1.FirstAppointmentHeld{Application: id, AppointmentDate: s.day()}}})
	case 7:
		s.add(&eventv1.Event{Payload: &eventv1.Event_ApplicationMerged{ApplicationMerged: &eventv1.ApplicationMerged{Application: id, Into: rapid.SampledFrom(s.ids).Draw(s.t, "into")}}})
	case 8:
		s.add(&eventv1.Event{Payload: &eventv1.Event_DirectAnswerRecorded{DirectAnswerRecorded: &eventv1.DirectAnswerRecorded{
			DirectAnswer: pg.NewID(), LifeDomain: s.domains2(), Channel: s.channel(), Minutes: 5, AnswerDate: s.day(),
		}}})
	case 9:
		s.add(rapid.SampledFrom([]*eventv1.Event{
			{Payload: &eventv1.Event_ApplicationEnded{ApplicationEnded: &eventv1.ApplicationEnded{Application: id, Reason: "MOVED", EndDate: "2021-02-01"}}},
			{Payload: &eventv1.Event_ApplicationReopened{ApplicationReopened: &eventv1.ApplicationReopened{Application: id, State: "RECEIVED", ReopenDate: "2021-02-03"}}},
			{Payload: &eventv1.Event_MatchUndone{MatchUndone: &eventv1.MatchUndone{Application: id}}},
			{Payload: &eventv1.Event_CaseOpened{CaseOpened: &eventv1.CaseOpened{Application: id, OpenDate: "2021-02-01"}}},
			{Payload: &eventv1.Event_CaseClosed{CaseClosed: &eventv1.CaseClosed{Application: id, Outcome: "other", Fit: "YES", Minutes: 60, CloseDate: "2021-02-02"}}},
			{Payload: &eventv1.Event_SupporterChanged{SupporterChanged: &eventv1.SupporterChanged{Supporter: id}}},
		}).Draw(s.t, "other"))
	}
}

func (s *stream) domains2() commonv1.LifeDomain {
	return commonv1.LifeDomain(rapid.IntRange(1, 9).Draw(s.t, "domain"))
}

// known is what the second computation remembers of an application.
type known struct {
	*eventv1.ApplicationReceived
	route                      commonv1.Route
	decided, matched, appeared string
	merged                     bool
}

// fold counts the events a second time, in plain Go and one after the other.
func fold(events []*eventv1.Event, asked reporting.Asked) reporting.Counts {
	applications := map[string]*known{}
	c := reporting.Counts{Tables: map[reporting.Table]map[string]int64{}}
	add := func(table reporting.Table, key string) {
		if c.Tables[table] == nil {
			c.Tables[table] = map[string]int64{}
		}
		c.Tables[table][key]++
	}
	in := func(day string) bool { return day >= asked.From && day < asked.Until }
	before := func(day string) bool { return day != "" && (asked.Closed == "" || day < asked.Closed) }
	for _, event := range events {
		switch e := event.GetPayload().(type) {
		case *eventv1.Event_ApplicationReceived:
			copied, _ := proto.Clone(e.ApplicationReceived).(*eventv1.ApplicationReceived)
			applications[copied.GetApplication()] = &known{ApplicationReceived: copied}
		case *eventv1.Event_ApplicationChanged:
			a := applications[e.ApplicationChanged.GetApplication()]
			a.Channel, a.LifeDomains, a.Neighbourhood = e.ApplicationChanged.GetChannel(), e.ApplicationChanged.GetLifeDomains(), e.ApplicationChanged.GetNeighbourhood()
		case *eventv1.Event_TriageDecided:
			a := applications[e.TriageDecided.GetApplication()]
			a.route, a.decided = e.TriageDecided.GetRoute(), e.TriageDecided.GetDecisionDate()
		case *eventv1.Event_OfferAnswered:
			a := applications[e.OfferAnswered.GetApplication()]
			if e.OfferAnswered.GetState() == "ACCEPTED" && (a.matched == "" || e.OfferAnswered.GetAnswerDate() < a.matched) {
				a.matched = e.OfferAnswered.GetAnswerDate()
			}
		case *eventv1.Event_FirstAppointmentHeld:
			a := applications[e.FirstAppointmentHeld.GetApplication()]
			if a.appeared == "" || e.FirstAppointmentHeld.GetAppointmentDate() < a.appeared {
				a.appeared = e.FirstAppointmentHeld.GetAppointmentDate()
			}
		case *eventv1.Event_ApplicationMerged:
			applications[e.ApplicationMerged.GetApplication()].merged = true
		case *eventv1.Event_DirectAnswerRecorded:
			if in(e.DirectAnswerRecorded.GetAnswerDate()) {
				c.DirectAnswers++
				add(reporting.DirectAnswerLifeDomains, lower(e.DirectAnswerRecorded.GetLifeDomain().String(), "LIFE_DOMAIN_"))
			}
		}
		c.Position, c.FactsTime = event.GetPosition(), event.GetRecordedTime().AsTime()
	}
	referrers := map[string]bool{}
	for _, a := range applications {
		if a.merged || !in(a.GetApplicationDate()) {
			continue
		}
		c.Applications++
		add(reporting.Months, a.GetApplicationDate()[:7])
		add(reporting.Channels, lower(a.GetChannel().String(), "CHANNEL_"))
		for _, domain := range a.GetLifeDomains() {
			add(reporting.LifeDomains, lower(domain.String(), "LIFE_DOMAIN_"))
		}
		if a.GetNeighbourhood() != "" {
			add(reporting.Neighbourhoods, a.GetNeighbourhood())
		}
		if a.GetReferrer() != "" {
			add(reporting.ReferrerKinds, a.GetReferrerKind())
			referrers[a.GetReferrer()] = true
		}
		if before(a.decided) {
			add(reporting.Routes, lower(a.route.String(), "ROUTE_"))
		}
		if before(a.appeared) {
			c.FirstAppointments++
		}
		if before(a.matched) {
			c.Matched++
			count(&c, a, add)
		}
	}
	c.DifferentReferrers = int64(len(referrers))
	return c
}

func count(c *reporting.Counts, a *known, add func(reporting.Table, string)) {
	from, _ := time.Parse(time.DateOnly, a.GetApplicationDate())
	to, _ := time.Parse(time.DateOnly, a.matched)
	days := int(to.Sub(from).Hours() / 24)
	switch {
	case days < 0:
	case days == 0:
		c.MatchedSameDay++
		add(reporting.DaysToMatch, "0")
	case days <= 2:
		add(reporting.DaysToMatch, fmt.Sprint(days))
	case days <= 7:
		add(reporting.DaysToMatch, "3-7")
	default:
		add(reporting.DaysToMatch, "8+")
	}
}

func lower(name, prefix string) string { return strings.ToLower(strings.TrimPrefix(name, prefix)) }

// Two computations of the same events, each in its own municipality so that none sees another's.
func TestTheMonitorCountsWhatHappened(t *testing.T) {
	h := newHouse(t)
	base := pgtest.Context(t, here, call.RoleSystem)
	period := reporting.Period{From: "2021-01-10", Until: "2021-02-20"}
	tenant := 0
	rapid.Check(t, func(rt *rapid.T) {
		tenant++
		s := &stream{t: rt}
		s.receive()
		for range rapid.IntRange(0, 60).Draw(rt, "events") {
			s.happen()
		}
		ctx := in(base, fmt.Sprintf("gm%04d", tenant))
		cut := rapid.IntRange(0, len(s.events)).Draw(rt, "cut")
		for _, batch := range [][]*eventv1.Event{s.events[:cut], s.events[cut:]} {
			if err := h.project(ctx, batch); err != nil {
				rt.Fatal(err)
			}
		}
		closed := reporting.Asked{Period: reporting.Period{From: "2021-01-05", Until: "2021-01-25"}, Closed: "2021-02-03"}
		got, err := store.NewFacts(h.Report).Count(ctx, reporting.Asked{Period: period}, closed)
		if err != nil {
			rt.Fatal(err)
		}
		want := []reporting.Counts{fold(s.events, reporting.Asked{Period: period}), fold(s.events, closed)}
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("second computation against the monitor (-want +got):\n%s", diff)
		}
	})
}

// in is the same call in another municipality.
func in(ctx context.Context, municipality string) context.Context {
	c := call.From(ctx)
	c.Municipality = municipality
	return call.With(ctx, c)
}
