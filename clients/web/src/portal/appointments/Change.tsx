import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Choices } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { usePortalText } from "../text.ts";
import { bodyOfWhen, fieldOfWhen, reasons, whenOf, wrongWhen, type Planned, type Reason, type When } from "./planned.ts";
import { WhenFields } from "./WhenFields.tsx";

interface ChangeProps {
  of: Planned;
  /** Says which appointment it is, for a screen reader. */
  which: (says: string) => string;
}

/** Move moves an appointment that is planned. */
export function Move({ of, which }: ChangeProps) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, etag } = of;
  const form = useForm<When>({
    version: etag,
    initial: whenOf(of),
    check: (values) => Object.fromEntries(Object.entries(wrongWhen(values)).map(([field, key]) => [field, t(key)])),
    send: async (values, key, version) => {
      if (values.kind === "") return;
      const params = { path: { municipality, appointment: id }, header: once(key, version) };
      part(await client.POST("/municipalities/{municipality}/appointments/{appointment}/_reschedule", { params, body: { ...bodyOfWhen(values), kind: values.kind } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: fieldOfWhen,
  });
  const idOf = (field: string) => `move-${field}-${id}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("appointments.move")} send={t("appointments.move.send")} whose={which}>
      <WhenFields form={form} idOf={idOf} />
    </FoldedForm>
  );
}

/** Cancel calls an appointment off. Whose side it lay on is no blame: it tells what appointments founder on. */
export function Cancel({ of: { municipality, id, etag }, which }: ChangeProps) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm<{ reason: Reason | "" }>({
    version: etag,
    initial: { reason: "" },
    check: ({ reason }): { reason?: string } => (reason ? {} : { reason: t("wrong.meeting.reason") }),
    send: async ({ reason }, key, version) => {
      if (reason === "") return;
      const params = { path: { municipality, appointment: id }, header: once(key, version) };
      part(await client.POST("/municipalities/{municipality}/appointments/{appointment}/_cancel", { params, body: { cancelReason: reason } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer === "/cancelReason" ? "reason" : undefined),
  });
  const idOf = (field: string) => `cancel-${field}-${id}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("appointments.cancel")} send={t("appointments.cancel.send")} whose={which}>
      <Paragraph>{t("appointments.cancel.text")}</Paragraph>
      <Choices
        id={idOf("reason")} label={t("appointments.cancel.reason")} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set("reason", reason)}
        options={reasons.map((reason) => ({ value: reason, label: t(`appointments.${reason}`) }))}
      />
    </FoldedForm>
  );
}
