package rpc

import (
	"context"
	"time"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/sms"
)

const (
	// batch is how many messages one sender takes up at once.
	batch = 100
	// within is how long a sender goes on with what it took up; well before another may take it up.
	within = message.Lease - 2*time.Minute
)

// SendDue sends what is due in the municipality of ctx, batch by batch, and returns how many messages went out. Any
// number of senders may be at it. Whoever crashes between sending and noting it leaves the message to another, who
// sends it under the same Message-ID.
func (s *Service) SendDue(ctx context.Context) (sent int, err error) {
	for {
		taken, gone, err := s.sendBatch(ctx)
		sent += gone
		if err != nil || taken < batch || ctx.Err() != nil {
			return sent, err
		}
	}
}

func (s *Service) sendBatch(ctx context.Context) (taken, sent int, err error) {
	var channels []message.Channel
	if s.Mails != nil {
		channels = append(channels, message.Mail)
	}
	if s.Texts != nil {
		channels = append(channels, message.SMS)
	}
	if len(channels) == 0 {
		return 0, 0, nil
	}
	var list []message.Message
	var reached map[message.Recipient]message.Reach
	var office message.Office
	var files map[string]*mail.File
	err = s.DB.Write(ctx, func(tx *pg.Tx) (err error) {
		if list, err = s.Messages.Take(ctx, tx, channels, batch); err != nil || len(list) == 0 {
			return err
		}
		if office, err = s.Facts.Office(ctx, tx); err != nil {
			return err
		}
		taken = len(list)
		if list, reached, err = s.allowed(ctx, tx, list); err != nil {
			return err
		}
		files, err = s.files(ctx, tx, list)
		return err
	})
	if err != nil || len(list) == 0 {
		return taken, 0, err
	}
	classes := s.deliver(ctx, list, reached, office, files)
	err = s.DB.Write(ctx, func(tx *pg.Tx) error {
		sent = 0
		after := make([]message.Message, len(list))
		for i, m := range list {
			after[i] = m.Tried(message.Fault(classes[i]), tx.Now())
			if after[i].State == message.Sent {
				sent++
			}
		}
		return s.Messages.Note(ctx, tx, after)
	})
	return taken, sent, err
}

// allowed looks once more, just before sending, whether each message may go this way. What may not goes another way,
// or to nobody.
func (s *Service) allowed(ctx context.Context, tx *pg.Tx, list []message.Message) ([]message.Message, map[message.Recipient]message.Reach, error) {
	recipients := make([]message.Recipient, 0, len(list))
	for _, m := range list {
		recipients = append(recipients, m.To)
	}
	reached, err := s.People.Reach(ctx, tx, recipients)
	if err != nil {
		return nil, nil, err
	}
	var may []message.Message
	for _, m := range list {
		reach, known := reached[m.To]
		if !known {
			reach.Gone = message.Erased
		}
		decision := message.Way(m.Kind, reach, s.Texts != nil)
		if decision.Nobody == "" && decision.Channel == m.Channel {
			may = append(may, m)
			continue
		}
		m.Attempts, m.NextAttempt = 0, time.Time{}
		if err := s.Messages.Save(ctx, tx, m.Go(decision, tx.Now())); err != nil {
			return nil, nil, err
		}
	}
	return may, reached, nil
}

// deliver hands messages over and says of each what went wrong.
func (s *Service) deliver(
	ctx context.Context, list []message.Message, reached map[message.Recipient]message.Reach, office message.Office, files map[string]*mail.File,
) []mail.Class {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	var mails []mail.Mail
	var short []sms.Text
	for _, m := range list {
		if m.Channel == message.SMS {
			short = append(short, sms.Text{ID: m.ID, To: reached[m.To].Phone, Body: m.Body})
			continue
		}
		mails = append(mails, mail.Mail{
			ID: m.ID, To: reached[m.To].Email, FromName: office.Name, ReplyTo: office.Email, Subject: m.Subject, Text: m.Body,
			HTML: sealed.Of(message.HTML(m.Language, m.Subject.Reveal(), m.Body.Reveal())), Language: m.Language, Time: m.CreateTime,
			File: files[m.ID],
		})
	}
	var byMail, bySMS []mail.Class
	if len(mails) > 0 {
		byMail = s.Mails.Deliver(ctx, mails)
	}
	if len(short) > 0 {
		bySMS = s.Texts.Deliver(ctx, short)
	}
	classes := make([]mail.Class, 0, len(list))
	for _, m := range list {
		from := &byMail
		if m.Channel == message.SMS {
			from = &bySMS
		}
		classes, *from = append(classes, (*from)[0]), (*from)[1:]
	}
	return classes
}
