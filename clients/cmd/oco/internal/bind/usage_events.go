package bind

// eventsUsages say what the fields are that only the events slice has.
var eventsUsages = map[string]string{
	"webhook_subscription":    "the subscription",
	"WebhookSubscription.url": "where events go: https",
	"event_types":             "which events, by name; several times or with commas",
	"ReplayWebhookSubscriptionRequest.after_position": "the position after which events are delivered again; 0 is the beginning",
	"after_position": "send what came after this position: 0 from the beginning, -1 from now on",
}
