package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

const (
	insertProof = `INSERT INTO volunteer.requirement_record (municipality, id, supporter, requirement, seen_date, until_date, withdrawn,
  recorded_by, create_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
	proofQuery = `SELECT r.id, r.supporter, r.requirement, r.seen_date::text AS seen_date, r.until_date::text AS until_date, r.withdrawn,
  r.recorded_by, r.create_time
FROM volunteer.requirement_record r WHERE r.municipality = $1`
)

type proofRow struct {
	ID         string         `db:"id"`
	Supporter  string         `db:"supporter"`
	Code       string         `db:"requirement"`
	Seen       string         `db:"seen_date"`
	Until      sql.NullString `db:"until_date"`
	Withdrawn  bool           `db:"withdrawn"`
	RecordedBy sql.NullString `db:"recorded_by"`
	CreateTime time.Time      `db:"create_time"`
}

// InsertProof stores that something was seen of a supporter, whose row was locked before.
func (s *Store) InsertProof(ctx context.Context, tx *pg.Tx, p volunteer.Proof) error {
	_, err := tx.Exec(ctx, insertProof, tx.Municipality(), p.ID, p.Supporter, p.Code, p.Seen, pg.Null(p.Until), p.Withdrawn,
		pg.Null(p.RecordedBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store what was seen: %w", err)
	}
	return nil
}

// Proof reads one record; NOT_FOUND, of the supporter, when there is none. Whoever reads the supporter logs it.
func (s *Store) Proof(ctx context.Context, tx *pg.Tx, id string) (volunteer.Proof, error) {
	var row proofRow
	err := tx.Get(ctx, &row, proofQuery+` AND r.id = $2`, tx.Municipality(), id)
	if err := pg.Found(err, volunteer.Resource, "read what was seen"); err != nil {
		return volunteer.Proof{}, err
	}
	return row.proof(), nil
}

// Proofs reads all records of supporters, the oldest first, by supporter.
func (s *Store) Proofs(ctx context.Context, tx *pg.Tx, supporters []string) (map[string][]volunteer.Proof, error) {
	proofs := map[string][]volunteer.Proof{}
	if len(supporters) == 0 {
		return proofs, nil
	}
	var rows []proofRow
	err := tx.Select(ctx, &rows, proofQuery+` AND r.supporter = ANY ($2::uuid[]) ORDER BY r.create_time, r.id`,
		tx.Municipality(), pg.Array(supporters))
	if err != nil {
		return nil, fmt.Errorf("read what was seen: %w", err)
	}
	for _, row := range rows {
		proofs[row.Supporter] = append(proofs[row.Supporter], row.proof())
	}
	return proofs, nil
}

func (r proofRow) proof() volunteer.Proof {
	return volunteer.Proof{
		ID: r.ID, Supporter: r.Supporter, Code: r.Code, Seen: r.Seen, Until: r.Until.String, Withdrawn: r.Withdrawn,
		RecordedBy: r.RecordedBy.String, CreateTime: r.CreateTime.UTC(),
	}
}

// Persons are those who are judged, by supporter: when each began, or was written down when that is not known, and what
// they do beside supporting. Whose buddy somebody is can stand with the newcomer alone, where there is no pair; a pair runs on
// while the newcomer pauses.
func (s *Store) Persons(ctx context.Context, tx *pg.Tx, supporters []string) (map[string]volunteer.Person, error) {
	persons := map[string]volunteer.Person{}
	if len(supporters) == 0 {
		return persons, nil
	}
	var rows []struct {
		ID       string `db:"id"`
		Day      string `db:"day"`
		Buddy    bool   `db:"buddy"`
		Regional bool   `db:"regional"`
	}
	err := tx.Select(ctx, &rows, `SELECT s.id, to_char(coalesce(s.start_date, (s.create_time AT TIME ZONE 'Europe/Amsterdam')::date), 'YYYY-MM-DD') AS day,
		  EXISTS (SELECT FROM volunteer.buddy_pair p WHERE p.municipality = s.municipality AND p.buddy = s.id AND p.end_date IS NULL)
		    OR EXISTS (SELECT FROM volunteer.supporter n WHERE n.municipality = s.municipality AND n.buddy = s.id
		      AND n.state IN ('APPLICANT', 'IN_TRAINING', 'WITH_BUDDY')) AS buddy, s.regional
		FROM volunteer.supporter s WHERE s.municipality = $1 AND s.id = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(supporters))
	if err != nil {
		return nil, fmt.Errorf("read whom to judge: %w", err)
	}
	for _, row := range rows {
		person := volunteer.Person{Begun: row.Day}
		if row.Buddy {
			person.Roles = append(person.Roles, volunteer.AsBuddy)
		}
		if row.Regional {
			person.Roles = append(person.Roles, volunteer.InRegion)
		}
		persons[row.ID] = person
	}
	return persons, nil
}

// Working reads up to limit supporters in some states, of those who work when none is named, the newest first, that come
// after the one with the id after: their ids, kinds and states, which tell nothing of a person by themselves.
func (s *Store) Working(ctx context.Context, tx *pg.Tx, after string, limit int, states ...volunteer.State) ([]volunteer.Supporter, error) {
	if len(states) == 0 {
		states = volunteer.Working
	}
	q := newQuery(tx.Municipality())
	q.And("s.state = ANY(" + q.Arg(pg.Array(states)) + ") AND NOT s.stub")
	if after != "" {
		q.And("s.id < " + q.Arg(after))
	}
	var rows []struct {
		ID    string `db:"id"`
		Kind  string `db:"kind"`
		State string `db:"state"`
	}
	text := `SELECT s.id, s.kind, s.state FROM volunteer.supporter s` + q.conditioned() + ` ORDER BY s.id DESC LIMIT ` + q.Arg(limit)
	if err := tx.Select(ctx, &rows, text, q.Args...); err != nil {
		return nil, fmt.Errorf("list who works: %w", err)
	}
	list := make([]volunteer.Supporter, 0, len(rows))
	for _, row := range rows {
		list = append(list, volunteer.Supporter{ID: row.ID, Kind: volunteer.Kind(row.Kind), State: volunteer.State(row.State)})
	}
	return list, nil
}

// Show stores what the register shows of the records of a locked supporter, and raises its version.
func (s *Store) Show(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) error {
	_, err := tx.Exec(ctx, `UPDATE volunteer.supporter SET conduct_certificate_until = $3, confidentiality_signed = $4, trained = $5,
		update_time = $6, version = version + 1 WHERE municipality = $1 AND id = $2`, tx.Municipality(), supporter.ID,
		pg.Null(supporter.ConductCertificateUntil), supporter.ConfidentialitySigned, supporter.Trained, tx.Now())
	if err != nil {
		return fmt.Errorf("show what was seen: %w", err)
	}
	return nil
}
