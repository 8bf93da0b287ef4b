// Package webhookrpc is the contract's side of webhooks: oco.events.v1.WebhookService. The door has authorised and
// validated; what it found is in call.From.
package webhookrpc

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	"oco.example/oco/server/events"
	"oco.example/oco/server/events/webhook"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
)

// Store is what the service needs of the store of webhooks; see there for each method's contract.
type Store interface {
	Key(ctx context.Context, tx *pg.Tx, id string) ([]byte, error)
	LastPosition(ctx context.Context, tx *pg.Tx) (int64, error)
	InsertWebhook(ctx context.Context, tx *pg.Tx, w events.Webhook) (events.Webhook, error)
	Webhook(ctx context.Context, tx *pg.Tx, id string) (events.Webhook, error)
	LockWebhook(ctx context.Context, tx *pg.Tx, id string) (events.Webhook, error)
	Webhooks(ctx context.Context, tx *pg.Tx, after []string, limit int) ([]events.Webhook, error)
	SaveWebhook(ctx context.Context, tx *pg.Tx, w events.Webhook) (events.Webhook, error)
	DeleteWebhook(ctx context.Context, tx *pg.Tx, id string) error
}

// Service implements WebhookService.
type Service struct {
	eventsv1.UnimplementedWebhookServiceServer
	db     *pg.DB
	store  Store
	types  []string
	local  bool
	tokens *page.Tokens
}

// New returns the service; db is the pool of oco_app, types are those of the events that a system may see, and local
// allows addresses of this machine.
func New(db *pg.DB, store Store, types []string, local bool, tokens *page.Tokens) *Service {
	return &Service{db: db, store: store, types: types, local: local, tokens: tokens}
}

// CreateWebhookSubscription begins to deliver what happens from now on. Asked again under the same request_id, it
// shows the same secret.
func (s *Service) CreateWebhookSubscription(ctx context.Context, req *eventsv1.CreateWebhookSubscriptionRequest) (*eventsv1.WebhookSubscription, error) {
	var key []byte
	keyed := func(tx *pg.Tx, w events.Webhook) (events.Webhook, error) {
		var err error
		key, err = s.store.Key(ctx, tx, w.ID)
		return w, err
	}
	load := func(ctx context.Context, tx *pg.Tx, id string) (events.Webhook, error) {
		w, err := s.store.Webhook(ctx, tx, id)
		if err != nil {
			return events.Webhook{}, err
		}
		return keyed(tx, w)
	}
	w, err := pg.Once(ctx, s.db, req, load, func(tx *pg.Tx) (events.Webhook, error) {
		w := events.Webhook{State: events.WebhookActive, URL: req.GetWebhookSubscription().GetUrl(), EventTypes: req.GetWebhookSubscription().GetEventTypes()}
		if err := w.Check(s.types, s.local); err != nil {
			return events.Webhook{}, err
		}
		var err error
		if w.Position, err = s.store.LastPosition(ctx, tx); err != nil {
			return events.Webhook{}, err
		}
		if w, err = s.store.InsertWebhook(ctx, tx, w); err != nil {
			return events.Webhook{}, err
		}
		return keyed(tx, w)
	})
	if err != nil {
		return nil, err
	}
	answer := toProto(ctx, w)
	answer.Secret = webhook.Secret(key)
	return answer, nil
}

// GetWebhookSubscription reads one, with how far it is and what went wrong last.
func (s *Service) GetWebhookSubscription(ctx context.Context, req *eventsv1.GetWebhookSubscriptionRequest) (*eventsv1.WebhookSubscription, error) {
	var w events.Webhook
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		w, err = s.store.Webhook(ctx, tx, req.GetWebhookSubscription())
		return err
	})
	if err != nil {
		return nil, err
	}
	return toProto(ctx, w), nil
}

// ListWebhookSubscriptions reads a page of the subscriptions, the newest first.
func (s *Service) ListWebhookSubscriptions(ctx context.Context, req *eventsv1.ListWebhookSubscriptionsRequest) (*eventsv1.ListWebhookSubscriptionsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[events.Webhook](),
		func(tx *pg.Tx, after []string, limit int) ([]events.Webhook, error) {
			return s.store.Webhooks(ctx, tx, after, limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &eventsv1.ListWebhookSubscriptionsResponse{NextPageToken: next}
	for _, w := range list {
		answer.WebhookSubscriptions = append(answer.WebhookSubscriptions, toProto(ctx, w))
	}
	return answer, nil
}

// UpdateWebhookSubscription changes the fields that the mask names.
func (s *Service) UpdateWebhookSubscription(ctx context.Context, req *eventsv1.UpdateWebhookSubscriptionRequest) (*eventsv1.WebhookSubscription, error) {
	given := req.GetWebhookSubscription()
	return s.change(ctx, req, given.GetId(), given.GetEtag(), func(_ *pg.Tx, w *events.Webhook) error {
		merged := toProto(ctx, *w)
		if err := patch.Apply(req, merged); err != nil {
			return err
		}
		w.URL, w.EventTypes = merged.GetUrl(), merged.GetEventTypes()
		return w.Check(s.types, s.local)
	})
}

// PauseWebhookSubscription stops deliveries until it is resumed.
func (s *Service) PauseWebhookSubscription(ctx context.Context, req *eventsv1.PauseWebhookSubscriptionRequest) (*eventsv1.WebhookSubscription, error) {
	return s.change(ctx, req, req.GetWebhookSubscription(), req.GetEtag(), func(_ *pg.Tx, w *events.Webhook) error { return w.Pause() })
}

// ResumeWebhookSubscription goes on where one that was paused or stopped was.
func (s *Service) ResumeWebhookSubscription(ctx context.Context, req *eventsv1.ResumeWebhookSubscriptionRequest) (*eventsv1.WebhookSubscription, error) {
	return s.change(ctx, req, req.GetWebhookSubscription(), req.GetEtag(), func(_ *pg.Tx, w *events.Webhook) error { return w.Resume() })
}

// ReplayWebhookSubscription delivers again what came after a position.
func (s *Service) ReplayWebhookSubscription(ctx context.Context, req *eventsv1.ReplayWebhookSubscriptionRequest) (*eventsv1.WebhookSubscription, error) {
	return s.change(ctx, req, req.GetWebhookSubscription(), req.GetEtag(), func(tx *pg.Tx, w *events.Webhook) error {
		last, err := s.store.LastPosition(ctx, tx)
		if err != nil {
			return err
		}
		return w.Replay(req.GetAfterPosition(), last)
	})
}

// DeleteWebhookSubscription ends one for good. Asked again under the same request_id, it answers the same: it is gone.
func (s *Service) DeleteWebhookSubscription(ctx context.Context, req *eventsv1.DeleteWebhookSubscriptionRequest) (*emptypb.Empty, error) {
	gone := func(context.Context, *pg.Tx, string) (events.Webhook, error) { return events.Webhook{}, nil }
	_, err := pg.Once(ctx, s.db, req, gone, func(tx *pg.Tx) (events.Webhook, error) {
		w, err := s.lock(ctx, tx, req.GetWebhookSubscription(), req.GetEtag())
		if err != nil {
			return events.Webhook{}, err
		}
		return w, s.store.DeleteWebhook(ctx, tx, w.ID)
	})
	if err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, nil
}

// change locks a subscription, checks the caller's copy, lets do change it, and saves it.
func (s *Service) change(ctx context.Context, req pg.Request, id, etag string, do func(tx *pg.Tx, w *events.Webhook) error) (*eventsv1.WebhookSubscription, error) {
	w, err := pg.Once(ctx, s.db, req, s.store.Webhook, func(tx *pg.Tx) (events.Webhook, error) {
		w, err := s.lock(ctx, tx, id, etag)
		if err != nil {
			return events.Webhook{}, err
		}
		if err := do(tx, &w); err != nil {
			return events.Webhook{}, err
		}
		return s.store.SaveWebhook(ctx, tx, w)
	})
	if err != nil {
		return nil, err
	}
	return toProto(ctx, w), nil
}

func (s *Service) lock(ctx context.Context, tx *pg.Tx, id, etag string) (events.Webhook, error) {
	w, err := s.store.LockWebhook(ctx, tx, id)
	if err != nil {
		return events.Webhook{}, err
	}
	return w, w.CheckEtag(etag)
}

func toProto(ctx context.Context, w events.Webhook) *eventsv1.WebhookSubscription {
	return &eventsv1.WebhookSubscription{
		Id: w.ID, Municipality: call.From(ctx).Municipality, Url: w.URL, EventTypes: w.EventTypes,
		State: enum.Number[eventsv1.WebhookState](string(w.State)), Position: w.Position, SuccessTime: moment.Of(w.Succeeded),
		FailureTime: moment.Of(w.Failed), Failure: enum.Number[eventsv1.WebhookFailure](string(w.Failure)), Attempts: int32(w.Attempts),
		RetryTime: moment.Of(w.Retry), CreateTime: timestamppb.New(w.Created), UpdateTime: timestamppb.New(w.Updated), Etag: w.Etag(),
	}
}
