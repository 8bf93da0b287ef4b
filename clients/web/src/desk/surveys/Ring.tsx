import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Choices, TextArea } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { asked, type Invited } from "./surveys.ts";

/** Ring is somebody to ring, with the answers that they give. */
export function Ring({ invited: { id, municipality, audience, etag, name, phone, noVoicemail, contactInstruction } }: { invited: Invited }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const questions = asked[audience] ?? [];
  const form = useForm<Record<string, string>>({
    initial: { remark: "" },
    check: (values) => Object.fromEntries(questions.filter(({ question }) => !values[question]).map(({ question }) => [question, t("surveys.choose")])),
    send: async (values, key) => {
      part(
        await client.POST("/municipalities/{municipality}/survey-invitations/{surveyInvitation}/_record", {
          params: { path: { municipality, surveyInvitation: id }, header: once(key, etag) },
          body: { answers: questions.map(({ question }) => ({ question, choice: values[question] }) as Schemas["SurveyAnswer"]), remark: values.remark ?? "" },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer.startsWith("/remark") ? "remark" : undefined),
  });
  const idOf = (field: string) => `${field}-${id}`;
  return (
    <li className="oco-card oco-stack">
      <strong>{name}</strong>
      <a className="nl-link" href={`tel:${phone}`}>
        {phone}
      </a>
      {noVoicemail && <Paragraph>{t("surveys.voicemail")}</Paragraph>}
      {contactInstruction && <Paragraph>{t("surveys.instruction", { text: contactInstruction })}</Paragraph>}
      <FoldedForm form={form} title={t("surveys.record")} send={t("surveys.record.do")} whose={(says) => t("rights.of", { says, name: name ?? "" })} idOf={idOf}>
        {questions.map(({ question, choices }) => (
          <Choices
            key={question}
            id={idOf(question)}
            label={t(`survey.${question}`)}
            options={choices.map((value) => ({ value: value as string, label: t(`survey.${value}`) }))}
            value={form.values[question] ?? ""}
            error={form.errors[question]}
            onChange={(choice) => form.set(question, choice)}
          />
        ))}
        <TextArea id={idOf("remark")} rows={3} most={1000} label={t("surveys.remark")} hint={t("surveys.remark.hint")} value={form.values.remark ?? ""} error={form.errors.remark} onChange={(remark) => form.set("remark", remark)} />
      </FoldedForm>
    </li>
  );
}
