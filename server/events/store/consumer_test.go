package store_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/events/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

const (
	here  = "gm0867"
	there = "gm0855"
)

// emit appends n events to a municipality, in transactions of at most three.
func emit(t *testing.T, db *pgtest.Database, municipality string, n int) {
	t.Helper()
	ctx := pgtest.Context(t, municipality, call.RoleSystem)
	for n > 0 {
		size := min(n, 3)
		n -= size
		if err := db.App.Write(ctx, func(tx *pg.Tx) error {
			for range size {
				tx.Emit(tx.Now(), pg.Live, &eventv1.ApplicationEnded{Application: pg.NewID(), Reason: "MOVED", EndDate: "2026-11-22"})
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// remember is a handler whose effect can be counted: a job under the event's position, of which
// there can be only one, and which refuses to come before its predecessor.
func remember(ctx context.Context, tx *pg.Tx, event *eventv1.Event) error {
	var before int64
	err := tx.Get(ctx, &before, `SELECT count(*) FROM platform.job WHERE municipality = $1 AND kind = 'seen'`, tx.Municipality())
	if err != nil {
		return err
	}
	if before != event.GetPosition()-1 || event.GetMunicipality() != tx.Municipality() || event.GetApplicationEnded().GetReason() != "MOVED" {
		return fmt.Errorf("%v came after %d", event, before)
	}
	_, err = tx.Exec(ctx, `INSERT INTO platform.job (municipality, id, kind, key, due_time, payload, create_time) VALUES ($1, $2, 'seen', $3, $4, '', $4)`,
		tx.Municipality(), pg.NewID(), fmt.Sprint(event.GetPosition()), tx.Now())
	return err
}

func remembered(t *testing.T, db *pgtest.Database, municipality string) (n int) {
	t.Helper()
	ctx := pgtest.Context(t, municipality, call.RoleSystem)
	if err := db.Worker.Read(ctx, func(tx *pg.Tx) error {
		return tx.Get(ctx, &n, `SELECT count(*) FROM platform.job WHERE municipality = $1`, municipality)
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

func consumer(db *pgtest.Database, handle store.Handler) *store.Consumer {
	return &store.Consumer{
		Name: "test", DB: db.Worker, Handle: handle, Batch: 7, Interval: time.Millisecond, Log: slog.New(slog.DiscardHandler),
		Municipalities: func(context.Context) ([]string, error) { return []string{here, there}, nil },
	}
}

var errCrash = errors.New("crashed on purpose")

// Several replicas work at the same time, and each breaks down every few events: before the
// effect, after it, and all of them come to an end with every event handled once and in order.
func TestEachEventIsHandledOnceAndInOrder(t *testing.T) {
	const total, replicas = 60, 3
	db := pgtest.New(t)
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent(), goleak.IgnoreTopFunction("database/sql.(*DB).connectionCleaner"))
	var calls atomic.Int64
	handle := func(ctx context.Context, tx *pg.Tx, event *eventv1.Event) error {
		n := calls.Add(1)
		if n%11 == 0 {
			return errCrash
		}
		if err := remember(ctx, tx, event); err != nil {
			return err
		}
		if n%13 == 0 {
			return errCrash
		}
		return nil
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var wait sync.WaitGroup
	for range replicas {
		wait.Go(func() { consumer(db, handle).Run(ctx, nil) })
	}
	emit(t, db, here, total)
	emit(t, db, there, total)
	for remembered(t, db, here) < total || remembered(t, db, there) < total {
		if t.Context().Err() != nil {
			break
		}
	}
	cancel()
	wait.Wait()
	for _, municipality := range []string{here, there} {
		if n, err := consumer(db, remember).Drain(t.Context(), municipality); n != 0 || err != nil {
			t.Errorf("%s: %d events were left, %v", municipality, n, err)
		}
		if n := remembered(t, db, municipality); n != total {
			t.Errorf("%s: %d effects, want %d", municipality, n, total)
		}
	}
}

func TestAHintBringsTheConsumer(t *testing.T) {
	db := pgtest.New(t)
	handled := make(chan int64, 10)
	c := consumer(db, func(_ context.Context, _ *pg.Tx, event *eventv1.Event) error {
		handled <- event.GetPosition()
		return nil
	})
	c.Interval = time.Hour
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); c.Run(ctx, db.Worker.Hints(ctx)) }()
	for want := int64(1); want <= 3; want++ {
		emit(t, db, here, 1)
		if got := <-handled; got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
	cancel()
	<-ended
}

// While one replica is at a municipality, another passes it by and waits for nobody.
func TestTwoReplicasAreNeverAtTheSameMunicipality(t *testing.T) {
	db := pgtest.New(t)
	emit(t, db, here, 1)
	emit(t, db, there, 1)
	inside, leave, done := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		_, err := consumer(db, func(context.Context, *pg.Tx, *eventv1.Event) error { close(inside); <-leave; return nil }).Drain(t.Context(), here)
		done <- err
	}()
	<-inside
	if n, err := consumer(db, remember).Drain(t.Context(), here); n != 0 || err != nil {
		t.Errorf("handled %d, %v", n, err)
	}
	if n, err := consumer(db, remember).Drain(t.Context(), there); n != 1 || err != nil {
		t.Errorf("elsewhere: handled %d, %v", n, err)
	}
	close(leave)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestTwoConsumersHaveTheirOwnPlaces(t *testing.T) {
	db := pgtest.New(t)
	emit(t, db, here, 20)
	nothing := func(context.Context, *pg.Tx, *eventv1.Event) error { return nil }
	one, other := consumer(db, nothing), consumer(db, nothing)
	other.Name = "other"
	for _, c := range []*store.Consumer{one, other} {
		if n, err := c.Drain(t.Context(), here); n != 20 || err != nil {
			t.Errorf("%s handled %d, %v", c.Name, n, err)
		}
	}
}

func TestTheLogReadsEnvelopes(t *testing.T) {
	db := pgtest.New(t)
	log := store.NewLog(db.App)
	if position, err := log.Position(t.Context(), here); position != 0 || err != nil {
		t.Errorf("before anything happened: %d, %v", position, err)
	}
	emit(t, db, here, 5)
	emit(t, db, there, 2)
	list, err := log.After(t.Context(), here, 2, 2)
	if err != nil {
		t.Fatal(err)
	}
	var positions []int64
	for _, event := range list {
		positions = append(positions, event.GetPosition())
		if event.GetMunicipality() != here || event.GetOrigin() != eventv1.EventOrigin_EVENT_ORIGIN_LIVE ||
			event.GetRecordedTime().AsTime().IsZero() || event.GetApplicationEnded().GetEndDate() != "2026-11-22" {
			t.Errorf("got %v", event)
		}
	}
	if diff := cmp.Diff([]int64{3, 4}, positions); diff != "" {
		t.Errorf("positions (-want +got):\n%s", diff)
	}
	if position, err := log.Position(t.Context(), there); position != 2 || err != nil {
		t.Errorf("got %d, %v", position, err)
	}
	ctx := pgtest.Context(t, here, call.RoleSystem)
	if err := db.App.Write(ctx, func(tx *pg.Tx) error { // written by a newer version
		_, err := tx.Exec(ctx, `INSERT INTO platform.event (municipality, position, kind, occurred_time, recorded_time, origin, payload)
VALUES ($1, 6, 'oco.event.v9.Future', $2, $2, 'LIVE', '\x0102')`, here, tx.Now())
		return err
	}); err != nil {
		t.Fatal(err)
	}
	list, err = log.After(t.Context(), here, 5, 10)
	if err != nil || len(list) != 1 || list[0].GetPayload() != nil {
		t.Errorf("an unknown kind: got %v, %v", list, err)
	}
}
