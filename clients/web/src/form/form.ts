import { useCallback, useRef, useState } from "react";

import { LineLost, Refusal } from "../api/client.ts";

/** Errors are what is wrong, by field: one sentence each, that says what to do. */
export type Errors<Values> = Partial<Record<keyof Values & string, string>>;

/** Trouble is why sending failed as a whole, when that is not a field's fault. */
export type Trouble = { kind: "line" } | { kind: "session" } | { kind: "busy"; seconds: number } | { kind: "refused"; detail: string; reason: string };

/** Form is the state of one form. */
export interface Form<Values> {
  values: Values;
  errors: Errors<Values>;
  trouble: Trouble | undefined;
  sending: boolean;
  /** How often it was refused: the summary takes the focus each time. */
  attempts: number;
  set: <Key extends keyof Values & string>(key: Key, value: Values[Key]) => void;
  /** Puts other values in, and forgets what was wrong. */
  reset: (values: Values) => void;
  /** Checks, sends, and says whether it was done. */
  submit: () => Promise<boolean>;
}

/** Options of a form. */
export interface FormOptions<Values> {
  initial: Values;
  /**
   * The newest version (etag) of what the form changes. Until somebody touches the form it follows what is changed
   * elsewhere; who changes something keeps the version that they began with. When somebody else came first, sending is
   * refused once, with what was typed still there; sending again then changes the newest version knowingly.
   */
  version?: string;
  /** Says what is wrong before anything is sent. */
  check: (values: Values) => Errors<Values>;
  /**
   * Sends. The key stays the same until it has succeeded or something was changed, so that pressing twice, or again
   * after a lost line, sends one application and not two. The version is the one that it changes.
   */
  send: (values: Values, key: string, version: string) => Promise<void>;
  /** Fetches anew what is shown, once it was sent or somebody else turned out to be first. */
  renew?: () => Promise<unknown>;
  /** The field that a JSON pointer of a refusal belongs to: "/resident/phone" → "phone". */
  fieldOf?: (pointer: string) => (keyof Values & string) | undefined;
}

/** useForm keeps the state of a form. */
export function useForm<Values extends object>(options: FormOptions<Values>): Form<Values> {
  const { version: newest = "" } = options;
  const [values, setValues] = useState(options.initial);
  const [begun, setBegun] = useState(newest);
  const [touched, setTouched] = useState(false);
  const overtaken = useRef(false);
  if (begun !== newest && !touched) {
    setBegun(newest);
    setValues(options.initial);
  }
  const [errors, setErrors] = useState<Errors<Values>>({});
  const [trouble, setTrouble] = useState<Trouble>();
  const [sending, setSending] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const key = useRef("");
  const busy = useRef(false);

  const shown = useRef(values);
  shown.current = values;
  const set = useCallback<Form<Values>["set"]>((name, value) => {
    // What stays as it was is no change: a button that puts in what it sends may be pressed again.
    if (Object.is(shown.current[name], value)) return;
    key.current = "";
    setTouched(true);
    setValues((old) => ({ ...old, [name]: value }));
    setErrors(({ [name]: _mended, ...rest }) => rest as Errors<Values>);
  }, []);

  const reset = useCallback((next: Values) => {
    key.current = "";
    setValues(next);
    setErrors({});
    setTrouble(undefined);
  }, []);

  const refuse = (wrong: Errors<Values>, why?: Trouble): false => {
    setErrors(wrong);
    setTrouble(why);
    setAttempts((n) => n + 1);
    return false;
  };

  const submit = async (): Promise<boolean> => {
    if (busy.current) return false;
    const wrong = options.check(values);
    if (Object.keys(wrong).length > 0) return refuse(wrong);
    busy.current = true;
    key.current ||= crypto.randomUUID();
    setSending(true);
    try {
      await options.send(values, key.current, overtaken.current ? newest : begun);
      await options.renew?.();
      key.current = "";
      overtaken.current = false;
      setTouched(false);
      setErrors({});
      setTrouble(undefined);
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.reason === "ETAG_MISMATCH") {
        overtaken.current = true;
        await options.renew?.();
      }
      const found = fieldErrors<Values>(error, options.fieldOf);
      return Object.keys(found).length > 0 ? refuse(found) : refuse({}, troubleOf(error));
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  return { values, errors, trouble, sending, attempts, set, reset, submit };
}

/** fieldErrors are the server's sentences for fields that are on this page. */
function fieldErrors<Values extends object>(error: unknown, fieldOf: FormOptions<Values>["fieldOf"]): Errors<Values> {
  const found: Errors<Values> = {};
  if (!(error instanceof Refusal) || !fieldOf) return found;
  for (const wrong of error.problem.errors ?? []) {
    const field = fieldOf(wrong.location?.pointer ?? "");
    if (field) found[field] = wrong.detail;
  }
  return found;
}

/** troubleOf says what to tell people of a call that failed. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof LineLost) return { kind: "line" };
  if (!(error instanceof Refusal)) throw error;
  if (error.problem.status === 401) return { kind: "session" };
  if (error.problem.status === 429) return { kind: "busy", seconds: error.retryAfter ?? 60 };
  return { kind: "refused", detail: [error.problem.detail, ...(error.problem.errors ?? []).map((e) => e.detail)].join(" "), reason: error.reason };
}
