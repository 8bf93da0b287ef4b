import { useEffect, useRef } from "react";

import { Alert } from "../design/Alert.tsx";
import { List, Paragraph, TextLink } from "../design/text.tsx";
import { useText } from "../text/text.tsx";
import type { Form, Trouble } from "./form.ts";

interface SummaryProps<Values> {
  form: Pick<Form<Values>, "errors" | "trouble" | "attempts">;
  /** The id of a field's input, where a page has the same field more than once. */
  idOf?: (field: string) => string;
  onSignIn?: () => void;
}

/**
 * ErrorSummary stands above a form: all that is wrong, each with a link to its field. It takes the focus after each
 * attempt that was refused, so that nobody presses a button and hears nothing.
 */
export function ErrorSummary<Values>({ form, idOf = (field) => field, onSignIn }: SummaryProps<Values>) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const wrong = Object.entries(form.errors) as [string, string][];
  useEffect(() => {
    if (form.attempts > 0) heading.current?.focus();
  }, [form.attempts]);
  if (wrong.length === 0 && !form.trouble) return null;
  return (
    <Alert type="error" live>
      <h2 ref={heading} tabIndex={-1} className="nl-heading nl-heading--level-3">
        {wrong.length > 0 ? t("form.wrong", { count: wrong.length }) : t("form.failed")}
      </h2>
      {form.trouble && <TroubleText trouble={form.trouble} {...(onSignIn ? { onSignIn } : {})} />}
      {wrong.length > 0 && (
        <List>
          {wrong.map(([field, sentence]) => (
            <li key={field}>
              <TextLink href={`#${idOf(field)}`}>{sentence}</TextLink>
            </li>
          ))}
        </List>
      )}
    </Alert>
  );
}

/** TroubleText says in plain words why something was not done, or could not be read, and what to do. */
export function TroubleText({ trouble, of = "form", onSignIn }: { trouble: Trouble; of?: "form" | "read"; onSignIn?: () => void }) {
  const { t } = useText();
  switch (trouble.kind) {
    case "line":
      return <Paragraph>{t(of === "read" ? "read.line" : "form.line")}</Paragraph>;
    case "busy":
      return <Paragraph>{t("form.busy", { count: trouble.seconds })}</Paragraph>;
    case "session":
      return (
        <>
          <Paragraph>{t(of === "read" ? "read.session" : "form.session")}</Paragraph>
          {onSignIn && (
            <button type="button" className="nl-button nl-button--secondary" onClick={onSignIn}>
              {t("form.signin")}
            </button>
          )}
        </>
      );
    case "refused":
      return <Paragraph>{trouble.detail}</Paragraph>;
  }
}
