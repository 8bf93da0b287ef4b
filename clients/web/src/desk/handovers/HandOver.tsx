import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Checks, Choices, Select, TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Application } from "../application.ts";
import { useNeighbours } from "../names.ts";
import { today } from "../people/people.ts";
import { useDeskText } from "../text.ts";
import { fields, givers, reasons, recipients, type Field, type Giver, type Reason, type Recipient } from "./handovers.ts";

interface Values {
  to: Recipient | "";
  /** The municipality of the region, by its code, or elsewhere. */
  place: string;
  name: string;
  reason: Reason | "";
  fields: Field[];
  giver: Giver | "";
  representative: string;
  date: string;
  purpose: string;
}

const toMunicipality: Recipient = "HANDOVER_RECIPIENT_KIND_MUNICIPALITY";

/** A municipality that is not of the region is named. */
const elsewhere = "elsewhere";

/** What a municipality needs to reach the resident. */
const needed: Field[] = ["HANDOVER_FIELD_NAME", "HANDOVER_FIELD_REACH"];

/** HandOver hands a resident over with the resident's consent: who agreed, when, and to what. Without that nothing leaves. */
export function HandOver({ application: { municipality, id, resident } }: { application: Application }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const acting = useGet(municipality, ["representatives", resident], (reader) =>
    all((pageToken) => reader.GET("/municipalities/{municipality}/residents/{resident}/representatives", { params: { path: { municipality, resident }, query: { pageToken } } }), (page) => page.representatives),
  ).data;
  const neighbours = useNeighbours(municipality);
  /** The municipality of the region that is chosen; empty when the receiver has to be named. */
  const placeOf = ({ to, place }: Pick<Values, "to" | "place">) => (to === toMunicipality && neighbours.length > 0 && place !== elsewhere ? place : undefined);
  const named = (values: Pick<Values, "to" | "place">) => values.to !== "" && values.to !== "HANDOVER_RECIPIENT_KIND_ACCESS_TEAM" && placeOf(values) === undefined;
  const form = useForm<Values>({
    initial: { to: "", place: "", name: "", reason: "", fields: [...fields], giver: "", representative: "", date: today(), purpose: "" },
    check: ({ to, place, name, reason, fields: chosen, giver, representative, date, purpose }) => ({
      ...(to ? {} : { to: t("wrong.handover.to") }),
      ...(placeOf({ to, place }) === "" ? { place: t("wrong.handover.place") } : {}),
      ...(named({ to, place }) && !name.trim() ? { name: t("wrong.handover.name") } : {}),
      ...(reason ? {} : { reason: t("wrong.handover.reason") }),
      ...(chosen.length > 0 ? {} : { fields: t("wrong.handover.fields") }),
      ...(placeOf({ to, place }) && !needed.every((field) => chosen.includes(field)) ? { fields: t("wrong.handover.reach") } : {}),
      ...(giver ? {} : { giver: t("wrong.handover.giver") }),
      ...(giver === "HANDOVER_CONSENT_GIVER_REPRESENTATIVE" && !representative ? { representative: t("wrong.handover.representative") } : {}),
      ...(date ? (date > today() ? { date: t("wrong.future") } : {}) : { date: t("wrong.handover.date") }),
      ...(purpose.trim() ? {} : { purpose: t("wrong.handover.purpose") }),
    }),
    send: async ({ to, place, name, reason, fields: chosen, giver, representative, date, purpose }, key) => {
      if (to === "" || reason === "" || giver === "") return;
      const recipientMunicipality = placeOf({ to, place });
      const consent = { givenBy: giver, givenDate: date, purpose: purpose.trim(), ...(giver === "HANDOVER_CONSENT_GIVER_REPRESENTATIVE" ? { representative } : {}) };
      part(
        await client.POST("/municipalities/{municipality}/handovers", {
          params: { path: { municipality }, header: once(key) },
          body: { application: id, recipientKind: to, ...(named({ to, place }) ? { recipientName: name.trim() } : {}), ...(recipientMunicipality ? { recipientMunicipality } : {}), reason, fields: chosen, consent },
        }),
      );
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => {
      const names = { recipientKind: "to", recipientMunicipality: "place", recipientName: "name", reason: "reason", fields: "fields", givenBy: "giver", representative: "representative", givenDate: "date", purpose: "purpose" } as const;
      return names[pointer.split("/").at(-1) as "reason"];
    },
  });
  const idOf = (field: string) => `handover-${field}`;
  const common = <Name extends keyof Values & string>(name: Name) => ({ id: idOf(name), value: form.values[name], error: form.errors[name], onChange: (value: Values[Name]) => form.set(name, value) });
  return (
    <FoldedForm form={form} idOf={idOf} title={t("handovers.do")} send={t("handovers.do.send")}>
      <Choices {...common("to")} label={t("handovers.to")} options={recipients.map((kind) => ({ value: kind, label: t(`handovers.${kind as "HANDOVER_RECIPIENT_KIND_PERSON"}`) }))} />
      {form.values.to === toMunicipality && neighbours.length > 0 && (
        <Select
          {...common("place")} required label={t("handovers.place")} hint={t("handovers.place.hint")}
          options={[{ value: "", label: t("choose") }, ...neighbours.map((one) => ({ value: one.municipality, label: one.name })), { value: elsewhere, label: t("handovers.place.elsewhere") }]}
        />
      )}
      {named(form.values) && <TextField {...common("name")} required most={200} label={t("handovers.name")} />}
      <Select {...common("reason")} required label={t("handovers.reason")} options={[{ value: "", label: t("choose") }, ...reasons.map((reason) => ({ value: reason, label: t(`handovers.${reason as "HANDOVER_REASON_LONG"}`) }))]} />
      <Checks
        id={idOf("fields")} label={t("handovers.fields")} hint={t("handovers.fields.hint")} values={form.values.fields} error={form.errors.fields} onChange={(chosen) => form.set("fields", chosen)}
        options={fields.map((field) => ({ value: field, label: t(`handovers.${field as "HANDOVER_FIELD_NAME"}`) }))}
      />
      <Choices {...common("giver")} label={t("handovers.giver")} options={givers.filter((giver) => giver === givers[0] || (acting ?? []).length > 0).map((giver) => ({ value: giver, label: t(`handovers.${giver as "HANDOVER_CONSENT_GIVER_RESIDENT"}`) }))} />
      {form.values.giver === "HANDOVER_CONSENT_GIVER_REPRESENTATIVE" && (
        <Select {...common("representative")} required label={t("handovers.representative")} options={[{ value: "", label: t("choose") }, ...(acting ?? []).map((one) => ({ value: one.id!, label: one.name }))]} />
      )}
      <TextField {...common("date")} type="date" required label={t("handovers.date")} />
      <TextField {...common("purpose")} required most={300} label={t("handovers.purpose")} hint={t("handovers.purpose.hint")} />
    </FoldedForm>
  );
}
