package rpc

import (
	"context"
	"slices"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// namedTie is a tie with the name of its supporter.
type namedTie struct {
	matching.Tie
	name sealed.Text
}

// CreateTie records that a supporter and a resident belong to each other, and parts what stands between them.
func (s *Service) CreateTie(ctx context.Context, req *matchingv1.CreateTieRequest) (*matchingv1.Tie, error) {
	given := req.GetTie()
	tie, err := pg.Once(ctx, s.db, req, s.loadTie, func(tx *pg.Tx) (namedTie, error) {
		application, err := s.applications.Lock(ctx, tx, given.GetApplication())
		if err != nil {
			return namedTie{}, err
		}
		if err := s.part(ctx, tx, application, given.GetSupporter()); err != nil {
			return namedTie{}, err
		}
		// Held, so that no tie is recorded with who is erased at the same moment.
		if err := s.supporters.Lock(ctx, tx, given.GetSupporter()); err != nil {
			return namedTie{}, err
		}
		// What somebody asked while this waited for the supporter: nobody can ask any more now.
		if err := s.part(ctx, tx, application, given.GetSupporter()); err != nil {
			return namedTie{}, err
		}
		tie := matching.Tie{
			ID: pg.NewID(), Application: application.ID, Dossier: application.Dossier, Supporter: given.GetSupporter(),
			Kind: enum.Name(given.GetKind()), Note: sealed.Of(given.GetNote()), RecordedBy: tx.Call().Caller.Account,
		}
		if err := s.ties.InsertTie(ctx, tx, tie); err != nil {
			return namedTie{}, err
		}
		return s.nameTie(ctx, tx, tie.ID, "create tie")
	})
	if err != nil {
		return nil, err
	}
	return tieToProto(req.GetMunicipality(), tie), nil
}

// part takes back what stands between a supporter and the resident of an application: open offers are withdrawn, as when
// somebody else said yes, and matches that wait for the resident undone.
func (s *Service) part(ctx context.Context, tx *pg.Tx, application matching.Application, supporter string) error {
	dossiers, err := s.ties.Dossiers(ctx, tx, application.Dossier)
	if err != nil {
		return err
	}
	return s.letGo(ctx, tx, supporter, func(a matching.Application) bool { return slices.Contains(dossiers, a.Dossier) })
}

// EndTie says that a tie stands no more.
func (s *Service) EndTie(ctx context.Context, req *matchingv1.EndTieRequest) (*matchingv1.Tie, error) {
	tie, err := pg.Once(ctx, s.db, req, s.loadTie, func(tx *pg.Tx) (namedTie, error) {
		found, err := s.ties.Tie(ctx, tx, req.GetTie(), "end tie")
		if err != nil {
			return namedTie{}, err
		}
		if _, err := s.applications.Lock(ctx, tx, found.Application); err != nil {
			return namedTie{}, err
		}
		// Again, now that nobody else ends it.
		if found, err = s.ties.Tie(ctx, tx, found.ID, "end tie"); err != nil {
			return namedTie{}, err
		}
		ended, err := found.End(req.GetEtag(), tx.Call().Caller.Account, tx.Now())
		if err != nil {
			return namedTie{}, err
		}
		if err := s.ties.EndTie(ctx, tx, ended); err != nil {
			return namedTie{}, err
		}
		return s.nameTie(ctx, tx, found.ID, "end tie")
	})
	if err != nil {
		return nil, err
	}
	return tieToProto(req.GetMunicipality(), tie), nil
}

// GetTie reads one tie.
func (s *Service) GetTie(ctx context.Context, req *matchingv1.GetTieRequest) (*matchingv1.Tie, error) {
	var tie namedTie
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		tie, err = s.loadTie(ctx, tx, req.GetTie())
		return err
	})
	if err != nil {
		return nil, err
	}
	return tieToProto(req.GetMunicipality(), tie), nil
}

// ListTies reads a page of ties.
func (s *Service) ListTies(ctx context.Context, req *matchingv1.ListTiesRequest) (*matchingv1.ListTiesResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[namedTie](), func(tx *pg.Tx, after []string, limit int) ([]namedTie, error) {
		filter := matching.TieFilter{Supporter: req.GetSupporter(), Ended: req.GetEnded()}
		if req.GetApplication() != "" {
			application, err := s.applications.Get(ctx, tx, req.GetApplication())
			if err != nil {
				return nil, err
			}
			if filter.Dossiers, err = s.ties.Dossiers(ctx, tx, application.Dossier); err != nil {
				return nil, err
			}
		}
		list, err := s.ties.Ties(ctx, tx, filter, page.Key(after), limit)
		if err != nil {
			return nil, err
		}
		return s.nameTies(ctx, tx, list)
	})
	if err != nil {
		return nil, err
	}
	answer := &matchingv1.ListTiesResponse{NextPageToken: next}
	for _, tie := range list {
		answer.Ties = append(answer.Ties, tieToProto(req.GetMunicipality(), tie))
	}
	return answer, nil
}

// loadTie finds a tie again, also for a request that was repeated.
func (s *Service) loadTie(ctx context.Context, tx *pg.Tx, id string) (namedTie, error) {
	return s.nameTie(ctx, tx, id, "read tie")
}

func (s *Service) nameTie(ctx context.Context, tx *pg.Tx, id, action string) (namedTie, error) {
	tie, err := s.ties.Tie(ctx, tx, id, action)
	if err != nil {
		return namedTie{}, err
	}
	list, err := s.nameTies(ctx, tx, []matching.Tie{tie})
	if err != nil {
		return namedTie{}, err
	}
	return list[0], nil
}

// nameTies reads and logs the names of the supporters.
func (s *Service) nameTies(ctx context.Context, tx *pg.Tx, list []matching.Tie) ([]namedTie, error) {
	supporters := make([]string, 0, len(list))
	for _, tie := range list {
		supporters = append(supporters, tie.Supporter)
	}
	names, err := s.supporters.Names(ctx, tx, supporters)
	if err != nil {
		return nil, err
	}
	named := make([]namedTie, 0, len(list))
	for _, tie := range list {
		named = append(named, namedTie{tie, names[tie.Supporter]})
	}
	return named, nil
}

func tieToProto(municipality string, t namedTie) *matchingv1.Tie {
	return &matchingv1.Tie{
		Id: t.ID, Municipality: municipality, Application: t.Application, Supporter: t.Supporter, SupporterName: t.name.Reveal(),
		Kind: enum.Number[matchingv1.TieKind](t.Kind), Note: t.Note.Reveal(), RecordedBy: t.RecordedBy, EndedBy: t.EndedBy,
		EndTime: moment.Of(t.EndTime), CreateTime: moment.Of(t.CreateTime), UpdateTime: moment.Of(t.UpdateTime), Etag: t.Etag(),
	}
}
