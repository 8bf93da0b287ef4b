import { useState } from "react";

import { once, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useDeskText, type Key } from "../text.ts";
import { NewWebhook } from "./NewWebhook.tsx";

type Webhook = Schemas["WebhookSubscription"];

/** How often to look whether deliveries succeed, in milliseconds: no event tells. */
const again = 30_000;

function useWebhooks(municipality: string) {
  return useGet(
    municipality,
    ["webhooks"],
    (client) =>
      all(
        (pageToken) => client.GET("/municipalities/{municipality}/webhook-subscriptions", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
        (page) => page.webhookSubscriptions,
      ),
    again,
  );
}

/** Stopped says, on whatever page of the settings, that another system gets nothing any more: somebody has to see to it. */
export function Stopped({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const stopped = (useWebhooks(municipality).data ?? []).filter(({ state }) => state === "WEBHOOK_STATE_STOPPED");
  if (stopped.length === 0) return null;
  return (
    <Alert type="warning">
      <Paragraph>{t("webhooks.stopped", { count: stopped.length })}</Paragraph>
      <TextLink to="/settings/webhooks">{t("webhooks.stopped.look")}</TextLink>
    </Alert>
  );
}

/** Webhooks are where events go outside the platform, and how that goes. */
export function Webhooks({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const [secret, setSecret] = useState("");
  const found = useWebhooks(municipality);
  return (
    <section className="oco-stack" aria-labelledby="webhooks" aria-busy={found.isPending}>
      <Heading level={2} id="webhooks">
        {t("webhooks.title")}
      </Heading>
      <Paragraph>{t("webhooks.text")}</Paragraph>
      {secret && (
        <Alert type="warning" live>
          <Heading level={3}>{t("webhooks.secret")}</Heading>
          <Paragraph>{t("webhooks.secret.text")}</Paragraph>
          <code className="oco-written">{secret}</code>
        </Alert>
      )}
      <div className="oco-text">
        <NewWebhook municipality={municipality} onSecret={setSecret} />
      </div>
      <Answered of={found}>
        {(webhooks) => (webhooks.length === 0 ? <Paragraph>{t("webhooks.none")}</Paragraph> : <div className="oco-columns oco-columns--wide">{webhooks.map((webhook) => <One key={webhook.id} webhook={webhook} />)}</div>)}
      </Answered>
    </section>
  );
}

/** One is one address: whether events go there, why not, and what an administrator can do. */
function One({ webhook }: { webhook: Webhook }) {
  const { t, moment } = useDeskText();
  const { municipality = "", id = "", url, etag, eventTypes, state, failure, attempts = 0, successTime, failureTime, retryTime } = webhook;
  const which = (says: string) => t("webhooks.which", { what: says, url });
  const params = (key: string) => ({ path: { municipality, webhookSubscription: id }, header: once(key, etag) });
  return (
    <div className="oco-card">
      <Heading level={3}>
        <span className="oco-written">{url}</span>
      </Heading>
      <Paragraph>
        <strong>{t(`webhooks.${state}` as Key)}</strong>
        <span className="oco-line">{eventTypes.map((type) => t(`webhooks.event.${type}` as Key)).join(", ")}</span>
        {successTime && <span className="oco-line oco-muted">{t("webhooks.succeeded", { moment: moment(successTime) })}</span>}
        {failure && failure !== "WEBHOOK_FAILURE_UNSPECIFIED" && (
          <span className="oco-line">{t("webhooks.failed", { why: t(`webhooks.${failure}` as Key), moment: moment(failureTime ?? ""), count: attempts })}</span>
        )}
        {retryTime && <span className="oco-line oco-muted">{t("webhooks.retry", { moment: moment(retryTime) })}</span>}
      </Paragraph>
      <div className="oco-row">
        {state === "WEBHOOK_STATE_ACTIVE" ? (
          <Act
            municipality={municipality}
            label={which(t("webhooks.pause"))}
            change={(client, _none, key) => client.POST("/municipalities/{municipality}/webhook-subscriptions/{webhookSubscription}/_pause", { params: params(key), body: {} })}
          >
            {t("webhooks.pause")}
          </Act>
        ) : (
          <Act
            municipality={municipality}
            label={which(t("webhooks.resume"))}
            change={(client, _none, key) => client.POST("/municipalities/{municipality}/webhook-subscriptions/{webhookSubscription}/_resume", { params: params(key), body: {} })}
          >
            {t("webhooks.resume")}
          </Act>
        )}
        <Act
          municipality={municipality}
          label={which(t("webhooks.replay"))}
          change={(client, _none, key) => client.POST("/municipalities/{municipality}/webhook-subscriptions/{webhookSubscription}/_replay", { params: params(key), body: { afterPosition: "0" } })}
        >
          {t("webhooks.replay")}
        </Act>
      </div>
      <details>
        <summary aria-label={which(t("webhooks.away"))}>{t("webhooks.away")}</summary>
        <div className="oco-stack">
          <Paragraph>{t("webhooks.away.sure")}</Paragraph>
          <div>
            <Act
              municipality={municipality}
              negative
              label={which(t("webhooks.away.do"))}
              change={(client, _none, key) => client.DELETE("/municipalities/{municipality}/webhook-subscriptions/{webhookSubscription}", { params: params(key) })}
            >
              {t("webhooks.away.do")}
            </Act>
          </div>
        </div>
      </details>
    </div>
  );
}
