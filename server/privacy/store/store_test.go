package store_test

import (
	"bytes"
	"testing"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/privacy"
	"oco.example/oco/server/privacy/store"
)

const municipality = "gm0867"

// Every text of a request is sealed, and a dossier that was destroyed is in none of them any more.
func TestWhatSomebodyAskedIsSealed(t *testing.T) {
	db := pgtest.New(t)
	s, ctx := store.New(subject.New(db.Keys)), pgtest.Context(t, municipality, call.RolePrivacyOfficer)
	dossier := pg.NewID()
	r := privacy.RightsRequest{
		ID: pg.NewID(), Asks: privacy.Destroy, Channel: "PHONE", Standing: privacy.Received, Name: sealed.Of("kanarie"), Phone: sealed.Of("kanarie"),
		Email: sealed.Of("kanarie"), Explanation: sealed.Of("kanarie"), ReceiveDate: "2026-03-10", DueDate: "2026-04-10",
	}
	var row []byte
	var read, after privacy.RightsRequest
	err := db.App.Write(ctx, func(tx *pg.Tx) error {
		if err := s.Insert(ctx, tx, r); err != nil {
			return err
		}
		changed, err := r.Identify(dossier, "KNOWN", pg.NewID(), tx.Now())
		if err != nil {
			return err
		}
		changed.ExtensionReason, changed.Answer = sealed.Of("kanarie"), sealed.Of("kanarie")
		if err := s.Save(ctx, tx, changed); err != nil {
			return err
		}
		if err := tx.Get(ctx, &row, `SELECT convert_to(r::text, 'UTF8') FROM privacy.rights_request r WHERE r.municipality = $1`, municipality); err != nil {
			return err
		}
		if read, err = s.Request(ctx, tx, r.ID, "read"); err != nil {
			return err
		}
		if _, err := s.Erase(ctx, tx, subject.Dossier, []string{dossier}); err != nil {
			return err
		}
		after, err = s.Request(ctx, tx, r.ID, "read")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(row, []byte("kanarie")) || len(row) == 0 {
		t.Errorf("the table says %s", row)
	}
	if read.Name.Reveal()+read.Answer.Reveal()+read.ExtensionReason.Reveal() != "kanariekanariekanarie" || read.Dossier != dossier || read.Version != 2 {
		t.Errorf("got %+v", read)
	}
	if after.Dossier != "" {
		t.Errorf("the request still leads to %s", after.Dossier)
	}
}

// What was decided of a dossier is sealed under the dossier's key, outlives the request, and goes with the dossier.
func TestACorrectionIsOfTheDossier(t *testing.T) {
	db := pgtest.New(t)
	keys := subject.New(db.Keys)
	s, ctx := store.New(keys), pgtest.Context(t, municipality, call.RolePrivacyOfficer)
	dossier, other := pg.NewID(), pg.NewID()
	r := privacy.RightsRequest{
		ID: pg.NewID(), Asks: privacy.Correct, Channel: "PHONE", Standing: privacy.Received, Name: sealed.Of("kanarie"), ReceiveDate: "2024-01-01", DueDate: "2024-02-01",
		Dossier: dossier, IdentifiedBy: pg.NewID(),
	}
	var row []byte
	err := db.App.Write(ctx, func(tx *pg.Tx) error {
		for _, id := range []string{dossier, other} {
			if _, err := keys.Make(ctx, tx, id, subject.Dossier); err != nil {
				return err
			}
		}
		if err := s.Insert(ctx, tx, r); err != nil {
			return err
		}
		r.Standing, r.CloseDate = privacy.Done, "2024-01-20"
		if err := s.Save(ctx, tx, r); err != nil {
			return err
		}
		mine := privacy.Correction{
			ID: pg.NewID(), Dossier: dossier, Request: r.ID, Part: "CASE", Outcome: privacy.CorrectionRefused, Subject: sealed.Of("kanarie"),
			Reason: sealed.Of("kanarie"), By: pg.NewID(),
		}
		wrong := mine
		wrong.ID, wrong.Dossier = pg.NewID(), other
		for _, c := range []privacy.Correction{mine, wrong} {
			if err := s.InsertCorrection(ctx, tx, c); err != nil {
				return err
			}
		}
		mine.Statement = sealed.Of("kanarie")
		if err := s.SaveStatement(ctx, tx, mine); err != nil {
			return err
		}
		if err := s.TakeBack(ctx, tx, r.ID, []string{dossier}); err != nil {
			return err
		}
		if list, err := s.Corrections(ctx, tx, []string{dossier, other}, "", 10); err != nil || len(list) != 1 || list[0].Request != r.ID || list[0].Version != 2 ||
			list[0].Subject.Reveal()+list[0].Reason.Reveal()+list[0].Statement.Reveal() != "kanariekanariekanarie" {
			t.Errorf("got %+v, %v", list, err)
		}
		if decided, err := s.Decided(ctx, tx, r.ID); err != nil || len(decided) != 1 || decided[0] != privacy.CorrectionRefused {
			t.Errorf("decided %v, %v", decided, err)
		}
		if err := tx.Get(ctx, &row, `SELECT convert_to(c::text, 'UTF8') FROM privacy.correction c WHERE c.municipality = $1`, municipality); err != nil {
			return err
		}
		if n, err := s.Lapsed(ctx, tx, "2025-01-01", "2025-01-01"); err != nil || n != 1 {
			t.Errorf("%d forgotten, %v", n, err)
		}
		sections, err := s.Export(ctx, tx, []string{dossier})
		if err != nil || len(sections) != 1 || len(sections[0].Fields) != 5 {
			t.Errorf("exported %+v, %v", sections, err)
		}
		if c, err := s.Correction(ctx, tx, mine.ID); err != nil || c.Request != "" {
			t.Errorf("got %+v, %v", c, err)
		}
		gone, err := s.Erase(ctx, tx, subject.Dossier, []string{dossier})
		if err != nil || gone["corrections"] != 1 {
			t.Errorf("erased %v, %v", gone, err)
		}
		if _, err := s.Correction(ctx, tx, mine.ID); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("after that: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(row, []byte("kanarie")) || len(row) == 0 {
		t.Errorf("the table says %s", row)
	}
}

// What ended long ago is forgotten with its key: a request in general after a year, one that destroyed a dossier after
// six weeks; what nobody answered stays.
func TestRequestsAreForgotten(t *testing.T) {
	db := pgtest.New(t)
	keys := subject.New(db.Keys)
	s, ctx := store.New(keys), pgtest.Context(t, municipality, call.RolePrivacyOfficer)
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	ids := map[string]string{}
	err := db.App.Write(ctx, func(tx *pg.Tx) error {
		for name, c := range map[string]struct {
			closed    string
			destroyed bool
			stays     bool
		}{
			"unanswered": {"", false, true}, "a year ago": {"2025-03-10", false, true}, "longer ago": {"2025-03-09", false, false},
			"destroyed six weeks ago": {"2026-01-27", true, true}, "destroyed longer ago": {"2026-01-26", true, false},
		} {
			r := privacy.RightsRequest{ID: pg.NewID(), Asks: privacy.Destroy, Channel: "PHONE", Standing: privacy.Received, Name: sealed.Of(name), ReceiveDate: "2024-01-01", DueDate: "2024-02-01"}
			if err := s.Insert(ctx, tx, r); err != nil {
				return err
			}
			if c.closed != "" {
				r.Standing, r.CloseDate = privacy.Done, c.closed
				r.IdentifiedBy = pg.NewID()
			}
			if c.destroyed {
				r.Certificate = &privacy.Certificate{Time: now, By: pg.NewID(), Gone: map[string]int64{"cases": 1}}
			}
			if err := s.Save(ctx, tx, r); err != nil {
				return err
			}
			if !c.stays {
				ids[name] = r.ID
			}
		}
		ended, destroyed := privacy.ForgottenBefore(now)
		forgotten, err := s.Lapsed(ctx, tx, ended, destroyed)
		if err != nil {
			return err
		}
		if forgotten != 2 {
			t.Errorf("%d were forgotten", forgotten)
		}
		left, err := s.Requests(ctx, tx, false, "", 10)
		if err != nil {
			return err
		}
		if len(left) != 3 {
			t.Errorf("%d are left", len(left))
		}
		for name, id := range ids {
			if _, err := s.Request(ctx, tx, id, "read"); !errs.Is(err, errs.NotFoundReason) {
				t.Errorf("%s: %v", name, err)
			}
			if known, err := subject.LogIDs(ctx, tx, subject.Asking, []string{id}); err != nil || len(known) > 0 {
				t.Errorf("%s: its key is still there, %v", name, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
