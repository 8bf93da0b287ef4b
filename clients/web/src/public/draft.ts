import { useSyncExternalStore } from "react";

import type { Schemas } from "../api/client.ts";

/** Domain is a life domain (leefgebied) as the contract names it. */
export type Domain = Exclude<NonNullable<Schemas["SubmitApplicationRequest"]["lifeDomains"]>[number], "LIFE_DOMAIN_UNSPECIFIED">;

/** Haste is why it is urgent; "no" when it is not. */
export type Haste = "" | "no" | Exclude<NonNullable<Schemas["Urgency"]["reason"]>, "URGENCY_REASON_UNSPECIFIED">;

/** Reach is a way of contact that is not safe. */
export type Unsafe = "noPost" | "noEmail" | "noPhone" | "noVoicemail" | "noCalendar";

/** Answers are what somebody has typed so far. They live in this page's memory. */
export interface Answers {
  domains: Domain[];
  question: string;
  haste: Haste;
  hasteDate: string;
  name: string;
  phone: string;
  email: string;
  callBack: string;
  /** Is there anything to know before we contact them? "" not asked yet. */
  safe: "" | "yes" | "no";
  unsafe: Unsafe[];
  instruction: string;
  neighbourhood: string;
  interpreter: string;
  /** Somebody who applies for another. */
  ownName: string;
  ownPhone: string;
  ownEmail: string;
  relation: string;
  organisation: string;
  agrees: "" | "yes" | "no";
  /** "This is my own device": keep what was typed on it. */
  keep: boolean;
}

/** empty is a form that nobody has touched. */
export const empty: Answers = {
  domains: [], question: "", haste: "", hasteDate: "", name: "", phone: "", email: "", callBack: "", safe: "", unsafe: [], instruction: "",
  neighbourhood: "", interpreter: "", ownName: "", ownPhone: "", ownEmail: "", relation: "", organisation: "", agrees: "", keep: false,
};

/** What is kept on somebody's own device is kept so long. */
const kept = 7 * 24 * 60 * 60 * 1000;

const storageKey = "oco.draft";

let answers = fromDevice();
let key = "";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** change puts answers in. */
export function change(part: Partial<Answers>): void {
  answers = { ...answers, ...part };
  key = "";
  toDevice();
  for (const listener of listeners) listener();
}

/** forget empties the form, here and on the device. */
export function forget(): void {
  answers = empty;
  key = "";
  window.localStorage.removeItem(storageKey);
  for (const listener of listeners) listener();
}

/** leave empties the form and goes to a page that says nothing about anybody; the way back does not lead here. */
export function leave(): void {
  forget();
  window.location.replace("https://www.knmi.nl/");
}

/** keyOfDraft is the Idempotency-Key of these answers: the same until one of them changes, whichever page sends them. */
export function keyOfDraft(): string {
  key ||= crypto.randomUUID();
  return key;
}

/** useAnswers returns what was typed so far. */
export function useAnswers(): Answers {
  return useSyncExternalStore(subscribe, () => answers);
}

/** isTyped tells whether there is anything that the next person at this device must not find. */
export function isTyped(): boolean {
  return answers !== empty && !answers.keep;
}

function toDevice(): void {
  if (!answers.keep) {
    window.localStorage.removeItem(storageKey);
    return;
  }
  try {
    window.localStorage.setItem(storageKey, JSON.stringify({ until: Date.now() + kept, answers }));
  } catch {
    // A device that keeps nothing keeps nothing; the page still has it.
  }
}

function fromDevice(): Answers {
  try {
    const found = JSON.parse(window.localStorage.getItem(storageKey) ?? "null") as { until: number; answers: Answers } | null;
    if (found && found.until > Date.now()) return { ...empty, ...found.answers };
    window.localStorage.removeItem(storageKey);
  } catch {
    // What cannot be read is nothing.
  }
  return empty;
}
