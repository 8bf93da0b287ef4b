package rpc

import (
	"context"
	"time"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/pg"
)

// shown is a message with how whom it is for is reached now.
type shown struct {
	message.Message
	reach message.Reach
	// through is where or through whom a task may be told, when it is read alone.
	through []message.GoBetween
}

// reach reads how those whom messages are for are reached now, and why some go to nobody.
func (s *Service) reach(ctx context.Context, tx *pg.Tx, list ...message.Message) ([]shown, error) {
	recipients := make([]message.Recipient, 0, len(list))
	for _, m := range list {
		recipients = append(recipients, m.To)
	}
	reached, err := s.People.Reach(ctx, tx, recipients)
	if err != nil {
		return nil, err
	}
	barred, err := s.Facts.Barred(ctx, tx, list)
	if err != nil {
		return nil, err
	}
	known := make([]shown, 0, len(list))
	for _, m := range list {
		reach, there := reached[m.To]
		switch {
		case m.Stopped != "":
			reach.Gone = m.Stopped
		case barred[m.ID] != "":
			reach.Gone = barred[m.ID]
		case !there:
			reach.Gone = message.Erased
		}
		reach.Untold = m.Untold
		known = append(known, shown{Message: m, reach: reach})
	}
	return known, nil
}

// way is the way that is right now.
func (s *Service) way(one shown) message.Decision {
	return message.Way(one.Kind, one.reach, s.Texts != nil)
}

// goes has a message go the way that was decided, in the words of that way.
func (s *Service) goes(ctx context.Context, tx *pg.Tx, m message.Message, d message.Decision) (message.Message, error) {
	before := message.TextChannel(m.Channel)
	m = m.Go(d, tx.Now())
	if !m.Open() || message.TextChannel(m.Channel) == before {
		return m, nil
	}
	return s.say(ctx, tx, m)
}

// say fills the text of the way that a message goes.
func (s *Service) say(ctx context.Context, tx *pg.Tx, m message.Message) (message.Message, error) {
	text, err := s.text(ctx, tx, m)
	if err != nil {
		return m, err
	}
	return m.Say(text), nil
}

// text is the one that counts for a message: the municipality's own, or the platform's. A kind that has no text for the
// way takes that of a mail, which every kind has: better too many words than nothing told.
func (s *Service) text(ctx context.Context, tx *pg.Tx, m message.Message) (message.Template, error) {
	of := message.Template{Kind: m.Kind, Channel: message.TextChannel(m.Channel), Language: m.Language}
	standard, err := message.Standard(of.ResourceID())
	if err != nil {
		of.Channel = message.Mail
		standard, err = message.Standard(of.ResourceID())
	}
	if err != nil {
		return message.Template{}, err
	}
	own, err := s.Templates.Templates(ctx, tx)
	if err != nil {
		return message.Template{}, err
	}
	return counts(standard, own), nil
}

// heed looks at a task again with what is known now, and keeps what changed.
func (s *Service) heed(ctx context.Context, tx *pg.Tx, m message.Message) error {
	known, err := s.reach(ctx, tx, m)
	if err != nil {
		return err
	}
	d, changed := m.Heed(known[0].reach, s.Texts != nil)
	if !changed {
		return nil
	}
	m.NextAttempt, m.Fault = time.Time{}, ""
	if m, err = s.goes(ctx, tx, m, d); err != nil {
		return err
	}
	return s.Messages.Save(ctx, tx, m)
}

// settle is heed of a message that nobody holds. What somebody is shown, or prints, is what is safe now.
func (s *Service) settle(ctx context.Context, id, action string) (one shown, err error) {
	differs := false
	err = s.DB.Read(ctx, func(tx *pg.Tx) error {
		if one, err = s.read(ctx, tx, id, action); err == nil {
			_, differs = one.Heed(one.reach, s.Texts != nil)
		}
		return err
	})
	if err != nil || !differs {
		return one, err
	}
	err = s.DB.Write(ctx, func(tx *pg.Tx) error {
		m, err := s.Messages.Lock(ctx, tx, id, action)
		if err != nil {
			return err
		}
		if err := s.heed(ctx, tx, m); err != nil {
			return err
		}
		one, err = s.read(ctx, tx, id, action)
		return err
	})
	return one, err
}
