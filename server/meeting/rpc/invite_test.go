package rpc_test

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

const (
	yes = meetingv1.InvitationAnswer_INVITATION_ANSWER_YES
	no  = meetingv1.InvitationAnswer_INVITATION_ANSWER_NO
)

func TestWhoIsInvited(t *testing.T) {
	w := newWorld(t)
	bo, kim, pim := w.supporter(t, "INFORMAL", noon), w.supporter(t, "INFORMAL", noon), w.supporter(t, "FORMAL", noon)
	gone := w.supporter(t, "INFORMAL", noon)
	group := w.group(t, []string{pim.id, gone.id}, nil)
	nora, okke := w.writeDown(t, "Nora Kant", "", ""), w.writeDown(t, "Okke Wel", "okke@post.example", "")
	stakeholders := w.group(t, nil, []string{nora.GetId(), okke.GetId()})
	mixed := w.group(t, []string{pim.id}, []string{nora.GetId()})
	w.move(t, gone, "LEFT")
	for name, c := range map[string]struct {
		req  *meetingv1.InviteToMeetingRequest
		want []string
	}{
		"by name":                 {&meetingv1.InviteToMeetingRequest{Supporters: []string{kim.id}}, []string{kim.id}},
		"by kind":                 {&meetingv1.InviteToMeetingRequest{Kinds: []commonv1.SupportKind{commonv1.SupportKind_SUPPORT_KIND_INFORMAL}}, []string{bo.id, kim.id}},
		"by group":                {&meetingv1.InviteToMeetingRequest{MeetingGroup: group.GetId()}, []string{pim.id}},
		"a guest":                 {&meetingv1.InviteToMeetingRequest{Accounts: []string{guest}}, []string{guest}},
		"a guest without account": {&meetingv1.InviteToMeetingRequest{Guests: []string{okke.GetId()}}, []string{okke.GetId()}},
		"by a group of guests":    {&meetingv1.InviteToMeetingRequest{MeetingGroup: stakeholders.GetId()}, []string{nora.GetId(), okke.GetId()}},
		"by a group of both":      {&meetingv1.InviteToMeetingRequest{MeetingGroup: mixed.GetId()}, []string{pim.id, nora.GetId()}},
		"a guest twice": {&meetingv1.InviteToMeetingRequest{Guests: []string{nora.GetId()}, MeetingGroup: stakeholders.GetId()},
			[]string{nora.GetId(), okke.GetId()}},
		"twice the same": {&meetingv1.InviteToMeetingRequest{Supporters: []string{pim.id}, MeetingGroup: group.GetId()}, []string{pim.id}},
	} {
		m := w.plan(t, training())
		c.req.Meeting = m.GetId()
		for range 2 { // who was invited before stays so
			if got := w.invite(t, c.req); int(got.GetInvited()) != len(c.want) {
				t.Errorf("%s: %d are invited", name, got.GetInvited())
			}
		}
		got := slices.Sorted(maps.Keys(w.invitations(w.coordinator, t, m.GetId())))
		if slices.Sort(c.want); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
	m := w.plan(t, training())
	_, err := w.InviteToMeeting(w.coordinator, &meetingv1.InviteToMeetingRequest{
		Municipality: municipality, Meeting: m.GetId(), Supporters: []string{bo.id, gone.id, pg.NewID()}, Accounts: []string{pg.NewID()}, MeetingGroup: pg.NewID(),
		Guests: []string{nora.GetId(), pg.NewID()},
	})
	want := map[string]string{
		"supporters[1]": "meeting.supporter", "supporters[2]": "meeting.supporter", "accounts[0]": "meeting.guest", "meeting_group": "meeting_group.unknown",
		"guests[1]": "meeting.unknown_guest",
	}
	if diff := cmp.Diff(want, rules(err)); diff != "" {
		t.Error(diff)
	}
	_, err = w.InviteToMeeting(w.coordinator, &meetingv1.InviteToMeetingRequest{Municipality: municipality, Meeting: m.GetId()})
	if diff := cmp.Diff(map[string]string{"supporters": "meeting.nobody"}, rules(err)); diff != "" {
		t.Error(diff)
	}
}

// TestWhoCanBeAGuest: every role that the contract knows is a guest or refused; a new one is refused until it is named here.
func TestWhoCanBeAGuest(t *testing.T) {
	w := newWorld(t)
	m := w.plan(t, training())
	guests := []call.Role{call.RoleAccessTeam, call.RolePartnerContact, call.RoleOrganisationPlanner, call.RoleCoordinator}
	for number, name := range commonv1.Role_name {
		account, role := pg.NewID(), call.Role(number)
		w.roles[account] = role
		_, err := w.InviteToMeeting(w.coordinator, &meetingv1.InviteToMeetingRequest{Municipality: municipality, Meeting: m.GetId(), Accounts: []string{account}})
		if slices.Contains(guests, role) {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		} else if rules(err)["accounts[0]"] != "meeting.guest" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// Whoever is listed can be invited, and nobody else by their account.
func TestGuestsAreThoseWhoCanBeInvited(t *testing.T) {
	w := newWorld(t)
	for number := range commonv1.Role_name {
		w.roles[pg.NewID()] = call.Role(number)
	}
	listed, token := map[string]bool{}, ""
	for {
		list, err := w.ListMeetingGuests(w.coordinator, &meetingv1.ListMeetingGuestsRequest{Municipality: municipality, PageSize: 2, PageToken: token})
		if err != nil {
			t.Fatal(err)
		}
		for _, guest := range list.GetMeetingGuests() {
			listed[guest.GetAccount()] = true
			if guest.GetName() != "gast" || len(guest.GetRoles()) != 1 || call.Role(guest.GetRoles()[0]) != w.roles[guest.GetAccount()] {
				t.Errorf("got %v", guest)
			}
		}
		if token = list.GetNextPageToken(); token == "" {
			break
		}
	}
	m := w.plan(t, training())
	for account, role := range w.roles {
		_, err := w.InviteToMeeting(w.coordinator, &meetingv1.InviteToMeetingRequest{Municipality: municipality, Meeting: m.GetId(), Accounts: []string{account}})
		if (err == nil) != listed[account] {
			t.Errorf("%d: listed %v, invited %v", role, listed[account], err)
		}
	}
}

// TestWhoSeesWhat: whoever is invited reads the meeting and their own invitation, and nothing of the others.
func TestWhoSeesWhat(t *testing.T) {
	w := newWorld(t)
	bo, kim, stranger := w.supporter(t, "INFORMAL", noon), w.supporter(t, "FORMAL", noon), w.supporter(t, "INFORMAL", noon)
	m := w.plan(t, training())
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Supporters: []string{bo.id, kim.id}, Accounts: []string{guest}})
	all := w.invitations(w.coordinator, t, m.GetId())
	if err := w.answer(kim.as(t), all[kim.id].GetId(), no); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		ctx  context.Context
		want []string
	}{
		"the coordinator":         {w.coordinator, []string{bo.id, kim.id, guest}},
		"who is invited":          {bo.as(t), []string{bo.id}},
		"another":                 {kim.as(t), []string{kim.id}},
		"the access team":         {as(t, call.RoleAccessTeam, guest), []string{guest}},
		"another of the team":     {as(t, call.RoleAccessTeam, pg.NewID()), nil},
		"a supporter not invited": {stranger.as(t), nil},
		"an organisation":         {call.With(t.Context(), call.Call{Municipality: municipality, Scope: call.ScopeOrganisation, Organisations: []string{"MEE"}}), nil},
		"nobody in particular":    {call.With(t.Context(), call.Call{Municipality: municipality, Scope: call.ScopeOwn}), nil},
	} {
		got := slices.Sorted(maps.Keys(w.invitations(c.ctx, t, m.GetId())))
		if slices.Sort(c.want); !slices.Equal(got, c.want) {
			t.Errorf("%s: sees %v, want %v", name, got, c.want)
		}
		read, err := w.GetMeeting(c.ctx, &meetingv1.GetMeetingRequest{Municipality: municipality, Meeting: m.GetId()})
		_, calendar := w.GetMeetingCalendar(c.ctx, &meetingv1.GetMeetingCalendarRequest{Municipality: municipality, Meeting: m.GetId()})
		if found := len(c.want) > 0; found != (err == nil) || found != (calendar == nil) || !found && !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s: %v, %v", name, err, calendar)
		}
		if counted := read.GetInvited() > 0; counted != (name == "the coordinator") {
			t.Errorf("%s: sees that %d are invited", name, read.GetInvited())
		}
	}
	if err := w.answer(bo.as(t), all[kim.id].GetId(), yes); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody answered for another: %v", err)
	}
	_, err := w.GetMeetingCalendar(bo.as(t), &meetingv1.GetMeetingCalendarRequest{Municipality: municipality, Meeting: m.GetId(), MeetingInvitation: all[kim.id].GetId()})
	if !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody has another's file: %v", err)
	}
	w.move(t, bo, "SUSPENDED")
	if got := w.invitations(bo.as(t), t, ""); len(got) > 0 {
		t.Errorf("who is suspended sees %v", got)
	}
}

// TestTheLastPlaceIsGivenOnce: many say yes at the same moment.
func TestTheLastPlaceIsGivenOnce(t *testing.T) {
	w := newWorld(t)
	full := training()
	full.Places, full.RegionPlaces = 4, 1
	m := w.plan(t, full)
	var people []someone
	var ids []string
	for range 8 {
		people = append(people, w.supporter(t, "INFORMAL", noon))
		ids = append(ids, people[len(people)-1].id)
	}
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Supporters: ids})
	all := w.invitations(w.coordinator, t, m.GetId())
	refused := make([]error, len(people))
	var work errgroup.Group
	for i, s := range people {
		ctx := s.as(t)
		work.Go(func() error {
			refused[i] = w.answer(ctx, all[s.id].GetId(), yes)
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		t.Fatal(err)
	}
	come := 0
	for i, err := range refused {
		switch {
		case err == nil:
			come++
		case rules(err)["answer"] != "meeting.full":
			t.Errorf("%d: %v", i, err)
		}
	}
	if come != 3 {
		t.Errorf("%d come to three places", come)
	}
	got, err := w.GetMeeting(w.coordinator, &meetingv1.GetMeetingRequest{Municipality: municipality, Meeting: m.GetId()})
	if err != nil || got.GetComing() != 3 || got.GetInvited() != 8 {
		t.Errorf("got %v, %v", got, err)
	}
	// Who says no makes room for one who waits.
	for i, err := range refused {
		if err == nil {
			if err := w.answer(people[i].as(t), all[people[i].id].GetId(), no); err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	for i, err := range refused {
		if err != nil {
			if err := w.answer(people[i].as(t), all[people[i].id].GetId(), yes); err != nil {
				t.Errorf("there is a place: %v", err)
			}
			break
		}
	}
}

func TestGroupsChange(t *testing.T) {
	w := newWorld(t)
	bo, kim := w.supporter(t, "INFORMAL", noon), w.supporter(t, "INFORMAL", noon)
	group, err := w.CreateMeetingGroup(w.coordinator, &meetingv1.CreateMeetingGroupRequest{
		Municipality: municipality, MeetingGroup: &meetingv1.MeetingGroup{Title: "Noord", Supporters: []string{bo.id}},
	})
	if err != nil {
		t.Fatal(err)
	}
	update := func(etag string, supporters ...string) (*meetingv1.MeetingGroup, error) {
		return w.UpdateMeetingGroup(w.coordinator, &meetingv1.UpdateMeetingGroupRequest{
			Municipality: municipality, MeetingGroup: &meetingv1.MeetingGroup{Id: group.GetId(), Etag: etag, Supporters: supporters},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"supporters"}},
		})
	}
	w.move(t, bo, "LEFT") // who left stays until somebody takes them out
	changed, err := update(group.GetEtag(), bo.id, kim.id)
	if err != nil || len(changed.GetSupporters()) != 2 || changed.GetTitle() != "Noord" {
		t.Fatalf("got %v, %v", changed, err)
	}
	if _, err := update(group.GetEtag(), kim.id); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("changed from an old version: %v", err)
	}
	if changed, err = update("", kim.id); err != nil || !slices.Equal(changed.GetSupporters(), []string{kim.id}) {
		t.Errorf("got %v, %v", changed, err)
	}
	if _, err := update("", kim.id, bo.id); rules(err)["meeting_group.supporters[1]"] != "meeting.supporter" {
		t.Errorf("who left came back into a group: %v", err)
	}
	page, err := w.ListMeetingGroups(w.coordinator, &meetingv1.ListMeetingGroupsRequest{Municipality: municipality})
	if err != nil || len(page.GetMeetingGroups()) != 1 || page.GetMeetingGroups()[0].GetId() != group.GetId() {
		t.Errorf("got %v, %v", page, err)
	}
}

// TestAnErasedSupporterLeavesNothing: neither an invitation nor where they were, nor a place in a group.
func TestAnErasedSupporterLeavesNothing(t *testing.T) {
	w := newWorld(t)
	bo, kim := w.supporter(t, "INFORMAL", noon), w.supporter(t, "INFORMAL", noon)
	w.group(t, []string{bo.id, kim.id}, nil)
	m := w.plan(t, training())
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Supporters: []string{bo.id, kim.id}})
	w.now = noon.Add(4 * time.Hour)
	if err := w.attend(m.GetId(), meetingv1.Attendance_ATTENDANCE_PRESENT, w.invitations(w.coordinator, t, m.GetId())[bo.id].GetId()); err != nil {
		t.Fatal(err)
	}
	var gone subject.Erased
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) (err error) {
		gone, err = w.store.Erase(w.coordinator, tx, subject.Supporter, []string{bo.id})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(subject.Erased{"invitations": 1, "places in groups": 1}, gone); diff != "" {
		t.Error(diff)
	}
	if got := w.invitations(w.coordinator, t, m.GetId()); len(got) != 1 || got[kim.id] == nil {
		t.Errorf("got %v", got)
	}
}
