import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Select, TextArea, TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import type { Partner } from "./partners.ts";

type Way = Exclude<Schemas["PartnerContactKind"], "PARTNER_CONTACT_KIND_UNSPECIFIED">;

const ways: readonly Way[] = [
  "PARTNER_CONTACT_KIND_PHONE", "PARTNER_CONTACT_KIND_EMAIL", "PARTNER_CONTACT_KIND_VISIT", "PARTNER_CONTACT_KIND_MEETING", "PARTNER_CONTACT_KIND_OTHER",
];

/** today as the server counts days. */
const today = () => new Date().toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });

/** RecordContact writes down that there was contact with an organisation, and when it is to be again. */
export function RecordContact({ partner: { municipality, id, name } }: { partner: Partner }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: { on: today(), way: "PARTNER_CONTACT_KIND_PHONE" as Way, note: "", next: "" },
    check: ({ on }): { on?: string } => (on ? {} : { on: t("wrong.contacted") }),
    send: async ({ on, way, note, next }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/partner-contacts", {
          params: { path: { municipality }, header: once(key) },
          body: { referrerOrganisation: id, contactDate: on, kind: way, ...(note.trim() ? { note: note.trim() } : {}), ...(next ? { nextContactDate: next } : {}) },
        }),
      );
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/contactDate": "on", "/kind": "way", "/note": "note", "/nextContactDate": "next" } as const)[pointer],
  });
  const idOf = (field: string) => `contact-${id}-${field}`;
  const { values, errors, set } = form;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("contacted.title")} send={t("contacted.do")} whose={(says) => t("partner.whose", { says, name })}>
      <TextField id={idOf("on")} type="date" required label={t("contacted.on")} value={values.on} error={errors.on} onChange={(on) => set("on", on)} />
      <Select id={idOf("way")} required label={t("contacted.way")} options={ways.map((value) => ({ value, label: t(`contacted.${value}` as Key) }))} value={values.way} error={errors.way} onChange={(way) => set("way", way)} />
      <TextArea id={idOf("note")} rows={2} most={1000} label={t("contacted.note")} hint={t("contacted.note.hint")} value={values.note} error={errors.note} onChange={(note) => set("note", note)} />
      <TextField id={idOf("next")} type="date" label={t("contacted.next")} value={values.next} error={errors.next} onChange={(next) => set("next", next)} />
    </FoldedForm>
  );
}
