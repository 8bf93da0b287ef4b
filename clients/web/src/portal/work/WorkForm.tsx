import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { dayOf } from "../../support/days.ts";
import { CaseChoice } from "../claims/CaseChoice.tsx";
import type { Supporter } from "../self.ts";
import { usePortalText, type Key } from "../text.ts";
import { bodyOf, emptyOf, valuesOf, wrongOf, type Entry, type Values } from "./entry.ts";

interface WorkFormProps {
  own: Pick<Supporter, "municipality" | "id">;
  title: Key;
  /** The case that it is for, where that is known: nobody is asked again. */
  support?: string;
  /** What is changed; without, it is new. */
  entry?: Entry;
  /** Names what it is about, for a screen reader. */
  whose?: (text: string) => string;
}

/** The field of the form that a field of an entry is typed in. */
const fields: Record<string, keyof Values> = { "/date": "date", "/minutes": "hours", "/kilometreTenths": "kilometres", "/case": "case", "/description": "description" };

/** WorkForm logs one visit or piece of work, or changes what was logged. */
export function WorkForm({ own, title, support = "", entry, whose }: WorkFormProps) {
  const { t, language } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality } = own;
  const today = dayOf(new Date());
  const empty = emptyOf(today, support);
  const form = useForm<Values>({
    version: entry?.etag ?? "",
    initial: entry ? valuesOf(entry, language === "nl" ? "," : ".") : empty,
    check: (values) => Object.fromEntries(Object.entries(wrongOf(values, today)).map(([field, key]) => [field, t(key)])),
    send: async (values, key, version) => {
      const body = bodyOf(values);
      if (entry) {
        const path = { municipality, workEntry: entry.id };
        const query = { updateMask: "date,minutes,kilometreTenths,case,description" };
        part(await client.PATCH("/municipalities/{municipality}/work-entries/{workEntry}", { params: { path, query, header: once(key, version) }, body }));
      } else part(await client.POST("/municipalities/{municipality}/work-entries", { params: { path: { municipality }, header: once(key) }, body: { supporter: own.id, ...body } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => fields[pointer],
  });
  const idOf = (name: string) => `work-${entry?.id ?? "new"}-${name}`;
  const field = (name: keyof Values) => ({ id: idOf(name), value: form.values[name], error: form.errors[name], onChange: (value: string) => form.set(name, value) });
  return (
    <FoldedForm form={form} idOf={idOf} title={t(title)} send={t(entry ? "work.save" : "work.send")} onDone={() => !entry && form.reset(empty)} {...(whose ? { whose } : {})}>
      <TextField {...field("date")} type="date" required label={t("claims.date")} />
      <div className="oco-columns oco-columns--close">
        <TextField {...field("hours")} inputMode="decimal" label={t("claims.hours")} />
        <TextField {...field("kilometres")} inputMode="decimal" label={t("claims.kilometres")} />
      </div>
      {!support && <CaseChoice {...field("case")} own={own} />}
      <TextField {...field("description")} most={200} label={t("claims.description")} hint={t("claims.description.hint")} />
    </FoldedForm>
  );
}
