package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// referralTable is the name to which ciphertexts are bound.
const referralTable = "support.case_referral"

// InsertEnding stores what is told of a locked case that closes.
func (s *Store) InsertEnding(ctx context.Context, tx *pg.Tx, c support.Case, e support.Ending) error {
	_, err := tx.Exec(ctx, `INSERT INTO support.case_ending (municipality, support_case, resident_fit, life_domains, supporter_told_date, referrer_told)
		VALUES ($1, $2, $3, $4, $5, $6)`,
		tx.Municipality(), c.ID, e.ResidentFit, strings.Join(e.LifeDomains, ","), pg.Null(e.SupporterToldDate), e.ReferrerTold)
	if err != nil {
		return fmt.Errorf("store the ending of a case: %w", err)
	}
	if len(e.Referrals) == 0 {
		return nil
	}
	key, err := s.keys.Get(ctx, tx, c.Dossier)
	if err != nil {
		return fmt.Errorf("store a referral: %w", err)
	}
	for i, r := range e.Referrals {
		organisation, err := key.Seal(referralTable, "organisation", r.Organisation)
		if err != nil {
			return fmt.Errorf("store a referral: %w", err)
		}
		_, err = tx.Exec(ctx, `INSERT INTO support.case_referral (municipality, support_case, position, organisation, reason) VALUES ($1, $2, $3, $4, $5)`,
			tx.Municipality(), c.ID, i, organisation, r.Reason)
		if err != nil {
			return fmt.Errorf("store a referral: %w", err)
		}
	}
	return nil
}

// Endings are those of cases, by their id; of a case without one there is none. The read of the cases was logged.
func (s *Store) Endings(ctx context.Context, tx *pg.Tx, cases []string) (map[string]support.Ending, error) {
	var rows []struct {
		Case         string         `db:"support_case"`
		ResidentFit  string         `db:"resident_fit"`
		LifeDomains  string         `db:"life_domains"`
		ToldDate     string         `db:"supporter_told_date"`
		ReferrerTold bool           `db:"referrer_told"`
		Dossier      string         `db:"dossier"`
		Organisation []byte         `db:"organisation"`
		Reason       sql.NullString `db:"reason"`
		subject.Row
	}
	err := tx.Select(ctx, &rows, `SELECT e.support_case, e.resident_fit, e.life_domains, coalesce(e.supporter_told_date::text, '') AS supporter_told_date,
		e.referrer_told, c.dossier, r.organisation, r.reason, `+subject.Columns+`
		FROM support.case_ending e JOIN support.support_case c ON c.municipality = e.municipality AND c.id = e.support_case`+subject.Lookup("c", "dossier")+`
		LEFT JOIN support.case_referral r ON r.municipality = e.municipality AND r.support_case = e.support_case
		WHERE e.municipality = $1 AND e.support_case = ANY ($2::uuid[]) ORDER BY e.support_case, r.position`, tx.Municipality(), pg.Array(cases))
	if err != nil {
		return nil, fmt.Errorf("read the endings of cases: %w", err)
	}
	endings := map[string]support.Ending{}
	for _, r := range rows {
		e, seen := endings[r.Case]
		if !seen {
			e = support.Ending{ResidentFit: r.ResidentFit, SupporterToldDate: r.ToldDate, ReferrerTold: r.ReferrerTold}
			if r.LifeDomains != "" {
				e.LifeDomains = strings.Split(r.LifeDomains, ",") // names have no commas
			}
		}
		if r.Reason.Valid {
			key, err := s.keys.Open(ctx, r.Dossier, r.Row)
			if err != nil {
				return nil, fmt.Errorf("open a referral: %w", err)
			}
			organisation, err := key.Open(referralTable, "organisation", r.Organisation)
			if err != nil {
				return nil, fmt.Errorf("open a referral: %w", err)
			}
			e.Referrals = append(e.Referrals, support.Referral{Organisation: organisation, Reason: r.Reason.String})
		}
		endings[r.Case] = e
	}
	return endings, nil
}

// eraseEndings removes what was told of the cases of residents when they closed, and counts it in erased.
func eraseEndings(ctx context.Context, tx *pg.Tx, erased subject.Erased, dossiers []string) error {
	for _, step := range []struct{ what, table string }{{"case referrals", "support.case_referral"}, {"case endings", "support.case_ending"}} {
		gone, err := tx.Exec(ctx, `DELETE FROM `+step.table+` WHERE municipality = $1 AND support_case = ANY `+casesOf, tx.Municipality(), pg.Array(dossiers))
		if err := erased.Count(step.what)(gone, err); err != nil {
			return err
		}
	}
	return nil
}
