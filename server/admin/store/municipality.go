package store

import (
	"context"
	"encoding/json"
	"fmt"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

type municipalityRow struct {
	Municipality        string `db:"municipality"`
	Name                string `db:"name"`
	Region              string `db:"region"`
	Active              bool   `db:"active"`
	ContactName         string `db:"contact_name"`
	Phone               string `db:"phone"`
	Email               string `db:"email"`
	Website             string `db:"website"`
	Introduction        string `db:"introduction"`
	Privacy             string `db:"privacy"`
	PromiseWorkingDays  int    `db:"promise_working_days"`
	OfferWorkingHours   int    `db:"offer_working_hours"`
	IntervisionWeeks    int    `db:"intervision_weeks"`
	InDepthAfter        int    `db:"in_depth_after"`
	CaseWeeks           int    `db:"case_weeks"`
	OpeningHours        []byte `db:"opening_hours"`
	NeighbourhoodPoints []byte `db:"neighbourhood_points"`
	termsRow
	stampRow
}

// termsRow are the columns of what is promised.
type termsRow struct {
	EveryDay         bool `db:"promise_every_day"`
	MatchDays        int  `db:"promise_match_days"`
	MadeDays         int  `db:"promise_made_days"`
	HeldDays         int  `db:"promise_held_days"`
	UrgentMatchHours int  `db:"promise_urgent_match_hours"`
	UrgentMadeDays   int  `db:"promise_urgent_made_days"`
	UrgentHeldDays   int  `db:"promise_urgent_held_days"`
	WarningHours     int  `db:"promise_warning_hours"`
}

const municipalityColumns = `municipality, name, region, active, contact_name, phone, email, website, introduction, privacy,
  promise_working_days, offer_working_hours, opening_hours, neighbourhood_points, create_time, update_time, version,
  intervision_weeks, in_depth_after, promise_every_day, promise_match_days, promise_made_days, promise_held_days,
  promise_urgent_match_hours, promise_urgent_made_days, promise_urgent_held_days, promise_warning_hours, case_weeks`

// Each read is of active municipalities: an inactive one answers as if it did not exist.
const (
	selectMunicipality = `SELECT ` + municipalityColumns + ` FROM admin.municipality WHERE municipality = $1 AND active`
	lockMunicipality   = selectMunicipality + ` FOR NO KEY UPDATE`
	// The collation of the order is that of the index, so that pages are found without sorting.
	firstMunicipalities = `SELECT ` + municipalityColumns + ` FROM admin.municipality WHERE active
ORDER BY name COLLATE "C", municipality LIMIT $1`
	nextMunicipalities = `SELECT ` + municipalityColumns + ` FROM admin.municipality WHERE active AND (name COLLATE "C", municipality) > ($2, $3)
ORDER BY name COLLATE "C", municipality LIMIT $1`
	insertMunicipality = `INSERT INTO admin.municipality (` + municipalityColumns + `)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
  $20, $21, $22, $23, $24, $25, $26, $27, $28)`
	updateMunicipality = `UPDATE admin.municipality SET name = $2, region = $3, contact_name = $4, phone = $5, email = $6, website = $7,
  introduction = $8, privacy = $9, promise_working_days = $10, offer_working_hours = $11, opening_hours = $12, neighbourhood_points = $13,
  update_time = $14, version = $15, intervision_weeks = $16, in_depth_after = $17, promise_every_day = $18,
  promise_match_days = $19, promise_made_days = $20, promise_held_days = $21, promise_urgent_match_hours = $22, promise_urgent_made_days = $23,
  promise_urgent_held_days = $24, promise_warning_hours = $25, case_weeks = $26
WHERE municipality = $1`
)

// Municipality reads one that is active; errs.NotFound otherwise.
func (s *Store) Municipality(ctx context.Context, tx *pg.Tx, code string) (admin.Municipality, error) {
	return s.getMunicipality(ctx, tx, selectMunicipality, code)
}

// LockMunicipality reads one and keeps others from changing it until the transaction ends.
func (s *Store) LockMunicipality(ctx context.Context, tx *pg.Tx, code string) (admin.Municipality, error) {
	return s.getMunicipality(ctx, tx, lockMunicipality, code)
}

func (s *Store) getMunicipality(ctx context.Context, tx *pg.Tx, query, code string) (admin.Municipality, error) {
	var row municipalityRow
	if err := tx.Get(ctx, &row, query, code); err != nil {
		return admin.Municipality{}, found(err, "municipality")
	}
	return row.municipality()
}

// Municipalities reads a page by name, of at most limit; after is the name and code of the last
// one of the page before, empty for the first page.
func (s *Store) Municipalities(ctx context.Context, tx *pg.Tx, after []string, limit int) ([]admin.Municipality, error) {
	var rows []municipalityRow
	var err error
	if len(after) == 2 {
		err = tx.Select(ctx, &rows, nextMunicipalities, limit, after[0], after[1])
	} else {
		err = tx.Select(ctx, &rows, firstMunicipalities, limit)
	}
	if err != nil {
		return nil, fmt.Errorf("read municipalities: %w", err)
	}
	list := make([]admin.Municipality, 0, len(rows))
	for _, row := range rows {
		m, err := row.municipality()
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// InsertMunicipality adds one with the code lists that every municipality starts with;
// errs.AlreadyExists when there is one, active or not.
func (s *Store) InsertMunicipality(ctx context.Context, tx *pg.Tx, m admin.Municipality) (admin.Municipality, error) {
	m, m.Stamp = m.Complete(), newStamp(tx)
	hours, points, err := places(m)
	if err != nil {
		return admin.Municipality{}, err
	}
	t := m.Promises
	_, err = tx.Exec(ctx, insertMunicipality, m.Code, m.Name, m.Region, m.Active, m.ContactName, m.Phone, m.Email, m.Website,
		m.Introduction, m.Privacy, m.PromiseWorkingDays, m.OfferWorkingHours, hours, points, m.CreateTime, m.UpdateTime, m.Version, m.IntervisionWeeks, m.InDepthAfter,
		t.EveryDay, t.MatchDays, t.MadeDays, t.HeldDays, t.UrgentMatchHours, t.UrgentMadeDays, t.UrgentHeldDays, t.WarningHours, m.CaseWeeks)
	if pg.IsUniqueViolation(err, "municipality_pkey") {
		return admin.Municipality{}, errs.AlreadyExists("municipality")
	}
	if err != nil {
		return admin.Municipality{}, fmt.Errorf("add municipality: %w", err)
	}
	for _, code := range admin.Seeds(m.Code) {
		if _, err := s.InsertCode(ctx, tx, code); err != nil {
			return admin.Municipality{}, err
		}
	}
	return m, nil
}

// UpdateMunicipality stores the settings of one that was locked.
func (s *Store) UpdateMunicipality(ctx context.Context, tx *pg.Tx, m admin.Municipality) (admin.Municipality, error) {
	m = m.Complete()
	m.UpdateTime = tx.Now()
	m.Version++
	hours, points, err := places(m)
	if err != nil {
		return admin.Municipality{}, err
	}
	t := m.Promises
	_, err = tx.Exec(ctx, updateMunicipality, m.Code, m.Name, m.Region, m.ContactName, m.Phone, m.Email, m.Website,
		m.Introduction, m.Privacy, m.PromiseWorkingDays, m.OfferWorkingHours, hours, points, m.UpdateTime, m.Version, m.IntervisionWeeks, m.InDepthAfter,
		t.EveryDay, t.MatchDays, t.MadeDays, t.HeldDays, t.UrgentMatchHours, t.UrgentMadeDays, t.UrgentHeldDays, t.WarningHours, m.CaseWeeks)
	if err != nil {
		return admin.Municipality{}, fmt.Errorf("change municipality: %w", err)
	}
	return m, nil
}

// places are the settings that are kept as JSON: nothing searches in them.
func places(m admin.Municipality) (hours, points []byte, err error) {
	if hours, err = json.Marshal(m.OpeningHours); err != nil {
		return nil, nil, fmt.Errorf("encode opening hours: %w", err)
	}
	if points, err = json.Marshal(m.NeighbourhoodPoints); err != nil {
		return nil, nil, fmt.Errorf("encode neighbourhood points: %w", err)
	}
	return hours, points, nil
}

func (r municipalityRow) municipality() (admin.Municipality, error) {
	m := admin.Municipality{
		Code: r.Municipality, Name: r.Name, Region: r.Region, Active: r.Active, ContactName: r.ContactName, Phone: r.Phone,
		Email: r.Email, Website: r.Website, Introduction: r.Introduction, Privacy: r.Privacy,
		PromiseWorkingDays: r.PromiseWorkingDays, OfferWorkingHours: r.OfferWorkingHours, IntervisionWeeks: r.IntervisionWeeks,
		InDepthAfter: r.InDepthAfter, CaseWeeks: r.CaseWeeks, Promises: admin.PromiseTerms(r.termsRow), Stamp: r.stamp(),
	}
	if err := json.Unmarshal(r.OpeningHours, &m.OpeningHours); err != nil {
		return admin.Municipality{}, fmt.Errorf("opening hours of %s: %w", m.Code, err)
	}
	if err := json.Unmarshal(r.NeighbourhoodPoints, &m.NeighbourhoodPoints); err != nil {
		return admin.Municipality{}, fmt.Errorf("neighbourhood points of %s: %w", m.Code, err)
	}
	return m, nil
}
