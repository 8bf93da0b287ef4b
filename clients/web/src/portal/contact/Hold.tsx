import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Select, TextField } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { dayOf } from "../../support/days.ts";
import { usePortalText, type Key } from "../text.ts";

type Case = Schemas["Case"];
type Reason = Exclude<Case["holdReason"], "HOLD_REASON_UNSPECIFIED">;

const reasons: Reason[] = ["HOLD_REASON_DECISION", "HOLD_REASON_APPOINTMENT", "HOLD_REASON_RESIDENT_ASKED", "HOLD_REASON_OTHER"];

/** Hold lets a case wait, or go on. */
export function Hold({ support }: { support: Case }) {
  const { t, day } = usePortalText();
  const { municipality, id, etag, state, holdReason, holdUntilDate } = support;
  if (state === "CASE_STATE_OPEN") return <HoldForm support={support} />;
  if (state !== "CASE_STATE_ON_HOLD") return null;
  const why = t(`hold.${holdReason}` as Key);
  return (
    <Alert type="warning">
      <Paragraph>{holdUntilDate ? t("hold.until", { why, day: day(holdUntilDate) }) : t("hold.waits", { why })}</Paragraph>
      <div>
        <Act
          municipality={municipality}
          change={(client, _none, key) => client.POST("/municipalities/{municipality}/cases/{case}/_resume", { params: { path: { municipality, case: id }, header: once(key, etag) }, body: {} })}
        >
          {t("hold.resume")}
        </Act>
      </div>
    </Alert>
  );
}

/** HoldForm asks for what a case waits. */
function HoldForm({ support: { municipality, id, etag } }: { support: Case }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm<{ reason: Reason | ""; until: string }>({
    version: etag,
    initial: { reason: "", until: "" },
    check: ({ reason, until }) => ({
      ...(reason ? {} : { reason: t("wrong.hold") }),
      ...(until && until < dayOf(new Date()) ? { until: t("wrong.past") } : {}),
    }),
    send: async ({ reason, until }, key, version) => {
      if (reason === "") return;
      part(await client.POST("/municipalities/{municipality}/cases/{case}/_hold", { params: { path: { municipality, case: id }, header: once(key, version) }, body: { reason, untilDate: until } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/reason": "reason", "/untilDate": "until" })[pointer] as "reason" | undefined,
  });
  const idOf = (field: string) => `hold-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("hold.open")} send={t("hold.send")}>
      <Select
        id={idOf("reason")} required label={t("hold.reason")} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set("reason", reason)}
        options={[{ value: "", label: t("choose") }, ...reasons.map((reason) => ({ value: reason, label: t(`hold.${reason}`) }))]}
      />
      <TextField id={idOf("until")} type="date" label={t("hold.until.date")} hint={t("hold.until.hint")} value={form.values.until} error={form.errors.until} onChange={(until) => form.set("until", until)} />
    </FoldedForm>
  );
}
