import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Checks, Select, TextArea, TextField } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { longest } from "../../form/room.ts";
import { useSession } from "../../login/Gate.tsx";
import { useIntakeForm } from "../names.ts";
import { useDeskText, type Key } from "../text.ts";
import { unsafe, type Unsafe } from "./Who.tsx";

const fields = ["name", "phone", "email", "postcode", "houseNumber"] as const;

type Channel = Schemas["Resident"]["preferredChannel"];

const pointers: Record<string, string> = { "/safeContact/instruction": "instruction", "/neighbourhood": "neighbourhood", "/preferredChannel": "preferredChannel" };

/** ways are the ways by which a resident may like best to be reached. */
const ways = ["PHONE", "EMAIL", "POST", "NEIGHBOURHOOD_POINT", "TRUSTED_PERSON"] as const;

/** trusted are what is known of whom the resident named to be told things through. */
const trusted = ["trustedPersonName", "trustedPersonPhone"] as const;

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
      neighbourhood: resident.neighbourhood, preferredChannel: resident.preferredChannel,
      trustedPersonName: resident.trustedPersonName ?? "", trustedPersonPhone: resident.trustedPersonPhone ?? "", unsafe: unsafe.filter((way) => safe?.[way]), instruction: safe?.instruction ?? "",
    },
    check: ({ name }) => (name.trim() ? {} : { name: t("wrong.name") }),
    send: async ({ unsafe: bars, instruction, preferredChannel, ...said }, key, version) => {
      const params = {
        path: { municipality, resident: resident.id },
        query: { updateMask: "name,phone,email,postcode,houseNumber,neighbourhood,preferredChannel,trustedPersonName,trustedPersonPhone,safeContact" },
        header: once(key, version),
      };
      const flags = Object.fromEntries(unsafe.map((way) => [way, bars.includes(way)])) as Record<Unsafe, boolean>;
      const body = { ...said, ...(preferredChannel === "CONTACT_CHANNEL_UNSPECIFIED" ? {} : { preferredChannel }), safeContact: { ...flags, instruction } };
      part(await client.PATCH("/municipalities/{municipality}/residents/{resident}", { params, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointers[pointer] ?? [...fields, ...trusted].find((field) => pointer === `/${field}`)) as "name" | undefined,
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
      <Select
        id="resident-preferredChannel"
        label={t("who.preferred")}
        options={[{ value: "CONTACT_CHANNEL_UNSPECIFIED", label: t("choose") }, ...ways.map((way) => ({ value: `CONTACT_CHANNEL_${way}`, label: t(`who.preferred.${way}`) }))]}
        value={form.values.preferredChannel}
        error={form.errors.preferredChannel}
        onChange={(value) => form.set("preferredChannel", value as Channel)}
      />
      {form.values.preferredChannel === "CONTACT_CHANNEL_TRUSTED_PERSON" && <Paragraph>{t("who.trusted.why")}</Paragraph>}
      {(form.values.preferredChannel === "CONTACT_CHANNEL_TRUSTED_PERSON" || resident.trustedPersonName) &&
        trusted.map((field) => (
          <TextField key={field} id={`resident-${field}`} label={t(`who.field.${field}`)} type={field === "trustedPersonPhone" ? "tel" : "text"} value={form.values[field]} error={form.errors[field]} onChange={(value) => form.set(field, value)} />
        ))}
      <Checks id="resident-unsafe" label={t("safe.title")} options={unsafe.map((value) => ({ value, label: t(`safe.${value}` as Key) }))} values={form.values.unsafe} onChange={(values) => form.set("unsafe", values)} />
      <TextArea id="resident-instruction" rows={2} label={t("new.instruction")} most={longest.instruction} value={form.values.instruction} error={form.errors.instruction} onChange={(value) => form.set("instruction", value)} />
    </FoldedForm>
  );
}
