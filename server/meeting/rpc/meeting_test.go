package rpc_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func TestWhatIsPlannedIsRead(t *testing.T) {
	w := newWorld(t)
	want := training()
	made := w.plan(t, want)
	got, err := w.GetMeeting(w.coordinator, &meetingv1.GetMeetingRequest{Municipality: municipality, Meeting: made.GetId()})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(made, got, protocmp.Transform()); diff != "" {
		t.Errorf("planned and read differ: %s", diff)
	}
	want.Id, want.Municipality, want.Etag, want.State = made.GetId(), municipality, "1", meetingv1.MeetingState_MEETING_STATE_PLANNED
	if diff := cmp.Diff(want, got, protocmp.Transform(), protocmp.IgnoreFields(want, "create_time", "update_time")); diff != "" {
		t.Errorf("what was asked and what was stored differ: %s", diff)
	}
	_, err = w.GetMeeting(pgtest.Context(t, neighbour, call.RoleCoordinator), &meetingv1.GetMeetingRequest{Municipality: neighbour, Meeting: made.GetId()})
	if !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("the neighbour's coordinator reads it: %v", err)
	}
}

// Each kind that the contract knows is planned, read and found by it.
func TestEveryKindOfMeeting(t *testing.T) {
	w := newWorld(t)
	for number := range meetingv1.MeetingKind_name {
		kind := meetingv1.MeetingKind(number)
		if kind == meetingv1.MeetingKind_MEETING_KIND_UNSPECIFIED {
			continue
		}
		made := w.plan(t, of(kind, noon.Add(time.Hour)))
		read, err := w.GetMeeting(w.coordinator, &meetingv1.GetMeetingRequest{Municipality: municipality, Meeting: made.GetId()})
		if err != nil || read.GetKind() != kind {
			t.Errorf("%s: read %s, %v", kind, read.GetKind(), err)
		}
		list, err := w.ListMeetings(w.coordinator, &meetingv1.ListMeetingsRequest{Municipality: municipality, Kind: kind})
		if err != nil || len(list.GetMeetings()) != 1 || list.GetMeetings()[0].GetId() != made.GetId() {
			t.Errorf("%s: found %v, %v", kind, list.GetMeetings(), err)
		}
	}
}

func TestPlanningIsRefusedNamingTheFields(t *testing.T) {
	w := newWorld(t)
	m := training()
	m.EndTime, m.MeetingGroup, m.Requirement = m.GetStartTime(), pg.NewID(), "first_aid"
	m.Agenda = append(m.Agenda, &meetingv1.AgendaItem{Title: "Iets", Theme: "unknown"})
	_, err := w.CreateMeeting(w.coordinator, &meetingv1.CreateMeetingRequest{Municipality: municipality, Meeting: m})
	want := map[string]string{
		"meeting.end_time": "meeting.order", "meeting.meeting_group": "meeting_group.unknown", "meeting.requirement": "requirement.unknown",
		"meeting.agenda[1].theme": "code.unknown",
	}
	if diff := cmp.Diff(want, rules(err)); diff != "" {
		t.Error(diff)
	}
}

func TestTheCalendarFollowsTheMeeting(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t, "INFORMAL", noon)
	m := w.plan(t, training())
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Supporters: []string{bo.id}})
	calendar := func() string {
		file, err := w.GetMeetingCalendar(bo.as(t), &meetingv1.GetMeetingCalendarRequest{Municipality: municipality, Meeting: m.GetId()})
		if err != nil {
			t.Fatal(err)
		}
		return file.GetMediaType() + "\r\n" + file.GetContent()
	}
	holds := func(file string, lines ...string) {
		t.Helper()
		for _, line := range append(lines, "UID:"+m.GetId()) {
			if !strings.Contains(file, "\r\n"+line+"\r\n") {
				t.Errorf("no line %s in\n%s", line, file)
			}
		}
	}
	holds(calendar(), "METHOD:REQUEST", "SEQUENCE:0", "DTSTART;TZID=Europe/Amsterdam:20260310T130000", "STATUS:CONFIRMED")
	change := training()
	change.Id, change.StartTime, change.EndTime = m.GetId(), timestamppb.New(noon.AddDate(0, 1, 0)), timestamppb.New(noon.AddDate(0, 1, 0).Add(time.Hour))
	moved, err := w.UpdateMeeting(w.coordinator, &meetingv1.UpdateMeetingRequest{
		Municipality: municipality, Meeting: change, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"start_time", "end_time"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	holds(calendar(), "METHOD:REQUEST", "SEQUENCE:1", "DTSTART;TZID=Europe/Amsterdam:20260410T130000")
	if _, err := w.CancelMeeting(w.coordinator, &meetingv1.CancelMeetingRequest{
		Municipality: municipality, Meeting: m.GetId(), Reason: "ziek", Etag: m.GetEtag(),
	}); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("cancelled from an old version: %v", err)
	}
	if _, err := w.CancelMeeting(w.coordinator, &meetingv1.CancelMeetingRequest{
		Municipality: municipality, Meeting: m.GetId(), Reason: "te weinig deelnemers", Etag: moved.GetEtag(),
	}); err != nil {
		t.Fatal(err)
	}
	holds(calendar(), "METHOD:CANCEL", "SEQUENCE:2", "STATUS:CANCELLED", "COMMENT:te weinig deelnemers")
	if err := w.answer(bo.as(t), w.invitations(bo.as(t), t, m.GetId())[bo.id].GetId(), meetingv1.InvitationAnswer_INVITATION_ANSWER_YES); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("somebody comes to a meeting that was cancelled: %v", err)
	}
}

func TestMeetingsPageByPage(t *testing.T) {
	w := newWorld(t)
	var want []string
	for i := range 5 { // the later, the earlier in the list; two begin together
		m := w.plan(t, of(meetingv1.MeetingKind_MEETING_KIND_INTERVISION, noon.AddDate(0, 0, min(i, 3))))
		want = append([]string{m.GetId()}, want...)
	}
	w.plan(t, of(meetingv1.MeetingKind_MEETING_KIND_IN_DEPTH, noon))
	w.plan(t, of(meetingv1.MeetingKind_MEETING_KIND_INTERVISION, noon.AddDate(0, 0, 4)))
	var got []string
	for token, pages := "", 0; ; pages++ {
		page, err := w.ListMeetings(w.coordinator, &meetingv1.ListMeetingsRequest{
			Municipality: municipality, Kind: meetingv1.MeetingKind_MEETING_KIND_INTERVISION, State: meetingv1.MeetingState_MEETING_STATE_PLANNED,
			FromDate: "2026-03-10", UntilDate: "2026-03-14", PageSize: 2, PageToken: token,
		})
		if err != nil || pages > 5 {
			t.Fatal(pages, err)
		}
		for _, m := range page.GetMeetings() {
			got = append(got, m.GetId())
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	_, err := w.ListMeetings(w.coordinator, &meetingv1.ListMeetingsRequest{Municipality: municipality, FromDate: "2026-02-30"})
	if diff := cmp.Diff(map[string]string{"from_date": "date.invalid"}, rules(err)); diff != "" {
		t.Error(diff)
	}
}

// TestTheRegionSeesWhatIsOffered: a neighbour of the same region, what is to come, as long as there are places for it.
func TestTheRegionSeesWhatIsOffered(t *testing.T) {
	w := newWorld(t)
	if err := w.db.Owner.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `INSERT INTO admin.municipality (municipality, name, region, phone, create_time, update_time) VALUES
			('gm0867', 'Waalwijk', 'hart-van-brabant', '085 000 00 00', now(), now()), ('gm0855', 'Tilburg', 'hart-van-brabant', '', now(), now()),
			('gm0034', 'Almere', 'flevoland', '', now(), now()), ('gm1690', 'De Wolden', '', '', now(), now())`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	sees := func(municipality string) (list []*meetingv1.RegionMeeting) {
		t.Helper()
		ctx := pgtest.Context(t, municipality, call.RoleCoordinator)
		page, err := w.ListRegionMeetings(ctx, &meetingv1.ListRegionMeetingsRequest{Municipality: municipality})
		if err != nil {
			t.Fatal(err)
		}
		return page.GetRegionMeetings()
	}
	m := w.plan(t, training())
	w.plan(t, of(meetingv1.MeetingKind_MEETING_KIND_INTERVISION, noon.Add(time.Hour))) // for nobody else
	want := []*meetingv1.RegionMeeting{{
		Organiser: municipality, OrganiserTitle: "Waalwijk", OrganiserPhone: "085 000 00 00", Meeting: m.GetId(),
		Kind: m.GetKind(), Title: m.GetTitle(), StartTime: m.GetStartTime(), EndTime: m.GetEndTime(), Location: m.GetLocation(), PlacesLeft: 4,
	}}
	if diff := cmp.Diff(want, sees(neighbour), protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
	for _, other := range []string{municipality, "gm0034", "gm1690"} {
		if got := sees(other); len(got) > 0 {
			t.Errorf("%s sees %v", other, got)
		}
	}
	change := &meetingv1.Meeting{Id: m.GetId(), RegionTaken: 3}
	if _, err := w.UpdateMeeting(w.coordinator, &meetingv1.UpdateMeetingRequest{
		Municipality: municipality, Meeting: change, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"region_taken"}},
	}); err != nil {
		t.Fatal(err)
	}
	if got := sees(neighbour); len(got) != 1 || got[0].GetPlacesLeft() != 1 {
		t.Errorf("got %v", got)
	}
	if _, err := w.CancelMeeting(w.coordinator, &meetingv1.CancelMeetingRequest{Municipality: municipality, Meeting: m.GetId(), Reason: "ziek"}); err != nil {
		t.Fatal(err)
	}
	if got := sees(neighbour); len(got) > 0 {
		t.Errorf("a cancelled meeting is offered: %v", got)
	}
	w.plan(t, training())
	if w.now = noon.Add(2 * time.Hour); len(sees(neighbour)) > 0 {
		t.Error("a meeting that began is offered")
	}
}
