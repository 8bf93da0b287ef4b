package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Group are the dossiers of one person: that of the id, the one it was merged into, and all that
// were merged into that one.
func (s *Store) Group(ctx context.Context, tx *pg.Tx, dossier string) (ids []string, err error) {
	err = tx.Select(ctx, &ids, `SELECT d.id FROM intake.dossier d WHERE d.municipality = $1 AND (d.id = $2 OR d.id IN `+group+`)`,
		municipality(ctx), dossier)
	if err != nil {
		return nil, fmt.Errorf("find the dossiers of a person: %w", err)
	}
	return ids, nil
}

// The rows that an erasure holds, for each kind of subject: applications first, as everybody takes
// them before dossiers and referrers.
var held = map[subject.Kind][]string{
	subject.Dossier: {
		`SELECT id FROM intake.application WHERE municipality = $1 AND dossier = ANY ($2::uuid[]) ORDER BY id FOR UPDATE`,
		`SELECT id FROM intake.dossier WHERE municipality = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE`,
	},
	subject.Referrer: {
		`SELECT id FROM intake.application WHERE municipality = $1 AND referrer = ANY ($2::uuid[]) ORDER BY id FOR UPDATE`,
		`SELECT id FROM intake.referrer WHERE municipality = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE`,
	},
}

// Unfinished holds dossiers or referrers with their applications. A resident's applications have to
// end first, and for everybody the imports: the list may hold the person once more.
func (s *Store) Unfinished(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) ([]subject.Work, error) {
	for _, statement := range held[kind] {
		var rows []string
		if err := tx.Select(ctx, &rows, statement, municipality(ctx), pg.Array(ids)); err != nil {
			return nil, fmt.Errorf("hold whom an erasure is about: %w", err)
		}
	}
	var running []subject.Work
	err := tx.Select(ctx, &running, `SELECT 'import' AS what, id, state FROM intake.import
		WHERE municipality = $1 AND state = 'RUNNING' ORDER BY id`, municipality(ctx))
	if err != nil {
		return nil, fmt.Errorf("find imports: %w", err)
	}
	if kind != subject.Dossier {
		return running, nil
	}
	var applications []subject.Work
	err = tx.Select(ctx, &applications, `SELECT 'application' AS what, id, state FROM intake.application
		WHERE municipality = $1 AND dossier = ANY ($2::uuid[]) ORDER BY id`, municipality(ctx), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("find applications: %w", err)
	}
	for _, a := range applications {
		if intake.State(a.State).Running() {
			running = append(running, a)
		}
	}
	return running, nil
}

// taking takes rows away one statement after the other, and keeps the first error.
type taking struct {
	ctx    context.Context
	tx     *pg.Tx
	erased subject.Erased
	err    error
}

// take runs a statement with the municipality and the ids, and more, and counts its rows.
func (t *taking) take(what, statement string, ids []string, more ...any) {
	if t.err != nil {
		return
	}
	args := append([]any{municipality(t.ctx), pg.Array(list(ids))}, more...)
	t.err = t.erased.Count(what)(t.tx.Exec(t.ctx, statement, args...))
}

// find reads ids in the same way.
func (t *taking) find(statement string, ids []string) (found []string) {
	if t.err == nil {
		t.err = t.tx.Select(t.ctx, &found, statement, municipality(t.ctx), pg.Array(list(ids)))
	}
	return found
}

// Erase removes dossiers with everything that hangs on them, or referrers; and for everybody what
// imports remember of which row they came from.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	t := &taking{ctx: ctx, tx: tx, erased: subject.Erased{}}
	switch kind {
	case subject.Dossier:
		t.dossiers(ids)
	case subject.Referrer:
		t.referrers(ids)
	case subject.Supporter:
		t.rows(ids)
	case subject.Account:
	}
	return t.erased, t.err
}

// rows makes what imports say of the rows of a file say nothing of whom they became.
func (t *taking) rows(resources []string) {
	t.take("rows of imports", `UPDATE intake.import_row SET resource = NULL, row_number = '', remarks = '[]'
		WHERE municipality = $1 AND resource = ANY ($2::uuid[])`, resources)
}

func (t *taking) dossiers(ids []string) {
	applications := t.find(`SELECT id FROM intake.application WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`, ids)
	t.rows(applications)
	t.take("import keys", `DELETE FROM intake.import_key WHERE municipality = $1 AND application = ANY ($2::uuid[])`, applications)
	t.take("triage decisions", `DELETE FROM intake.triage_decision WHERE municipality = $1 AND application = ANY ($2::uuid[])`, applications)
	t.take("promise clocks", `DELETE FROM intake.promise_clock WHERE municipality = $1 AND application = ANY ($2::uuid[])`, applications)
	t.take("hand-overs", `DELETE FROM intake.handover WHERE municipality = $1 AND application = ANY ($2::uuid[])`, applications)
	t.take("endings", `DELETE FROM intake.ending WHERE municipality = $1 AND application = ANY ($2::uuid[])`, applications)
	// Only after a merge was undone by hand, or in an old backup, is the other one of somebody else.
	t.take("merges", `UPDATE intake.application SET merged_into = NULL, state = 'ENDED', update_time = $3, version = version + 1
		WHERE municipality = $1 AND merged_into = ANY ($2::uuid[]) AND id <> ALL ($2::uuid[])`, applications, t.tx.Now())
	t.take("applications", `DELETE FROM intake.application WHERE municipality = $1 AND id = ANY ($2::uuid[])`, applications)
	t.take("consents", `DELETE FROM intake.consent WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`, ids)
	t.take("representatives", `DELETE FROM intake.representative WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`, ids)
	t.take("search keys", `DELETE FROM intake.search_key WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`, ids)
	t.take("merges", `UPDATE intake.dossier SET merged_into = NULL, update_time = $3, version = version + 1
		WHERE municipality = $1 AND merged_into = ANY ($2::uuid[]) AND id <> ALL ($2::uuid[])`, ids, t.tx.Now())
	households := t.find(`SELECT DISTINCT household FROM intake.dossier
		WHERE municipality = $1 AND id = ANY ($2::uuid[]) AND household IS NOT NULL`, ids)
	t.take("dossiers", `DELETE FROM intake.dossier WHERE municipality = $1 AND id = ANY ($2::uuid[])`, ids)
	t.take("places in a household", `UPDATE intake.household SET update_time = $3, version = version + 1
		WHERE municipality = $1 AND id = ANY ($2::uuid[])`, households, t.tx.Now())
	t.take("empty households", `DELETE FROM intake.household h WHERE h.municipality = $1 AND h.id = ANY ($2::uuid[])
		AND NOT EXISTS (SELECT FROM intake.dossier d WHERE d.municipality = h.municipality AND d.household = h.id)`, households)
}

// referrers removes referrers; what they applied for stays with the residents, without who they are.
func (t *taking) referrers(ids []string) {
	t.take("names on referrals", `UPDATE intake.application SET referrer = NULL, applicant_name = NULL, applicant_phone = NULL,
		applicant_email = NULL, applicant_relation = NULL, update_time = $3, version = version + 1
		WHERE municipality = $1 AND referrer = ANY ($2::uuid[])`, ids, t.tx.Now())
	t.take("referrers", `DELETE FROM intake.referrer WHERE municipality = $1 AND id = ANY ($2::uuid[])`, ids)
}

// BreakOffImports ends imports that have not ended, and destroys their files with the keys: in a
// restored backup a file may hold people who were erased since.
func (s *Store) BreakOffImports(ctx context.Context, tx *pg.Tx) (int64, error) {
	broken, err := tx.Exec(ctx, `UPDATE intake.import SET state = 'FAILED', failure = $2, file = NULL, file_name = NULL, file_key = NULL,
		update_time = $3 WHERE municipality = $1 AND state = 'RUNNING'`, municipality(ctx), intake.ImportBrokenOff, tx.Now())
	if err != nil {
		return 0, fmt.Errorf("break imports off: %w", err)
	}
	return broken, nil
}
