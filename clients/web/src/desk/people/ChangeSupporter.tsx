import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import type { Supporter } from "./people.ts";

const fields = ["phone", "email", "maxCases", "hoursPerWeek", "startDate", "intendedUntilDate"] as const;

type Field = (typeof fields)[number];

/** Of what kind an input is; a line of text when it is not said. */
const types: Partial<Record<Field, "tel" | "email" | "date">> = { phone: "tel", email: "email", startDate: "date", intendedUntilDate: "date" };

/** ChangeSupporter mends what changes most: how to reach somebody, how much they can do, and for how long. */
export function ChangeSupporter({ supporter }: { supporter: Supporter }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id } = supporter;
  const form = useForm<Record<Field, string>>({
    version: supporter.etag,
    initial: {
      phone: supporter.phone, email: supporter.email, maxCases: String(supporter.maxCases), hoursPerWeek: String(supporter.hoursPerWeek),
      startDate: supporter.startDate, intendedUntilDate: supporter.intendedUntilDate,
    },
    check: ({ maxCases, hoursPerWeek }) => ({
      ...(/^\d{1,2}$/.test(maxCases.trim()) ? {} : { maxCases: t("wrong.maxCases") }),
      ...(/^\d{1,2}$/.test(hoursPerWeek.trim()) ? {} : { hoursPerWeek: t("wrong.hoursPerWeek") }),
    }),
    send: async ({ maxCases, hoursPerWeek, ...said }, key, version) => {
      const params = { path: { municipality, supporter: id }, query: { updateMask: fields.join(",") }, header: once(key, version) };
      const body = { ...said, maxCases: Number(maxCases), hoursPerWeek: Number(hoursPerWeek) };
      part(await client.PATCH("/municipalities/{municipality}/supporters/{supporter}", { params, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => fields.find((field) => pointer === `/${field}`),
  });
  return (
    <FoldedForm form={form} title={t("who.change")} send={t("save")} idOf={(field) => `person-${field}`}>
      {fields.map((field) => (
        <TextField key={field} id={`person-${field}`} label={t(`person.${field}` as Key)} type={types[field] ?? "text"} autoComplete="off" value={form.values[field]} error={form.errors[field]} onChange={(value) => form.set(field, value)} />
      ))}
    </FoldedForm>
  );
}
