package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"time"

	"github.com/emersion/go-smtp"
	"golang.org/x/sync/errgroup"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/itest/program"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
)

const (
	// outboundBound is how many messages a second leave at least, while besidesPerSecond calls a second are answered.
	outboundBound, besidesPerSecond = 1000, 100
	// written is how many messages are written, and mailCopies how often each of them waits.
	written, mailCopies = 400, 50
	// writing is within how long events become messages, leaving within how long they leave.
	writing, leaving = 2 * time.Minute, 3 * time.Minute
)

// counting is a mail server on this machine that takes every mail and counts it; first is when the first came, in Unix
// nanoseconds.
type counting struct{ mails, first atomic.Int64 }

// NewSession takes everybody.
func (c *counting) NewSession(*smtp.Conn) (smtp.Session, error) { return c, nil }

// Reset begins anew.
func (*counting) Reset() {}

// Logout ends it.
func (*counting) Logout() error { return nil }

// Mail takes every sender.
func (*counting) Mail(string, *smtp.MailOptions) error { return nil }

// Rcpt takes every recipient.
func (*counting) Rcpt(string, *smtp.RcptOptions) error { return nil }

// Data counts a mail.
func (c *counting) Data(r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	if c.mails.Add(1) == 1 {
		c.first.Store(time.Now().UnixNano())
	}
	return err
}

// measureOutbound measures how many messages a second leave a program that has a queue of them and is called meanwhile.
func measureOutbound(ctx context.Context, r *region, f *figures) (err error) {
	waiting, err := r.queue(ctx)
	if err != nil {
		return err
	}
	sink := &counting{}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen for mails: %w", err)
	}
	post := smtp.NewServer(sink)
	post.Domain = "localhost"
	go func() { _ = post.Serve(listener) }() // until close
	defer func() { err = errors.Join(err, post.Close()) }()
	server, err := r.outside(ctx, "outbound", func(*program.Server) {},
		"--smtp-addr", listener.Addr().String(), "--smtp-from", "oco@oco.example", "--smtp-tls", "none", "--public-url", "https://oco.example")
	if err != nil {
		return err
	}
	defer server.Stop()
	took, pace, err := r.drain(ctx, server, sink, waiting)
	if err != nil {
		return err
	}
	f.bounded("outbound_per_s", float64(waiting)/took.Seconds(), "messages/s", outboundBound, higher)
	f.bounded("outbound_beside", pace, "calls/s", 0.95*besidesPerSecond, higher)
	f.failWith("outbound_per_s", "outbound_beside")
	return nil
}

// drain waits until all mails left, counted from the first, and calls the program meanwhile; pace is how many calls a second
// were answered.
func (r *region) drain(ctx context.Context, server *program.Server, sink *counting, waiting int64) (took time.Duration, pace float64, err error) {
	conns, err := dial(server.GRPC)
	if err != nil {
		return 0, 0, err
	}
	defer func() {
		for _, conn := range conns {
			err = errors.Join(err, conn.Close())
		}
	}()
	work, ctx := errgroup.WithContext(ctx)
	var left atomic.Bool
	work.Go(func() error {
		var paces []float64
		for !left.Load() {
			round, err := steadily(ctx, time.Second, besidesPerSecond, func(ctx context.Context, n int) error {
				_, err := intakeOf(conns[n%len(conns)]).GetIntakeForm(ctx, &intakev1.GetIntakeFormRequest{Municipality: someMunicipality()})
				return err
			})
			if err != nil {
				return err
			}
			paces = append(paces, round)
		}
		pace = median(paces)
		return nil
	})
	work.Go(func() error {
		defer left.Store(true)
		for began := time.Now(); sink.mails.Load() < waiting; {
			if time.Since(began) > leaving {
				return fmt.Errorf("%d of %d messages left in %s", sink.mails.Load(), waiting, leaving)
			}
			if err := wait(ctx, time.Millisecond); err != nil {
				return err
			}
		}
		took = time.Since(time.Unix(0, sink.first.Load()))
		return nil
	})
	return took, pace, work.Wait()
}

// queue has the platform write messages, and copies each: they wait, for no mail server is set.
func (r *region) queue(ctx context.Context) (waiting int64, err error) {
	for n := range written {
		if _, err := intakeOf(r.small.conns[n%callers]).SubmitApplication(ctx, submission(someMunicipality())); err != nil {
			return 0, err
		}
	}
	db, err := r.open(ctx, embedded.Superuser, smallDatabase, 1)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	count := func() (n int64, err error) {
		err = db.Read(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &n, `SELECT count(*) FROM message.message WHERE state = 'QUEUED' AND channel = 'MAIL'`)
		})
		return n, err
	}
	for began := time.Now(); waiting < written; {
		if waiting, err = count(); err != nil {
			return 0, err
		}
		if time.Since(began) > writing {
			return 0, fmt.Errorf("%d of %d messages were written in %s", waiting, written, writing)
		}
		if err := wait(ctx, 100*time.Millisecond); err != nil {
			return 0, err
		}
	}
	err = db.Write(ctx, func(tx *pg.Tx) error {
		another := replaced{"id": derived("id"), "cause": "s.cause + n * 1000000"}
		return copyRows(ctx, tx, "message.message", "s.state = 'QUEUED' AND s.channel = 'MAIL'", mailCopies-1, another)
	})
	if err != nil {
		return 0, err
	}
	return count()
}
