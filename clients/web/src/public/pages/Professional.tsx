import { useState } from "react";

import { part, type Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Choices, TextArea, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { longest } from "../../form/room.ts";
import { empty, type Answers } from "../draft.ts";
import { usePlace } from "../place.tsx";
import { Receipt } from "../Receipt.tsx";
import { checks, fieldOf, requestOf, worded } from "../submission.ts";
import { usePublicText } from "../text.ts";

/** Professional is one page, half a minute: who refers whom, and how to reach them. No medical details. */
export function Professional() {
  const { t } = usePublicText();
  const { form: place, client } = usePlace();
  const [receipt, setReceipt] = useState<Schemas["SubmitApplicationResponse"]>();
  const form = useForm<Answers>({
    initial: empty,
    check: (a) =>
      worded(
        {
          ...(a.organisation.trim() ? {} : { organisation: "wrong.organisation" }),
          ...checks.applicant(a),
          ...checks.resident(a),
          ...checks.reach(a),
          ...checks.agrees(a),
        },
        t,
      ),
    send: async (a, key) => {
      const answer = await client.POST("/municipalities/{municipality}/applications", {
        params: { path: { municipality: place.municipality }, header: { "Idempotency-Key": key } },
        body: requestOf(a, "professional"),
      });
      setReceipt(part(answer));
    },
    fieldOf,
  });
  if (receipt) return <Receipt receipt={receipt} />;
  const text = (field: "organisation" | "ownName" | "ownPhone" | "ownEmail" | "name" | "phone" | "email") => ({
    id: field,
    value: form.values[field],
    error: form.errors[field],
    onChange: (value: string) => form.set(field, value),
  });
  return (
    <form
      noValidate
      className="oco-stack oco-text"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <ErrorSummary form={form} />
      <Heading level={1}>{t("professional.title")}</Heading>
      <Paragraph>{t("professional.text")}</Paragraph>
      <Paragraph>
        <TextLink to="/kaartje">{t("card.link")}</TextLink>
      </Paragraph>
      <Paragraph>
        {t("professional.account")} <TextLink href="/portal/referrals">{t("professional.account.link")}</TextLink>.
      </Paragraph>
      <Heading level={2}>{t("professional.you")}</Heading>
      <TextField {...text("organisation")} label={t("field.organisation")} autoComplete="organization" required />
      <TextField {...text("ownName")} label={t("field.ownName")} autoComplete="name" required />
      <Paragraph>{t("reach.one")}</Paragraph>
      <TextField {...text("ownPhone")} label={t("field.phone")} type="tel" inputMode="tel" autoComplete="tel" />
      <TextField {...text("ownEmail")} label={t("field.email")} type="email" inputMode="email" autoComplete="email" />
      <Heading level={2}>{t("professional.resident")}</Heading>
      <TextField {...text("name")} label={t("field.name.other")} autoComplete="off" required />
      <Paragraph>{t("reach.one")}</Paragraph>
      <TextField {...text("phone")} label={t("field.phone.other")} type="tel" inputMode="tel" autoComplete="off" />
      <TextField {...text("email")} label={t("field.email.other")} type="email" inputMode="email" autoComplete="off" />
      <TextArea id="question" rows={3} label={t("professional.question")} hint={t("professional.question.hint")} most={longest.question} value={form.values.question} error={form.errors.question} onChange={(value) => form.set("question", value)} />
      <Choices
        id="agrees"
        label={t("agrees.label.professional")}
        options={[{ value: "yes", label: t("agrees.yes") }, { value: "no", label: t("agrees.no") }]}
        value={form.values.agrees}
        error={form.errors.agrees}
        onChange={(value) => form.set("agrees", value)}
      />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {form.sending ? t("sending") : t("check.send")}
        </Button>
      </div>
    </form>
  );
}
