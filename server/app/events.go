package app

import (
	"context"

	"golang.org/x/sync/errgroup"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/events"
	eventsrpc "oco.example/oco/server/events/rpc"
	eventsstore "oco.example/oco/server/events/store"
	"oco.example/oco/server/events/webhook"
	"oco.example/oco/server/events/webhookrpc"
	"oco.example/oco/server/platform/page"
	reportingrpc "oco.example/oco/server/reporting/rpc"
	reportingstore "oco.example/oco/server/reporting/store"
)

// eventSlices are the slices that live from events: those who watch them, and the facts.
type eventSlices struct {
	watch     *eventsrpc.Service
	webhooks  *webhookrpc.Service
	reporting reportingv1.ReportingServiceServer

	feed     *events.Feed[*eventv1.Event]
	facts    *eventsstore.Consumer
	courier  *eventsstore.Courier
	database *Database
}

func newEventSlices(f Foundation, door *adminstore.Door, tokens *page.Tokens) *eventSlices {
	log := eventsstore.NewLog(f.Database.App)
	feed := events.NewFeed(log, events.Config{Log: f.Log})
	webhooks, local := eventsstore.NewWebhooks(f.Database.Keys), f.Settings.Demo
	return &eventSlices{
		webhooks: webhookrpc.New(f.Database.App, webhooks, eventsstore.SystemTypes(), local, tokens),
		courier: &eventsstore.Courier{
			DB: f.Database.Worker, Webhooks: webhooks, Sender: webhook.New(webhook.Config{Local: local}), OIN: f.Settings.OIN,
			Municipalities: door.Municipalities, Activity: activities + "webhooks", Log: f.Log,
		},
		watch: eventsrpc.New(feed, log), feed: feed, database: f.Database,
		reporting: reportingrpc.New(reportingstore.NewFacts(f.Database.Report), reportingstore.NewCodes(f.Database.App)),
		facts: &eventsstore.Consumer{
			Name: reportingstore.ConsumerName, DB: f.Database.Worker, Municipalities: door.Municipalities,
			Handle: reportingstore.NewProjector(f.Database.Keys).Project, Activity: activities + reportingstore.Activity, Log: f.Log,
		},
	}
}

// run follows the events until ctx ends.
func (e *eventSlices) run(ctx context.Context) error {
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error {
		e.feed.Listen(e.database.App.Hints(ctx))
		return nil
	})
	work.Go(func() error {
		e.facts.Run(ctx, e.database.Worker.Hints(ctx))
		return nil
	})
	work.Go(func() error {
		e.courier.Run(ctx, e.database.Worker.Hints(ctx))
		return nil
	})
	return work.Wait()
}
