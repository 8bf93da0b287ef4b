package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer"
)

// table is the name to which ciphertexts are bound.
const table = "volunteer.supporter"

// experienced is the sealed word for having lived experience; without it the column is NULL.
const experienced = "yes"

type row struct {
	ID                      string         `db:"id"`
	Kind                    string         `db:"kind"`
	Name                    []byte         `db:"name"`
	Phone                   []byte         `db:"phone"`
	Email                   []byte         `db:"email"`
	Organisation            string         `db:"organisation"`
	Neighbourhood           string         `db:"neighbourhood"`
	MaxCases                int            `db:"max_cases"`
	HoursPerWeek            int            `db:"hours_per_week"`
	LivedExperience         []byte         `db:"lived_experience"`
	LivedExperienceNote     []byte         `db:"lived_experience_note"`
	ConductCertificateUntil sql.NullString `db:"conduct_certificate_until"`
	ConfidentialitySigned   bool           `db:"confidentiality_signed"`
	Trained                 bool           `db:"trained"`
	Buddy                   sql.NullString `db:"buddy"`
	Account                 sql.NullString `db:"account"`
	State                   string         `db:"state"`
	Stub                    bool           `db:"stub"`
	Version                 int64          `db:"version"`
	CreateTime              time.Time      `db:"create_time"`
	UpdateTime              time.Time      `db:"update_time"`
	LifeDomains             sql.NullString `db:"life_domains"`
	TargetGroups            sql.NullString `db:"target_groups"`
	Languages               sql.NullString `db:"languages"`
	OpenCases               int            `db:"open_cases"`
	profileRow
	subject.Row
}

// open makes a supporter of a row and its key.
func (s *Store) open(ctx context.Context, r row) (volunteer.Supporter, error) {
	key, err := s.keys.Open(ctx, r.ID, r.Row)
	if err != nil {
		return volunteer.Supporter{}, fmt.Errorf("open a supporter: %w", err)
	}
	var lived sealed.Text
	supporter := volunteer.Supporter{
		ID: r.ID, Kind: volunteer.Kind(r.Kind), Organisation: r.Organisation, Neighbourhood: r.Neighbourhood,
		LifeDomains: parts(r.LifeDomains), TargetGroups: parts(r.TargetGroups), Languages: parts(r.Languages),
		MaxCases: r.MaxCases, HoursPerWeek: r.HoursPerWeek, ConductCertificateUntil: r.ConductCertificateUntil.String,
		ConfidentialitySigned: r.ConfidentialitySigned, Trained: r.Trained, Buddy: r.Buddy.String, Account: r.Account.String,
		State: volunteer.State(r.State), OpenCases: r.OpenCases, Stub: r.Stub, Version: r.Version,
		CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID, Profile: r.profile(),
	}
	for _, text := range []struct {
		column     string
		ciphertext []byte
		into       *sealed.Text
	}{
		{"name", r.Name, &supporter.Name},
		{"phone", r.Phone, &supporter.Phone},
		{"email", r.Email, &supporter.Email},
		{"lived_experience", r.LivedExperience, &lived},
		{"lived_experience_note", r.LivedExperienceNote, &supporter.LivedExperienceNote},
		{"gender", r.Gender, &supporter.Gender},
		{"postcode", r.Postcode, &supporter.Postcode},
		{"house_number", r.HouseNumber, &supporter.HouseNumber},
	} {
		if *text.into, err = key.Open(table, text.column, text.ciphertext); err != nil {
			return volunteer.Supporter{}, fmt.Errorf("open a supporter: %w", err)
		}
	}
	if supporter.WithoutBuddyReason, err = key.Open(supporterStepTable, "reason", r.WithoutBuddyReason); err != nil {
		return volunteer.Supporter{}, fmt.Errorf("open a supporter: %w", err)
	}
	supporter.LivedExperience = sealed.Of(lived.Reveal() == experienced)
	return supporter, nil
}

// sealedTexts are the columns of personal text, in the order of the statements that write them.
func sealedTexts(key subject.Key, s volunteer.Supporter) ([]any, error) {
	var lived sealed.Text
	if s.LivedExperience.Reveal() {
		lived = sealed.Of(experienced)
	}
	texts := make([]any, 0, 8)
	for _, text := range []struct {
		column string
		text   sealed.Text
	}{
		{"name", s.Name}, {"phone", s.Phone}, {"email", s.Email},
		{"lived_experience", lived}, {"lived_experience_note", s.LivedExperienceNote}, {"gender", s.Gender},
		{"postcode", s.Postcode}, {"house_number", s.HouseNumber},
	} {
		ciphertext, err := key.Seal(table, text.column, text.text)
		if err != nil {
			return nil, fmt.Errorf("seal a supporter: %w", err)
		}
		texts = append(texts, ciphertext)
	}
	return texts, nil
}

// parts takes a list of codes apart; codes have no commas.
func parts(list sql.NullString) []string {
	if list.String == "" {
		return nil
	}
	return strings.Split(list.String, ",")
}
