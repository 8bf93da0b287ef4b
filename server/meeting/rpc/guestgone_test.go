package rpc_test

import (
	"slices"
	"testing"
	"time"

	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
)

// Who is erased is invited to nothing that is to come; of what was held it still counts who was there, of nobody.
func TestAnErasedGuestLeavesCountsAndNoName(t *testing.T) {
	w := newWorld(t)
	nora, okke := w.writeDown(t, "Nora Kant", "", ""), w.writeDown(t, "Okke Wel", "", "")
	group := w.group(t, nil, []string{nora.GetId(), okke.GetId()})
	held, ahead := w.plan(t, training()), w.plan(t, of(meetingv1.MeetingKind_MEETING_KIND_STAKEHOLDER_GROUP, noon.AddDate(0, 3, 0)))
	for _, m := range []string{held.GetId(), ahead.GetId()} {
		w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m, MeetingGroup: group.GetId()})
	}
	if err := w.answer(w.coordinator, w.invitations(w.coordinator, t, ahead.GetId())[nora.GetId()].GetId(), yes); err != nil {
		t.Fatal(err)
	}
	w.now = noon.Add(4 * time.Hour)
	if err := w.attend(held.GetId(), present, w.invitations(w.coordinator, t, held.GetId())[nora.GetId()].GetId()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.DeleteMeetingGuest(w.coordinator, &meetingv1.DeleteMeetingGuestRequest{Municipality: municipality, MeetingGuest: nora.GetId()}); err != nil {
		t.Fatal(err)
	}
	was := w.invitations(w.coordinator, t, held.GetId())
	if nobody := was[""]; len(was) != 2 || nobody.GetAttendance() != present || nobody.GetGuest() != "" || nobody.GetGuestName() != "" {
		t.Errorf("of what was held: got %v", was)
	}
	if comes := w.invitations(w.coordinator, t, ahead.GetId()); len(comes) != 1 || comes[okke.GetId()] == nil {
		t.Errorf("of what is to come: got %v", comes)
	}
	m, err := w.GetMeeting(w.coordinator, &meetingv1.GetMeetingRequest{Municipality: municipality, Meeting: ahead.GetId()})
	if err != nil || m.GetInvited() != 1 || m.GetComing() != 0 {
		t.Errorf("got %v, %v", m, err)
	}
	left, err := w.GetMeetingGroup(w.coordinator, &meetingv1.GetMeetingGroupRequest{Municipality: municipality, MeetingGroup: group.GetId()})
	if err != nil || !slices.Equal(left.GetGuests(), []string{okke.GetId()}) {
		t.Errorf("got %v, %v", left, err)
	}
}

// Of a meeting that began, and of which nobody noted yet who was there, the invitation stays for that.
func TestAGuestWhoIsErasedAfterAMeetingBeganIsCountedThere(t *testing.T) {
	w := newWorld(t)
	nora := w.writeDown(t, "Nora Kant", "", "")
	began, off := w.plan(t, training()), w.plan(t, training())
	for _, m := range []string{began.GetId(), off.GetId()} {
		w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m, Guests: []string{nora.GetId()}})
	}
	if _, err := w.CancelMeeting(w.coordinator, &meetingv1.CancelMeetingRequest{Municipality: municipality, Meeting: off.GetId(), Reason: "te weinig mensen"}); err != nil {
		t.Fatal(err)
	}
	w.now = noon.Add(4 * time.Hour)
	if _, err := w.DeleteMeetingGuest(w.coordinator, &meetingv1.DeleteMeetingGuestRequest{Municipality: municipality, MeetingGuest: nora.GetId()}); err != nil {
		t.Fatal(err)
	}
	nobody := w.invitations(w.coordinator, t, began.GetId())[""]
	if nobody == nil || len(w.invitations(w.coordinator, t, off.GetId())) != 0 {
		t.Fatalf("got %v", nobody)
	}
	if err := w.attend(began.GetId(), present, nobody.GetId()); err != nil {
		t.Error(err)
	}
}

// A guest is erased on the day after two years without an invitation, unless they are in a group.
func TestGuestsWhoAreInvitedNoMoreAreErased(t *testing.T) {
	w := newWorld(t)
	never, once, member := w.writeDown(t, "Nooit Gevraagd", "", ""), w.writeDown(t, "Eens Gevraagd", "", ""), w.writeDown(t, "Lid Gebleven", "", "")
	w.group(t, nil, []string{member.GetId()})
	m := w.plan(t, of(meetingv1.MeetingKind_MEETING_KIND_STAKEHOLDER_GROUP, noon.AddDate(0, 0, 10)))
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Guests: []string{once.GetId()}})
	for _, c := range []struct {
		now  time.Time
		want []string
	}{
		{noon.AddDate(2, 0, 0), []string{member.GetId(), once.GetId(), never.GetId()}}, // two years to the day are not over
		{noon.AddDate(2, 0, 1), []string{member.GetId(), once.GetId()}},
		{noon.AddDate(2, 0, 10), []string{member.GetId(), once.GetId()}},
		{noon.AddDate(2, 0, 11), []string{member.GetId()}},
		{noon.AddDate(9, 0, 0), []string{member.GetId()}},
	} {
		w.now = c.now
		before := w.count(t, `SELECT count(*) FROM meeting.guest_record WHERE municipality = $1`)
		erased, err := w.EraseLapsedGuests(w.coordinator)
		if err != nil || erased != before-len(c.want) {
			t.Errorf("%s: %d erased, %v", c.now, erased, err)
		}
		if got := w.guests(t, 50); !slices.Equal(got, append(slices.Clone(c.want), guest)) {
			t.Errorf("%s: got %v, want %v", c.now, got, c.want)
		}
	}
	if got := w.logged(t, "erase guest"); got != 2 {
		t.Errorf("logged %d times", got)
	}
}
