package rpc_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// guests are all that are listed, by pages of a size, as names or, of accounts, as ids.
func (w *world) guests(t *testing.T, size int32) (list []string) {
	t.Helper()
	for token, pages := "", 0; ; pages++ {
		page, err := w.ListMeetingGuests(w.coordinator, &meetingv1.ListMeetingGuestsRequest{Municipality: municipality, PageSize: size, PageToken: token})
		if err != nil || pages > 9 {
			t.Fatal(pages, err)
		}
		for _, g := range page.GetMeetingGuests() {
			if (g.GetId() == "") == (g.GetAccount() == "") {
				t.Errorf("got %v", g)
			}
			list = append(list, g.GetAccount()+g.GetId())
		}
		if token = page.GetNextPageToken(); token == "" {
			return list
		}
	}
}

func (w *world) count(t *testing.T, query string, args ...any) (n int) {
	t.Helper()
	if err := w.db.Owner.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &n, query, append([]any{municipality}, args...)...)
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// logged counts the rows of the processing log of an action on one person each.
func (w *world) logged(t *testing.T, name string) int {
	t.Helper()
	return w.count(t, `SELECT count(*) FROM platform.processing_log WHERE municipality = $1 AND name = $2 AND cardinality(subjects) = 1`, name)
}

func TestGuestsAreWrittenDownChangedAndErased(t *testing.T) {
	w := newWorld(t)
	nora := w.writeDown(t, "Nora Kant", "nora@post.example", "06-11934901")
	if nora.GetId() == "" || nora.GetAccount() != "" || nora.GetPhone() != "+31611934901" || nora.GetEtag() != "1" {
		t.Fatalf("got %v", nora)
	}
	update := func(etag string, g *meetingv1.MeetingGuest, paths ...string) (*meetingv1.MeetingGuest, error) {
		g.Id, g.Etag = nora.GetId(), etag
		return w.UpdateMeetingGuest(w.coordinator, &meetingv1.UpdateMeetingGuestRequest{
			Municipality: municipality, MeetingGuest: g, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths},
		})
	}
	changed, err := update(nora.GetEtag(), &meetingv1.MeetingGuest{Name: "Nora Duin"}, "name", "phone")
	if err != nil || changed.GetName() != "Nora Duin" || changed.GetEmail() != "nora@post.example" || changed.GetPhone() != "" {
		t.Fatalf("got %v, %v", changed, err)
	}
	if _, err := update("1", &meetingv1.MeetingGuest{Name: "Nora"}, "name"); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("changed from an old version: %v", err)
	}
	if _, err := update("", &meetingv1.MeetingGuest{Name: "  "}, "name"); rules(err)["meeting_guest.name"] != "required" {
		t.Errorf("somebody without a name: %v", err)
	}
	_, err = w.CreateMeetingGuest(w.coordinator, &meetingv1.CreateMeetingGuestRequest{Municipality: municipality, MeetingGuest: &meetingv1.MeetingGuest{Name: " "}})
	if rules(err)["meeting_guest.name"] != "required" {
		t.Errorf("somebody without a name: %v", err)
	}
	elsewhere := pgtest.Context(t, neighbour, call.RoleCoordinator)
	remove := &meetingv1.DeleteMeetingGuestRequest{Municipality: municipality, MeetingGuest: nora.GetId(), Etag: "1", RequestId: pg.NewID()}
	if _, err := w.DeleteMeetingGuest(elsewhere, remove); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("a neighbour erases: %v", err)
	}
	if _, err := w.DeleteMeetingGuest(w.coordinator, remove); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("erased from an old version: %v", err)
	}
	remove.Etag = changed.GetEtag()
	for range 2 {
		if _, err := w.DeleteMeetingGuest(w.coordinator, remove); err != nil {
			t.Fatalf("erasing, and erasing again under the same request id: %v", err)
		}
	}
	remove.RequestId = pg.NewID()
	if _, err := w.DeleteMeetingGuest(w.coordinator, remove); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("erased twice: %v", err)
	}
	for action, times := range map[string]int{"store guest": 1, "change guest": 1, "erase guest": 1} {
		if got := w.logged(t, action); got != times {
			t.Errorf("%s: logged %d times", action, got)
		}
	}
	if got := w.count(t, `SELECT count(*) FROM platform.subject_key WHERE municipality = $1 AND subject = $2`, nora.GetId()); got != 0 {
		t.Error("the key is still there")
	}
}

// Nothing of a guest can be read in the table, and who reads one is in the processing log under the pseudonym.
func TestGuestsAreSealed(t *testing.T) {
	w := newWorld(t)
	w.writeDown(t, "Nora Kant", "nora@post.example", "0611934901")
	var row struct {
		Name  []byte `db:"name"`
		Email []byte `db:"email"`
		Phone []byte `db:"phone"`
	}
	if err := w.db.Owner.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &row, `SELECT name, email, phone FROM meeting.guest_record WHERE municipality = $1`, municipality)
	}); err != nil {
		t.Fatal(err)
	}
	stored := slices.Concat(row.Name, row.Email, row.Phone)
	for _, text := range []string{"Nora", "Kant", "post.example", "0611934901"} {
		if len(stored) == 0 || bytes.Contains(stored, []byte(text)) {
			t.Errorf("%q can be read in the table", text)
		}
	}
	before := w.logged(t, "list guests")
	w.guests(t, 50)
	if got := w.logged(t, "list guests"); got != before+1 {
		t.Errorf("reading is logged %d times", got-before)
	}
	if got := w.count(t, `SELECT count(*) FROM platform.processing_log l JOIN platform.subject_key k ON k.municipality = l.municipality
		AND k.log_id = ANY (l.subjects) AND k.kind = 'GUEST' WHERE l.municipality = $1 AND l.name = 'list guests'`); got != 1 {
		t.Errorf("%d rows name the pseudonym", got)
	}
}

// Those who were written down come first, then the accounts, of each the newest first, whatever the size of the pages.
func TestGuestsComePageByPage(t *testing.T) {
	w := newWorld(t)
	var want []string
	for range 3 {
		account := pg.NewID()
		w.roles[account] = call.RolePartnerContact
		want = append(want, account)
	}
	want = append([]string{guest}, want...)
	for range 3 {
		want = append(want, w.writeDown(t, "Nora Kant", "", "").GetId())
	}
	slices.Reverse(want)
	for _, size := range []int32{1, 2, 3, 4, 6, 7, 50} {
		if got := w.guests(t, size); !slices.Equal(got, want) {
			t.Errorf("pages of %d: got %v, want %v", size, got, want)
		}
	}
}

// A guest is invited, answers by phone, was there, and has a calendar file; nobody but the coordinator knows of it.
func TestAGuestIsInvitedAnswersAndWasThere(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t, "INFORMAL", noon)
	nora, okke := w.writeDown(t, `Nora "de" Kant`, "nora+oco@post.example", ""), w.writeDown(t, "Okke Wel", "", "")
	m := w.plan(t, training())
	w.invite(t, &meetingv1.InviteToMeetingRequest{Meeting: m.GetId(), Supporters: []string{bo.id}, Guests: []string{nora.GetId(), okke.GetId()}})
	all := w.invitations(w.coordinator, t, m.GetId())
	if len(all) != 3 || all[nora.GetId()].GetGuestName() != `Nora "de" Kant` || all[bo.id].GetGuestName() != "" {
		t.Fatalf("got %v", all)
	}
	invitation := all[nora.GetId()].GetId()
	if seen := w.invitations(bo.as(t), t, m.GetId()); len(seen) != 1 || seen[bo.id] == nil {
		t.Errorf("who else is invited sees %v", seen)
	}
	if err := w.answer(bo.as(t), invitation, yes); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody answered for a guest: %v", err)
	}
	if err := w.answer(w.coordinator, invitation, yes); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][]string{
		invitation:                {"METHOD:REQUEST", "CN=Nora de Kant", "PARTSTAT=ACCEPTED", ":mailto:nora+oco@post.example"},
		all[okke.GetId()].GetId(): {"METHOD:REQUEST", "CN=Okke Wel", "PARTSTAT=NEEDS-ACTION", ":urn:uuid:" + all[okke.GetId()].GetId()},
		all[bo.id].GetId():        {"PARTSTAT=NEEDS-ACTION:urn:uuid:" + all[bo.id].GetId()},
	} {
		file, err := w.GetMeetingCalendar(w.coordinator, &meetingv1.GetMeetingCalendarRequest{Municipality: municipality, Meeting: m.GetId(), MeetingInvitation: id})
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(file.GetContent(), "\r\n ", "")
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%q is not in:\n%s", part, text)
			}
		}
	}
	w.now = noon.Add(4 * time.Hour)
	if err := w.attend(m.GetId(), present, invitation); err != nil {
		t.Fatal(err)
	}
	got := w.invitations(w.coordinator, t, m.GetId())[nora.GetId()]
	if got.GetAnswer() != yes || got.GetAttendance() != present || len(w.met) > 0 {
		t.Errorf("got %v, met %v", got, w.met)
	}
}

func TestGroupsOfGuestsChange(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t, "INFORMAL", noon)
	nora, okke := w.writeDown(t, "Nora Kant", "", ""), w.writeDown(t, "Okke Wel", "", "")
	group := w.group(t, []string{bo.id}, []string{nora.GetId()})
	update := func(guests ...string) (*meetingv1.MeetingGroup, error) {
		return w.UpdateMeetingGroup(w.coordinator, &meetingv1.UpdateMeetingGroupRequest{
			Municipality: municipality, MeetingGroup: &meetingv1.MeetingGroup{Id: group.GetId(), Guests: guests},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"guests"}},
		})
	}
	changed, err := update(okke.GetId())
	if err != nil || !slices.Equal(changed.GetGuests(), []string{okke.GetId()}) || !slices.Equal(changed.GetSupporters(), []string{bo.id}) {
		t.Fatalf("got %v, %v", changed, err)
	}
	if _, err := update(okke.GetId(), pg.NewID()); rules(err)["meeting_group.guests[1]"] != "meeting.unknown_guest" {
		t.Errorf("somebody unknown came into a group: %v", err)
	}
	_, err = w.CreateMeetingGroup(w.coordinator, &meetingv1.CreateMeetingGroupRequest{
		Municipality: municipality, MeetingGroup: &meetingv1.MeetingGroup{Title: "Noord", Guests: []string{pg.NewID()}},
	})
	if rules(err)["meeting_group.guests[0]"] != "meeting.unknown_guest" {
		t.Errorf("a group of somebody unknown: %v", err)
	}
	list, err := w.ListMeetingGroups(w.coordinator, &meetingv1.ListMeetingGroupsRequest{Municipality: municipality})
	if err != nil || len(list.GetMeetingGroups()) != 1 || !slices.Equal(list.GetMeetingGroups()[0].GetGuests(), []string{okke.GetId()}) {
		t.Errorf("got %v, %v", list, err)
	}
}
