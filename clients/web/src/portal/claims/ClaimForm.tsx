import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { once, part } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Button } from "../../design/Button.tsx";
import { Group, Select, TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm, type Form } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Claim } from "../../support/ClaimLines.tsx";
import { dayOf } from "../../support/days.ts";
import type { Supporter } from "../Own.tsx";
import { usePortalText } from "../text.ts";
import { asked, daysOf, emptyDay, isAmount, linesOf, valuesOf, type Values } from "./lines.ts";

/** ClaimForm enters a claim, or changes one that was not sent in yet. It becomes a draft, so that limits are seen first. */
export function ClaimForm({ own, draft }: { own: Supporter; draft?: Claim }) {
  const { t, language } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality } = own;
  const today = dayOf(new Date());
  const empty: Values = { days: "1", ...emptyDay(0, today) };
  const sent = useRef<string[]>([]);
  const form = useForm<Values>({
    initial: draft ? valuesOf(draft.lines, language === "nl" ? "," : ".") : empty,
    check: (values) => {
      const wrong: Values = {};
      for (const day of daysOf(values)) {
        const date = values[`date-${day}`] ?? "";
        if (!date) wrong[`date-${day}`] = t("wrong.date");
        else if (date > today) wrong[`date-${day}`] = t("wrong.future");
        const mistyped = asked.filter((field) => !isAmount(field, values[`${field}-${day}`] ?? ""));
        for (const field of mistyped) wrong[`${field}-${day}`] = t(`wrong.${field}`);
        if (mistyped.length === 0 && !linesOf(values).some(({ field }) => field.endsWith(`-${day}`))) wrong[`hours-${day}`] = t("wrong.nothing");
      }
      return wrong;
    },
    send: async (values, key) => {
      const found = linesOf(values);
      sent.current = found.map(({ field }) => field);
      const lines = found.map(({ field: _field, ...line }) => line);
      if (draft) {
        part(
          await client.PATCH("/municipalities/{municipality}/expense-claims/{expenseClaim}", {
            params: { path: { municipality, expenseClaim: draft.id }, query: { updateMask: "lines" }, header: once(key, draft.etag) },
            body: { lines },
          }),
        );
      } else part(await client.POST("/municipalities/{municipality}/expense-claims", { params: { path: { municipality }, header: once(key) }, body: { supporter: own.id, lines } }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    // A line is of a field; what is wrong with its day, its case or its description stands at that.
    fieldOf: (pointer) => {
      const [, index, of = ""] = /^\/lines\/(\d+)\/(\w+)/.exec(pointer) ?? [];
      const field = sent.current[Number(index)];
      return field && ["date", "case", "description"].includes(of) ? field.replace(/^\w+/, of) : field;
    },
  });
  const idOf = (field: string) => `${draft?.id ?? "new"}-${field}`;
  const add = () => {
    const next = Number(form.values.days);
    for (const [field, value] of Object.entries(emptyDay(next, today))) form.set(field, value);
    form.set("days", `${next + 1}`);
  };
  return (
    <FoldedForm form={form} idOf={idOf} title={t(draft ? "claims.change" : "claims.new")} send={t("claims.look")} onDone={() => !draft && form.reset(empty)}>
      {daysOf(form.values).map((day) => (
        <Day key={day} own={own} day={day} form={form} idOf={idOf} />
      ))}
      <div>
        <Button onClick={add}>{t("claims.add")}</Button>
      </div>
    </FoldedForm>
  );
}

/** Day is what is claimed of one day. */
function Day({ own: { municipality, id: supporter }, day, form, idOf }: { own: Supporter; day: number; form: Form<Values>; idOf: (field: string) => string }) {
  const { t } = usePortalText();
  const cases = useGet(municipality, ["cases", "claimed"], (client) =>
    all((pageToken) => client.GET("/municipalities/{municipality}/cases", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }), (page) => page.cases),
  ).data?.filter((support) => support.supporter === supporter);
  const field = (name: string) => ({ id: idOf(`${name}-${day}`), value: form.values[`${name}-${day}`] ?? "", error: form.errors[`${name}-${day}`], onChange: (value: string) => form.set(`${name}-${day}`, value) });
  return (
    <Group id={idOf(`day-${day}`)} label={t("claims.day", { number: day + 1 })}>
      <div className="oco-stack">
        <TextField {...field("date")} type="date" required label={t("claims.date")} />
        <div className="oco-columns oco-columns--close">
          {asked.map((name) => (
            <TextField key={name} {...field(name)} inputMode="decimal" label={t(`claims.${name}`)} />
          ))}
        </div>
        {(cases ?? []).length > 0 && (
          <Select {...field("case")} label={t("claims.case")} options={[{ value: "", label: t("claims.case.none") }, ...(cases ?? []).map(({ id, residentName }) => ({ value: id, label: residentName }))]} />
        )}
        <TextField {...field("description")} most={200} label={t("claims.description")} hint={t("claims.description.hint")} />
      </div>
    </Group>
  );
}
