package migrations_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"oco.example/oco/server/migrations"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// TestWhatWasKnownOfSupportersBecomesRecords runs the part of the migration that takes over what there is, on
// supporters of two municipalities.
func TestWhatWasKnownOfSupportersBecomesRecords(t *testing.T) {
	content, err := migrations.FS.ReadFile("00019_requirements.sql")
	if err != nil {
		t.Fatal(err)
	}
	const begins, ends = "ALTER TABLE volunteer.supporter NO FORCE ROW LEVEL SECURITY;", "SELECT platform.protect('volunteer.requirement_record')"
	_, takeOver, found := strings.Cut(string(content), begins)
	takeOver, _, ended := strings.Cut(takeOver, ends)
	if !found || !ended {
		t.Fatal("the migration was read wrongly")
	}
	db := pgtest.New(t)
	for _, municipality := range []string{"gm0867", "gm0855"} {
		ctx := pgtest.Context(t, municipality, call.RoleCoordinator)
		write(ctx, t, db.App, `INSERT INTO volunteer.supporter (municipality, id, kind, max_cases, hours_per_week, conduct_certificate_until,
			confidentiality_signed, trained, state, create_time, update_time)
			SELECT '`+municipality+`', gen_random_uuid(), 'INFORMAL', 1, 1, until, signed, trained, 'ACTIVE', '2026-03-31T22:30:00Z', now()
			FROM (VALUES (date '2028-02-29', true, false), (NULL, false, true), (NULL, false, false)) AS s (until, signed, trained)`)
	}
	nobody := call.With(t.Context(), call.Call{})
	for _, statement := range []string{`ALTER TABLE volunteer.requirement_record NO FORCE ROW LEVEL SECURITY`, begins} {
		write(nobody, t, db.Owner, statement)
	}
	for statement := range strings.SplitSeq(takeOver, ";") {
		if strings.TrimSpace(statement) != "" {
			write(nobody, t, db.Owner, statement)
		}
	}
	for _, municipality := range []string{"gm0867", "gm0855"} {
		ctx := pgtest.Context(t, municipality, call.RoleCoordinator)
		var got []string
		if err := db.App.Read(ctx, func(tx *pg.Tx) error {
			return tx.Select(ctx, &got, `SELECT concat_ws(' ', requirement, seen_date, until_date) FROM volunteer.requirement_record
				WHERE municipality = $1 ORDER BY 1`, municipality)
		}); err != nil {
			t.Fatal(err)
		}
		want := []string{"conduct_certificate 2026-04-01 2028-02-29", "confidentiality 2026-04-01", "oco_training 2026-04-01"}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q", municipality, got)
		}
	}
}

func write(ctx context.Context, t *testing.T, db *pg.DB, statement string) {
	t.Helper()
	if err := db.Write(ctx, func(tx *pg.Tx) error {
		_, err := tx.Exec(ctx, statement)
		return err
	}); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
