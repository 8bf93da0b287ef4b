package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/pg"
)

// Places are where the neighbourhoods of the municipality are of which that is known, by code.
func (s *Store) Places(ctx context.Context, tx *pg.Tx) (map[string]matching.Place, error) {
	var rows []struct {
		Code      string  `db:"code"`
		Latitude  float64 `db:"latitude"`
		Longitude float64 `db:"longitude"`
	}
	if err := tx.Select(ctx, &rows, `SELECT code, latitude, longitude FROM published.neighbourhood WHERE municipality = $1`, tx.Municipality()); err != nil {
		return nil, fmt.Errorf("read where neighbourhoods are: %w", err)
	}
	places := make(map[string]matching.Place, len(rows))
	for _, r := range rows {
		places[r.Code] = matching.Place{Latitude: r.Latitude, Longitude: r.Longitude}
	}
	return places, nil
}
