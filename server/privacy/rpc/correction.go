package rpc

import (
	"context"

	privacyv1 "oco.example/oco/gen/go/oco/privacy/v1"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/privacy"
)

// Corrections is where what was decided of dossiers is kept (privacy/store). What it reads it logs.
type Corrections interface {
	Correction(ctx context.Context, tx *pg.Tx, id string) (privacy.Correction, error)
	// LockCorrection reads one and holds its row until the transaction ends.
	LockCorrection(ctx context.Context, tx *pg.Tx, id string) (privacy.Correction, error)
	// Corrections reads up to limit after the one with id after, the newest first.
	Corrections(ctx context.Context, tx *pg.Tx, dossiers []string, after string, limit int) ([]privacy.Correction, error)
	// Decided are the outcomes of what was recorded of a request.
	Decided(ctx context.Context, tx *pg.Tx, request string) ([]privacy.CorrectionOutcome, error)
	InsertCorrection(ctx context.Context, tx *pg.Tx, c privacy.Correction) error
	SaveStatement(ctx context.Context, tx *pg.Tx, c privacy.Correction) error
	// TakeBack removes what was recorded of a request in other dossiers than these.
	TakeBack(ctx context.Context, tx *pg.Tx, request string, dossiers []string) error
}

// CreateCorrection records what was decided of one part of the dossier.
func (s *Service) CreateCorrection(ctx context.Context, req *privacyv1.CreateCorrectionRequest) (*privacyv1.Correction, error) {
	c, err := pg.Once(ctx, s.db, req, s.corrections.Correction, func(tx *pg.Tx) (privacy.Correction, error) {
		request, err := s.requests.LockRequest(ctx, tx, req.GetRightsRequest())
		if err != nil {
			return privacy.Correction{}, err
		}
		c, err := request.Correct(privacy.Correction{
			ID: pg.NewID(), Part: enum.Name(req.GetPart()), Outcome: privacy.CorrectionOutcome(enum.Name(req.GetOutcome())),
			Subject: sealed.Of(req.GetSubject()), Reason: sealed.Of(req.GetReason()), Statement: sealed.Of(req.GetStatement()), By: tx.Call().Caller.Account,
		})
		if err != nil {
			return privacy.Correction{}, err
		}
		if err := s.corrections.InsertCorrection(ctx, tx, c); err != nil {
			return privacy.Correction{}, err
		}
		return s.corrections.Correction(ctx, tx, c.ID)
	})
	return answerCorrection(req.GetMunicipality(), c, err)
}

// GetCorrection reads one.
func (s *Service) GetCorrection(ctx context.Context, req *privacyv1.GetCorrectionRequest) (*privacyv1.Correction, error) {
	var c privacy.Correction
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		c, err = s.corrections.Correction(ctx, tx, req.GetCorrection())
		return err
	})
	return answerCorrection(req.GetMunicipality(), c, err)
}

// ListCorrections reads a page of a resident's.
func (s *Service) ListCorrections(ctx context.Context, req *privacyv1.ListCorrectionsRequest) (*privacyv1.ListCorrectionsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[privacy.Correction](),
		func(tx *pg.Tx, after []string, limit int) ([]privacy.Correction, error) {
			person, err := s.dossiers.Person(ctx, tx, req.GetResident())
			if err != nil {
				return nil, err
			}
			dossiers, err := s.dossiers.Group(ctx, tx, person)
			if err != nil {
				return nil, err
			}
			return s.corrections.Corrections(ctx, tx, dossiers, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	response := &privacyv1.ListCorrectionsResponse{NextPageToken: next}
	for _, c := range list {
		response.Corrections = append(response.Corrections, correctionToProto(req.GetMunicipality(), c))
	}
	return response, nil
}

// RecordStatement adds what the resident says of a refusal.
func (s *Service) RecordStatement(ctx context.Context, req *privacyv1.RecordStatementRequest) (*privacyv1.Correction, error) {
	c, err := pg.Once(ctx, s.db, req, s.corrections.Correction, func(tx *pg.Tx) (privacy.Correction, error) {
		c, err := s.corrections.LockCorrection(ctx, tx, req.GetCorrection())
		if err != nil {
			return c, err
		}
		if c, err = c.State(sealed.Of(req.GetStatement()), req.GetEtag()); err != nil {
			return c, err
		}
		if err := s.corrections.SaveStatement(ctx, tx, c); err != nil {
			return c, err
		}
		return s.corrections.Correction(ctx, tx, c.ID)
	})
	return answerCorrection(req.GetMunicipality(), c, err)
}

func answerCorrection(municipality string, c privacy.Correction, err error) (*privacyv1.Correction, error) {
	if err != nil {
		return nil, err
	}
	return correctionToProto(municipality, c), nil
}

func correctionToProto(municipality string, c privacy.Correction) *privacyv1.Correction {
	return &privacyv1.Correction{
		Id: c.ID, Municipality: municipality, Resident: c.Dossier, RightsRequest: c.Request, Part: enum.Number[privacyv1.DossierPart](c.Part),
		Outcome: enum.Number[privacyv1.CorrectionOutcome](string(c.Outcome)), Subject: c.Subject.Reveal(), Reason: c.Reason.Reveal(),
		Statement: c.Statement.Reveal(), RecordedBy: c.By, CreateTime: moment.Of(c.CreateTime), UpdateTime: moment.Of(c.UpdateTime), Etag: c.Etag(),
	}
}
