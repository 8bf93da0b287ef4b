import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Checks, Select, TextArea, TextField } from "../../design/Field.tsx";
import { Missing } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { dayOf } from "../../support/days.ts";
import { useSignalThemes } from "../../support/signals.tsx";
import { useCases } from "../claims/CaseChoice.tsx";
import type { Supporter } from "../self.ts";
import { usePortalText, type Key } from "../text.ts";

/** The most characters of what goes wrong, and of the name of an organisation; the contract says so too. */
const most = { description: 4000, organisation: 200 };

const fields = ["theme", "organisation", "fromDate", "untilDate", "description", "cases"] as const;

/** SignalForm tells what goes wrong; of a case that it is told from, nobody is asked again. */
export function SignalForm({ own, support = "" }: { own: Pick<Supporter, "municipality" | "id">; support?: string }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality } = own;
  const today = dayOf(new Date());
  const { themes, found } = useSignalThemes(municipality);
  const cases = useCases(own);
  const empty = { theme: "", organisation: "", fromDate: "", untilDate: "", description: "", cases: support ? [support] : ([] as string[]) };
  const form = useForm<typeof empty>({
    initial: empty,
    check: ({ theme, organisation, fromDate, untilDate, description }) => {
      const wrong: Partial<Record<keyof typeof empty, Key>> = {};
      if (!theme) wrong.theme = "wrong.signal.theme";
      if (!organisation.trim()) wrong.organisation = "wrong.signal.organisation";
      if (!fromDate) wrong.fromDate = "wrong.date";
      else if (fromDate > today) wrong.fromDate = "wrong.future";
      if (untilDate > today) wrong.untilDate = "wrong.future";
      else if (untilDate && untilDate < fromDate) wrong.untilDate = "wrong.signal.order";
      if (!description.trim()) wrong.description = "wrong.signal.description";
      return Object.fromEntries(Object.entries(wrong).map(([field, key]) => [field, t(key)]));
    },
    send: async (values, key) => {
      part(await client.POST("/municipalities/{municipality}/signals", { params: { path: { municipality }, header: once(key) }, body: values }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => fields.find((field) => pointer.startsWith(`/${field}`)),
  });
  const field = <Name extends "theme" | "organisation" | "fromDate" | "untilDate" | "description">(name: Name) => ({
    id: `signal-${name}`, value: form.values[name], error: form.errors[name], onChange: (value: string) => form.set(name, value),
  });
  const options = [{ value: "", label: t("signal.theme.choose") }, ...themes.filter(({ active }) => active)];
  return (
    <FoldedForm form={form} idOf={(name) => `signal-${name}`} title={t("signal.open")} send={t("signal.send")} onDone={() => form.reset(empty)}>
      <Missing of={[found]} />
      <Select {...field("theme")} required label={t("signal.theme")} options={options} />
      <TextField {...field("organisation")} required most={most.organisation} autoComplete="off" label={t("signal.organisation")} />
      <div className="oco-columns oco-columns--close">
        <TextField {...field("fromDate")} required type="date" label={t("signal.from")} />
        <TextField {...field("untilDate")} type="date" label={t("signal.until")} />
      </div>
      <TextArea {...field("description")} required rows={5} most={most.description} label={t("signal.description")} hint={t("signal.description.hint")} />
      {!support && (cases.data ?? []).length > 0 && (
        <Checks
          id="signal-cases"
          label={t("signal.cases")}
          hint={t("signal.cases.hint")}
          error={form.errors.cases}
          options={(cases.data ?? []).map(({ id, residentName }) => ({ value: id, label: residentName }))}
          values={form.values.cases}
          onChange={(values) => form.set("cases", values)}
        />
      )}
    </FoldedForm>
  );
}
