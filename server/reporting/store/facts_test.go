package store_test

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/reporting"
	"oco.example/oco/server/reporting/store"
)

func event(position int64) *eventv1.Event {
	return &eventv1.Event{Position: position, Origin: eventv1.EventOrigin_EVENT_ORIGIN_LIVE, OccurredTime: timestamppb.New(recorded), RecordedTime: timestamppb.New(recorded)}
}

// received is the first event of an application.
func received(id string) *eventv1.Event {
	e := event(1)
	e.Payload = &eventv1.Event_ApplicationReceived{ApplicationReceived: &eventv1.ApplicationReceived{
		Application: id, Resident: id, Referrer: id, ReferrerKind: "gp", ApplicantKind: commonv1.ApplicantKind_APPLICANT_KIND_REFERRER,
		Channel: commonv1.Channel_CHANNEL_PHONE, ApplicationDate: "2021-03-01",
	}}
	return e
}

func accepted(position int64, id, day string) *eventv1.Event {
	e := event(position)
	e.Payload = &eventv1.Event_OfferAnswered{OfferAnswered: &eventv1.OfferAnswered{Application: id, Supporter: id, State: "ACCEPTED", AnswerDate: day}}
	return e
}

// An application, a resident and a referrer of the same id have three pseudonyms, in each
// municipality others, and the id stands nowhere.
func TestFactsHoldPseudonymsOnly(t *testing.T) {
	h := newHouse(t)
	id := pg.NewID()
	seen := map[string]bool{}
	for _, municipality := range []string{here, "gm0855"} {
		ctx := pgtest.Context(t, municipality, call.RoleSystem)
		if err := h.project(ctx, []*eventv1.Event{received(id), accepted(2, id, "2021-03-04")}); err != nil {
			t.Fatal(err)
		}
		var rows []string
		if err := h.Report.Read(ctx, func(tx *pg.Tx) error {
			return tx.Select(ctx, &rows, `SELECT application || ' ' || resident || ' ' || referrer || ' ' || match_supporter FROM reporting.application_fact WHERE municipality = $1`, municipality)
		}); err != nil {
			t.Fatal(err)
		}
		if len(rows) != 1 {
			t.Fatalf("%s: %d facts, want its own one", municipality, len(rows))
		}
		for pseudonym := range strings.FieldsSeq(rows[0]) {
			if seen[pseudonym] || pseudonym == id {
				t.Errorf("%s: %s is known from elsewhere", municipality, pseudonym)
			}
			seen[pseudonym] = true
		}
	}
}

// A match that does not last, and a second one, leave the first yes as it was.
func TestTheFirstYesCounts(t *testing.T) {
	h := newHouse(t)
	ctx := pgtest.Context(t, here, call.RoleSystem)
	id := pg.NewID()
	undone := event(3)
	undone.Payload = &eventv1.Event_MatchUndone{MatchUndone: &eventv1.MatchUndone{Application: id}}
	if err := h.project(ctx, []*eventv1.Event{received(id), accepted(2, id, "2021-03-01"), undone, accepted(4, id, "2021-03-09")}); err != nil {
		t.Fatal(err)
	}
	got, err := store.NewFacts(h.Report).Count(ctx, reporting.Asked{Period: reporting.Period{From: "2021-01-01", Until: "2022-01-01"}})
	if err != nil || got[0].Matched != 1 || got[0].MatchedSameDay != 1 || got[0].Tables[reporting.DaysToMatch]["0"] != 1 {
		t.Errorf("got %+v, %v", got, err)
	}
}

// A case that ends without a click, and another one after it, leave what was first as it was: the match of the same day, the
// day on which support began, the first appointment. How it ended is that of the last. Counting the log anew, from the
// beginning, gives the same.
func TestASecondCaseLeavesWhatWasFirst(t *testing.T) {
	h := newHouse(t)
	id := pg.NewID()
	log := []*eventv1.Event{received(id), accepted(2, id, "2021-03-01")}
	opened := func(day string) {
		e := event(int64(len(log) + 1))
		e.Payload = &eventv1.Event_CaseOpened{CaseOpened: &eventv1.CaseOpened{Case: pg.NewID(), Application: id, OpenDate: day}}
		log = append(log, e)
	}
	met := func(day string) {
		e := event(int64(len(log) + 1))
		e.Payload = &eventv1.Event_FirstAppointmentHeld{FirstAppointmentHeld: &eventv1.FirstAppointmentHeld{Application: id, AppointmentDate: day}}
		log = append(log, e)
	}
	opened("2021-03-02")
	met("2021-03-03")
	parted := event(5)
	parted.Payload = &eventv1.Event_MatchEnded{MatchEnded: &eventv1.MatchEnded{Application: id, CloseDate: "2021-03-05"}}
	log = append(log, parted, accepted(6, id, "2021-03-09"))
	opened("2021-03-10")
	met("2021-03-11")
	closed := event(9)
	closed.Payload = &eventv1.Event_CaseClosed{CaseClosed: &eventv1.CaseClosed{Application: id, Outcome: "goal_reached", Fit: "YES", Minutes: 90, CloseDate: "2021-04-01"}}
	log = append(log, closed)
	year := reporting.Asked{Period: reporting.Period{From: "2021-01-01", Until: "2022-01-01"}}
	facts := map[string]string{}
	for name, replay := range map[string]struct {
		municipality string
		batches      [][]*eventv1.Event
	}{
		"as it happened": {here, [][]*eventv1.Event{log[:2], log[2:4], log[4:5], log[5:]}},
		"anew":           {"gm0855", [][]*eventv1.Event{log}},
	} {
		ctx := pgtest.Context(t, replay.municipality, call.RoleSystem)
		for _, batch := range replay.batches {
			if err := h.project(ctx, batch); err != nil {
				t.Fatal(err)
			}
		}
		got, err := store.NewFacts(h.Report).Count(ctx, year)
		if err != nil || got[0].Matched != 1 || got[0].MatchedSameDay != 1 || got[0].FirstAppointments != 1 || got[0].Tables[reporting.DaysToMatch]["0"] != 1 {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
		var row string
		if err := h.Report.Read(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &row, `SELECT concat_ws(' ', match_date, open_date, first_appointment_date, close_date, outcome, minutes) FROM reporting.application_fact WHERE municipality = $1`, replay.municipality)
		}); err != nil {
			t.Fatal(err)
		}
		facts[name] = row
	}
	if want := "2021-03-01 2021-03-02 2021-03-03 2021-04-01 goal_reached 90"; facts["as it happened"] != want || facts["anew"] != want {
		t.Errorf("got %q, want %q", facts, want)
	}
}

// Every event of the contract is counted, or known to count for nothing: an unknown one stops the facts.
func TestEveryEventIsKnown(t *testing.T) {
	h := newHouse(t)
	ctx := pgtest.Context(t, here, call.RoleSystem)
	payloads := (&eventv1.Event{}).ProtoReflect().Descriptor().Oneofs().ByName("payload").Fields()
	for i := range payloads.Len() {
		field := payloads.Get(i)
		e := event(int64(i + 1))
		e.ProtoReflect().Mutable(field)
		if err := h.project(ctx, []*eventv1.Event{e}); err != nil && strings.Contains(err.Error(), "does not know") {
			t.Errorf("%s: %v", field.Name(), err)
		}
	}
}

// What was ended and taken back runs again. The ending stays in the fact, since it stood on the day
// on which a period before was closed; only another one is written over it.
func TestAnEndingThatWasTakenBack(t *testing.T) {
	h := newHouse(t)
	ctx := pgtest.Context(t, here, call.RoleSystem)
	id := pg.NewID()
	end := func(position int64, reason, day string) *eventv1.Event {
		e := event(position)
		e.Payload = &eventv1.Event_ApplicationEnded{ApplicationEnded: &eventv1.ApplicationEnded{Application: id, Reason: reason, EndDate: day}}
		return e
	}
	reopen := func(position int64, state, day string) *eventv1.Event {
		e := event(position)
		e.Payload = &eventv1.Event_ApplicationReopened{ApplicationReopened: &eventv1.ApplicationReopened{Application: id, State: state, ReopenDate: day}}
		return e
	}
	for _, step := range []struct {
		*eventv1.Event
		want string
	}{
		{received(id), " never never false"},
		{end(2, "MOVED", "2021-03-02"), "moved 2021-03-02 never false"},
		{reopen(3, "AWAITING_CONSENT", "2021-03-03"), "moved 2021-03-02 2021-03-03 true"},
		{end(4, "DECEASED", "2021-03-04"), "deceased 2021-03-04 never true"},
		{reopen(5, "RECEIVED", "2021-03-04"), "deceased 2021-03-04 2021-03-04 false"},
	} {
		if err := h.project(ctx, []*eventv1.Event{step.Event}); err != nil {
			t.Fatal(err)
		}
		var got string
		if err := h.Report.Read(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &got, `SELECT end_reason || ' ' || coalesce(end_date::text, 'never') || ' ' || coalesce(reopen_date::text, 'never')
				|| ' ' || awaiting_consent::text FROM reporting.application_fact`)
		}); err != nil || got != step.want {
			t.Errorf("after event %d: got %q (%v), want %q", step.GetPosition(), got, err, step.want)
		}
	}
}

// What is known of a case that closed stays known when the resident died after it, and when that turns out to be a mistake.
func TestADeathAfterTheCaseKeepsItsFigures(t *testing.T) {
	h := newHouse(t)
	ctx := pgtest.Context(t, here, call.RoleSystem)
	id := pg.NewID()
	closed, died, back := event(2), event(3), event(4)
	closed.Payload = &eventv1.Event_CaseClosed{CaseClosed: &eventv1.CaseClosed{Case: pg.NewID(), Application: id, CloseDate: "2021-03-02", Outcome: "solved", Fit: "YES", Minutes: 90}}
	died.Payload = &eventv1.Event_ApplicationEnded{ApplicationEnded: &eventv1.ApplicationEnded{Application: id, Reason: "DECEASED", EndDate: "2021-04-01"}}
	back.Payload = &eventv1.Event_ApplicationReopened{ApplicationReopened: &eventv1.ApplicationReopened{Application: id, State: "CLOSED", ReopenDate: "2021-04-02"}}
	for _, e := range []*eventv1.Event{received(id), closed, died, back} {
		if err := h.project(ctx, []*eventv1.Event{e}); err != nil {
			t.Fatal(err)
		}
		if e.GetPosition() == 1 {
			continue
		}
		var got string
		if err := h.Report.Read(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &got, `SELECT close_date || ' ' || outcome || ' ' || fit || ' ' || minutes FROM reporting.application_fact`)
		}); err != nil || got != "2021-03-02 solved yes 90" {
			t.Errorf("after event %d: got %q (%v)", e.GetPosition(), got, err)
		}
	}
}

// A version that does not know an event must leave it to one that does.
func TestAnUnknownEventIsNotPassedOver(t *testing.T) {
	h := newHouse(t)
	ctx := pgtest.Context(t, here, call.RoleSystem)
	if err := h.project(ctx, []*eventv1.Event{received(pg.NewID()), event(2)}); err == nil {
		t.Fatal("an unknown event was taken")
	}
	got, err := store.NewFacts(h.Report).Count(ctx, reporting.Asked{Period: reporting.Period{From: "2021-01-01", Until: "2022-01-01"}})
	if err != nil || got[0].Applications != 0 || got[0].Position != 0 {
		t.Errorf("something of its batch stayed: %+v, %v", got, err)
	}
}

func TestWhoReportsSeesOnlyItsOwnMunicipality(t *testing.T) {
	h := newHouse(t)
	ctx := pgtest.Context(t, here, call.RoleSystem)
	if err := h.project(ctx, []*eventv1.Event{received(pg.NewID())}); err != nil {
		t.Fatal(err)
	}
	for municipality, want := range map[string]int{here: 1, "gm0855": 0, "": 0} {
		ctx := pgtest.Context(t, municipality, call.RolePolicyAdviser)
		var count int
		if err := h.Report.Read(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &count, `SELECT count(*) FROM reporting.application_fact`)
		}); err != nil || count != want {
			t.Errorf("in %q: %d facts, %v, want %d", municipality, count, err, want)
		}
	}
	err := h.Report.Read(ctx, func(tx *pg.Tx) error {
		var count int
		return tx.Get(ctx, &count, `SELECT count(*) FROM platform.event`)
	})
	if err == nil || !strings.Contains(err.Error(), "42501") {
		t.Errorf("who reports reads events: %v", err)
	}
}
