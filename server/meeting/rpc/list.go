package rpc

import (
	"context"
	"time"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// ListMeetings reads a page of meetings by the time at which they begin, the newest first.
func (s *Service) ListMeetings(ctx context.Context, req *meetingv1.ListMeetingsRequest) (*meetingv1.ListMeetingsResponse, error) {
	filter := meeting.Filter{Kind: meeting.Kind(enum.Name(req.GetKind())), State: meeting.State(enum.Name(req.GetState()))}
	var wrongFrom, wrongUntil *errs.Error
	filter.From, wrongFrom = begin("from_date", req.GetFromDate())
	filter.Until, wrongUntil = begin("until_date", req.GetUntilDate())
	if err := errs.Join(wrongFrom, wrongUntil); err != nil {
		return nil, err
	}
	order := page.Order[meeting.Meeting]{Columns: "start_time desc, id desc", Keys: keys}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, order, func(tx *pg.Tx, after []string, limit int) ([]meeting.Meeting, error) {
		return s.meetings.Meetings(ctx, tx, filter, place(after), limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &meetingv1.ListMeetingsResponse{NextPageToken: next}
	for _, m := range list {
		answer.Meetings = append(answer.Meetings, toProto(req.GetMunicipality(), m))
	}
	return answer, nil
}

// ListRegionMeetings reads a page of what the other municipalities of the region offer.
func (s *Service) ListRegionMeetings(
	ctx context.Context, req *meetingv1.ListRegionMeetingsRequest,
) (*meetingv1.ListRegionMeetingsResponse, error) {
	order := page.Order[meeting.Offer]{Columns: "start_time, id", Keys: func(o meeting.Offer) []string { return keys(o.Meeting) }}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, order, func(tx *pg.Tx, after []string, limit int) ([]meeting.Offer, error) {
		return s.meetings.Offers(ctx, tx, place(after), limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &meetingv1.ListRegionMeetingsResponse{NextPageToken: next}
	for _, o := range list {
		answer.RegionMeetings = append(answer.RegionMeetings, offerToProto(o))
	}
	return answer, nil
}

// soon is how far ahead is looked for what is due when nobody says how far.
const soon = 14

// ListDueMeetings reads a page of what is due for active supporters. What is due follows from a rule in Go, so that it
// stands in one place; a municipality has tens of active supporters, or hundreds.
func (s *Service) ListDueMeetings(ctx context.Context, req *meetingv1.ListDueMeetingsRequest) (*meetingv1.ListDueMeetingsResponse, error) {
	if _, wrong := begin("until_date", req.GetUntilDate()); wrong != nil {
		return nil, wrong
	}
	names := map[string]sealed.Text{}
	order := page.Order[meeting.Owed]{Columns: "due_date, supporter, kind", Keys: func(o meeting.Owed) []string {
		return []string{o.Day, o.Supporter, string(o.Kind)}
	}}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, order, func(tx *pg.Tx, after []string, limit int) ([]meeting.Owed, error) {
		owed, err := s.owed(ctx, tx, enum.Name(req.GetKind()), req.GetUntilDate())
		if err != nil {
			return nil, err
		}
		owed = following(owed, after)
		owed = owed[:min(len(owed), limit)]
		ids := make([]string, 0, len(owed))
		for _, o := range owed {
			ids = append(ids, o.Supporter)
		}
		names, err = s.supporters.Names(ctx, tx, ids)
		return owed, err
	})
	if err != nil {
		return nil, err
	}
	answer := &meetingv1.ListDueMeetingsResponse{NextPageToken: next}
	for _, o := range list {
		answer.DueMeetings = append(answer.DueMeetings, &meetingv1.DueMeeting{
			Supporter: o.Supporter, Name: names[o.Supporter].Reveal(), SupporterKind: enum.Number[commonv1.SupportKind](o.SupporterKind),
			Kind: enum.Number[meetingv1.MeetingKind](string(o.Kind)), DueDate: o.Day, LastAttendedDate: o.Last, Overdue: o.Overdue,
			InvitedDate: o.Invited,
		})
	}
	return answer, nil
}

// owed is what is due until a day, or soon, for those whom the caller reaches.
func (s *Service) owed(ctx context.Context, tx *pg.Tx, kind, until string) ([]meeting.Owed, error) {
	rhythm, err := s.settings.Rhythm(ctx, tx)
	if err != nil {
		return nil, err
	}
	workers, err := s.meetings.Workers(ctx, tx, call.From(ctx).Owner(), kind)
	if err != nil {
		return nil, err
	}
	if until == "" {
		until = calendar.Day(calendar.Local(tx.Now()).AddDate(0, 0, soon))
	}
	return rhythm.Owed(workers, calendar.Day(tx.Now()), until), nil
}

// following are those that come after the keys of the page before.
func following(owed []meeting.Owed, after []string) []meeting.Owed {
	if len(after) != 3 {
		return owed
	}
	last := meeting.Owed{Due: meeting.Due{Day: after[0], Kind: meeting.Kind(after[2])}, Supporter: after[1]}
	for i, o := range owed {
		if o.Compare(last) > 0 {
			return owed[i:]
		}
	}
	return nil
}

// begin is the moment at which a day begins, zero for no day.
func begin(field, day string) (time.Time, *errs.Error) {
	if day == "" {
		return time.Time{}, nil
	}
	moment, err := calendar.ParseDay(day)
	if err != nil {
		return time.Time{}, errs.Field(field, "date.invalid")
	}
	return moment, nil
}

func keys(m meeting.Meeting) []string { return []string{m.Start.Format(time.RFC3339Nano), m.ID} }

// place is where a page begins; the token was made here, so that its keys are what they should be.
func place(after []string) meeting.Place {
	if len(after) != 2 {
		return meeting.Place{}
	}
	start, _ := time.Parse(time.RFC3339Nano, after[0])
	return meeting.Place{Start: start, ID: after[1]}
}
