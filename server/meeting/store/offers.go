package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/pg"
)

const (
	upsertOffer = `INSERT INTO meeting.region_offer (municipality, meeting, kind, title, start_time, end_time, location, places_left)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (municipality, meeting) DO UPDATE SET kind = excluded.kind, title = excluded.title, start_time = excluded.start_time,
  end_time = excluded.end_time, location = excluded.location, places_left = excluded.places_left`
	deleteOffer = `DELETE FROM meeting.region_offer WHERE municipality = $1 AND meeting = $2`

	// Which municipalities are of one region is looked up when it is asked, so that one that moves takes what it offers
	// along.
	selectOffers = `SELECT o.municipality AS organiser, n.name, n.phone, o.meeting, o.kind, o.title, o.start_time, o.end_time, o.location, o.places_left
FROM published.municipality h
JOIN published.municipality n ON n.region = h.region AND n.municipality <> h.municipality
JOIN meeting.region_offer o ON o.municipality = n.municipality AND o.start_time > $2
WHERE h.municipality = $1 AND h.region <> ''`
)

// SaveOffer shows the region what a meeting of this municipality offers it, or no more.
func (s *Store) SaveOffer(ctx context.Context, tx *pg.Tx, m meeting.Meeting) error {
	text, args := deleteOffer, []any{tx.Municipality(), m.ID}
	if m.Offered() {
		text, args = upsertOffer, append(args, string(m.Kind), m.Title, m.Start, m.End, m.Location, m.PlacesLeft())
	}
	if _, err := tx.Exec(ctx, text, args...); err != nil {
		return fmt.Errorf("offer a meeting to the region: %w", err)
	}
	return nil
}

// Offers reads up to limit meetings to come of the other municipalities of the region after a place, the soonest first.
func (s *Store) Offers(ctx context.Context, tx *pg.Tx, after meeting.Place, limit int) ([]meeting.Offer, error) {
	q := &pg.Conditions{Args: []any{tx.Municipality(), tx.Now()}}
	text := selectOffers
	if after.ID != "" {
		text += " AND (o.start_time, o.meeting) > (" + q.Arg(after.Start) + ", " + q.Arg(after.ID) + ")"
	}
	var rows []struct {
		Organiser string    `db:"organiser"`
		Name      string    `db:"name"`
		Phone     string    `db:"phone"`
		Meeting   string    `db:"meeting"`
		Kind      string    `db:"kind"`
		Title     string    `db:"title"`
		Start     time.Time `db:"start_time"`
		End       time.Time `db:"end_time"`
		Location  string    `db:"location"`
		Left      int       `db:"places_left"`
	}
	if err := tx.Select(ctx, &rows, text+" ORDER BY o.start_time, o.meeting LIMIT "+q.Arg(limit), q.Args...); err != nil {
		return nil, fmt.Errorf("list what the region offers: %w", err)
	}
	list := make([]meeting.Offer, 0, len(rows))
	for _, row := range rows {
		list = append(list, meeting.Offer{
			Organiser: row.Organiser, OrganiserName: row.Name, OrganiserPhone: row.Phone,
			Meeting: meeting.Meeting{
				ID: row.Meeting, Kind: meeting.Kind(row.Kind), Title: row.Title, Start: row.Start.UTC(), End: row.End.UTC(),
				Location: row.Location, RegionPlaces: row.Left,
			},
		})
	}
	return list, nil
}
