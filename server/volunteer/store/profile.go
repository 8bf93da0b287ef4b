package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

type profileRow struct {
	MaxTravelMinutes       int            `db:"max_travel_minutes"`
	TravelBy               string         `db:"travel_by"`
	Start                  sql.NullString `db:"start_date"`
	IntendedUntil          sql.NullString `db:"intended_until_date"`
	Gender                 []byte         `db:"gender"`
	Postcode               []byte         `db:"postcode"`
	HouseNumber            []byte         `db:"house_number"`
	LivedExperienceConsent sql.NullString `db:"lived_experience_consent_date"`
	ContactAccount         sql.NullString `db:"contact_account"`
	Regional               bool           `db:"regional"`
	LifeDomainLevels       sql.NullString `db:"life_domain_levels"`
	TargetGroupLevels      sql.NullString `db:"target_group_levels"`
	Rhythm                 sql.NullString `db:"rhythm"`
	WithoutBuddyReason     []byte         `db:"without_buddy_reason"`
	ClosedCases            int            `db:"closed_cases"`
}

// profile is what stands in the row, without what is sealed.
func (r profileRow) profile() volunteer.Profile {
	p := volunteer.Profile{
		LifeDomainLevels: skills(r.LifeDomainLevels), TargetGroupLevels: skills(r.TargetGroupLevels),
		MaxTravelMinutes: r.MaxTravelMinutes, TravelBy: r.TravelBy, Start: r.Start.String, IntendedUntil: r.IntendedUntil.String,
		LivedExperienceConsent: r.LivedExperienceConsent.String, ContactAccount: r.ContactAccount.String, ClosedCases: r.ClosedCases,
		Regional: r.Regional,
	}
	for _, pair := range parts(r.Rhythm) {
		part, day, _ := strings.Cut(pair, ":")
		if weekday, err := strconv.Atoi(day); err == nil {
			p.Rhythm = append(p.Rhythm, volunteer.Moment{Weekday: weekday, Part: part})
		}
	}
	return p
}

// skills takes a list of codes with levels apart; codes have no colons.
func skills(list sql.NullString) []volunteer.Skill {
	var all []volunteer.Skill
	for _, pair := range parts(list) {
		code, level, _ := strings.Cut(pair, ":")
		all = append(all, volunteer.Skill{Code: code, Level: volunteer.Level(level)})
	}
	return all
}

// writeProfile puts the lists of what somebody knows, with levels, and the rhythm of their week in the place of those
// that were there.
func writeProfile(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) error {
	for _, list := range []struct {
		table, column string
		values        []string
		skills        []volunteer.Skill
	}{
		{"volunteer.supporter_life_domain", "life_domain", supporter.LifeDomains, supporter.LifeDomainLevels},
		{"volunteer.supporter_target_group", "target_group", supporter.TargetGroups, supporter.TargetGroupLevels},
	} {
		if err := replaceSkills(ctx, tx, supporter.ID, list.table, list.column, list.values, list.skills); err != nil {
			return err
		}
	}
	return writeRhythm(ctx, tx, supporter)
}

// replaceSkills is replace with a level beside each value; one of something else has nowhere to stand.
func replaceSkills(ctx context.Context, tx *pg.Tx, id, table, column string, values []string, skills []volunteer.Skill) error {
	if err := empty(ctx, tx, id, table); err != nil {
		return err
	}
	levels := make([]string, 0, len(values))
	for _, value := range values {
		levels = append(levels, string(volunteer.LevelOf(value, skills)))
	}
	_, err := tx.Exec(ctx, "INSERT INTO "+table+" (municipality, supporter, "+column+`, place, level)
		SELECT $1, $2, v.value, v.place, v.level FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS v (value, level, place)`,
		tx.Municipality(), id, pg.Array(values), pg.Array(levels))
	if err != nil {
		return fmt.Errorf("write %s: %w", table, err)
	}
	return nil
}

func writeRhythm(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) error {
	if err := empty(ctx, tx, supporter.ID, "volunteer.supporter_rhythm"); err != nil {
		return err
	}
	weekdays, dayParts := make([]string, 0, len(supporter.Rhythm)), make([]string, 0, len(supporter.Rhythm))
	for _, moment := range supporter.Rhythm {
		weekdays, dayParts = append(weekdays, strconv.Itoa(moment.Weekday)), append(dayParts, moment.Part)
	}
	_, err := tx.Exec(ctx, `INSERT INTO volunteer.supporter_rhythm (municipality, supporter, weekday, part)
		SELECT $1, $2, v.weekday::smallint, v.part FROM unnest($3::text[], $4::text[]) AS v (weekday, part)`,
		tx.Municipality(), supporter.ID, pg.Array(weekdays), pg.Array(dayParts))
	if err != nil {
		return fmt.Errorf("write the rhythm of a week: %w", err)
	}
	return nil
}
