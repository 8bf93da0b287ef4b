package rpc_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/meeting"
	"oco.example/oco/server/meeting/icalendar"
	"oco.example/oco/server/meeting/rpc"
	"oco.example/oco/server/meeting/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const (
	municipality = "gm0867"
	neighbour    = "gm0855"
	guest        = "0198c0de-0000-7000-8000-0000000000aa"
)

// noon is the moment of a test, by the clock that the pools are given; tests move it.
var noon = time.Date(2026, 3, 10, 11, 0, 0, 0, time.UTC)

// world is the service on a database of its own.
type world struct {
	*rpc.Service
	store       *store.Store
	db          *pgtest.Database
	coordinator context.Context
	now         time.Time
	// met are the requirements that were recorded, by supporter and record; unasked is who is asked none.
	met     map[string]string
	unasked string
	// roles are those of the accounts that there are.
	roles map[string]call.Role
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{
		now: noon, met: map[string]string{}, roles: map[string]call.Role{guest: call.RoleAccessTeam},
		coordinator: pgtest.Context(t, municipality, call.RoleCoordinator),
	}
	w.db = pgtest.New(t, pgtest.WithClock(func() time.Time { return w.now }))
	w.store = store.New(subject.New(w.db.Keys))
	tokens, err := page.NewTokens(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	w.Service = rpc.New(rpc.Deps{
		DB: w.db.App, Meetings: w.store, Invitations: w.store, Guests: w.store, Groups: w.store, Supporters: w, Settings: w, Accounts: w, Tokens: tokens,
	})
	return w
}

// Hold stands in for the volunteer slice.
func (w *world) Hold(ctx context.Context, tx *pg.Tx, ids []string) (known []string, err error) {
	err = tx.Select(ctx, &known, `SELECT id FROM volunteer.supporter WHERE municipality = $1 AND id = ANY ($2::uuid[])
		AND state NOT IN ('SUSPENDED', 'LEFT') ORDER BY id FOR KEY SHARE`, tx.Municipality(), pg.Array(append([]string{}, ids...)))
	return known, err
}

func (*world) Names(_ context.Context, _ *pg.Tx, ids []string) (map[string]sealed.Text, error) {
	names := map[string]sealed.Text{}
	for _, id := range ids {
		names[id] = sealed.Of("naam van " + id)
	}
	return names, nil
}

func (*world) Asks(_ context.Context, _ *pg.Tx, code string) (bool, error) {
	return code == "oco_training", nil
}

func (w *world) Meet(_ context.Context, _ *pg.Tx, supporter, code, day string) (string, error) {
	if supporter == w.unasked {
		return "", nil
	}
	id := pg.NewID()
	w.met[supporter+" "+id] = code + " " + day
	return id, nil
}

func (w *world) Unmeet(_ context.Context, _ *pg.Tx, supporter, proof string) error {
	delete(w.met, supporter+" "+proof)
	return nil
}

func (*world) Rhythm(context.Context, *pg.Tx) (meeting.Rhythm, error) { return meeting.Usual, nil }

func (*world) Organiser(context.Context, *pg.Tx) (icalendar.Organiser, error) {
	return icalendar.Organiser{Name: "Team Waalwijk", Email: "oco@gm0867.example"}, nil
}

func (*world) Unknown(_ context.Context, _ *pg.Tx, list string, codes []string) (unknown []string, err error) {
	for _, code := range codes {
		if list != "THEME" || code != "wmo" {
			unknown = append(unknown, code)
		}
	}
	return unknown, nil
}

func (w *world) Holds(_ context.Context, _ *pg.Tx, account string, roles ...call.Role) (bool, error) {
	return slices.Contains(roles, w.roles[account]), nil
}

// Guests are those with such a role, the newest first.
func (w *world) Guests(_ context.Context, _ *pg.Tx, roles []call.Role, after string, limit int) (list []meeting.Guest, err error) {
	for account, role := range w.roles {
		if slices.Contains(roles, role) && (after == "" || account < after) {
			list = append(list, meeting.Guest{Account: account, Name: sealed.Of("gast"), Roles: []call.Role{role}})
		}
	}
	slices.SortFunc(list, func(a, b meeting.Guest) int { return strings.Compare(b.Account, a.Account) })
	return list[:min(len(list), limit)], nil
}

// someone is a supporter of the test.
type someone struct{ id, account string }

// supporter stores an active one who became so on a day.
func (w *world) supporter(t *testing.T, kind string, since time.Time) someone {
	t.Helper()
	s := someone{id: pg.NewID(), account: pg.NewID()}
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter (municipality, id, kind, organisation, max_cases, hours_per_week,
			confidentiality_signed, trained, account, state, create_time, update_time)
			VALUES ($1, $2, $3, 'MEE', 3, 4, true, true, $4, 'ACTIVE', $5, $5)`, municipality, s.id, kind, s.account, since)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	w.step(t, s, "ACTIVE", since)
	return s
}

// step stores that somebody came into a state.
func (w *world) step(t *testing.T, s someone, state string, on time.Time) {
	t.Helper()
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter_step (municipality, id, supporter, step, state, create_time)
			VALUES ($1, $2, $3, 'MOVED', $4, $5)`, municipality, pg.NewID(), s.id, state, on)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// move brings somebody into a state now.
func (w *world) move(t *testing.T, s someone, state string) {
	t.Helper()
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE volunteer.supporter SET state = $3 WHERE municipality = $1 AND id = $2`, municipality, s.id, state)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// as is the context of a role by its own account.
func as(t *testing.T, role call.Role, account string) context.Context {
	t.Helper()
	c := call.From(pgtest.Context(t, municipality, role))
	c.Scope, c.Caller.Account = call.ScopeOwn, account
	return call.With(t.Context(), c)
}

func (s someone) as(t *testing.T) context.Context { return as(t, call.RoleSupporter, s.account) }

// training begins in an hour, for ten of whom four are for the region.
func training() *meetingv1.Meeting {
	return &meetingv1.Meeting{
		Kind: meetingv1.MeetingKind_MEETING_KIND_TRAINING, Title: "OCO-opleiding", StartTime: timestamppb.New(noon.Add(time.Hour)),
		EndTime: timestamppb.New(noon.Add(3 * time.Hour)), Location: "Wijkpunt Centrum", Places: 10, RegionPlaces: 4,
		Requirement: "oco_training", Agenda: []*meetingv1.AgendaItem{{Title: "De Wmo in een uur", Theme: "wmo"}},
	}
}

// of is a meeting of a kind at a moment.
func of(kind meetingv1.MeetingKind, start time.Time) *meetingv1.Meeting {
	return &meetingv1.Meeting{Kind: kind, Title: "Bijeenkomst", StartTime: timestamppb.New(start), EndTime: timestamppb.New(start.Add(time.Hour))}
}

func (w *world) plan(t *testing.T, m *meetingv1.Meeting) *meetingv1.Meeting {
	t.Helper()
	made, err := w.CreateMeeting(w.coordinator, &meetingv1.CreateMeetingRequest{Municipality: municipality, Meeting: m})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (w *world) invite(t *testing.T, req *meetingv1.InviteToMeetingRequest) *meetingv1.Meeting {
	t.Helper()
	req.Municipality = municipality
	m, err := w.InviteToMeeting(w.coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// writeDown writes down a guest without an account.
func (w *world) writeDown(t *testing.T, name, email, phone string) *meetingv1.MeetingGuest {
	t.Helper()
	made, err := w.CreateMeetingGuest(w.coordinator, &meetingv1.CreateMeetingGuestRequest{
		Municipality: municipality, MeetingGuest: &meetingv1.MeetingGuest{Name: name, Email: email, Phone: phone},
	})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// group makes one of supporters and guests.
func (w *world) group(t *testing.T, supporters, guests []string) *meetingv1.MeetingGroup {
	t.Helper()
	made, err := w.CreateMeetingGroup(w.coordinator, &meetingv1.CreateMeetingGroupRequest{
		Municipality: municipality, MeetingGroup: &meetingv1.MeetingGroup{Title: "Profijtgroep", Supporters: supporters, Guests: guests},
	})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// invitations are those to a meeting as somebody sees them, by supporter, account or guest.
func (w *world) invitations(ctx context.Context, t *testing.T, id string) map[string]*meetingv1.MeetingInvitation {
	t.Helper()
	list, err := w.ListMeetingInvitations(ctx, &meetingv1.ListMeetingInvitationsRequest{Municipality: municipality, Meeting: id})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*meetingv1.MeetingInvitation{}
	for _, i := range list.GetMeetingInvitations() {
		all[i.GetSupporter()+i.GetAccount()+i.GetGuest()] = i
	}
	return all
}

func (w *world) answer(ctx context.Context, invitation string, answer meetingv1.InvitationAnswer) error {
	_, err := w.RecordMeetingAnswer(ctx, &meetingv1.RecordMeetingAnswerRequest{
		Municipality: municipality, MeetingInvitation: invitation, Answer: answer,
	})
	return err
}

func (w *world) attend(m string, attendance meetingv1.Attendance, invitations ...string) error {
	req := &meetingv1.RecordAttendanceRequest{Municipality: municipality, Meeting: m}
	for _, id := range invitations {
		req.Attendances = append(req.Attendances, &meetingv1.RecordedAttendance{MeetingInvitation: id, Attendance: attendance})
	}
	_, err := w.RecordAttendance(w.coordinator, req)
	return err
}

// rules are the fields of a refusal, each with its rule.
func rules(err error) map[string]string {
	found := map[string]string{}
	if e := errs.Of(err); e != nil {
		for _, v := range e.Violations {
			found[v.Field] = v.Rule
		}
	}
	return found
}
