import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Choices, Select, TextArea, Tick } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useBegun, useKept } from "../../form/kept.ts";
import { useSession } from "../../login/Gate.tsx";
import { usePortalText } from "../text.ts";
import { reasons, type Reason, type Transfer } from "./transfers.ts";

interface Values {
  kind: Transfer["kind"] | "";
  reason: Reason | "";
  note: string;
  first: boolean;
}

const kinds: Transfer["kind"][] = ["SUPPORT_KIND_FORMAL", "SUPPORT_KIND_INFORMAL"];

const empty: Values = { kind: "", reason: "", note: "", first: true };

/** Ask asks that somebody else goes on with a case. The coordinator finds who. */
export function Ask({ support: { municipality, id } }: { support: Schemas["Case"] }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { begun, place } = useBegun(`transfer.${id}`, empty);
  const form = useForm<Values>({
    initial: begun,
    check: ({ kind, reason }): { kind?: string; reason?: string } => ({ ...(kind ? {} : { kind: t("wrong.transfer.kind") }), ...(reason ? {} : { reason: t("wrong.transfer.reason") }) }),
    send: async ({ kind, reason, note, first }, key) => {
      if (kind === "" || reason === "") return;
      part(await client.POST("/municipalities/{municipality}/transfers", { params: { path: { municipality }, header: once(key) }, body: { case: id, kind, reason, note: note.trim(), firstContact: first } }));
      forget();
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (["kind", "reason", "note"] as const).find((field) => pointer.endsWith(`/${field}`)),
  });
  const forget = useKept(place, form, empty);
  const idOf = (field: string) => `transfer-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} open={begun.note !== ""} title={t("transfer.open")} send={t("transfer.send")} onDone={() => form.reset(empty)}>
      <Choices
        id={idOf("kind")} label={t("transfer.kind")} value={form.values.kind} error={form.errors.kind} onChange={(kind) => form.set("kind", kind)}
        options={kinds.map((kind) => ({ value: kind, label: t(`transfer.kind.${kind as "SUPPORT_KIND_FORMAL"}`), hint: t(`transfer.kind.hint.${kind as "SUPPORT_KIND_FORMAL"}`) }))}
      />
      <Select
        id={idOf("reason")} required label={t("transfer.reason")} hint={t("transfer.reason.hint")} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set("reason", reason)}
        options={[{ value: "", label: t("choose") }, ...reasons.map((reason) => ({ value: reason, label: t(`transfer.${reason}`) }))]}
      />
      <TextArea id={idOf("note")} rows={4} most={2000} label={t("transfer.note")} hint={t("transfer.note.hint")} value={form.values.note} error={form.errors.note} onChange={(note) => form.set("note", note)} />
      <Tick id={idOf("first")} label={t("transfer.first")} checked={form.values.first} onChange={(first) => form.set("first", first)} />
    </FoldedForm>
  );
}
