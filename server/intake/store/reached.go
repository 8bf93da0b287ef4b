package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// deceasedPerson says of an application (its dossier o) that one of the person's applications ended because the person
// died, whatever that application was found to be the same as since. $1 is the municipality.
const deceasedPerson = `EXISTS (SELECT FROM intake.dossier g JOIN intake.application e ON e.municipality = $1 AND e.dossier = g.id
	WHERE g.municipality = $1 AND g.person = o.person AND e.state IN ('ENDED', 'MERGED') AND e.end_reason = 'DECEASED')`

// Deceased are those of some dossiers whose person died.
func (s *Store) Deceased(ctx context.Context, tx *pg.Tx, dossiers []string) (ids []string, err error) {
	err = tx.Select(ctx, &ids, `SELECT o.id FROM intake.dossier o WHERE o.municipality = $1 AND o.id = ANY ($2::uuid[]) AND `+deceasedPerson,
		municipality(ctx), pg.Array(list(dossiers)))
	if err != nil {
		return nil, fmt.Errorf("find who died: %w", err)
	}
	return ids, nil
}

type reachedRow struct {
	Application    string `db:"application"`
	ApplicantKind  string `db:"applicant_kind"`
	ApplicantName  []byte `db:"applicant_name"`
	ApplicantPhone []byte `db:"applicant_phone"`
	ApplicantEmail []byte `db:"applicant_email"`
	Channel        string `db:"channel"`
	Deceased       bool   `db:"deceased"`
	personRow
}

// Reached reads how the residents of applications, and who applied, are reached now, by application. It does not log:
// the statement that led to these applications did.
func (s *Store) Reached(ctx context.Context, tx *pg.Tx, applications []string) (map[string]intake.Reached, error) {
	var rows []reachedRow
	err := tx.Select(ctx, &rows, `SELECT a.id AS application, a.applicant_kind, a.applicant_name, a.applicant_phone, a.applicant_email, a.channel, `+
		deceasedPerson+` AS deceased, a.dossier, `+subject.Columns+`, `+personColumns+applicationFrom+`
		WHERE a.municipality = $1 AND a.id = ANY ($2::uuid[])`, municipality(ctx), pg.Array(list(applications)))
	if err != nil {
		return nil, fmt.Errorf("read how people are reached: %w", err)
	}
	reached := make(map[string]intake.Reached, len(rows))
	for _, row := range rows {
		key, err := s.keys.Open(ctx, row.Dossier, row.Row)
		if err != nil {
			return nil, fmt.Errorf("open a dossier: %w", err)
		}
		r, err := s.person(ctx, row.personRow, key)
		if err != nil {
			return nil, err
		}
		v := vault{key: key, table: tableApplication}
		reached[row.Application] = intake.Reached{
			Resident: r, Channel: row.Channel, Deceased: row.Deceased,
			Applicant: intake.Applicant{
				Kind: row.ApplicantKind, Name: v.open("applicant_name", row.ApplicantName), Phone: v.open("applicant_phone", row.ApplicantPhone),
				Email: v.open("applicant_email", row.ApplicantEmail),
			},
		}
		if v.err != nil {
			return nil, v.err
		}
	}
	return reached, nil
}
