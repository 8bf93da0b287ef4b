package rpc_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"

	"oco.example/oco/server/matching/store"
)

func TestTheWishesThatWereRecordedLastCount(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	get := func() *matchingv1.MatchWishes {
		t.Helper()
		got, err := w.GetMatchWishes(w.coordinator, &matchingv1.GetMatchWishesRequest{Municipality: municipality, Application: application})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := get(); got.GetId() != "" || got.GetApplication() != application || got.GetCreateTime() != nil {
		t.Errorf("got %v", got)
	}
	w.wish(t, &matchingv1.RecordMatchWishesRequest{
		Application: application, WishedLanguage: "ar", LanguageStrength: matchingv1.WishStrength_WISH_STRENGTH_MUST, InterpreterArranged: true,
		NoNeighbour: matchingv1.WishStrength_WISH_STRENGTH_PREFER, PreferLivedExperience: true,
		Complexity: matchingv1.QuestionComplexity_QUESTION_COMPLEXITY_SIMPLE,
	})
	if got := get(); got.GetId() == "" || got.GetWishedLanguage() != "ar" || got.GetLanguageStrength() != matchingv1.WishStrength_WISH_STRENGTH_MUST ||
		!got.GetInterpreterArranged() || got.GetNoNeighbour() != matchingv1.WishStrength_WISH_STRENGTH_PREFER || !got.GetPreferLivedExperience() ||
		got.GetComplexity() != matchingv1.QuestionComplexity_QUESTION_COMPLEXITY_SIMPLE || got.GetRecordedBy() == "" || got.GetCreateTime() == nil {
		t.Errorf("got %v", got)
	}
	w.wish(t, &matchingv1.RecordMatchWishesRequest{
		Application: application, WishedGender: matchingv1.WishedGender_WISHED_GENDER_MAN, LanguageStrength: matchingv1.WishStrength_WISH_STRENGTH_MUST,
	})
	if got := get(); got.GetWishedLanguage() != "" || got.GetLanguageStrength() != 0 || got.GetPreferLivedExperience() ||
		got.GetGenderStrength() != matchingv1.WishStrength_WISH_STRENGTH_PREFER {
		t.Errorf("as a whole; without a language no strength, and without a strength a preference: got %v", got)
	}
	if _, err := w.GetMatchWishes(w.coordinator, &matchingv1.GetMatchWishesRequest{Application: pg.NewID()}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
}

// Sealed files are opened only when a wish asks for what is in them, and only of those who could be asked.
func TestFilesAreOpenedOnlyWhenAWishAsksForThem(t *testing.T) {
	w := newWorld(t)
	application, fits := w.application(t), w.supporter(t, nil)
	w.supporter(t, func(s *someone) { s.state = "PAUSED" })
	w.propose(t, "nl", application)
	w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: application, WishedLanguage: "ar", NoNeighbour: matchingv1.WishStrength_WISH_STRENGTH_MUST})
	w.propose(t, "nl", application)
	if len(w.opened) != 0 {
		t.Errorf("%d files were opened", len(w.opened))
	}
	w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: application, PreferLivedExperience: true})
	w.propose(t, "nl", application)
	if diff := cmp.Diff([]string{fits.id}, w.opened); diff != "" {
		t.Error(diff)
	}
}

func TestWishesAreErasedWithTheResident(t *testing.T) {
	w := newWorld(t)
	application, kept := w.application(t), w.application(t)
	for _, id := range []string{application, kept} {
		w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: id, PreferLivedExperience: true})
	}
	var left []string
	w.write(t, func(tx *pg.Tx) error {
		var dossier string
		if err := tx.Get(w.coordinator, &dossier, `SELECT dossier FROM test.application WHERE id = $1`, application); err != nil {
			return err
		}
		erased, err := store.New(w.keys).Erase(w.coordinator, tx, subject.Dossier, []string{dossier})
		if err != nil || erased["wishes"] != 1 {
			t.Errorf("got %v, %v", erased, err)
		}
		return tx.Select(w.coordinator, &left, `SELECT application FROM matching.wishes WHERE municipality = $1`, municipality)
	})
	if diff := cmp.Diff([]string{kept}, left); diff != "" {
		t.Error(diff)
	}
}
