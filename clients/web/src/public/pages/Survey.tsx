import { useEffect, useRef, useState } from "react";

import { part, Refusal, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Choices, TextArea, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { usePlace } from "../place.tsx";
import { usePublicText } from "../text.ts";

type Found = Schemas["SurveyForm"];
type Answer = Schemas["SurveyAnswer"];

/** asked finds what the holder of a code is asked; a code that nobody has is a mistake in the field. */
function useAsked() {
  const { t } = usePublicText();
  const { form: place, client } = usePlace();
  return async (code: string): Promise<Found> => {
    try {
      return part(
        await client.POST("/municipalities/{municipality}/survey-forms/_lookup", {
          params: { path: { municipality: place.municipality } },
          body: { surveyCode: code },
        }),
      );
    } catch (error) {
      if (!(error instanceof Refusal) || error.problem.status !== 404) throw error;
      throw new Refusal({ ...error.problem, errors: [{ in: "body", detail: t("survey.unknown"), location: { pointer: "/surveyCode" }, code: "unknown" }] });
    }
  };
}

/**
 * Survey asks residents and supporters how it was. The code comes in the fragment of the link, which no server sees, or is typed
 * in from a letter; from the address it is taken away, for whoever uses the same computer next.
 */
export function Survey() {
  const [linked] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const [given, setGiven] = useState<{ code: string; form: Found }>();
  const [thanked, setThanked] = useState(false);
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(window.history.state, "", window.location.pathname);
  }, []);
  if (thanked) return <Thanks />;
  if (!given) return <Code linked={linked} onFound={(code, form) => setGiven({ code, form })} />;
  if (given.form.state !== "SURVEY_INVITATION_STATE_INVITED") return <Over form={given.form} />;
  return <Questions code={given.code} form={given.form} way={given.code === linked ? "SURVEY_WAY_LINK" : "SURVEY_WAY_PAPER"} onDone={() => setThanked(true)} />;
}

/** Code asks for the code, unless the link has it. */
function Code({ linked, onFound }: { linked: string; onFound: (code: string, form: Found) => void }) {
  const { t } = usePublicText();
  const asked = useAsked();
  const form = useForm({
    initial: { code: linked },
    check: ({ code }): { code?: string } => (code.trim() ? {} : { code: t("survey.code.empty") }),
    send: async ({ code }) => onFound(code, await asked(code)),
    fieldOf: () => "code",
  });
  const { submit } = form;
  const begun = useRef(false);
  useEffect(() => {
    if (linked && !begun.current) void submit();
    begun.current = true;
  }, [linked, submit]);
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
      <Heading level={1}>{t("survey.title")}</Heading>
      <Paragraph>{t("survey.intro")}</Paragraph>
      <TextField id="code" label={t("survey.code")} hint={t("survey.code.hint")} autoComplete="off" autoCapitalize="characters" spellCheck={false} value={form.values.code} error={form.errors.code} onChange={(value) => form.set("code", value)} />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("survey.begin")}
        </Button>
      </div>
    </form>
  );
}

/** Questions is the one page on which somebody answers. */
function Questions({ code, form: asked, way, onDone }: { code: string; form: Found; way: "SURVEY_WAY_LINK" | "SURVEY_WAY_PAPER"; onDone: () => void }) {
  const { t, day } = usePublicText();
  const { form: place, client } = usePlace();
  const form = useForm<Record<string, string>>({
    initial: { remark: "" },
    check: (values) => Object.fromEntries(asked.questions.filter(({ question }) => !values[question]).map(({ question }) => [question, t("survey.choose")])),
    send: async (values, key) => {
      const answers = asked.questions.map(({ question }) => ({ question, choice: values[question] }) as Answer);
      part(
        await client.POST("/municipalities/{municipality}/survey-forms/_submit", {
          params: { path: { municipality: place.municipality }, header: { "Idempotency-Key": key } },
          body: { surveyCode: code, answers, remark: values.remark ?? "", way },
        }),
      );
      onDone();
    },
    fieldOf: (pointer) => (pointer.startsWith("/remark") ? "remark" : undefined),
  });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
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
      <h1 ref={heading} tabIndex={-1} className="nl-heading nl-heading--level-1">
        {t("survey.title")}
      </h1>
      <Paragraph>{t("survey.anonymous")}</Paragraph>
      <Paragraph>{t("survey.until", { day: day(asked.lastDate) })}</Paragraph>
      {asked.questions.map(({ question, text, choices }) => (
        <Choices
          key={question}
          id={question}
          label={text}
          options={choices.map(({ choice, text: label }) => ({ value: choice as string, label }))}
          value={form.values[question] ?? ""}
          error={form.errors[question]}
          onChange={(choice) => form.set(question, choice)}
        />
      ))}
      <TextArea id="remark" most={1000} rows={5} label={t("survey.remark")} hint={t("survey.remark.hint")} value={form.values.remark ?? ""} error={form.errors.remark} onChange={(remark) => form.set("remark", remark)} />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {form.sending ? t("sending") : t("survey.send")}
        </Button>
      </div>
    </form>
  );
}

/** Over says why nothing can be filled in any more. */
function Over({ form }: { form: Found }) {
  const { t } = usePublicText();
  return (
    <div className="oco-stack oco-text">
      <Heading level={1}>{t("survey.title")}</Heading>
      <Alert type="info" live>
        <Paragraph>{t(form.state === "SURVEY_INVITATION_STATE_ANSWERED" ? "survey.answered" : "survey.over")}</Paragraph>
      </Alert>
      <TextLink to="/">{t("lost.home")}</TextLink>
    </div>
  );
}

/** Thanks is what somebody sees who answered. */
function Thanks() {
  const { t } = usePublicText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="oco-stack oco-text">
      <h1 ref={heading} tabIndex={-1} className="nl-heading nl-heading--level-1">
        {t("survey.thanks")}
      </h1>
      <Paragraph>{t("survey.thanks.text")}</Paragraph>
      <TextLink to="/">{t("lost.home")}</TextLink>
    </div>
  );
}
