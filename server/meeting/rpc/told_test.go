package rpc_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/platform/pg"
)

// told are the events of a meeting: what, and the invitations.
func (w *world) told(t *testing.T, m string) (list []string) {
	t.Helper()
	var payloads [][]byte
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &payloads, `SELECT payload FROM platform.event WHERE municipality = $1 AND kind = 'oco.event.v1.MeetingTold' ORDER BY position`, municipality)
	}); err != nil {
		t.Fatal(err)
	}
	for _, payload := range payloads {
		e := &eventv1.MeetingTold{}
		if err := proto.Unmarshal(payload, e); err != nil {
			t.Fatal(err)
		}
		if e.GetMeeting() == m {
			list = append(list, e.GetWhat()+" "+strings.Join(slices.Sorted(slices.Values(e.GetInvitations())), " "))
		}
	}
	return list
}

// Who is invited is told once, and of what changes for them; guests, who have no account, are told by the coordinator.
func TestWhoIsInvitedIsTold(t *testing.T) {
	w := newWorld(t)
	bo, kim := w.supporter(t, "INFORMAL", noon), w.supporter(t, "INFORMAL", noon)
	nora := w.writeDown(t, "Nora Kant", "", "")
	m := w.plan(t, training())
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Supporters: []string{bo.id}, Guests: []string{nora.GetId()}})
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Supporters: []string{bo.id, kim.id}, Accounts: []string{guest}})
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Supporters: []string{bo.id}})
	all := w.invitations(w.coordinator, t, m.GetId())
	ids := func(who ...string) string {
		var list []string
		for _, one := range who {
			list = append(list, all[one].GetId())
		}
		slices.Sort(list)
		return strings.Join(list, " ")
	}
	if err := w.answer(w.coordinator, all[kim.id].GetId(), no); err != nil {
		t.Fatal(err)
	}
	update := func(change *meetingv1.Meeting, path string) {
		t.Helper()
		change.Id = m.GetId()
		if _, err := w.UpdateMeeting(w.coordinator, &meetingv1.UpdateMeetingRequest{Municipality: municipality, Meeting: change, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{path}}}); err != nil {
			t.Fatal(err)
		}
	}
	update(&meetingv1.Meeting{Location: "Bibliotheek"}, "location")
	update(&meetingv1.Meeting{Agenda: []*meetingv1.AgendaItem{{Title: "Wmo"}}}, "agenda")
	if _, err := w.CancelMeeting(w.coordinator, &meetingv1.CancelMeetingRequest{Municipality: municipality, Meeting: m.GetId(), Reason: "ziek"}); err != nil {
		t.Fatal(err)
	}
	want := []string{"INVITED " + ids(bo.id), "INVITED " + ids(kim.id, guest), "CHANGED " + ids(bo.id, kim.id, guest), "CANCELLED " + ids(bo.id, guest)}
	if got := w.told(t, m.GetId()); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	past := w.plan(t, of(meetingv1.MeetingKind_MEETING_KIND_INTERVISION, noon.AddDate(0, 0, -9)))
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: past.GetId(), Supporters: []string{bo.id}})
	if got := w.told(t, past.GetId()); len(got) != 0 {
		t.Errorf("of what is over: %q", got)
	}
}
