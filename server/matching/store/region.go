package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

const selectNeighbours = `SELECT n.municipality, n.name, n.phone FROM published.municipality h
JOIN published.municipality n ON n.region = h.region AND n.municipality <> h.municipality
WHERE h.municipality = $1 AND h.region <> '' ORDER BY n.municipality`

// Neighbours are the other municipalities of the region.
func (s *Store) Neighbours(ctx context.Context, tx *pg.Tx) ([]matching.Neighbour, error) {
	var rows []struct {
		Municipality string `db:"municipality"`
		Name         string `db:"name"`
		Phone        string `db:"phone"`
	}
	if err := tx.Select(ctx, &rows, selectNeighbours, tx.Municipality()); err != nil {
		return nil, fmt.Errorf("read the municipalities of the region: %w", err)
	}
	neighbours := make([]matching.Neighbour, 0, len(rows))
	for _, r := range rows {
		neighbours = append(neighbours, matching.Neighbour{Municipality: r.Municipality, Name: r.Name, Phone: r.Phone})
	}
	return neighbours, nil
}

// LogShown writes into the processing log of the municipality which of its supporters a neighbour was shown.
func (s *Store) LogShown(ctx context.Context, tx *pg.Tx, supporters []string) error {
	known, err := subject.LogIDs(ctx, tx, subject.Supporter, supporters)
	if err != nil || len(known) == 0 {
		return err
	}
	ids := make([]string, 0, len(known))
	for _, supporter := range supporters {
		ids = append(ids, known[supporter])
	}
	tx.Logged("show regional supporters to a neighbour", ids...)
	return nil
}
