package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
	"oco.example/oco/server/support/card"
)

// Cards is where batches of thank-you cards are kept (support/store). They hold nothing of a person.
type Cards interface {
	// CardBatch reads one, or NOT_FOUND.
	CardBatch(ctx context.Context, tx *pg.Tx, id string) (support.CardBatch, error)
	// CardBatches reads up to limit after the one with id after, the newest first.
	CardBatches(ctx context.Context, tx *pg.Tx, after string, limit int) ([]support.CardBatch, error)
	// InsertCardBatch stores a new one.
	InsertCardBatch(ctx context.Context, tx *pg.Tx, b support.CardBatch) error
	// CountCardUse counts a use of the batch with a code, when there is one.
	CountCardUse(ctx context.Context, tx *pg.Tx, code string) error
}

// CreateCardBatch makes the code of a number of cards.
func (s *Service) CreateCardBatch(ctx context.Context, req *supportv1.CreateCardBatchRequest) (*supportv1.CardBatch, error) {
	batch, err := pg.Once(ctx, s.db, req, s.cards.CardBatch, func(tx *pg.Tx) (support.CardBatch, error) {
		b := support.CardBatch{
			ID: pg.NewID(), Label: req.GetCardBatch().GetLabel(), Cards: int(req.GetCardBatch().GetCards()), Code: crypto.NewCard(),
		}
		if err := s.cards.InsertCardBatch(ctx, tx, b); err != nil {
			return support.CardBatch{}, err
		}
		return s.cards.CardBatch(ctx, tx, b.ID)
	})
	if err != nil {
		return nil, err
	}
	return cardBatchToProto(req.GetMunicipality(), batch), nil
}

// GetCardBatch reads one batch.
func (s *Service) GetCardBatch(ctx context.Context, req *supportv1.GetCardBatchRequest) (*supportv1.CardBatch, error) {
	var batch support.CardBatch
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		batch, err = s.cards.CardBatch(ctx, tx, req.GetCardBatch())
		return err
	})
	if err != nil {
		return nil, err
	}
	return cardBatchToProto(req.GetMunicipality(), batch), nil
}

// ListCardBatches reads a page of batches.
func (s *Service) ListCardBatches(ctx context.Context, req *supportv1.ListCardBatchesRequest) (*supportv1.ListCardBatchesResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[support.CardBatch](),
		func(tx *pg.Tx, after []string, limit int) ([]support.CardBatch, error) {
			return s.cards.CardBatches(ctx, tx, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &supportv1.ListCardBatchesResponse{NextPageToken: next}
	for _, batch := range list {
		answer.CardBatches = append(answer.CardBatches, cardBatchToProto(req.GetMunicipality(), batch))
	}
	return answer, nil
}

// GetCardSheet writes a batch down to print.
func (s *Service) GetCardSheet(ctx context.Context, req *supportv1.GetCardSheetRequest) (*supportv1.CardSheet, error) {
	var batch support.CardBatch
	var file []byte
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		if batch, err = s.cards.CardBatch(ctx, tx, req.GetCardBatch()); err != nil {
			return err
		}
		sheet, err := s.settings.CardSheet(ctx, tx)
		if err != nil {
			return err
		}
		sheet.Code, sheet.Cards = batch.Code, batch.Cards
		sheet.Link = s.website + "/" + tx.Municipality() + "/k/" + batch.Code
		file, err = card.Write(sheet, tx.Now())
		return err
	})
	if err != nil {
		return nil, err
	}
	name := "bedankkaartjes-" + calendar.Day(batch.CreateTime) + "-" + batch.Code + ".pdf"
	return &supportv1.CardSheet{FileName: name, MediaType: card.MediaType, Content: file}, nil
}

// welcome is what whoever comes by a card is told, whichever card it is. Nobody learns by it which codes there are.
type welcome struct{ id, name, phone string }

// ResourceID is the id of this use, which nothing else knows.
func (w welcome) ResourceID() string { return w.id }

// CountCardUse counts that somebody came by a card.
func (s *Service) CountCardUse(ctx context.Context, req *supportv1.CountCardUseRequest) (*supportv1.CountCardUseResponse, error) {
	greet := func(ctx context.Context, tx *pg.Tx, id string) (welcome, error) {
		name, phone, err := s.settings.Contact(ctx, tx)
		return welcome{id, name, phone}, err
	}
	w, err := pg.Once(ctx, s.db, req, greet, func(tx *pg.Tx) (welcome, error) {
		if code, ok := crypto.ParseCard(req.GetCardCode()); ok {
			if err := s.cards.CountCardUse(ctx, tx, code); err != nil {
				return welcome{}, err
			}
		}
		return greet(ctx, tx, pg.NewID())
	})
	if err != nil {
		return nil, err
	}
	return &supportv1.CountCardUseResponse{ContactName: w.name, ContactPhone: w.phone}, nil
}

func cardBatchToProto(municipality string, b support.CardBatch) *supportv1.CardBatch {
	return &supportv1.CardBatch{
		Id: b.ID, Municipality: municipality, Label: b.Label, Cards: int32(b.Cards), CardCode: b.Code, Uses: b.Uses,
		CreateTime: timestamppb.New(b.CreateTime),
	}
}
