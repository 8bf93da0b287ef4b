package rpc

import (
	"context"

	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/texts"
)

// shown is a message as one who reads it alone sees it: with the name and number that are known now.
type shown struct {
	message.Message
	reach message.Reach
}

// ListMessages reads a page of messages, without their texts.
func (s *Service) ListMessages(ctx context.Context, req *messagev1.ListMessagesRequest) (*messagev1.ListMessagesResponse, error) {
	filter := message.Filter{Application: req.GetApplication(), Channel: message.Channel(enum.Name(req.GetChannel()))}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, message.State(enum.Name(state)))
	}
	list, next, err := page.Read(ctx, s.DB, s.Tokens, req, page.NewestFirst[message.Message](),
		func(tx *pg.Tx, after []string, limit int) ([]message.Message, error) {
			return s.Messages.List(ctx, tx, filter, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &messagev1.ListMessagesResponse{NextPageToken: next}
	for _, m := range list {
		answer.Messages = append(answer.Messages, toProto(req.GetMunicipality(), m))
	}
	return answer, nil
}

// GetMessage reads one message with its text.
func (s *Service) GetMessage(ctx context.Context, req *messagev1.GetMessageRequest) (*messagev1.Message, error) {
	var one shown
	err := s.DB.Read(ctx, func(tx *pg.Tx) (err error) {
		one, err = s.read(ctx, tx, req.GetMessage(), "read message")
		return err
	})
	if err != nil {
		return nil, err
	}
	return one.toProto(req.GetMunicipality()), nil
}

func (s *Service) read(ctx context.Context, tx *pg.Tx, id, action string) (shown, error) {
	m, err := s.Messages.Get(ctx, tx, id, action)
	if err != nil {
		return shown{}, err
	}
	reached, err := s.People.Reach(ctx, tx, []message.Recipient{m.To})
	return shown{m, reached[m.To]}, err
}

// GetLetter is the page to print of a message that goes by letter.
func (s *Service) GetLetter(ctx context.Context, req *messagev1.GetLetterRequest) (*messagev1.Letter, error) {
	var one shown
	var office message.Office
	var day string
	err := s.DB.Read(ctx, func(tx *pg.Tx) (err error) {
		if one, err = s.read(ctx, tx, req.GetMessage(), "print letter"); err != nil {
			return err
		}
		if one.Channel != message.Letter {
			return errs.Field("message", "message.no_letter")
		}
		day = calendar.Day(one.CreateTime)
		office, err = s.Facts.Office(ctx, tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	sheet := message.Sheet(one.Language, one.Subject.Reveal(), one.Body.Reveal(), message.Envelope{
		To:   []string{one.reach.Name.Reveal(), message.Place(one.reach.Postcode, one.reach.HouseNumber)},
		From: []string{office.Name, office.Phone}, Day: texts.Day(one.Language, day),
	})
	return &messagev1.Letter{Message: one.ID, MediaType: "text/html; charset=utf-8", Content: []byte(sheet)}, nil
}

// RecordCall says how a call went.
func (s *Service) RecordCall(ctx context.Context, req *messagev1.RecordCallRequest) (*messagev1.Message, error) {
	return s.change(ctx, req, "record call", func(tx *pg.Tx, m message.Message) (message.Message, error) {
		return m.Call(message.Outcome(enum.Name(req.GetOutcome())), tx.Now())
	})
}

// MarkPrinted says that a letter goes out.
func (s *Service) MarkPrinted(ctx context.Context, req *messagev1.MarkPrintedRequest) (*messagev1.Message, error) {
	return s.change(ctx, req, "mark letter printed", func(tx *pg.Tx, m message.Message) (message.Message, error) {
		return m.Print(tx.Now())
	})
}

// CancelMessage takes back what did not go out.
func (s *Service) CancelMessage(ctx context.Context, req *messagev1.CancelMessageRequest) (*messagev1.Message, error) {
	return s.change(ctx, req, "cancel message", func(_ *pg.Tx, m message.Message) (message.Message, error) {
		return m.Cancel(message.NotNeeded)
	})
}

// RetryMessage has what was given up tried again, by the way that is right now.
func (s *Service) RetryMessage(ctx context.Context, req *messagev1.RetryMessageRequest) (*messagev1.Message, error) {
	return s.change(ctx, req, "retry message", func(tx *pg.Tx, m message.Message) (message.Message, error) {
		reached, err := s.People.Reach(ctx, tx, []message.Recipient{m.To})
		if err != nil {
			return m, err
		}
		reach, known := reached[m.To]
		if !known {
			reach.Gone = message.Erased
		}
		return m.Retry(message.Way(m.Kind, reach, s.Texts != nil), tx.Now())
	})
}

// moving is a request that moves one message.
type moving interface {
	pg.Request
	GetMunicipality() string
	GetMessage() string
	GetEtag() string
}

// change moves a message, once for each request.
func (s *Service) change(ctx context.Context, req moving, action string, move func(tx *pg.Tx, m message.Message) (message.Message, error)) (*messagev1.Message, error) {
	load := func(ctx context.Context, tx *pg.Tx, id string) (shown, error) { return s.read(ctx, tx, id, action) }
	one, err := pg.Once(ctx, s.DB, req, load, func(tx *pg.Tx) (shown, error) {
		m, err := s.Messages.Lock(ctx, tx, req.GetMessage(), action)
		if err != nil {
			return shown{}, err
		}
		if err := m.CheckEtag(req.GetEtag()); err != nil {
			return shown{}, err
		}
		if m, err = move(tx, m); err != nil {
			return shown{}, err
		}
		if err := s.Messages.Save(ctx, tx, m); err != nil {
			return shown{}, err
		}
		return load(ctx, tx, m.ID)
	})
	if err != nil {
		return nil, err
	}
	return one.toProto(req.GetMunicipality()), nil
}
