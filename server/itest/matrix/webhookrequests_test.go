package matrix_test

import (
	"maps"

	"oco.example/oco/server/itest/harness"
)

func init() { maps.Copy(requests, webhookRequests) }

// webhookRequests are those on webhooks.
var webhookRequests = map[string]func(w *world, p harness.Persona) object{
	"CreateWebhookSubscription": func(*world, harness.Persona) object { return toSubscribe() },
	"GetWebhookSubscription":    func(w *world, _ harness.Persona) object { return object{"webhook_subscription": w.subscribed()} },
	"ListWebhookSubscriptions":  func(w *world, _ harness.Persona) object { w.subscribed(); return object{} },
	"UpdateWebhookSubscription": func(w *world, _ harness.Persona) object {
		return object{"webhook_subscription": object{"id": w.subscribed(), "url": "https://haak.example/nieuw"}, "update_mask": "url"}
	},
	"DeleteWebhookSubscription": func(w *world, _ harness.Persona) object { return object{"webhook_subscription": w.subscribed()} },
	"PauseWebhookSubscription":  func(w *world, _ harness.Persona) object { return object{"webhook_subscription": w.subscribed()} },
	"ResumeWebhookSubscription": func(w *world, _ harness.Persona) object {
		id := w.subscribed()
		w.administrator("PauseWebhookSubscription", object{"webhook_subscription": id})
		return object{"webhook_subscription": id}
	},
	"ReplayWebhookSubscription": func(w *world, _ harness.Persona) object { return object{"webhook_subscription": w.subscribed()} },
}

func toSubscribe() object {
	return object{"webhook_subscription": object{"url": "https://haak.example/oco", "event_types": []any{"ApplicationReceived"}}}
}

// subscribed is a webhook subscription.
func (w *world) subscribed() string {
	w.t.Helper()
	return text(w.administrator("CreateWebhookSubscription", toSubscribe()), "id")
}
