import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { once, part } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Group, TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm, type Form } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Claim } from "../../support/ClaimLines.tsx";
import { dayOf } from "../../support/days.ts";
import type { Supporter } from "../self.ts";
import { usePortalText } from "../text.ts";
import { CaseChoice } from "./CaseChoice.tsx";
import { asked, daysOf, emptyDay, linesOf, valuesOf, withoutDay, wrongOf, type Values } from "./lines.ts";

/** ClaimForm enters a claim of what was not logged, or changes one that was not sent in yet. It becomes a draft, so that limits are seen first. */
export function ClaimForm({ own, draft }: { own: Supporter; draft?: Claim }) {
  const { t, language } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality } = own;
  const today = dayOf(new Date());
  const empty: Values = { days: "1", ...emptyDay(0, today) };
  // What was made of the log stays as it was logged: only what was typed is changed here.
  const typed = draft?.lines.filter(({ workEntry }) => !workEntry) ?? [];
  const logged = (draft?.workEntries ?? []).length > 0;
  const sent = useRef<string[]>([]);
  const form = useForm<Values>({
    version: draft?.etag ?? "",
    initial: typed.length > 0 ? valuesOf(typed, language === "nl" ? "," : ".") : empty,
    check: (values) => Object.fromEntries(Object.entries(wrongOf(values, today, logged)).map(([field, key]) => [field, t(key)])),
    send: async (values, key, version) => {
      const found = linesOf(values);
      sent.current = found.map(({ field }) => field);
      const lines = found.map(({ field: _field, ...line }) => line);
      if (draft) {
        part(
          await client.PATCH("/municipalities/{municipality}/expense-claims/{expenseClaim}", {
            params: { path: { municipality, expenseClaim: draft.id }, query: { updateMask: "lines" }, header: once(key, version) },
            body: { lines },
          }),
        );
      } else part(await client.POST("/municipalities/{municipality}/expense-claims", { params: { path: { municipality }, header: once(key) }, body: { supporter: own.id, lines } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
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
  const days = daysOf(form.values);
  const remove = (day: number) => {
    // The button goes with its day, or stands at another one now: that is no place to go on.
    document.getElementById(idOf(`day-${Math.max(0, day - 1)}`))?.focus();
    form.reset(withoutDay(form.values, day));
    form.set("days", `${days.length - 1}`); // a change like any other: what changes elsewhere does not bring the day back
  };
  return (
    <FoldedForm form={form} idOf={idOf} title={t(draft ? (typed.length > 0 ? "claims.change" : "claims.more") : "claims.new")} send={t("claims.look")} onDone={() => !draft && form.reset(empty)}>
      {days.map((day) => (
        <Day key={day} own={own} day={day} form={form} idOf={idOf} {...(days.length > 1 ? { onRemove: () => remove(day) } : {})} />
      ))}
      <div>
        <Button onClick={add}>{t("claims.add")}</Button>
      </div>
    </FoldedForm>
  );
}

interface DayProps {
  own: Supporter;
  day: number;
  form: Form<Values>;
  idOf: (field: string) => string;
  /** Takes the day away, where it is not the only one. */
  onRemove?: () => void;
}

/** Day is what is claimed of one day. */
function Day({ own, day, form, idOf, onRemove }: DayProps) {
  const { t } = usePortalText();
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
        <CaseChoice {...field("case")} own={own} />
        <TextField {...field("description")} most={200} label={t("claims.description")} hint={t("claims.description.hint")} />
        {onRemove && (
          <div>
            <Button aria-label={t("claims.remove.which", { number: day + 1 })} onClick={onRemove}>
              {t("claims.remove")}
            </Button>
          </div>
        )}
      </div>
    </Group>
  );
}
