package store

import (
	"context"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Unfinished is nothing: the survey keeps nobody.
func (s *Store) Unfinished(context.Context, *pg.Tx, subject.Kind, []string) ([]subject.Work, error) {
	return nil, nil
}

// forget takes the person out of invitations. These are counted still: what is not asked any more was cancelled. What the person
// answered cannot be found, by nobody.
const forget = `UPDATE survey.invitation SET application = NULL, dossier = NULL, supporter = NULL, code_key = NULL,
	state = CASE state WHEN 'INVITED' THEN 'CANCELLED' ELSE state END, version = version + 1, update_time = $3
	WHERE municipality = $1 AND `

// Erase takes residents and supporters out of the invitations to the survey.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	column := map[subject.Kind]string{subject.Dossier: "dossier", subject.Supporter: "supporter"}[kind]
	if column == "" {
		return erased, nil
	}
	return erased, erased.Count("invitations to the survey")(tx.Exec(ctx, forget+column+` = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(ids), tx.Now()))
}
