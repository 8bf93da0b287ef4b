import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Checks, Select, TextArea, TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { longest } from "../../form/room.ts";
import { useSession } from "../../login/Gate.tsx";
import { useIntakeForm } from "../names.ts";
import { useDeskText, type Key } from "../text.ts";
import { unsafe, type Unsafe } from "./Who.tsx";

const fields = ["name", "phone", "email", "postcode", "houseNumber"] as const;

const pointers: Record<string, string> = { "/safeContact/instruction": "instruction", "/neighbourhood": "neighbourhood" };

/** ChangeResident mends how a resident is called and reached, and how that is safe. */
export function ChangeResident({ municipality, resident }: { municipality: string; resident: Schemas["Resident"] }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const places = useIntakeForm(municipality).data?.neighbourhoods ?? [];
  const safe = resident.safeContact;
  const form = useForm({
    version: resident.etag,
    initial: {
      name: resident.name ?? "", phone: resident.phone ?? "", email: resident.email ?? "", postcode: resident.postcode ?? "", houseNumber: resident.houseNumber ?? "",
      neighbourhood: resident.neighbourhood, unsafe: unsafe.filter((way) => safe?.[way]), instruction: safe?.instruction ?? "",
    },
    check: ({ name }) => (name.trim() ? {} : { name: t("wrong.name") }),
    send: async ({ unsafe: ways, instruction, ...said }, key, version) => {
      const params = {
        path: { municipality, resident: resident.id },
        query: { updateMask: "name,phone,email,postcode,houseNumber,neighbourhood,safeContact" },
        header: once(key, version),
      };
      const flags = Object.fromEntries(unsafe.map((way) => [way, ways.includes(way)])) as Record<Unsafe, boolean>;
      const body = { ...said, safeContact: { ...flags, instruction } };
      part(await client.PATCH("/municipalities/{municipality}/residents/{resident}", { params, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointers[pointer] ?? fields.find((field) => pointer === `/${field}`)) as "name" | undefined,
  });
  return (
    <FoldedForm form={form} title={t("who.change")} send={t("save")} idOf={(field) => `resident-${field}`}>
      {fields.map((field) => (
        <TextField key={field} id={`resident-${field}`} label={t(`who.field.${field}` as Key)} type={field === "phone" ? "tel" : "text"} value={form.values[field]} error={form.errors[field]} onChange={(value) => form.set(field, value)} />
      ))}
      <Select
        id="resident-neighbourhood"
        label={t("who.neighbourhood")}
        options={[{ value: "", label: t("choose") }, ...places.map(({ code, label }) => ({ value: code, label }))]}
        value={form.values.neighbourhood}
        error={form.errors.neighbourhood}
        onChange={(value) => form.set("neighbourhood", value)}
      />
      <Checks id="resident-unsafe" label={t("safe.title")} options={unsafe.map((value) => ({ value, label: t(`safe.${value}` as Key) }))} values={form.values.unsafe} onChange={(values) => form.set("unsafe", values)} />
      <TextArea id="resident-instruction" rows={2} label={t("new.instruction")} most={longest.instruction} value={form.values.instruction} error={form.errors.instruction} onChange={(value) => form.set("instruction", value)} />
    </FoldedForm>
  );
}
