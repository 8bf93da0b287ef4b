import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../api/client.ts";
import { Checks, Choices, TextArea, TextField } from "../design/Field.tsx";
import { FoldedForm } from "../form/FoldedForm.tsx";
import { useForm } from "../form/form.ts";
import { useSession } from "../login/Gate.tsx";
import { useText } from "../text/text.tsx";
import { dayOf } from "./days.ts";

type Incident = Schemas["Incident"];
type Kind = Exclude<Incident["kind"], "INCIDENT_KIND_UNSPECIFIED">;
type Affected = Exclude<NonNullable<Incident["affected"]>[number], "INCIDENT_AFFECTED_UNSPECIFIED">;

const kinds: Kind[] = ["INCIDENT_KIND_AGGRESSION", "INCIDENT_KIND_THREAT", "INCIDENT_KIND_ACCIDENT", "INCIDENT_KIND_THEFT", "INCIDENT_KIND_DATA_LEAK", "INCIDENT_KIND_OTHER"];
const whom: Affected[] = ["INCIDENT_AFFECTED_SUPPORTER", "INCIDENT_AFFECTED_RESIDENT", "INCIDENT_AFFECTED_COLLEAGUE", "INCIDENT_AFFECTED_OTHER"];

interface Values {
  kind: Kind | "";
  date: string;
  text: string;
  affected: Affected[];
}

/** NewIncident reports an incident, which may have to do with an application. It stays as it was reported. */
export function NewIncident({ municipality, application = "" }: { municipality: string; application?: string }) {
  const { t } = useText();
  const { client } = useSession();
  const queries = useQueryClient();
  const empty: Values = { kind: "", date: dayOf(new Date()), text: "", affected: [] };
  const form = useForm<Values>({
    initial: empty,
    check: ({ kind, date, text }) => ({
      ...(kind ? {} : { kind: t("wrong.incident") }),
      ...(date ? {} : { date: t("wrong.incident.date") }),
      ...(text.trim() ? {} : { text: t("wrong.said") }),
    }),
    send: async ({ kind, date, text, affected }, key) => {
      if (!kind) return;
      part(await client.POST("/municipalities/{municipality}/incidents", { params: { path: { municipality }, header: once(key) }, body: { kind, incidentDate: date, text: text.trim(), affected, ...(application ? { application } : {}) } }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => ({ "/kind": "kind", "/incidentDate": "date", "/text": "text", "/affected": "affected" } as const)[pointer],
  });
  return (
    <FoldedForm form={form} title={t("incidents.new")} send={t("incidents.new.do")} idOf={(field) => `incident-${field}`} onDone={() => form.reset(empty)}>
      <Choices id="incident-kind" label={t("incidents.what")} options={kinds.map((value) => ({ value, label: t(`incident.${value}`) }))} value={form.values.kind} error={form.errors.kind} onChange={(kind) => form.set("kind", kind)} />
      <TextField id="incident-date" type="date" required label={t("incidents.date")} value={form.values.date} error={form.errors.date} onChange={(date) => form.set("date", date)} />
      <Checks id="incident-affected" label={t("incidents.affected")} hint={t("incidents.affected.hint")} options={whom.map((value) => ({ value, label: t(`incident.${value}`) }))} values={form.values.affected} error={form.errors.affected} onChange={(affected) => form.set("affected", affected)} />
      <TextArea id="incident-text" required most={4000} label={t("incidents.text")} value={form.values.text} error={form.errors.text} onChange={(text) => form.set("text", text)} />
    </FoldedForm>
  );
}
