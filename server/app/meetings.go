package app

import (
	"context"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/meeting/icalendar"
	"oco.example/oco/server/platform/pg"
	volunteerrpc "oco.example/oco/server/volunteer/rpc"
	volunteerstore "oco.example/oco/server/volunteer/store"
)

// met is the volunteer slice as meetings need it: its store, and what was seen of supporters.
type met struct {
	*volunteerstore.Store
	service *volunteerrpc.Service
}

// Asks reports whether a requirement is asked of any supporter.
func (m met) Asks(ctx context.Context, tx *pg.Tx, code string) (bool, error) {
	return m.service.Asks(ctx, tx, code)
}

// Meet records that a supporter meets a requirement.
func (m met) Meet(ctx context.Context, tx *pg.Tx, supporter, code, day string) (proof string, err error) {
	return m.service.Meet(ctx, tx, supporter, code, day)
}

// Unmeet takes such a record back.
func (m met) Unmeet(ctx context.Context, tx *pg.Tx, supporter, proof string) error {
	return m.service.Unmeet(ctx, tx, supporter, proof)
}

// Rhythm is how often supporters come together.
func (s settings) Rhythm(ctx context.Context, tx *pg.Tx) (meeting.Rhythm, error) {
	m, err := s.store.Municipality(ctx, tx, tx.Municipality())
	return meeting.Rhythm{IntervisionWeeks: m.IntervisionWeeks, InDepthAfter: m.InDepthAfter}, err
}

// Organiser is who invites to meetings.
func (s settings) Organiser(ctx context.Context, tx *pg.Tx) (icalendar.Organiser, error) {
	m, err := s.store.Municipality(ctx, tx, tx.Municipality())
	by := icalendar.Organiser{Name: m.ContactName, Email: m.Email}
	if by.Name == "" {
		by.Name = m.Name
	}
	return by, err
}
