import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Choices, TextArea } from "../../design/Field.tsx";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Application } from "../application.ts";
import { useDeskText, type Key } from "../text.ts";
import { percent } from "./Explained.tsx";

type Miss = Schemas["NearestMiss"];
type Reason = Exclude<Schemas["Offer"]["overrideReason"], "OVERRIDE_REASON_UNSPECIFIED">;

/** The reasons, what is known beforehand first. */
const reasons: Reason[] = [
  "OVERRIDE_REASON_SUPPORTER_AGREES", "OVERRIDE_REASON_RESIDENT_ASKS", "OVERRIDE_REASON_KNOWS_THE_QUESTION", "OVERRIDE_REASON_NOBODY_ELSE", "OVERRIDE_REASON_OTHER",
];

/** The most characters that the words beside a reason have; the contract says so too. */
const longestNote = 500;

/** useKept keeps the misses whose form is open in the list, whatever comes to stand nearer meanwhile: what was typed stays. */
function useKept(misses: Miss[], asked: string[]) {
  const [open, setOpen] = useState<Miss[]>([]);
  const gone = open.filter(({ supporter }) => !misses.some((miss) => miss.supporter === supporter));
  return {
    shown: [...misses, ...gone].filter(({ supporter }) => !asked.includes(supporter)),
    fold: (miss: Miss, unfolded: boolean) => setOpen((old) => [...old.filter(({ supporter }) => supporter !== miss.supporter), ...(unfolded ? [miss] : [])]),
  };
}

/** Misses are the supporters who fail few gates: which, what would open them, and a way to ask them all the same. */
export function Misses({ application, misses, asked }: { application: Application; misses: Miss[]; asked: string[] }) {
  const { t } = useDeskText();
  const { shown, fold } = useKept(misses, asked);
  if (shown.length === 0) return null;
  return (
    <section className="oco-stack" aria-labelledby="misses">
      <Heading level={3} id="misses">
        {t("misses.title")}
      </Heading>
      <Paragraph>{t("misses.text")}</Paragraph>
      <ul className="oco-plain oco-stack">
        {shown.map((miss) => (
          <li key={miss.supporter} className="oco-card oco-card--quiet">
            <div className="oco-row oco-row--apart">
              <strong>{miss.name}</strong>
              <span>{t("misses.fits", { part: percent(miss.score) })}</span>
            </div>
            <div className="oco-row oco-row--close">
              {miss.gates.map((gate) => (
                <span key={gate} className="oco-badge">
                  {t(`gate.${gate as Exclude<typeof gate, "GATE_UNSPECIFIED">}`)}
                </span>
              ))}
            </div>
            <List>
              {miss.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </List>
            {miss.overridable ? <Anyway application={application} miss={miss} onFold={(open) => fold(miss, open)} /> : <p className="oco-muted">{t("misses.closed")}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Anyway asks somebody who fails a gate, with the reason why; both are kept. */
function Anyway({ application: { municipality, id }, miss, onFold }: { application: Application; miss: Miss; onFold: (open: boolean) => void }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const idOf = (field: string) => `anyway-${miss.supporter}-${field}`;
  const form = useForm<{ reason: Reason | ""; note: string }>({
    initial: { reason: "", note: "" },
    check: ({ reason, note }) => ({
      ...(reason ? {} : { reason: t("wrong.override") }),
      ...(reason === "OVERRIDE_REASON_OTHER" && !note.trim() ? { note: t("wrong.override.note") } : {}),
    }),
    send: async ({ reason, note }, key) => {
      if (reason === "") return;
      const params = { path: { municipality }, header: once(key) };
      part(await client.POST("/municipalities/{municipality}/offers", { params, body: { application: id, supporter: miss.supporter, overrideReason: reason, overrideNote: note } }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => ({ "/overrideReason": "reason", "/overrideNote": "note" })[pointer] as "reason" | "note" | undefined,
  });
  return (
    <FoldedForm form={form} title={t("misses.anyway", { name: miss.name })} send={t("misses.do", { name: miss.name })} idOf={idOf} onFold={onFold}>
      <Choices
        id={idOf("reason")}
        label={t("misses.reason")}
        hint={t("misses.kept")}
        options={reasons.map((value) => ({ value, label: t(`override.${value}` as Key) }))}
        value={form.values.reason}
        error={form.errors.reason}
        onChange={(reason) => form.set("reason", reason)}
      />
      <TextArea id={idOf("note")} rows={2} most={longestNote} label={t("misses.note")} hint={t("misses.note.hint")} value={form.values.note} error={form.errors.note} onChange={(note) => form.set("note", note)} />
    </FoldedForm>
  );
}
