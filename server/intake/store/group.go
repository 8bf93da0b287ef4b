package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// group are the ids of all dossiers of one person: that of the dossier $2, the one it was merged
// into, and all that were merged into that one. $1 is the municipality.
const group = `(SELECT g.id FROM intake.dossier own
	JOIN intake.dossier g ON g.municipality = own.municipality AND g.person = own.person
	WHERE own.municipality = $1 AND own.id = $2)`

// dossierKey reads the key of a dossier; NOT_FOUND when there is no such resident.
func (s *Store) dossierKey(ctx context.Context, tx *pg.Tx, resident, lock string) (subject.Key, error) {
	var row subject.Row
	err := tx.Get(ctx, &row, `SELECT `+subject.Columns+` FROM intake.dossier d
		JOIN platform.subject_key k ON k.municipality = d.municipality AND k.subject = d.id
		WHERE d.municipality = $1 AND d.id = $2`+lock, municipality(ctx), resident)
	if err := pg.Found(err, "resident", "read the key of a dossier"); err != nil {
		return subject.Key{}, err
	}
	key, err := s.keys.Open(ctx, resident, row)
	if err != nil {
		return subject.Key{}, fmt.Errorf("open a dossier: %w", err)
	}
	return key, nil
}

// LockApplicationsOf reads all applications of a resident, those from before a merge too, and
// keeps others from moving them until the transaction ends. What also writes the dossier calls it
// first: everybody takes applications before dossiers, so that nobody waits in a circle.
func (s *Store) LockApplicationsOf(ctx context.Context, tx *pg.Tx, resident string) ([]intake.Application, error) {
	var rows []applicationRow
	err := tx.SelectLogged(ctx, &rows, "read applications of a resident", `SELECT `+applicationColumns+applicationFrom+`
		WHERE a.municipality = $1 AND a.dossier = ANY (ARRAY`+group+`) ORDER BY a.id FOR UPDATE OF a`, municipality(ctx), resident)
	if err != nil {
		return nil, fmt.Errorf("lock the applications of a resident: %w", err)
	}
	return s.applications(ctx, tx, rows)
}

// peopleOf are the ids of all dossiers of the people of two applications, $2 and $3.
const peopleOf = `(SELECT DISTINCT g.id FROM intake.application x
	JOIN intake.dossier own ON own.municipality = $1 AND own.id = x.dossier
	JOIN intake.dossier g ON g.municipality = $1 AND g.person = own.person
	WHERE x.municipality = $1 AND x.id IN ($2, $3))`

// LockApplicationsOfBoth is LockApplicationsOf for the residents of two applications, by id; an
// application that there is not is missing.
func (s *Store) LockApplicationsOfBoth(ctx context.Context, tx *pg.Tx, one, other string) (map[string]intake.Application, error) {
	var rows []applicationRow
	err := tx.SelectLogged(ctx, &rows, "read applications of residents", `SELECT `+applicationColumns+applicationFrom+`
		WHERE a.municipality = $1 AND a.dossier = ANY (ARRAY`+peopleOf+`) ORDER BY a.id FOR UPDATE OF a`, municipality(ctx), one, other)
	if err != nil {
		return nil, fmt.Errorf("lock the applications of residents: %w", err)
	}
	list, err := s.applications(ctx, tx, rows)
	byID := make(map[string]intake.Application, len(list))
	for _, a := range list {
		byID[a.ID] = a
	}
	return byID, err
}
