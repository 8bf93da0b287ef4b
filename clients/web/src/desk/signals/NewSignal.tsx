import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Checks, TextArea, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { Matter } from "../../support/signals.tsx";
import { useDeskText } from "../text.ts";
import { useSimilar, type Signal } from "./signals.ts";

/** The most characters of a title and of a reason; the contract says so too. */
const most = { title: 200, reason: 1000 };

/** NewSignal is a signal that nobody did anything with yet: it becomes a pattern, or is set aside. */
export function NewSignal({ signal }: { signal: Signal }) {
  const { t } = useDeskText();
  return (
    <div className="oco-card oco-stack">
      <Heading level={3}>{signal.supporterName ? t("signal.by", { name: signal.supporterName }) : t("signal.by.desk")}</Heading>
      <Matter of={signal} />
      <p className="oco-said" dir="auto">
        {signal.description}
      </p>
      <Paragraph>{signal.residents > 0 ? t("signal.residents", { count: signal.residents }) : t("signal.residents.none")}</Paragraph>
      <Begin signal={signal} />
      <SetAside signal={signal} />
    </div>
  );
}

/** Begin makes a pattern of a signal, and of those that are like it. */
function Begin({ signal }: { signal: Signal }) {
  const { t, day } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, theme, organisation, fromDate } = signal;
  const similar = useSimilar(municipality, { signal: id });
  const form = useForm({
    initial: { title: "", also: [] as string[] },
    check: ({ title }): { title?: string } => (title.trim() ? {} : { title: t("wrong.pattern.title") }),
    send: async ({ title, also }, key) => {
      const body = { pattern: { title: title.trim(), theme, organisation, fromDate }, signals: [id, ...also] };
      part(await client.POST("/municipalities/{municipality}/patterns", { params: { path: { municipality }, query: { signals: body.signals }, header: once(key) }, body: body.pattern }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer === "/title" ? "title" : pointer.startsWith("/signals") ? "also" : undefined),
  });
  const idOf = (field: string) => `begin-${id}-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("pattern.begin")} send={t("pattern.begin.do")} whose={(says) => t("signal.whose", { says, organisation })}>
      <TextField id={idOf("title")} required most={most.title} autoComplete="off" label={t("pattern.title")} hint={t("pattern.title.hint")} value={form.values.title} error={form.errors.title} onChange={(title) => form.set("title", title)} />
      {(similar.data ?? []).length > 0 && (
        <Checks
          id={idOf("also")}
          label={t("pattern.also")}
          options={(similar.data ?? []).map((other) => ({ value: other.id, label: t("pattern.also.one", { day: day(other.fromDate), text: other.description }) }))}
          values={form.values.also}
          error={form.errors.also}
          onChange={(also) => form.set("also", also)}
        />
      )}
    </FoldedForm>
  );
}

/** SetAside says why nothing is done with a signal; whoever told it reads this. */
function SetAside({ signal: { municipality, id, etag, organisation } }: { signal: Signal }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    version: etag ?? "",
    initial: { reason: "" },
    check: ({ reason }): { reason?: string } => (reason.trim() ? {} : { reason: t("wrong.aside") }),
    send: async ({ reason }, key, version) => {
      const params = { path: { municipality, signal: id }, header: once(key, version) };
      part(await client.POST("/municipalities/{municipality}/signals/{signal}/_setaside", { params, body: { reason: reason.trim() } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer === "/reason" ? "reason" : undefined),
  });
  const field = `aside-${id}`;
  return (
    <FoldedForm form={form} idOf={() => field} title={t("aside.title")} send={t("aside.do")} whose={(says) => t("signal.whose", { says, organisation })}>
      <TextArea id={field} required rows={2} most={most.reason} label={t("aside.reason")} hint={t("aside.hint")} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set("reason", reason)} />
    </FoldedForm>
  );
}
