package cli

import (
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var webhooks = group{
	use: "webhooks", section: settings, short: "Addresses to which events are delivered (webhooks)",
	commands: []command{
		{
			rpc: eventsv1.WebhookService_ListWebhookSubscriptions_FullMethodName, use: "list", short: "List webhook subscriptions, the newest first",
			example: "oco webhooks list",
			columns: []string{"id", "url", "state", "position", "success_time", "failure", "attempts", "retry_time"},
		},
		{
			rpc: eventsv1.WebhookService_GetWebhookSubscription_FullMethodName, use: "get", short: "Show one, with how far it is and what went wrong last",
			example: "oco webhooks get 0198c0de-0000-7000-8000-000000000090",
			shape:   bind.Shape{Arguments: []string{"webhook_subscription"}},
		},
		{
			rpc: eventsv1.WebhookService_CreateWebhookSubscription_FullMethodName, use: "create", short: "Deliver what happens from now on to an address",
			long:    "The secret that deliveries are signed with is shown this once.",
			example: "oco webhooks create --url https://koppeling.example/oco --event-types ApplicationReceived",
			shape:   bind.Shape{Omit: []string{"webhook_subscription.etag"}, Require: []string{"url", "event-types"}},
		},
		{
			rpc: eventsv1.WebhookService_UpdateWebhookSubscription_FullMethodName, use: "update", short: "Change where events go, or which",
			example: "oco webhooks update 0198c0de-0000-7000-8000-000000000090 --url https://koppeling.example/nieuw",
			shape:   bind.Shape{Arguments: []string{"webhook_subscription.id"}},
		},
		{
			rpc: eventsv1.WebhookService_PauseWebhookSubscription_FullMethodName, use: "pause", short: "Stop deliveries until it is resumed",
			example: "oco webhooks pause 0198c0de-0000-7000-8000-000000000090",
			shape:   bind.Shape{Arguments: []string{"webhook_subscription"}},
		},
		{
			rpc: eventsv1.WebhookService_ResumeWebhookSubscription_FullMethodName, use: "resume", short: "Go on where one that was paused or stopped was",
			example: "oco webhooks resume 0198c0de-0000-7000-8000-000000000090",
			shape:   bind.Shape{Arguments: []string{"webhook_subscription"}},
		},
		{
			rpc: eventsv1.WebhookService_ReplayWebhookSubscription_FullMethodName, use: "replay", short: "Deliver again what came after a position",
			example: "oco webhooks replay 0198c0de-0000-7000-8000-000000000090 --after 1041",
			shape:   bind.Shape{Arguments: []string{"webhook_subscription"}},
		},
		{
			rpc: eventsv1.WebhookService_DeleteWebhookSubscription_FullMethodName, use: "delete", short: "End one for good",
			long:    "It asks first, unless --yes.",
			example: "oco webhooks delete 0198c0de-0000-7000-8000-000000000090",
			shape:   bind.Shape{Arguments: []string{"webhook_subscription"}}, danger: "ask.delete_webhook",
		},
	},
}
