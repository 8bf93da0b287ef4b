import { Checks, Select, TextArea, TextField } from "../../design/Field.tsx";
import type { Form } from "../../form/form.ts";
import { usePortalText } from "../text.ts";
import { kinds, parties, type Values } from "./told.ts";

/** The field of the form that a field of a moment is typed in. */
const fields: Record<string, keyof Values> = { kind: "kind", contactDate: "date", minutes: "minutes", withWhom: "withWhom", note: "note" };

/** fieldOfContact is the field that a pointer of a refusal is about. */
export const fieldOfContact = (pointer: string) => fields[pointer.split("/").at(-1) ?? ""];

/** ContactFields ask what a contact was: how, when, how long, with whom, and what happened. */
export function ContactFields({ form, idOf }: { form: Form<Values>; idOf: (field: string) => string }) {
  const { t } = usePortalText();
  const field = <Name extends keyof Values & string>(name: Name) => ({
    id: idOf(name), value: form.values[name], error: form.errors[name], onChange: (value: Values[Name]) => form.set(name, value),
  });
  const { value: withWhom, ...whom } = field("withWhom");
  return (
    <>
      <Select {...field("kind")} required label={t("contact.kind")} options={[{ value: "", label: t("choose") }, ...kinds.map((kind) => ({ value: kind, label: t(`contact.kind.${kind}`) }))]} />
      <div className="oco-columns oco-columns--close">
        <TextField {...field("date")} type="date" required label={t("contact.date")} />
        <TextField {...field("minutes")} inputMode="numeric" label={t("contact.minutes")} />
      </div>
      <TextArea {...field("note")} rows={4} most={4000} label={t("contact.note")} hint={t("contact.note.hint")} />
      <Checks {...whom} values={withWhom} label={t("contact.with")} options={parties.map((party) => ({ value: party, label: t(`contact.with.${party}`) }))} />
    </>
  );
}
