import { useEffect, useRef, useState } from "react";

import { part, type Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Choices, TextArea, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { longest } from "../../form/room.ts";
import { usePlace } from "../place.tsx";
import { usePublicText } from "../text.ts";

type Right = Schemas["SubmitRightsRequestRequest"]["right"];

const empty: { right: Right | ""; name: string; phone: string; email: string; explanation: string } = { right: "", name: "", phone: "", email: "", explanation: "" };

/** MyData takes in what somebody asks about what is recorded of them: to see it, correct it or destroy it. */
export function MyData() {
  const { t } = usePublicText();
  const { form: place, client } = usePlace();
  const [asked, setAsked] = useState<Schemas["SubmitRightsRequestResponse"]>();
  const form = useForm({
    initial: empty,
    check: ({ right, name, phone, email }) => ({
      ...(right ? {} : { right: t("wrong.right") }),
      ...(name.trim() ? {} : { name: t("wrong.name") }),
      ...((phone + email).trim() ? {} : { phone: t("wrong.reach") }),
    }),
    send: async ({ right, name, phone, email, explanation }, key) => {
      const answer = await client.POST("/municipalities/{municipality}/rights-requests", {
        params: { path: { municipality: place.municipality }, header: { "Idempotency-Key": key } },
        body: { right: right as Right, name: name.trim(), phone: phone.trim(), email: email.trim(), explanation },
      });
      setAsked(part(answer));
    },
    fieldOf: (pointer) => pointer.slice(1) as keyof typeof empty,
  });
  if (asked) return <Asked asked={asked} />;
  const text = (field: "name" | "phone" | "email") => ({ id: field, value: form.values[field], error: form.errors[field], onChange: (value: string) => form.set(field, value) });
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
      <Heading level={1}>{t("mine.title")}</Heading>
      <Paragraph>{t("mine.text")}</Paragraph>
      <Choices
        id="right"
        label={t("mine.right")}
        options={[
          { value: "RIGHT_SEE", label: t("mine.see"), hint: t("mine.see.hint") },
          { value: "RIGHT_CORRECT", label: t("mine.correct"), hint: t("mine.correct.hint") },
          { value: "RIGHT_DESTROY", label: t("mine.destroy"), hint: t("mine.destroy.hint") },
        ]}
        value={form.values.right}
        error={form.errors.right}
        onChange={(value) => form.set("right", value as Right)}
      />
      <TextField {...text("name")} label={t("field.name")} autoComplete="name" required />
      <Paragraph>{t("reach.one")}</Paragraph>
      <TextField {...text("phone")} label={t("field.phone")} type="tel" inputMode="tel" autoComplete="tel" />
      <TextField {...text("email")} label={t("field.email")} type="email" inputMode="email" autoComplete="email" />
      <TextArea id="explanation" rows={4} label={t("mine.explanation")} hint={t("mine.explanation.hint")} most={longest.question} value={form.values.explanation} error={form.errors.explanation} onChange={(value) => form.set("explanation", value)} />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {form.sending ? t("sending") : t("mine.send")}
        </Button>
      </div>
    </form>
  );
}

/** Asked says what happens next, and until when it takes at most. */
function Asked({ asked }: { asked: Schemas["SubmitRightsRequestResponse"] }) {
  const { t, day } = usePublicText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="oco-stack oco-text">
      <h1 ref={heading} tabIndex={-1} className="nl-heading nl-heading--level-1">
        {t("mine.asked")}
      </h1>
      <Paragraph>{t("mine.asked.next")}</Paragraph>
      <Paragraph>{t("mine.asked.until", { day: day(asked.dueDate) })}</Paragraph>
      {asked.contactPhone && <Paragraph>{t("receipt.phone", { phone: asked.contactPhone })}</Paragraph>}
      <TextLink to="/">{t("lost.home")}</TextLink>
    </div>
  );
}
