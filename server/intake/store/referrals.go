package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

type referralRow struct {
	Application string    `db:"id"`
	Referrer    string    `db:"referrer"`
	Day         time.Time `db:"application_date"`
	State       string    `db:"state"`
	Agreed      bool      `db:"agreed"`
	LogID       string    `db:"log_id"`
}

// referralQuery reads where an application stands (where the one stands that it was merged into)
// and whether the resident agreed that the referrer sees it: the newest answer about it counts.
var referralQuery = `SELECT a.id, a.referrer, a.application_date, k.log_id, ` + standsAt + ` AS state,
	` + referrerKnows() + ` AS agreed
	FROM intake.application a
	JOIN intake.referrer r ON r.municipality = a.municipality AND r.id = a.referrer
	JOIN intake.dossier d ON d.municipality = a.municipality AND d.id = a.dossier
	JOIN platform.subject_key k ON k.municipality = a.municipality AND k.subject = a.dossier
	WHERE a.municipality = $1`

// Referrals reads a page of what was referred within the owner's reach, by one referrer when one
// is named, the newest first: an account reaches what it
// referred itself. The read is logged.
func (s *Store) Referrals(ctx context.Context, tx *pg.Tx, owner call.Owner, referrer string, after []string, limit int) ([]intake.Referral, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx)}}
	ownReferrer(q, owner)
	if referrer != "" {
		q.And("a.referrer = " + q.Arg(referrer))
	}
	if len(after) == 1 {
		q.And("a.id < " + q.Arg(after[0]) + "::uuid")
	}
	var rows []referralRow
	err := tx.SelectLogged(ctx, &rows, "list referrals", referralQuery+q.More()+` ORDER BY a.id DESC LIMIT `+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list referrals: %w", err)
	}
	list := make([]intake.Referral, 0, len(rows))
	for _, row := range rows {
		list = append(list, intake.Referral{
			Application: row.Application, Referrer: row.Referrer, Day: row.Day.Format(time.DateOnly),
			Status: intake.ReferralStatus(intake.State(row.State), row.Agreed),
		})
	}
	return list, nil
}
