package rpc_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/platform/errs"
)

const (
	present = meetingv1.Attendance_ATTENDANCE_PRESENT
	absent  = meetingv1.Attendance_ATTENDANCE_ABSENT
)

func TestWhoWasThereMeetsTheRequirement(t *testing.T) {
	w := newWorld(t)
	bo, kim, pim := w.supporter(t, "INFORMAL", noon), w.supporter(t, "INFORMAL", noon), w.supporter(t, "FORMAL", noon)
	w.unasked = pim.id
	m := w.plan(t, training())
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Supporters: []string{bo.id, kim.id, pim.id}, Accounts: []string{guest}})
	all := w.invitations(w.coordinator, t, m.GetId())
	if err := w.attend(m.GetId(), present, all[bo.id].GetId()); rules(err)["meeting"] != "meeting.not_begun" {
		t.Fatalf("somebody was there before it began: %v", err)
	}
	w.now = noon.Add(4 * time.Hour)
	met := func() []string { return slices.Sorted(maps.Values(w.met)) }
	for step, c := range []struct {
		attendance  meetingv1.Attendance
		invitations []string
		want        []string
	}{
		{present, []string{all[bo.id].GetId(), all[kim.id].GetId(), all[pim.id].GetId(), all[guest].GetId()}, []string{"oco_training 2026-03-10", "oco_training 2026-03-10"}},
		{present, []string{all[bo.id].GetId()}, []string{"oco_training 2026-03-10", "oco_training 2026-03-10"}},
		{absent, []string{all[bo.id].GetId()}, []string{"oco_training 2026-03-10"}},
		{absent, []string{all[bo.id].GetId()}, []string{"oco_training 2026-03-10"}},
		{present, []string{all[bo.id].GetId()}, []string{"oco_training 2026-03-10", "oco_training 2026-03-10"}},
	} {
		if err := w.attend(m.GetId(), c.attendance, c.invitations...); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, met()); diff != "" {
			t.Errorf("step %d: %s", step, diff)
		}
	}
	got := w.invitations(bo.as(t), t, m.GetId())[bo.id]
	if got.GetAttendance() != present || got.GetMeetingState() != meetingv1.MeetingState_MEETING_STATE_HELD {
		t.Errorf("got %v", got)
	}
	other := w.plan(t, training())
	err := w.attend(other.GetId(), present, all[bo.id].GetId())
	if diff := cmp.Diff(map[string]string{"attendances[0].meeting_invitation": "meeting.not_invited"}, rules(err)); diff != "" {
		t.Error(diff)
	}
	err = w.attend(m.GetId(), present, all[bo.id].GetId(), all[bo.id].GetId())
	if diff := cmp.Diff(map[string]string{"attendances[1].meeting_invitation": "repeated.unique"}, rules(err)); diff != "" {
		t.Error(diff)
	}
	if _, err := w.CancelMeeting(w.coordinator, &meetingv1.CancelMeetingRequest{Municipality: municipality, Meeting: m.GetId(), Reason: "ziek"}); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a meeting that was held was cancelled: %v", err)
	}
}

// TestWhatIsDueForWhom goes through the half year of three people, whose requests come page by page.
func TestWhatIsDueForWhom(t *testing.T) {
	w := newWorld(t)
	since := noon.AddDate(0, 0, -70)
	bo, kim := w.supporter(t, "INFORMAL", since), w.supporter(t, "FORMAL", noon.AddDate(0, 0, -10))
	back := w.supporter(t, "INFORMAL", noon.AddDate(-3, 0, 0))
	w.step(t, back, "LEFT", noon.AddDate(-2, 0, 0))
	w.step(t, back, "ACTIVE", noon.AddDate(0, 0, -35))
	paused := w.supporter(t, "INFORMAL", since)
	w.move(t, paused, "PAUSED")
	for _, days := range []int{-60, -14} {
		m := w.plan(t, of(meetingv1.MeetingKind_MEETING_KIND_INTERVISION, noon.AddDate(0, 0, days)))
		w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Supporters: []string{bo.id, back.id}})
		all := w.invitations(w.coordinator, t, m.GetId())
		if err := w.attend(m.GetId(), present, all[bo.id].GetId()); err != nil {
			t.Fatal(err)
		}
		if err := w.attend(m.GetId(), absent, all[back.id].GetId()); err != nil {
			t.Fatal(err)
		}
	}
	ahead := w.plan(t, of(meetingv1.MeetingKind_MEETING_KIND_INTERVISION, noon.AddDate(0, 0, 9)))
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: ahead.GetId(), Supporters: []string{back.id, bo.id}})
	if err := w.answer(bo.as(t), w.invitations(bo.as(t), t, ahead.GetId())[bo.id].GetId(), no); err != nil {
		t.Fatal(err)
	}
	list := func(kind commonv1.SupportKind, until string) (got []string) {
		t.Helper()
		names := map[string]string{bo.id: "bo", kim.id: "kim", back.id: "back"}
		for token, pages := "", 0; ; pages++ {
			page, err := w.ListDueMeetings(w.coordinator, &meetingv1.ListDueMeetingsRequest{
				Municipality: municipality, Kind: kind, UntilDate: until, PageSize: 1, PageToken: token,
			})
			if err != nil || pages > 9 {
				t.Fatal(pages, err)
			}
			for _, d := range page.GetDueMeetings() {
				late := ""
				if d.GetOverdue() {
					late = " late"
				}
				if d.GetName() != "naam van "+d.GetSupporter() {
					t.Errorf("is called %s", d.GetName())
				}
				got = append(got, names[d.GetSupporter()]+" "+d.GetKind().String()[len("MEETING_KIND_"):]+" "+d.GetDueDate()+late+
					" last "+d.GetLastAttendedDate()+" next "+d.GetInvitedDate())
			}
			if token = page.GetNextPageToken(); token == "" {
				return got
			}
		}
	}
	inDepth, again := "bo IN_DEPTH 2026-02-24 late last  next ", "back INTERVISION 2026-03-17 last  next 2026-03-19"
	if diff := cmp.Diff([]string{inDepth, again}, list(0, "")); diff != "" {
		t.Errorf("within two weeks: %s", diff)
	}
	everything := []string{inDepth, again, "bo INTERVISION 2026-04-07 last 2026-02-24 next ", "kim INTERVISION 2026-04-11 last  next "}
	if diff := cmp.Diff(everything, list(0, "2026-12-31")); diff != "" {
		t.Errorf("this year: %s", diff)
	}
	if diff := cmp.Diff(everything[3:], list(commonv1.SupportKind_SUPPORT_KIND_FORMAL, "2026-12-31")); diff != "" {
		t.Errorf("of professionals: %s", diff)
	}
	_, err := w.ListDueMeetings(w.coordinator, &meetingv1.ListDueMeetingsRequest{Municipality: municipality, UntilDate: "2026-02-30"})
	if diff := cmp.Diff(map[string]string{"until_date": "date.invalid"}, rules(err)); diff != "" {
		t.Error(diff)
	}
}
