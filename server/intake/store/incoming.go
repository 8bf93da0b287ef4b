package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
)

const selectNeighbours = `SELECT n.municipality, n.name, n.phone FROM published.municipality h
JOIN published.municipality n ON n.region = h.region AND n.municipality <> h.municipality
WHERE h.municipality = $1 AND h.region <> '' ORDER BY n.municipality`

// Neighbours are the other municipalities of the region that use the platform.
func (s *Store) Neighbours(ctx context.Context, tx *pg.Tx) ([]intake.Neighbour, error) {
	var rows []struct {
		Municipality string `db:"municipality"`
		Name         string `db:"name"`
		Phone        string `db:"phone"`
	}
	if err := tx.Select(ctx, &rows, selectNeighbours, municipality(ctx)); err != nil {
		return nil, fmt.Errorf("read the municipalities of the region: %w", err)
	}
	neighbours := make([]intake.Neighbour, 0, len(rows))
	for _, row := range rows {
		neighbours = append(neighbours, intake.Neighbour(row))
	}
	return neighbours, nil
}

// toNeighbour narrows a query on hand-overs (alias h) to those addressed to the municipality of the argument: nobody there
// reaches another one, of whatever kind.
func toNeighbour(q *pg.Conditions, to string) {
	q.And("h.recipient_kind = 'MUNICIPALITY' AND h.recipient_municipality = " + q.Arg(to))
}

// Addressed reads one hand-over of this tenant that is addressed to the neighbour to. The read is logged.
func (s *Store) Addressed(ctx context.Context, tx *pg.Tx, to, id string) (intake.Handover, error) {
	return s.addressed(ctx, tx, to, id, "")
}

// LockAddressed is Addressed that keeps others from answering it, or taking it back, until the transaction ends.
func (s *Store) LockAddressed(ctx context.Context, tx *pg.Tx, to, id string) (intake.Handover, error) {
	return s.addressed(ctx, tx, to, id, " FOR UPDATE OF h")
}

func (s *Store) addressed(ctx context.Context, tx *pg.Tx, to, id, lock string) (intake.Handover, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx)}}
	q.And("h.id = " + q.Arg(id))
	toNeighbour(q, to)
	var row handoverRow
	if err := tx.GetLogged(ctx, &row, "read handover for a neighbour", handoverQuery+q.More()+lock, q.Args...); err != nil {
		return intake.Handover{}, notFound(err, "handover")
	}
	return s.handover(ctx, tx, row)
}

// AllAddressed reads the hand-overs of this tenant that wait for the neighbour to, or that it took over, the newest first;
// those after the one with id after. The read is logged.
func (s *Store) AllAddressed(ctx context.Context, tx *pg.Tx, to string, state intake.HandoverState, after string, limit int) ([]intake.Handover, error) {
	states := []string{string(intake.HandoverSent), string(intake.HandoverReceived)}
	if state != "" {
		states = []string{string(state)}
	}
	q := &pg.Conditions{Args: []any{municipality(ctx)}}
	toNeighbour(q, to)
	q.And("h.state = ANY (" + q.Arg(pg.Array(states)) + ")")
	if after != "" {
		q.And("h.id < " + q.Arg(after) + "::uuid")
	}
	var rows []handoverRow
	err := tx.SelectLogged(ctx, &rows, "list handovers for a neighbour", handoverQuery+q.More()+` ORDER BY h.id DESC LIMIT `+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list hand-overs for a neighbour: %w", err)
	}
	list := make([]intake.Handover, 0, len(rows))
	for _, row := range rows {
		h, err := s.handover(ctx, tx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, h)
	}
	return list, nil
}

// TakenFrom is the application here that a neighbour's hand-over became, NOT_FOUND while there is none. The read is logged.
func (s *Store) TakenFrom(ctx context.Context, tx *pg.Tx, from, handover string) (intake.Application, error) {
	return s.read(ctx, tx, "read application", ` WHERE a.municipality = $1 AND a.from_municipality = $2 AND a.from_handover = $3`,
		municipality(ctx), from, handover)
}

// LockTaking lets one at a time take a neighbour's hand-over over, until the transaction ends.
func (s *Store) LockTaking(ctx context.Context, tx *pg.Tx, from, handover string) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('intake.take ' || $1 || $2 || $3, 0))`, municipality(ctx), from, handover)
	if err != nil {
		return fmt.Errorf("wait for who takes a hand-over over: %w", err)
	}
	return nil
}

// TakenInto are the applications here that hand-overs of neighbours became, by the id of the hand-over.
func (s *Store) TakenInto(ctx context.Context, tx *pg.Tx, handovers []string) (map[string]string, error) {
	var rows []struct {
		ID       string `db:"id"`
		Handover string `db:"from_handover"`
	}
	err := tx.Select(ctx, &rows, `SELECT id, from_handover FROM intake.application WHERE municipality = $1 AND from_handover = ANY ($2::uuid[])`,
		municipality(ctx), pg.Array(list(handovers)))
	if err != nil {
		return nil, fmt.Errorf("find what was taken over: %w", err)
	}
	applications := make(map[string]string, len(rows))
	for _, row := range rows {
		applications[row.Handover] = row.ID
	}
	return applications, nil
}
