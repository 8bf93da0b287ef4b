package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// Planners are the active accounts that this municipality keeps and that plan for an organisation today.
func (s *Store) Planners(ctx context.Context, tx *pg.Tx, organisation string) (accounts []string, err error) {
	err = tx.Select(ctx, &accounts, `SELECT DISTINCT a.id FROM admin.role_grant g JOIN admin.account a ON a.id = g.account AND a.active AND a.municipality = $1
		WHERE g.municipality = $1 AND g.role = $2 AND g.organisation = $3 AND g.state = 'ACTIVE'
		AND (g.until_date IS NULL OR g.until_date >= $4::date) ORDER BY a.id`,
		tx.Municipality(), int32(call.RoleOrganisationPlanner), organisation, calendar.Day(tx.Now()))
	if err != nil {
		return nil, fmt.Errorf("find who plans for an organisation: %w", err)
	}
	return accounts, nil
}
