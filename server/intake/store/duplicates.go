package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
)

type twinRow struct {
	Equal pg.Strings `db:"equal"`
	applicationRow
}

// Twins reads a page of the applications of other dossiers that share a phone number, a mail or
// an address with a resident, the newest first. A shared
// phone with another name is a household: it is shown, and never merged by itself.
func (s *Store) Twins(ctx context.Context, tx *pg.Tx, r intake.Resident, after []string, limit int) ([]intake.Twin, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return nil, err
	}
	var fields []string
	var hashes [][]byte
	add := func(field, word string, ok bool) {
		if ok {
			fields, hashes = append(fields, field), append(hashes, secrets.SearchKey(field, word))
		}
	}
	same, ok := person.Key(r.Name.Reveal(), r.Phone.Reveal(), r.Email.Reveal())
	add(fieldPerson, same, ok)
	phone, ok := person.Phone(r.Phone.Reveal())
	add(fieldPhone, phone, ok)
	mail, ok := person.Mail(r.Email.Reveal())
	add(fieldEmail, mail, ok)
	address, ok := person.PostcodeNumber(r.Postcode.Reveal(), r.HouseNumber.Reveal())
	add(fieldAddress, address, ok)

	q := &query{args: []any{municipality(ctx), pg.Array(hashes), pg.Array(list(fields)), r.ID}}
	sorted := continueAfter(q, intake.NewestFirst, after)
	where := ""
	for _, condition := range q.where {
		where += " AND " + condition
	}
	var rows []twinRow
	err = tx.SelectLogged(ctx, &rows, "list possible duplicates", `WITH wanted AS MATERIALIZED (
		SELECT s.dossier, array_agg(w.field ORDER BY w.field) AS equal FROM unnest($2::bytea[], $3::text[]) AS w (hash, field)
		JOIN intake.search_key s ON s.municipality = $1 AND s.hash = w.hash AND s.dossier <> $4 GROUP BY s.dossier)
		SELECT wanted.equal, `+applicationColumns+applicationFrom+`
		JOIN wanted ON wanted.dossier = a.dossier WHERE a.municipality = $1 AND a.state <> 'MERGED'`+where+sorted+
		` LIMIT `+q.arg(limit), q.args...)
	if err != nil {
		return nil, fmt.Errorf("list possible duplicates: %w", err)
	}
	twins := make([]intake.Twin, 0, len(rows))
	for _, row := range rows {
		a, err := s.application(ctx, row.applicationRow)
		if err != nil {
			return nil, err
		}
		twins = append(twins, intake.Twin{Application: a, Equal: row.Equal})
	}
	return twins, nil
}

// HasTwin reports whether another dossier is the same person's.
func (s *Store) HasTwin(ctx context.Context, tx *pg.Tx, r intake.Resident) (bool, error) {
	same, ok := person.Key(r.Name.Reveal(), r.Phone.Reveal(), r.Email.Reveal())
	if !ok {
		return false, nil
	}
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return false, err
	}
	var twin bool
	err = tx.Get(ctx, &twin, `SELECT EXISTS (SELECT 1 FROM intake.search_key WHERE municipality = $1 AND hash = $2 AND dossier <> $3)`,
		municipality(ctx), secrets.SearchKey(fieldPerson, same), r.ID)
	if err != nil {
		return false, fmt.Errorf("look for possible duplicates: %w", err)
	}
	return twin, nil
}

// MergeDossiers says that two dossiers are one person's: the first, and all that were merged into
// it before, point to the second. Rows and keys stay where they are; clearing the pointer undoes it.
func (s *Store) MergeDossiers(ctx context.Context, tx *pg.Tx, from, into string) error {
	if from == into {
		return nil
	}
	_, err := tx.Exec(ctx, `UPDATE intake.dossier d SET merged_into = target.id, update_time = $4, version = d.version + 1
		FROM (SELECT coalesce(merged_into, id) AS id FROM intake.dossier WHERE municipality = $1 AND id = $3) target
		WHERE d.municipality = $1 AND (d.id = $2 OR d.merged_into = $2) AND d.id <> target.id`, municipality(ctx), from, into, tx.Now())
	if err != nil {
		return fmt.Errorf("merge dossiers: %w", err)
	}
	return nil
}
