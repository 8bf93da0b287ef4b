package rpc

import (
	"cmp"
	"context"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/pg"
)

// RecordMatchWishes records what the resident of an application wishes of a supporter.
func (s *Service) RecordMatchWishes(ctx context.Context, req *matchingv1.RecordMatchWishesRequest) (*matchingv1.MatchWishes, error) {
	load := func(ctx context.Context, tx *pg.Tx, _ string) (matching.Wishes, error) {
		return s.readWishes(ctx, tx, req.GetApplication())
	}
	wishes, err := pg.Once(ctx, s.db, req, load, func(tx *pg.Tx) (matching.Wishes, error) {
		application, err := s.applications.Lock(ctx, tx, req.GetApplication())
		if err != nil {
			return matching.Wishes{}, err
		}
		wishes := wishesOf(req)
		wishes.ID, wishes.Dossier, wishes.RecordedBy = pg.NewID(), application.Dossier, tx.Call().Caller.Account
		if err := s.wishes.InsertWishes(ctx, tx, wishes); err != nil {
			return matching.Wishes{}, err
		}
		tx.Logged("record wishes", application.LogID)
		return s.wishes.Wishes(ctx, tx, application.ID)
	})
	if err != nil {
		return nil, err
	}
	return wishesToProto(req.GetMunicipality(), wishes), nil
}

// GetMatchWishes reads what the resident of an application wishes of a supporter.
func (s *Service) GetMatchWishes(ctx context.Context, req *matchingv1.GetMatchWishesRequest) (*matchingv1.MatchWishes, error) {
	var wishes matching.Wishes
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		wishes, err = s.readWishes(ctx, tx, req.GetApplication())
		return err
	})
	if err != nil {
		return nil, err
	}
	return wishesToProto(req.GetMunicipality(), wishes), nil
}

// readWishes reads and logs what counts for an application.
func (s *Service) readWishes(ctx context.Context, tx *pg.Tx, id string) (matching.Wishes, error) {
	application, err := s.applications.Get(ctx, tx, id)
	if err != nil {
		return matching.Wishes{}, err
	}
	tx.Logged("read wishes", application.LogID)
	return s.wishes.Wishes(ctx, tx, application.ID)
}

// wishesOf are the wishes of a request; one without a strength is a preference.
func wishesOf(req *matchingv1.RecordMatchWishesRequest) matching.Wishes {
	strength := func(wish string, given matchingv1.WishStrength) matching.Strength {
		if wish == "" {
			return matching.NoWish
		}
		return cmp.Or(matching.Strength(enum.Name(given)), matching.Prefer)
	}
	w := matching.Wishes{
		Application: req.GetApplication(), Language: req.GetWishedLanguage(), Arranged: req.GetInterpreterArranged(), Gender: enum.Name(req.GetWishedGender()),
		NoNeighbour: matching.Strength(enum.Name(req.GetNoNeighbour())), LivedExperience: req.GetPreferLivedExperience(),
		Complexity: matching.Complexity(enum.Name(req.GetComplexity())),
	}
	w.LanguageStrength, w.GenderStrength = strength(w.Language, req.GetLanguageStrength()), strength(w.Gender, req.GetGenderStrength())
	return w
}

func wishesToProto(municipality string, w matching.Wishes) *matchingv1.MatchWishes {
	return &matchingv1.MatchWishes{
		Id: w.ID, Municipality: municipality, Application: w.Application,
		WishedLanguage: w.Language, LanguageStrength: enum.Number[matchingv1.WishStrength](string(w.LanguageStrength)), InterpreterArranged: w.Arranged,
		WishedGender: enum.Number[matchingv1.WishedGender](w.Gender), GenderStrength: enum.Number[matchingv1.WishStrength](string(w.GenderStrength)),
		NoNeighbour: enum.Number[matchingv1.WishStrength](string(w.NoNeighbour)), PreferLivedExperience: w.LivedExperience,
		Complexity: enum.Number[matchingv1.QuestionComplexity](string(w.Complexity)), RecordedBy: w.RecordedBy, CreateTime: moment.Of(w.CreateTime),
	}
}
