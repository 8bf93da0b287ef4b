package app

import (
	"context"
	"slices"
	"strings"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/meeting/icalendar"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/pg"
)

// Gatherings are what supporters and accounts with some of the invitations to a meeting are told of it.
func (f facts) Gatherings(ctx context.Context, tx *pg.Tx, id string, invitations []string) ([]message.Gathering, error) {
	m, err := f.meetings.Meeting(ctx, tx, call.Everyone(), id)
	if err != nil {
		return nil, err
	}
	known, err := f.meetings.LockInvitations(ctx, tx, id, invitations, "write of meeting")
	if err != nil {
		return nil, err
	}
	where := slices.DeleteFunc([]string{m.Location, m.OnlineLink}, func(s string) bool { return s == "" })
	list := make([]message.Gathering, 0, len(known))
	for _, invitation := range invitations {
		i, there := known[invitation]
		to := message.Recipient{Kind: message.Supporter, ID: i.Supporter}
		if to.ID == "" {
			to = message.Recipient{Kind: message.Account, ID: i.Account}
		}
		if !there || to.ID == "" {
			continue
		}
		list = append(list, message.Gathering{
			Invitation: i.ID, To: to, Title: m.Title, Start: m.Start, End: m.End, Where: strings.Join(where, ", "), Planned: m.State == meeting.Planned,
		})
	}
	return list, nil
}

// MeetingFile is the calendar file of an invitation, as the meeting stands.
func (f facts) MeetingFile(ctx context.Context, tx *pg.Tx, invitation string) (*mail.File, error) {
	i, err := f.meetings.Invitation(ctx, tx, call.Everyone(), invitation, "write of meeting")
	if errs.Is(err, errs.NotFoundReason) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := f.meetings.Meeting(ctx, tx, call.Everyone(), i.Meeting)
	if err != nil {
		return nil, err
	}
	by, err := f.settings.Organiser(ctx, tx)
	if err != nil {
		return nil, err
	}
	file := icalendar.Write(m, &i, by, tx.Now())
	return &mail.File{Name: "bijeenkomst.ics", MediaType: file.MediaType(), Content: []byte(file.Content)}, nil
}
