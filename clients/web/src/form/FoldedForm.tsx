import { useRef, useState, type ReactNode } from "react";

import { Button } from "../design/Button.tsx";
import { useSession } from "../login/Gate.tsx";
import { ErrorSummary } from "./ErrorSummary.tsx";
import type { Form } from "./form.ts";

interface FoldedFormProps<Values> {
  form: Form<Values>;
  /** It is open at first. */
  open?: boolean;
  /** What opens it, and what sends it. */
  title: string;
  send: string;
  /** What it says, with whose it is, for a screen reader on a page that has the same form more than once. */
  whose?: (says: string) => string;
  /** The id of a field's input, where a page has the same field more than once. */
  idOf?: (field: string) => string;
  onDone?: () => void;
  /** It was folded open or up. */
  onFold?: (open: boolean) => void;
  children: ReactNode;
}

/**
 * FoldedForm is a form that stands folded on a page that shows other things too; what was sent folds it up again. What
 * somebody else changes meanwhile neither opens nor closes it: a form that folds up under somebody's hands looks lost.
 */
export function FoldedForm<Values>({ form, open: first = false, title, send, whose, idOf, onDone, onFold, children }: FoldedFormProps<Values>) {
  const { renew } = useSession();
  const [open, setOpen] = useState(first);
  const summary = useRef<HTMLElement>(null);
  return (
    <details
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
        onFold?.(event.currentTarget.open);
      }}
    >
      <summary ref={summary} {...(whose ? { "aria-label": whose(title) } : {})}>
        {title}
      </summary>
      <form
        noValidate
        className="oco-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit().then((done) => {
            if (!done) return;
            onDone?.();
            setOpen(false);
            summary.current?.focus(); // what had it folds away
          });
        }}
      >
        <ErrorSummary form={form} {...(idOf ? { idOf } : {})} onSignIn={() => void renew()} />
        {children}
        <div>
          <Button type="submit" purpose="primary" busy={form.sending} {...(whose ? { "aria-label": whose(send) } : {})}>
            {send}
          </Button>
        </div>
      </form>
    </details>
  );
}
