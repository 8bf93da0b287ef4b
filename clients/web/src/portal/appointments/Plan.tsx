import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Checks, TextArea } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { usePortalText } from "../text.ts";
import { bodyOfWhen, companies, fieldOfWhen, wrongWhen, type Company, type When } from "./planned.ts";
import { WhenFields } from "./WhenFields.tsx";

interface Values extends When {
  companies: Company[];
  note: string;
}

const empty: Values = { date: "", time: "", minutes: "60", kind: "", place: "", companies: ["APPOINTMENT_COMPANY_RESIDENT"], note: "" };

/** Plan plans an appointment, and says what the platform remarks about it: another one at that time, for one. */
export function Plan({ support: { municipality, id } }: { support: Schemas["Case"] }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const [remarks, setRemarks] = useState<string[]>([]);
  const form = useForm<Values>({
    initial: empty,
    check: (values) => Object.fromEntries(Object.entries(wrongWhen(values)).map(([field, key]) => [field, t(key)])),
    send: async (values, key) => {
      if (values.kind === "") return;
      const { notices } = part(
        await client.POST("/municipalities/{municipality}/appointments", {
          params: { path: { municipality }, header: once(key) },
          body: { case: id, ...bodyOfWhen(values), kind: values.kind, companies: values.companies, note: values.note.trim() },
        }),
      );
      setRemarks((notices ?? []).map(({ text }) => text));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => fieldOfWhen(pointer) ?? (pointer.endsWith("/note") ? "note" : undefined),
  });
  const idOf = (field: string) => `plan-${field}`;
  return (
    <>
      <FoldedForm form={form} idOf={idOf} title={t("appointments.plan")} send={t("appointments.plan.send")} onDone={() => form.reset(empty)}>
        <WhenFields form={form} idOf={idOf} />
        <Checks
          id={idOf("companies")} label={t("appointments.with")} values={form.values.companies} onChange={(chosen) => form.set("companies", chosen)}
          options={companies.map((company) => ({ value: company, label: t(`appointments.with.${company}`) }))}
        />
        <TextArea id={idOf("note")} rows={2} most={1000} label={t("appointments.note")} hint={t("appointments.note.hint")} value={form.values.note} error={form.errors.note} onChange={(note) => form.set("note", note)} />
      </FoldedForm>
      {remarks.length > 0 && (
        <Alert type="warning" live>
          {remarks.map((remark) => (
            <Paragraph key={remark}>{remark}</Paragraph>
          ))}
        </Alert>
      )}
    </>
  );
}
