package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// unfinished are the statements that find what has to end first, by kind of subject ($2 are the ids). A safety concern is not
// called so, and has the id of its application: whoever erases is none of its readers.
var unfinished = map[subject.Kind]string{
	subject.Dossier: `SELECT 'complaint' AS what, id, state FROM complaint.complaint WHERE municipality = $1 AND dossier = ANY ($2::uuid[]) AND state <> 'SETTLED'
		UNION ALL SELECT 'incident', id, state FROM complaint.incident WHERE municipality = $1 AND dossier = ANY ($2::uuid[]) AND state <> 'CLOSED'
		UNION ALL SELECT DISTINCT 'record', application, 'OPEN' FROM complaint.safety_concern WHERE municipality = $1 AND dossier = ANY ($2::uuid[]) AND state = 'OPEN'
		ORDER BY 1, 2`,
	subject.Supporter: `SELECT 'incident' AS what, id, state FROM complaint.incident WHERE municipality = $1 AND supporter = ANY ($2::uuid[]) AND state <> 'CLOSED' ORDER BY id`,
	subject.Complaint: `SELECT 'complaint' AS what, id, state FROM complaint.complaint WHERE municipality = $1 AND id = ANY ($2::uuid[]) AND state <> 'SETTLED' ORDER BY id`,
	subject.Incident:  `SELECT 'incident' AS what, id, state FROM complaint.incident WHERE municipality = $1 AND id = ANY ($2::uuid[]) AND state <> 'CLOSED' ORDER BY id`,
}

// Unfinished is what is still handled of what has to do with the subjects. A complaint about a supporter keeps nobody: the
// supporter goes, and what was said of them is handled on.
func (s *Store) Unfinished(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) ([]subject.Work, error) {
	text, ours := unfinished[kind]
	if !ours {
		return nil, nil
	}
	var work []subject.Work
	if err := tx.Select(ctx, &work, text, tx.Municipality(), pg.Array(ids)); err != nil {
		return nil, fmt.Errorf("find what is still handled: %w", err)
	}
	return work, nil
}

// Erase removes complaints and incidents of their own, and with a resident those that have to do with them, their keys among
// it, and safety concerns and risks at home visits. What concerns a supporter stays, and leads to nobody.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	switch kind {
	case subject.Dossier:
		return erased, s.eraseDossiers(ctx, tx, ids, erased)
	case subject.Supporter:
		return erased, run(ctx, tx, erased, ids, []step{
			{"complaints about them", `UPDATE complaint.complaint SET concerned_supporter = NULL WHERE municipality = $1 AND concerned_supporter = ANY ($2::uuid[])`},
			{"incidents with them", `UPDATE complaint.incident SET supporter = NULL WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`},
		})
	case subject.Complaint:
		return erased, run(ctx, tx, erased, ids, []step{{"complaints", `DELETE FROM complaint.complaint WHERE municipality = $1 AND id = ANY ($2::uuid[])`}})
	case subject.Incident:
		return erased, run(ctx, tx, erased, ids, []step{{"incidents", `DELETE FROM complaint.incident WHERE municipality = $1 AND id = ANY ($2::uuid[])`}})
	default:
		return erased, nil
	}
}

func (s *Store) eraseDossiers(ctx context.Context, tx *pg.Tx, ids []string, erased subject.Erased) error {
	for _, of := range []struct {
		kind        subject.Kind
		find, erase string
	}{
		{subject.Complaint, `SELECT id FROM complaint.complaint WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`, "complaints"},
		{subject.Incident, `SELECT id FROM complaint.incident WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`, "incidents"},
	} {
		var theirs []string
		if err := tx.Select(ctx, &theirs, of.find, tx.Municipality(), pg.Array(ids)); err != nil {
			return fmt.Errorf("find %s of a resident: %w", of.erase, err)
		}
		if len(theirs) == 0 {
			continue
		}
		gone, err := s.Erase(ctx, tx, of.kind, theirs)
		if err != nil {
			return err
		}
		erased.Add(gone)
		if gone, err = subject.Destroy(ctx, tx, of.kind, theirs); err != nil {
			return err
		}
		erased.Add(gone)
	}
	return run(ctx, tx, erased, ids, []step{
		{"restricted records", `DELETE FROM complaint.safety_concern WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`},
		{"risks at home visits", `DELETE FROM complaint.home_visit_risk WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`},
	})
}

// step is one statement of an erasure, and what it takes away.
type step struct{ what, text string }

func run(ctx context.Context, tx *pg.Tx, erased subject.Erased, ids []string, steps []step) error {
	for _, s := range steps {
		if err := erased.Count(s.what)(tx.Exec(ctx, s.text, tx.Municipality(), pg.Array(ids))); err != nil {
			return err
		}
	}
	return nil
}
