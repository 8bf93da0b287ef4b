package label_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/label"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func TestLabelsAreThoseOfTheListInTheLanguage(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, "gm0867", call.RoleCoordinator)
	add := func(municipality, list, code, dutch, english string) {
		t.Helper()
		if err := db.Owner.Write(ctx, func(tx *pg.Tx) error {
			if _, err := tx.Exec(ctx, `INSERT INTO admin.municipality (municipality, name, create_time, update_time)
				VALUES ($1, $1, now(), now()) ON CONFLICT DO NOTHING`, municipality); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `INSERT INTO admin.code (municipality, id, list, code, label_nl, label_en, active, create_time, update_time)
				VALUES ($1, $2, $3, $4, $5, $6, false, now(), now())`, municipality, pg.NewID(), list, code, dutch, english)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	add("gm0867", "TARGET_GROUP", "lvb", "licht verstandelijk beperkt", "mild intellectual disability")
	add("gm0867", "TARGET_GROUP", "nah", "hersenletsel", "")
	add("gm0867", "OTHER_ROLE", "nah", "van een andere lijst", "of another list")
	add("gm0855", "TARGET_GROUP", "ggz", "van een andere gemeente", "of another municipality")
	for language, want := range map[string]map[string]string{
		"nl": {"lvb": "licht verstandelijk beperkt", "nah": "hersenletsel", "ggz": "ggz"},
		"en": {"lvb": "mild intellectual disability", "nah": "hersenletsel", "ggz": "ggz"},
	} {
		var got map[string]string
		if err := db.App.Read(ctx, func(tx *pg.Tx) (err error) {
			got, err = label.Of(ctx, tx, "TARGET_GROUP", language, []string{"lvb", "nah", "ggz"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(language, diff)
		}
	}
}
