package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/survey"
)

// boxTable is what ciphertexts are bound to.
const boxTable = "survey.box"

type boxRow struct {
	Answers int        `db:"answers"`
	Counts  pg.Strings `db:"counts"`
	Remarks []byte     `db:"remarks"`
	subject.Row
}

// Box reads what all of a round and audience said, and logs it under the name of the round.
func (s *Store) Box(ctx context.Context, tx *pg.Tx, round string, audience survey.Audience) (survey.Box, error) {
	var r boxRow
	err := tx.GetLogged(ctx, &r, "read results of the survey", boxQuery, tx.Municipality(), round, string(audience))
	if err := pg.Found(err, survey.Resource, "read a box of the survey"); err != nil {
		return survey.Box{}, err
	}
	return s.openBox(ctx, round, r)
}

// LockBox is Box for whoever adds an answer: it holds the row until the transaction ends, and is not logged, for who answers
// reads nothing.
func (s *Store) LockBox(ctx context.Context, tx *pg.Tx, round string, audience survey.Audience) (survey.Box, error) {
	var r boxRow
	err := tx.Get(ctx, &r, boxQuery+" FOR UPDATE OF b", tx.Municipality(), round, string(audience))
	if err := pg.Found(err, survey.Resource, "lock a box of the survey"); err != nil {
		return survey.Box{}, err
	}
	return s.openBox(ctx, round, r)
}

const boxQuery = `SELECT b.answers, b.counts::text[] AS counts, b.remarks, ` + subject.Columns + ` FROM survey.box b
	JOIN platform.subject_key k ON k.municipality = b.municipality AND k.subject = b.round
	WHERE b.municipality = $1 AND b.round = $2 AND b.audience = $3`

func (s *Store) openBox(ctx context.Context, round string, r boxRow) (survey.Box, error) {
	key, err := s.keys.Open(ctx, round, r.Row)
	if err != nil {
		return survey.Box{}, err
	}
	box := survey.Box{Answers: r.Answers}
	for _, text := range r.Counts {
		count, err := strconv.Atoi(text)
		if err != nil {
			return survey.Box{}, fmt.Errorf("read a box of the survey: %w", err)
		}
		box.Counts = append(box.Counts, count)
	}
	list, err := key.Open(boxTable, "remarks", r.Remarks)
	if err != nil || list.Reveal() == "" {
		return box, err
	}
	var remarks []string
	if err := json.Unmarshal([]byte(list.Reveal()), &remarks); err != nil {
		return survey.Box{}, fmt.Errorf("read the remarks of a box of the survey: %w", err)
	}
	for _, remark := range remarks {
		box.Remarks = append(box.Remarks, sealed.Of(remark))
	}
	return box, nil
}

// SaveBox stores a locked box: the whole row, whatever the answer was.
func (s *Store) SaveBox(ctx context.Context, tx *pg.Tx, round string, audience survey.Audience, box survey.Box) error {
	key, err := s.keys.Get(ctx, tx, round)
	if err != nil {
		return err
	}
	remarks := make([]string, 0, len(box.Remarks))
	for _, remark := range box.Remarks {
		remarks = append(remarks, remark.Reveal())
	}
	list, err := json.Marshal(remarks)
	if err != nil {
		return fmt.Errorf("write the remarks of a box of the survey: %w", err)
	}
	ciphertext, err := key.Seal(boxTable, "remarks", sealed.Of(string(list)))
	if err != nil {
		return fmt.Errorf("seal the remarks of a box of the survey: %w", err)
	}
	_, err = tx.Exec(ctx, `UPDATE survey.box SET answers = $4, counts = $5, remarks = $6 WHERE municipality = $1 AND round = $2 AND audience = $3`,
		tx.Municipality(), round, string(audience), box.Answers, pg.Array(box.Counts), ciphertext)
	if err != nil {
		return fmt.Errorf("save a box of the survey: %w", err)
	}
	return nil
}

// ForgetRemarks removes what people added in closed rounds whose last day was before a day, and returns of how many rounds. Each
// gets a new key: what older rows, and backups, hold can be opened with none that is left. The numbers stay.
func (s *Store) ForgetRemarks(ctx context.Context, tx *pg.Tx, until string) (rounds int, err error) {
	var ids []string
	err = tx.Select(ctx, &ids, `SELECT r.id FROM survey.round r WHERE r.municipality = $1 AND r.state = 'CLOSED' AND r.last_date < $2
		AND EXISTS (SELECT FROM survey.box b WHERE b.municipality = $1 AND b.round = r.id AND b.remarks IS NOT NULL) ORDER BY r.id FOR UPDATE OF r`,
		tx.Municipality(), until)
	if err != nil {
		return 0, fmt.Errorf("find old remarks of the survey: %w", err)
	}
	known, err := subject.LogIDs(ctx, tx, subject.Survey, ids)
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `UPDATE survey.box SET remarks = NULL WHERE municipality = $1 AND round = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(ids))
	if err != nil {
		return 0, fmt.Errorf("forget remarks of the survey: %w", err)
	}
	if _, err := subject.Destroy(ctx, tx, subject.Survey, ids); err != nil {
		return 0, err
	}
	for _, id := range ids {
		tx.Logged("forget remarks of the survey", known[id])
		if _, err := s.keys.Make(ctx, tx, id, subject.Survey); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}
