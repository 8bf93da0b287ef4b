package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/subject"
)

// table is the name to which ciphertexts are bound.
const table = "matching.offer"

// The values of the column origin.
const (
	live     = "LIVE"
	imported = "IMPORT"
)

type row struct {
	ID             string         `db:"id"`
	Application    string         `db:"application"`
	Dossier        string         `db:"dossier"`
	Supporter      string         `db:"supporter"`
	ToOrganisation bool           `db:"to_organisation"`
	Wave           sql.NullString `db:"wave"`
	Account        string         `db:"account"`
	Organisation   string         `db:"organisation"`
	State          string         `db:"state"`
	LifeDomains    string         `db:"life_domains"`
	Neighbourhood  string         `db:"neighbourhood"`
	Note           []byte         `db:"note"`
	OverrideReason string         `db:"override_reason"`
	OverrideNote   []byte         `db:"override_note"`
	Overridden     string         `db:"overridden_gates"`
	ByPhone        bool           `db:"by_phone"`
	DeclineReason  string         `db:"decline_reason"`
	ResidentAnswer string         `db:"resident_answer"`
	SupportCase    sql.NullString `db:"support_case"`
	CaseOpen       bool           `db:"case_open"`
	ExpireTime     sql.NullTime   `db:"expire_time"`
	AnswerTime     sql.NullTime   `db:"answer_time"`
	UndoneTime     sql.NullTime   `db:"undone_time"`
	Origin         string         `db:"origin"`
	Version        int64          `db:"version"`
	CreateTime     time.Time      `db:"create_time"`
	UpdateTime     time.Time      `db:"update_time"`
	subject.Row
}

// open makes an offer of a row and its key.
func (s *Store) open(ctx context.Context, r row) (matching.Offer, error) {
	key, err := s.keys.Open(ctx, r.Dossier, r.Row)
	if err != nil {
		return matching.Offer{}, fmt.Errorf("open an offer: %w", err)
	}
	note, err := key.Open(table, "note", r.Note)
	if err != nil {
		return matching.Offer{}, fmt.Errorf("open an offer: %w", err)
	}
	override := matching.Override{Reason: r.OverrideReason}
	if override.Note, err = key.Open(table, "override_note", r.OverrideNote); err != nil {
		return matching.Offer{}, fmt.Errorf("open an offer: %w", err)
	}
	for _, gate := range parts(r.Overridden) {
		override.Gates = append(override.Gates, matching.Gate(gate))
	}
	return matching.Offer{
		ID: r.ID, Application: r.Application, Dossier: r.Dossier,
		Supporter: r.Supporter, Account: r.Account, Organisation: r.Organisation, ToOrganisation: r.ToOrganisation, Wave: r.Wave.String,
		State: matching.State(r.State), LifeDomains: parts(r.LifeDomains), Neighbourhood: r.Neighbourhood, Note: note,
		Override: override, ByPhone: r.ByPhone, DeclineReason: r.DeclineReason, ResidentAnswer: matching.ResidentAnswer(r.ResidentAnswer),
		Case: r.SupportCase.String, CaseOpen: r.CaseOpen, ExpireTime: moment(r.ExpireTime), AnswerTime: moment(r.AnswerTime), UndoneTime: moment(r.UndoneTime),
		Imported: r.Origin == imported, Version: r.Version,
		CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}, nil
}

func (s *Store) openAll(ctx context.Context, rows []row) ([]matching.Offer, error) {
	offers := make([]matching.Offer, 0, len(rows))
	for _, r := range rows {
		offer, err := s.open(ctx, r)
		if err != nil {
			return nil, err
		}
		offers = append(offers, offer)
	}
	return offers, nil
}

// parts takes a list of names apart; names have no commas.
func parts(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// moment is the time in UTC, zero for NULL.
func moment(t sql.NullTime) time.Time {
	if !t.Valid {
		return time.Time{}
	}
	return t.Time.UTC()
}

// nullMoment is NULL for the zero time.
func nullMoment(t time.Time) sql.NullTime { return sql.NullTime{Time: t, Valid: !t.IsZero()} }
