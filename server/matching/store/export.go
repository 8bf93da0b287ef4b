package store

import (
	"context"
	"fmt"
	"strconv"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Export reads and logs what matching keeps of the dossiers of a resident: whom was asked for them, what
// they wished, whom they know. Notes are to or about a supporter, so they are named as left out.
func (s *Store) Export(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	var sections []subject.Section
	q := newQuery(tx.Municipality())
	q.And("o.dossier = ANY (" + q.Arg(pg.Array(dossiers)) + "::uuid[])")
	var rows []row
	if err := tx.SelectLogged(ctx, &rows, "export offers", q.sql(columns, newest), q.Args...); err != nil {
		return nil, fmt.Errorf("export offers: %w", err)
	}
	offers, err := s.openAll(ctx, rows)
	if err != nil {
		return nil, err
	}
	for _, o := range offers {
		sections = append(sections, offerSection(o))
	}
	wishes, err := s.exportWishes(ctx, tx, dossiers)
	if err != nil {
		return nil, err
	}
	t := pg.Within("t", tx.Municipality())
	t.And("t.dossier = ANY (" + t.Arg(pg.Array(dossiers)) + "::uuid[])")
	ties, err := s.ties(ctx, tx, "export ties", &t, " ORDER BY t.id DESC")
	if err != nil {
		return nil, err
	}
	for _, t := range ties {
		one := subject.Section{Kind: "tie", ID: t.ID, Time: t.CreateTime}
		one.AddCodes("kind", "TIE_KIND_", t.Kind)
		if !t.EndTime.IsZero() {
			one.Add("end_date", calendar.Day(t.EndTime))
		}
		one.Hide("note", t.Note.Reveal())
		sections = append(sections, one)
	}
	return append(sections, wishes...), nil
}

func offerSection(o matching.Offer) subject.Section {
	one := subject.Section{Kind: "offer", ID: o.ID, Time: o.CreateTime}
	one.AddCodes("state", "OFFER_STATE_", string(o.State))
	one.AddCodes("resident_answer", "RESIDENT_ANSWER_", string(o.ResidentAnswer))
	one.Hide("note", o.Note.Reveal())
	one.Hide("override_note", o.Override.Note.Reveal())
	return one
}

// exportWishes reads what was wished; the key beside it says whom it is about, for the log.
func (s *Store) exportWishes(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := pg.Within("w", tx.Municipality())
	q.And("w.dossier = ANY (" + q.Arg(pg.Array(dossiers)) + "::uuid[])")
	var rows []struct {
		wishesRow
		subject.Row
	}
	text := `SELECT w.id, w.application, w.dossier, w.language, w.language_strength, w.interpreter_arranged, w.gender, w.gender_strength,
  w.no_neighbour, w.lived_experience, w.complexity, w.recorded_by, w.create_time, ` + subject.Columns + `
FROM matching.wishes w` + subject.Lookup("w", "dossier") + q.Where() + ` ORDER BY w.id DESC`
	if err := tx.SelectLogged(ctx, &rows, "export wishes", text, q.Args...); err != nil {
		return nil, fmt.Errorf("export wishes: %w", err)
	}
	sections := make([]subject.Section, 0, len(rows))
	for _, r := range rows {
		one := subject.Section{Kind: "wishes", ID: r.ID, Time: r.CreateTime.UTC()}
		one.Add("language", r.Language)
		one.AddCodes("language_strength", "WISH_STRENGTH_", r.LanguageStrength)
		if r.Arranged {
			one.Add("interpreter_arranged", strconv.FormatBool(true))
		}
		one.AddCodes("gender", "GENDER_", r.Gender)
		one.AddCodes("gender_strength", "WISH_STRENGTH_", r.GenderStrength)
		one.AddCodes("no_neighbour", "WISH_STRENGTH_", r.NoNeighbour)
		if r.LivedExperience {
			one.Add("lived_experience", strconv.FormatBool(true))
		}
		one.AddCodes("complexity", "QUESTION_COMPLEXITY_", r.Complexity)
		sections = append(sections, one)
	}
	return sections, nil
}
