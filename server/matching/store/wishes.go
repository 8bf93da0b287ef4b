package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/pg"
)

const (
	selectWishes = `SELECT w.id, w.application, w.dossier, w.language, w.language_strength, w.interpreter_arranged, w.gender, w.gender_strength,
  w.no_neighbour, w.lived_experience, w.complexity, w.recorded_by, w.create_time
FROM matching.wishes w WHERE w.municipality = $1 AND w.application = $2 ORDER BY w.id DESC LIMIT 1`
	insertWishes = `INSERT INTO matching.wishes (municipality, id, application, dossier, language, language_strength, interpreter_arranged,
  gender, gender_strength, no_neighbour, lived_experience, complexity, recorded_by, create_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`
)

type wishesRow struct {
	ID               string         `db:"id"`
	Application      string         `db:"application"`
	Dossier          string         `db:"dossier"`
	Language         string         `db:"language"`
	LanguageStrength string         `db:"language_strength"`
	Arranged         bool           `db:"interpreter_arranged"`
	Gender           string         `db:"gender"`
	GenderStrength   string         `db:"gender_strength"`
	NoNeighbour      string         `db:"no_neighbour"`
	LivedExperience  bool           `db:"lived_experience"`
	Complexity       string         `db:"complexity"`
	RecordedBy       sql.NullString `db:"recorded_by"`
	CreateTime       time.Time      `db:"create_time"`
}

// Wishes are those that were recorded last for an application; none when nobody recorded any.
func (s *Store) Wishes(ctx context.Context, tx *pg.Tx, application string) (matching.Wishes, error) {
	var r wishesRow
	err := tx.Get(ctx, &r, selectWishes, tx.Municipality(), application)
	if errors.Is(err, pg.ErrNoRows) {
		return matching.Wishes{Application: application}, nil
	}
	if err != nil {
		return matching.Wishes{}, fmt.Errorf("read wishes: %w", err)
	}
	return matching.Wishes{
		ID: r.ID, Application: r.Application, Dossier: r.Dossier, Language: r.Language, LanguageStrength: matching.Strength(r.LanguageStrength),
		Arranged: r.Arranged, Gender: r.Gender, GenderStrength: matching.Strength(r.GenderStrength),
		NoNeighbour: matching.Strength(r.NoNeighbour), LivedExperience: r.LivedExperience, Complexity: matching.Complexity(r.Complexity),
		RecordedBy: r.RecordedBy.String, CreateTime: r.CreateTime.UTC(),
	}, nil
}

// InsertWishes stores what counts from now on.
func (s *Store) InsertWishes(ctx context.Context, tx *pg.Tx, w matching.Wishes) error {
	_, err := tx.Exec(ctx, insertWishes, tx.Municipality(), w.ID, w.Application, w.Dossier, w.Language, string(w.LanguageStrength), w.Arranged,
		w.Gender, string(w.GenderStrength), string(w.NoNeighbour), w.LivedExperience, string(w.Complexity), pg.Null(w.RecordedBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store wishes: %w", err)
	}
	return nil
}
