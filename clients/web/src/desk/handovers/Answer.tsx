import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { TextArea, TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import type { Handover } from "./handovers.ts";

interface AnswerProps {
  handover: Handover;
  /** Says which hand-over it is, for a screen reader. */
  which: (says: string) => string;
}

/** Acknowledge writes down that the receiver has it, as somebody there told the coordinator. */
export function Acknowledge({ handover: { municipality = "", id = "", etag = "" }, which }: AnswerProps) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    version: etag,
    initial: { name: "", reference: "" },
    check: ({ name }): { name?: string } => (name.trim() ? {} : { name: t("wrong.receiver") }),
    send: async ({ name, reference }, key, version) => {
      const params = { path: { municipality, handover: id }, header: once(key, version) };
      part(await client.POST("/municipalities/{municipality}/handovers/{handover}/_acknowledge", { params, body: { receiverName: name.trim(), reference: reference.trim() } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/receiverName": "name", "/reference": "reference" })[pointer] as "name" | undefined,
  });
  const idOf = (field: string) => `received-${field}-${id}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("handovers.received")} send={t("handovers.received.send")} whose={which}>
      <TextField id={idOf("name")} required most={200} label={t("handovers.receiver")} hint={t("handovers.receiver.hint")} value={form.values.name} error={form.errors.name} onChange={(name) => form.set("name", name)} />
      <TextField id={idOf("reference")} most={100} label={t("handovers.reference")} value={form.values.reference} error={form.errors.reference} onChange={(reference) => form.set("reference", reference)} />
    </FoldedForm>
  );
}

/** Refuse writes down that the receiver does not take it, and why. */
export function Refuse({ handover: { municipality = "", id = "", etag = "" }, which }: AnswerProps) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    version: etag,
    initial: { name: "", refusal: "" },
    check: ({ name, refusal }): { name?: string; refusal?: string } => ({ ...(name.trim() ? {} : { name: t("wrong.receiver") }), ...(refusal.trim() ? {} : { refusal: t("wrong.refusal") }) }),
    send: async ({ name, refusal }, key, version) => {
      const params = { path: { municipality, handover: id }, header: once(key, version) };
      part(await client.POST("/municipalities/{municipality}/handovers/{handover}/_refuse", { params, body: { receiverName: name.trim(), refusal: refusal.trim() } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/receiverName": "name", "/refusal": "refusal" })[pointer] as "name" | undefined,
  });
  const idOf = (field: string) => `refused-${field}-${id}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("handovers.refused")} send={t("handovers.refused.send")} whose={which}>
      <TextField id={idOf("name")} required most={200} label={t("handovers.receiver")} value={form.values.name} error={form.errors.name} onChange={(name) => form.set("name", name)} />
      <TextArea id={idOf("refusal")} required rows={3} most={500} label={t("handovers.refusal")} value={form.values.refusal} error={form.errors.refusal} onChange={(refusal) => form.set("refusal", refusal)} />
    </FoldedForm>
  );
}
