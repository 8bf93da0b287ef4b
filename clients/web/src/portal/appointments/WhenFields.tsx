import { Select, TextField } from "../../design/Field.tsx";
import type { Form } from "../../form/form.ts";
import { usePortalText } from "../text.ts";
import { kinds, type When } from "./planned.ts";

/** WhenFields ask when and where people meet. */
export function WhenFields<Values extends When>({ form, idOf }: { form: Form<Values>; idOf: (field: string) => string }) {
  const { t } = usePortalText();
  const field = <Name extends keyof When>(name: Name) => ({
    id: idOf(name), value: form.values[name], error: form.errors[name], onChange: (value: When[Name]) => form.set(name, value as Values[Name]),
  });
  return (
    <>
      <div className="oco-columns oco-columns--close">
        <TextField {...field("date")} type="date" required label={t("appointments.date")} />
        <TextField {...field("time")} type="time" required label={t("appointments.time")} />
        <TextField {...field("minutes")} inputMode="numeric" required label={t("appointments.minutes")} />
      </div>
      <Select {...field("kind")} required label={t("appointments.kind")} options={[{ value: "", label: t("choose") }, ...kinds.map((kind) => ({ value: kind, label: t(`appointments.kind.${kind}`) }))]} />
      <TextField {...field("place")} most={200} label={t("appointments.place")} hint={t("appointments.place.hint")} />
    </>
  );
}
