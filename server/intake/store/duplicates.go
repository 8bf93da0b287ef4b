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

// Twins reads a page of the applications of other people who share a phone number, a mail or an
// address with a resident, the newest first; dossiers that were merged count as one person, on both
// sides. A shared phone with another name is a household: it is shown, and never merged by itself.
func (s *Store) Twins(ctx context.Context, tx *pg.Tx, r intake.Resident, after []string, limit int) ([]intake.Twin, error) {
	fields, hashes, err := s.identities(ctx, tx, r)
	if err != nil {
		return nil, err
	}
	q := &pg.Conditions{Args: []any{municipality(ctx), pg.Array(hashes), pg.Array(list(fields)), r.ID}}
	sorted := continueAfter(q, intake.NewestFirst, after)
	var rows []twinRow
	err = tx.SelectLogged(ctx, &rows, "list possible duplicates", `WITH wanted AS MATERIALIZED (
		SELECT g.person, array_agg(DISTINCT w.field ORDER BY w.field) AS equal
		FROM unnest($2::bytea[], $3::text[]) AS w (hash, field)
		JOIN intake.search_key s ON s.municipality = $1 AND s.hash = w.hash
		JOIN intake.dossier g ON g.municipality = $1 AND g.id = s.dossier
		WHERE g.person <> $4 GROUP BY 1),
		twin AS MATERIALIZED (SELECT m.id AS dossier, wanted.equal FROM wanted
		JOIN intake.dossier m ON m.municipality = $1 AND m.person = wanted.person)
		SELECT a.equal, `+applicationColumns+` FROM (SELECT a.*, twin.equal FROM twin
		JOIN intake.application a ON a.municipality = $1 AND a.dossier = twin.dossier WHERE a.state <> 'MERGED'`+q.More()+sorted+
		` LIMIT `+q.Arg(limit)+`) a`+personOf+sorted, q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list possible duplicates: %w", err)
	}
	twins := make([]intake.Twin, 0, len(rows))
	for _, row := range rows {
		a, err := s.application(ctx, tx, row.applicationRow)
		if err != nil {
			return nil, err
		}
		twins = append(twins, intake.Twin{Application: a, Equal: row.Equal})
	}
	return twins, nil
}

// identities are the hashes by which a resident, or one of the dossiers merged into it, is known as
// a person, and the field of each.
func (s *Store) identities(ctx context.Context, tx *pg.Tx, r intake.Resident) (fields []string, hashes [][]byte, err error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	merged, err := s.mergedInto(ctx, tx, r.ID)
	if err != nil {
		return nil, nil, err
	}
	add := func(field, word string, ok bool) {
		if ok {
			fields, hashes = append(fields, field), append(hashes, secrets.SearchKey(field, word))
		}
	}
	for _, one := range append(merged, r) {
		same, ok := person.Key(one.Name.Reveal(), one.Phone.Reveal(), one.Email.Reveal())
		add(fieldPerson, same, ok)
		phone, ok := person.Phone(one.Phone.Reveal())
		add(fieldPhone, phone, ok)
		mail, ok := person.Mail(one.Email.Reveal())
		add(fieldEmail, mail, ok)
		address, ok := person.PostcodeNumber(one.Postcode.Reveal(), one.HouseNumber.Reveal())
		add(fieldAddress, address, ok)
	}
	return fields, hashes, nil
}

// mergedInto reads the dossiers that were merged into a resident, as they stand themselves. The read
// is logged.
func (s *Store) mergedInto(ctx context.Context, tx *pg.Tx, resident string) ([]intake.Resident, error) {
	var rows []dossierRow
	err := tx.SelectLogged(ctx, &rows, "read merged dossiers", `SELECT `+dossierColumns+`, `+residentKey+` FROM intake.dossier d
		JOIN platform.subject_key k ON k.municipality = d.municipality AND k.subject = d.id
		WHERE d.municipality = $1 AND d.person = $2 AND d.id <> $2`, municipality(ctx), resident)
	if err != nil {
		return nil, fmt.Errorf("read merged dossiers: %w", err)
	}
	return s.residents(ctx, rows)
}

// HasTwin reports whether a dossier of somebody else is the same person's, as the resident is known
// or as somebody just gave them.
func (s *Store) HasTwin(ctx context.Context, tx *pg.Tx, known, given intake.Resident) (bool, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return false, err
	}
	var hashes [][]byte
	for _, r := range []intake.Resident{known, given} {
		if same, ok := person.Key(r.Name.Reveal(), r.Phone.Reveal(), r.Email.Reveal()); ok {
			hashes = append(hashes, secrets.SearchKey(fieldPerson, same))
		}
	}
	if len(hashes) == 0 {
		return false, nil
	}
	var twin bool
	err = tx.Get(ctx, &twin, `SELECT EXISTS (SELECT 1 FROM intake.search_key s
		JOIN intake.dossier g ON g.municipality = s.municipality AND g.id = s.dossier
		WHERE s.municipality = $1 AND s.hash = ANY ($2::bytea[]) AND g.person <> $3)`,
		municipality(ctx), pg.Array(hashes), known.ID)
	if err != nil {
		return false, fmt.Errorf("look for possible duplicates: %w", err)
	}
	return twin, nil
}

// MergeDossiers says that two dossiers are one person's: the first, and all that were merged into
// it before, point to the second. Rows and keys stay where they are; clearing the pointer undoes it.
// Who is merged away lives in no household any more: the person that stays does.
func (s *Store) MergeDossiers(ctx context.Context, tx *pg.Tx, from, into string) error {
	if from == into {
		return nil
	}
	_, err := tx.Exec(ctx, `UPDATE intake.household SET update_time = $3, version = version + 1 WHERE municipality = $1
		AND id IN (SELECT d.household FROM intake.dossier d WHERE d.municipality = $1 AND d.id = $2)`, municipality(ctx), from, tx.Now())
	if err != nil {
		return fmt.Errorf("change the household of a merged dossier: %w", err)
	}
	_, err = tx.Exec(ctx, `UPDATE intake.dossier d SET merged_into = target.id, household = NULL, update_time = $4, version = d.version + 1
		FROM (SELECT person AS id FROM intake.dossier WHERE municipality = $1 AND id = $3) target
		WHERE d.municipality = $1 AND d.person = $2 AND d.id <> target.id`, municipality(ctx), from, into, tx.Now())
	if err != nil {
		return fmt.Errorf("merge dossiers: %w", err)
	}
	return nil
}
