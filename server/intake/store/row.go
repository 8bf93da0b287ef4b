package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// applicationColumns read an application (alias a) together with its own dossier (o), the key that
// seals it (k), and the person it is about (d, under the key h).
const applicationColumns = `a.id, a.state, a.applicant_kind, a.applicant_name, a.applicant_phone, a.applicant_email,
a.applicant_relation, a.organisation, a.referrer, a.channel, a.question, a.life_domains, a.sub_themes, a.target_groups,
a.neighbourhood, a.stage, a.urgency_reason, a.urgency_latest_date, a.urgency_note, a.urgency_order, a.call_back, a.concerned_organisation, a.route,
a.to_complete, a.end_reason, a.merged_into, a.origin, a.application_date, a.promise_date, a.entered_by, a.from_municipality, a.from_handover, a.create_time,
a.update_time, a.version, a.joined, a.dossier, o.version AS dossier_version, a.clock_order, ` + endings + ` AS endings, ` + clocks + ` AS clocks, ` + subject.Columns + `, ` + personColumns

// personColumns read who an application is about, as personOf joins it.
const personColumns = `h.version AS person_key_version, h.wrapped AS person_key_wrapped, h.log_id AS person_log_id, ` + dossierColumns

// personOf joins to an application (alias a) what applicationColumns read beside it. Of a dossier
// that was merged into another, that other one (d) says who the person is and how they are reached,
// under a key of its own (h, nothing when it is not merged). Each is looked up by $1, the municipality:
// by that of the row it would be the setting of row security, read anew for every row.
const personOf = `
JOIN intake.dossier o ON o.municipality = $1 AND o.id = a.dossier
JOIN platform.subject_key k ON k.municipality = $1 AND k.subject = a.dossier
JOIN intake.dossier d ON d.municipality = $1 AND d.id = o.person
LEFT JOIN platform.subject_key h ON h.municipality = $1 AND h.subject = o.merged_into`

// applicationFrom reads applications with all that applicationColumns name.
const applicationFrom = ` FROM intake.application a` + personOf

// applicationRow is an application as it is stored.
type applicationRow struct {
	ID                string         `db:"id"`
	State             string         `db:"state"`
	ApplicantKind     string         `db:"applicant_kind"`
	ApplicantName     []byte         `db:"applicant_name"`
	ApplicantPhone    []byte         `db:"applicant_phone"`
	ApplicantEmail    []byte         `db:"applicant_email"`
	ApplicantRelation []byte         `db:"applicant_relation"`
	Organisation      string         `db:"organisation"`
	Referrer          sql.NullString `db:"referrer"`
	Channel           string         `db:"channel"`
	Question          []byte         `db:"question"`
	LifeDomains       pg.Strings     `db:"life_domains"`
	SubThemes         pg.Strings     `db:"sub_themes"`
	TargetGroups      pg.Strings     `db:"target_groups"`
	Neighbourhood     string         `db:"neighbourhood"`
	Stage             string         `db:"stage"`
	UrgencyReason     string         `db:"urgency_reason"`
	UrgencyLatest     sql.NullTime   `db:"urgency_latest_date"`
	UrgencyNote       []byte         `db:"urgency_note"`
	UrgencyOrder      string         `db:"urgency_order"`
	CallBack          []byte         `db:"call_back"`
	Concerned         []byte         `db:"concerned_organisation"`
	Route             string         `db:"route"`
	ToComplete        pg.Strings     `db:"to_complete"`
	EndReason         string         `db:"end_reason"`
	MergedInto        sql.NullString `db:"merged_into"`
	Origin            string         `db:"origin"`
	Day               time.Time      `db:"application_date"`
	PromiseDay        sql.NullTime   `db:"promise_date"`
	EnteredBy         sql.NullString `db:"entered_by"`
	FromMunicipality  sql.NullString `db:"from_municipality"`
	FromHandover      sql.NullString `db:"from_handover"`
	Created           time.Time      `db:"create_time"`
	Updated           time.Time      `db:"update_time"`
	Version           int64          `db:"version"`
	Joined            bool           `db:"joined"`
	DossierVersion    int64          `db:"dossier_version"`
	Endings           []byte         `db:"endings"`
	Clocks            []byte         `db:"clocks"`
	ClockOrder        int64          `db:"clock_order"`
	personRow
}

// personRow is the dossier of an application, and the person it is about: that dossier, or the one
// that it was merged into.
type personRow struct {
	Dossier          string         `db:"dossier"`
	PersonKeyVersion sql.NullInt32  `db:"person_key_version"`
	PersonKeyWrapped []byte         `db:"person_key_wrapped"`
	PersonLogID      sql.NullString `db:"person_log_id"`
	dossierRow
}

// person opens who an application is about. Its key is the application's own, unless its dossier
// was merged into another.
func (s *Store) person(ctx context.Context, row personRow, own subject.Key) (intake.Resident, error) {
	if row.dossierRow.ID == row.Dossier {
		return s.resident(row.dossierRow, own)
	}
	key, err := s.keys.Open(ctx, row.dossierRow.ID, subject.Row{
		KeyVersion: int(row.PersonKeyVersion.Int32), KeyWrapped: row.PersonKeyWrapped, LogID: row.PersonLogID.String,
	})
	if err != nil {
		return intake.Resident{}, fmt.Errorf("open a dossier: %w", err)
	}
	return s.resident(row.dossierRow, key)
}

// application opens a row.
func (s *Store) application(ctx context.Context, tx *pg.Tx, row applicationRow) (intake.Application, error) {
	key, err := s.keys.Open(ctx, row.Dossier, row.Row)
	if err != nil {
		return intake.Application{}, fmt.Errorf("open a dossier: %w", err)
	}
	resident, err := s.person(ctx, row.personRow, key)
	if err != nil {
		return intake.Application{}, err
	}
	past, err := endingsOf(row.Endings)
	if err != nil {
		return intake.Application{}, err
	}
	promised, err := clocksOf(row.Clocks)
	if err != nil {
		return intake.Application{}, err
	}
	v := vault{key: key, table: tableApplication}
	a := intake.Application{
		ID: row.ID, Dossier: row.Dossier, DossierVersion: row.DossierVersion, Joined: row.Joined, Resident: resident,
		State: intake.State(row.State), Channel: row.Channel,
		Applicant: intake.Applicant{
			Kind: row.ApplicantKind, Name: v.open("applicant_name", row.ApplicantName),
			Phone: v.open("applicant_phone", row.ApplicantPhone), Email: v.open("applicant_email", row.ApplicantEmail),
			Relation:     v.open("applicant_relation", row.ApplicantRelation),
			Organisation: row.Organisation, Referrer: row.Referrer.String,
		},
		Question: v.open("question", row.Question), LifeDomains: row.LifeDomains, SubThemes: row.SubThemes,
		TargetGroups: row.TargetGroups, Neighbourhood: row.Neighbourhood, Stage: row.Stage,
		Urgency: intake.Urgency{
			Reason: row.UrgencyReason, LatestDay: dayOf(row.UrgencyLatest), Note: v.open("urgency_note", row.UrgencyNote),
		},
		CallBack: v.open("call_back", row.CallBack), Concerned: v.open(concernedColumn, row.Concerned), Route: row.Route, ToComplete: row.ToComplete, EndReason: row.EndReason,
		MergedInto: row.MergedInto.String, Origin: row.Origin, Day: row.Day.Format(time.DateOnly),
		PromiseDay: dayOf(row.PromiseDay), EnteredBy: row.EnteredBy.String,
		FromMunicipality: row.FromMunicipality.String, FromHandover: row.FromHandover.String, Created: row.Created, Updated: row.Updated,
		Version: row.Version, Endings: past, Clocks: promised, ClockOrder: row.ClockOrder, Read: tx.Now(),
	}
	return a, v.err
}

func (s *Store) applications(ctx context.Context, tx *pg.Tx, rows []applicationRow) ([]intake.Application, error) {
	list := make([]intake.Application, 0, len(rows))
	for _, row := range rows {
		a, err := s.application(ctx, tx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}
