package rpc

import (
	"context"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/texts"
)

// cancelled is the word of an event for a meeting that does not take place, invited for an invitation.
const (
	cancelled = "CANCELLED"
	invited   = "INVITED"
)

// meeting tells those who are invited what became of a meeting. What waits for them from before is overtaken; what changed
// since the event is told by the event of that.
func (s *Service) meeting(ctx context.Context, tx *pg.Tx, m message.Message, e *eventv1.MeetingTold) error {
	list, err := s.Facts.Gatherings(ctx, tx, e.GetMeeting(), e.GetInvitations())
	if err != nil {
		return err
	}
	for _, g := range list {
		if e.GetWhat() != invited {
			if err := s.Messages.StopAbout(ctx, tx, g.Invitation, message.Overtaken); err != nil {
				return err
			}
		}
		if g.Planned == (e.GetWhat() == cancelled) || g.Start.Before(tx.Now()) {
			continue
		}
		link := s.PublicURL + deskPage
		if g.To.Kind == message.Supporter {
			link = s.PublicURL + portalPage
		}
		m.Kind, m.To, m.About = message.Meeting, g.To, g.Invitation
		err := s.write(ctx, tx, m, func(language string) map[string]string {
			return map[string]string{
				"wat": texts.Word(language, "message.meeting."+e.GetWhat()), "titel": g.Title, "dag": texts.Day(language, calendar.Day(g.Start)),
				"tijd": texts.Sentence(language, "message.time", map[string]string{"time": timeOf(g.Start) + " – " + timeOf(g.End)}),
				"waar": or(g.Where, texts.Word(language, "message.unknown")), "link": link,
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}
