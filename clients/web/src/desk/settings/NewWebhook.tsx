import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Checks, TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";

/** types are the events that a system may see. */
const types = ["ApplicationReceived", "WebhookStopped"] as const;

const empty = { url: "", types: ["ApplicationReceived"] as (typeof types)[number][] };

/** NewWebhook adds an address. Its secret comes with the answer and never again. */
export function NewWebhook({ municipality, onSecret }: { municipality: string; onSecret: (secret: string) => void }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: empty,
    check: ({ url, types: chosen }): { url?: string; types?: string } => ({ ...(url.trim().startsWith("https://") ? {} : { url: t("wrong.webhook.url") }), ...(chosen.length > 0 ? {} : { types: t("wrong.webhook.types") }) }),
    send: async ({ url, types: eventTypes }, key) => {
      const made = part(await client.POST("/municipalities/{municipality}/webhook-subscriptions", { params: { path: { municipality }, header: once(key) }, body: { url: url.trim(), eventTypes } }));
      onSecret(made.secret ?? "");
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer.includes("/url") ? "url" : pointer.includes("/eventTypes") ? "types" : undefined),
  });
  const idOf = (field: string) => `webhook-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("webhooks.new")} send={t("webhooks.new.send")} onDone={() => form.reset(empty)}>
      <TextField id={idOf("url")} type="url" required most={1000} label={t("webhooks.url")} hint={t("webhooks.url.hint")} value={form.values.url} error={form.errors.url} onChange={(url) => form.set("url", url)} />
      <Checks
        id={idOf("types")} label={t("webhooks.types")} values={form.values.types} error={form.errors.types} onChange={(chosen) => form.set("types", chosen)}
        options={types.map((type) => ({ value: type, label: t(`webhooks.event.${type}`), hint: type }))}
      />
    </FoldedForm>
  );
}
