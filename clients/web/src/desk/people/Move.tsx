import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Choices, TextArea } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { longest } from "../../form/room.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import { moves, type Stage, type Supporter } from "./people.ts";

/** Move brings a supporter into another state. Who comes with experience becomes active without a buddy, with the reason. */
export function Move({ supporter }: { supporter: Supporter }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, state } = supporter;
  const possible = state === "SUPPORTER_STATE_UNSPECIFIED" ? [] : moves[state];
  const form = useForm<{ state: Stage | ""; reason: string }>({
    version: supporter.etag,
    initial: { state: "", reason: "" },
    check: (values): { state?: string } => (values.state ? {} : { state: t("wrong.move") }),
    send: async ({ state: next, reason }, key, version) => {
      if (next === "") return;
      const params = { path: { municipality, supporter: id }, header: once(key, version) };
      const body = { state: next, ...(next === "SUPPORTER_STATE_ACTIVE" && reason.trim() ? { reason } : {}) };
      part(await client.POST("/municipalities/{municipality}/supporters/{supporter}/_move", { params, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (["state", "reason"] as const).find((field) => pointer === `/${field}`),
  });
  const becomes = form.values.state;
  return (
    <section className="oco-stack" aria-labelledby="move">
      <Heading level={2} id="move">
        {t("move.title")}
      </Heading>
      <FoldedForm form={form} title={t("move.open")} send={t("move.do")} idOf={(field) => `move-${field}`}>
        <Choices id="move-state" label={t("move.to")} options={possible.map((value) => ({ value, label: t(`move.${value}` as Key) }))} value={becomes} error={form.errors.state} onChange={(value) => form.set("state", value)} />
        {becomes === "SUPPORTER_STATE_LEFT" && <Paragraph>{t("move.left")}</Paragraph>}
        {becomes === "SUPPORTER_STATE_ACTIVE" && supporter.kind === "SUPPORT_KIND_INFORMAL" && (
          <TextArea id="move-reason" rows={2} label={t("move.reason")} hint={t("move.reason.hint")} most={longest.instruction} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set("reason", reason)} />
        )}
      </FoldedForm>
    </section>
  );
}
