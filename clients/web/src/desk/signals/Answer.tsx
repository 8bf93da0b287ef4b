import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Select, TextArea, TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { dayOf } from "../../support/days.ts";
import type { Released } from "../../support/signals.tsx";
import { useDeskText } from "../text.ts";
import type { Addressee } from "./signals.ts";

/** The most characters; the contract says so too. */
const most = { text: 4000, measure: 2000 };

const fields = ["addressee", "text", "measure", "byDate"] as const;

/** Answer answers a pattern. Who brings an answer over says of whom, one of those it is for; who it is for answers as that. */
export function Answer({ released, as }: { released: Released; as?: readonly Addressee[] }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, etag, title } = released;
  const today = dayOf(new Date());
  const empty = { addressee: (as?.[0] ?? "") as Addressee | "", text: "", measure: "", byDate: "" };
  const form = useForm<typeof empty>({
    version: etag,
    initial: empty,
    check: ({ text, byDate }) => ({ ...(text.trim() ? {} : { text: t("wrong.answer") }), ...(byDate && byDate < today ? { byDate: t("wrong.answer.by") } : {}) }),
    send: async ({ addressee, ...said }, key, version) => {
      const params = { path: { municipality, releasedPattern: id }, header: once(key, version) };
      part(await client.POST("/municipalities/{municipality}/released-patterns/{releasedPattern}/_answer", { params, body: { ...said, ...(addressee ? { addressee } : {}) } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => fields.find((field) => pointer === `/${field}`),
  });
  const idOf = (field: string) => `answer-${id}-${field}`;
  const field = <Name extends "text" | "measure" | "byDate">(name: Name) => ({ id: idOf(name), value: form.values[name], error: form.errors[name], onChange: (value: string) => form.set(name, value) });
  return (
    <FoldedForm form={form} idOf={idOf} title={t(as ? "answer.over" : "answer.open")} send={t("answer.do")} whose={(says) => `${says}: ${title}`} onDone={() => form.reset(empty)}>
      {as && (
        <Select
          id={idOf("addressee")}
          required
          label={t("answer.who")}
          options={as.map((value) => ({ value, label: t(`addressee.${value}`) }))}
          value={form.values.addressee as Addressee}
          error={form.errors.addressee}
          onChange={(value) => form.set("addressee", value)}
        />
      )}
      <TextArea {...field("text")} required rows={4} most={most.text} label={t("answer.text")} hint={t("answer.text.hint")} />
      <TextArea {...field("measure")} rows={2} most={most.measure} label={t("answer.measure")} />
      <TextField {...field("byDate")} type="date" label={t("answer.by")} />
    </FoldedForm>
  );
}
