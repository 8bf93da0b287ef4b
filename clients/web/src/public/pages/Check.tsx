import { part, type Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { domains, hastes, interpreters, unsafes } from "../choices.ts";
import { forget, keyOfDraft, useAnswers, type Answers } from "../draft.ts";
import { usePlace } from "../place.tsx";
import type { Step } from "../steps/steps.tsx";
import { fieldOf, requestOf } from "../submission.ts";
import { usePublicText } from "../text.ts";
import { referrerCode, spent } from "../via.ts";

interface CheckProps {
  who: "self" | "other";
  steps: Step[];
  pathOf: (index: number) => string;
  onSent: (receipt: Schemas["SubmitApplicationResponse"]) => void;
}

/** Check shows all answers before they are sent, each with a way to change it. */
export function Check({ who, steps, pathOf, onSent }: CheckProps) {
  const { t } = usePublicText();
  const answers = useAnswers();
  const { form: place, client } = usePlace();
  const form = useForm({
    initial: answers,
    check: () => ({}),
    send: async () => {
      const answer = await client.POST("/municipalities/{municipality}/applications", {
        params: { path: { municipality: place.municipality }, header: { "Idempotency-Key": keyOfDraft() } },
        body: { ...requestOf(answers, who), ...referrerCode() },
      });
      onSent(part(answer));
      forget();
      spent();
    },
    fieldOf,
  });
  return (
    <form
      noValidate
      className="oco-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <ErrorSummary form={form} />
      <Heading level={1}>{t("check.title")}</Heading>
      <Paragraph>{t("check.text")}</Paragraph>
      <dl className="oco-answers">
        {steps.map((step, index) => (
          <div key={step.slug} id={step.fields[0]} tabIndex={-1}>
            <dt>{t(step.title[who])}</dt>
            <dd>
              <Answered step={step} answers={answers} />
            </dd>
            <dd>
              <TextLink to={pathOf(index)}>
                {t("check.change")} <span className="oco-hidden">{t(step.title[who])}</span>
              </TextLink>
            </dd>
          </div>
        ))}
      </dl>
      <Paragraph>{t("check.privacy")}</Paragraph>
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {form.sending ? t("sending") : t("check.send")}
        </Button>
      </div>
    </form>
  );
}

/** Answered is what was answered to one question, in words. */
function Answered({ step, answers }: { step: Step; answers: Answers }) {
  const lines = useLines(answers);
  const { t } = usePublicText();
  const said = step.fields.flatMap((field) => lines[field] ?? []).filter(Boolean);
  if (said.length === 0) return <span className="oco-muted">{t("check.nothing")}</span>;
  return said.map((line) => (
    <bdi key={line} className="oco-line">
      {line}
    </bdi>
  ));
}

/** useLines are the answers in words, by field. */
function useLines(a: Answers): Partial<Record<keyof Answers, string[]>> {
  const { t, day } = usePublicText();
  const { form } = usePlace();
  return {
    domains: domains.filter(({ value }) => a.domains.includes(value)).map(({ key }) => t(key)),
    question: [a.question],
    haste: hastes.filter(({ value }) => value === a.haste).map(({ key }) => t(key)),
    hasteDate: [a.haste === "no" ? "" : day(a.hasteDate)],
    name: [a.name],
    phone: [a.phone],
    email: [a.email],
    callBack: [a.callBack],
    safe: [a.safe === "" ? "" : t(a.safe === "yes" ? "safe.yes" : "safe.no")],
    unsafe: a.safe === "no" ? unsafes.filter(({ value }) => a.unsafe.includes(value)).map(({ key }) => t(key)) : [],
    instruction: [a.safe === "no" ? a.instruction : ""],
    neighbourhood: form.neighbourhoods.filter(({ code }) => code === a.neighbourhood).map(({ label }) => label),
    interpreter: interpreters.filter(({ value }) => value === a.interpreter).map(({ name }) => name),
    ownName: [a.ownName],
    ownPhone: [a.ownPhone],
    ownEmail: [a.ownEmail],
    relation: [a.relation],
    agrees: [a.agrees === "" ? "" : t(a.agrees === "yes" ? "agrees.yes" : "agrees.no")],
  };
}
