import { IconArrowLeft } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useLocation, useParams } from "wouter";

import type { Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Tick } from "../../design/Field.tsx";
import { Heading, TextLink } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { change, forget, isTyped, useAnswers, type Answers } from "../draft.ts";
import { useIdle } from "../idle.ts";
import { Emptied, Exits } from "../Private.tsx";
import { Receipt } from "../Receipt.tsx";
import { stepsOf, type Step } from "../steps/steps.tsx";
import { checks, worded } from "../submission.ts";
import { usePublicText } from "../text.ts";
import { Check } from "./Check.tsx";

/** ApplySelf is the form of a resident. */
export function ApplySelf() {
  return <Apply who="self" base="/aanmelden" />;
}

/** ApplyOther is the form of somebody near a resident. */
export function ApplyOther() {
  return <Apply who="other" base="/aanmelden-voor-een-ander" />;
}

const last = "controle";

/** Apply asks one question at a time. Each has an address, so the browser's own back button works, and loses nothing. */
function Apply({ who, base }: { who: "self" | "other"; base: string }) {
  const { t } = usePublicText();
  const [, navigate] = useLocation();
  const { step: slug = "" } = useParams<{ step?: string }>();
  const [emptied, setEmptied] = useState(false);
  const [receipt, setReceipt] = useState<Schemas["SubmitApplicationResponse"]>();
  const answers = useAnswers();
  const steps = stepsOf[who];
  useIdle(
    () => isTyped() || receipt !== undefined,
    () => {
      forget();
      setReceipt(undefined);
      setEmptied(true);
      navigate(base);
    },
  );

  // Nobody sees a later question before the earlier ones are answered: a link or a reload begins at the first that is not.
  const unanswered = steps.findIndex((step) => Object.keys(checks[step.check](answers)).length > 0);
  const asked = slug === "" ? 0 : slug === last ? steps.length : steps.findIndex((step) => step.slug === slug);
  const at = Math.min(asked === -1 ? 0 : asked, unanswered === -1 ? steps.length : unanswered);
  const path = (index: number) => (index === 0 ? base : `${base}/${steps[index]?.slug ?? last}`);
  useEffect(() => {
    if (asked !== at && !receipt) navigate(path(at), { replace: true });
  });

  if (receipt) return <Receipt receipt={receipt} />;
  return (
    <div className="oco-stack oco-text">
      <Exits
        back={
          at > 0 ? (
            <Button purpose="subtle" icon={IconArrowLeft} onClick={() => window.history.back()}>
              {t("back")}
            </Button>
          ) : (
            <TextLink to="/">{t("back.start")}</TextLink>
          )
        }
      />
      {emptied && <Emptied />}
      <p className="oco-muted">{t("progress", { step: at + 1, steps: steps.length + 1 })}</p>
      <progress className="oco-progress" aria-label={t("progress.label")} value={at + 1} max={steps.length + 1} />
      {steps[at] ? (
        <Asked key={steps[at].slug} step={steps[at]} who={who} onDone={() => navigate(path(at + 1))} />
      ) : (
        <Check who={who} steps={steps} pathOf={path} onSent={setReceipt} />
      )}
    </div>
  );
}

/** Asked is one question. */
function Asked({ step, who, onDone }: { step: Step; who: "self" | "other"; onDone: () => void }) {
  const { t } = usePublicText();
  const answers = useAnswers();
  const [errors, setErrors] = useState({});
  const [attempts, setAttempts] = useState(0);
  const first = useRef(true);
  useEffect(() => {
    // What was mended is no longer wrong; what is still missing is told at the next attempt.
    if (!first.current) setErrors({});
    first.current = false;
  }, [answers]);
  const next = () => {
    const wrong = worded(checks[step.check](answers), t);
    if (Object.keys(wrong).length === 0) return onDone();
    setErrors(wrong);
    setAttempts((n) => n + 1);
  };
  return (
    <form
      noValidate
      className="oco-stack"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <ErrorSummary<Answers> form={{ errors, attempts, trouble: undefined }} />
      {step.several && <Heading level={1}>{t(step.title[who])}</Heading>}
      <step.component who={who} errors={errors} />
      <Tick id="keep" label={t("keep.label")} hint={t("keep.hint")} checked={answers.keep} onChange={(keep) => change({ keep })} />
      <div>
        <Button type="submit" purpose="primary">
          {t("next")}
        </Button>
      </div>
    </form>
  );
}
