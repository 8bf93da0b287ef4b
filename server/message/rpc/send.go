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
	var list []shown
	var office message.Office
	var files map[string]*mail.File
	err = s.DB.Write(ctx, func(tx *pg.Tx) (err error) {
		due, err := s.Messages.Take(ctx, tx, channels, batch)
		if err != nil || len(due) == 0 {
			return err
		}
		if office, err = s.Facts.Office(ctx, tx); err != nil {
			return err
		}
		taken = len(due)
		if list, err = s.allowed(ctx, tx, due); err != nil {
			return err
		}
		files, err = s.files(ctx, tx, list)
		return err
	})
	if err != nil || len(list) == 0 {
		return taken, 0, err
	}
	classes := s.deliver(ctx, list, office, files)
	ids := make([]string, 0, len(list))
	for _, m := range list {
		ids = append(ids, m.ID)
	}
	err = s.DB.Write(ctx, func(tx *pg.Tx) error {
		stopped, err := s.Messages.Stopped(ctx, tx, ids)
		if err != nil {
			return err
		}
		sent = 0
		after := make([]message.Message, len(list))
		for i, m := range list {
			m.Stopped = stopped[m.ID]
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
func (s *Service) allowed(ctx context.Context, tx *pg.Tx, list []message.Message) ([]shown, error) {
	known, err := s.reach(ctx, tx, list...)
	if err != nil {
		return nil, err
	}
	may := make([]shown, 0, len(list))
	for _, one := range known {
		decision := s.way(one)
		if decision.Nobody == "" && decision.Channel == one.Channel {
			one.Mind = decision.Mind
			may = append(may, one)
			continue
		}
		m := one.Message
		m.Attempts, m.NextAttempt = 0, time.Time{}
		if m, err = s.goes(ctx, tx, m, decision); err != nil {
			return nil, err
		}
		if err := s.Messages.Save(ctx, tx, m); err != nil {
			return nil, err
		}
	}
	return s.remind(ctx, tx, may)
}

// deliver hands messages over and says of each what went wrong.
func (s *Service) deliver(ctx context.Context, list []shown, office message.Office, files map[string]*mail.File) []mail.Class {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	var mails []mail.Mail
	var short []sms.Text
	for _, m := range list {
		if m.Channel == message.SMS {
			short = append(short, sms.Text{ID: m.ID, To: m.reach.Phone, Body: m.Body})
			continue
		}
		mails = append(mails, mail.Mail{
			ID: m.ID, To: m.reach.Email, FromName: office.Name, ReplyTo: office.Email, Subject: m.Subject, Text: m.Body,
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
