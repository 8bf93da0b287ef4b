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

// GetMessage reads one message with its text. A task that may not be done so any more goes another way first.
func (s *Service) GetMessage(ctx context.Context, req *messagev1.GetMessageRequest) (*messagev1.Message, error) {
	one, err := s.settle(ctx, req.GetMessage(), "read message")
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
	known, err := s.reach(ctx, tx, m)
	if err != nil {
		return shown{}, err
	}
	one := known[0]
	if one.State == message.ToDo && one.reach.Gone == "" {
		one.through, err = s.Facts.GoBetweens(ctx, tx, m)
	}
	return one, err
}

// GetLetter is the page to print of a message that goes by letter, and still may.
func (s *Service) GetLetter(ctx context.Context, req *messagev1.GetLetterRequest) (*messagev1.Letter, error) {
	one, err := s.settle(ctx, req.GetMessage(), "print letter")
	if err != nil {
		return nil, err
	}
	if one.Channel != message.Letter || one.reach.Safety.NoPost || one.reach.Gone != "" {
		return nil, errs.Field("message", "message.no_letter")
	}
	var office message.Office
	err = s.DB.Read(ctx, func(tx *pg.Tx) (err error) {
		office, err = s.Facts.Office(ctx, tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	sheet := message.Sheet(one.Language, one.Subject.Reveal(), one.Body.Reveal(), message.Envelope{
		To:   []string{one.reach.Name.Reveal(), message.Place(one.reach.Postcode, one.reach.HouseNumber)},
		From: []string{office.Name, office.Phone}, Day: texts.Day(one.Language, calendar.Day(one.CreateTime)),
	})
	return &messagev1.Letter{Message: one.ID, MediaType: "text/html; charset=utf-8", Content: []byte(sheet)}, nil
}

// RecordCall says how a call went. It is recorded also when nobody should have called any more, for they did.
func (s *Service) RecordCall(ctx context.Context, req *messagev1.RecordCallRequest) (*messagev1.Message, error) {
	return s.change(ctx, req, "record call", func(tx *pg.Tx, m message.Message) (message.Message, error) {
		return m.Call(message.Outcome(enum.Name(req.GetOutcome())), tx.Now())
	})
}

// MarkPrinted says that a letter goes out. One that may not any more is refused: it lies on a desk still.
func (s *Service) MarkPrinted(ctx context.Context, req *messagev1.MarkPrintedRequest) (*messagev1.Message, error) {
	if _, err := s.settle(ctx, req.GetMessage(), "mark letter printed"); err != nil {
		return nil, err
	}
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
		known, err := s.reach(ctx, tx, m)
		if err != nil {
			return m, err
		}
		before := message.TextChannel(m.Channel)
		if m, err = m.Retry(s.way(known[0]), tx.Now()); err != nil || message.TextChannel(m.Channel) == before {
			return m, err
		}
		return s.say(ctx, tx, m)
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
		if err := s.heed(ctx, tx, m); err != nil { // what is still to be done is done as is safe now
			return shown{}, err
		}
		return load(ctx, tx, m.ID)
	})
	if err != nil {
		return nil, err
	}
	return one.toProto(req.GetMunicipality()), nil
}
