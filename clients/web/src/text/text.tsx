import { createContext, useContext, type ReactNode } from "react";

/** The languages of the website. A language is one more file per door, and one more line here. */
export const languages = { nl: "Nederlands", en: "English" } as const;

/** Whose way of writing days and numbers a language has: English as it is written in Europe, the day before the month. */
const locales: Record<Language, string> = { nl: "nl-NL", en: "en-GB" };

/** Language is the BCP 47 code of a language of the website. */
export type Language = keyof typeof languages;

/** Messages are the texts of a door in one language, by key; `{name}` stands for what the page fills in. */
export type Messages = Readonly<Record<string, string>>;

/** Values fill the placeholders of a message. A number called `count` also chooses between `key_one` and `key_other`. */
export type Values = Readonly<Record<string, string | number>>;

/** Text is what a page needs to speak one language. */
export interface Text<Key extends string> {
  language: Language;
  /** Returns the message of a key. */
  t: (key: Key, values?: Values) => string;
  /** Writes a day, `2026-11-25`, as people read it: "woensdag 25 november 2026", or of it only the month. */
  day: (date: string, style?: "long" | "short" | "month") => string;
  /** Writes a moment (RFC 3339) in the time of the Netherlands. */
  moment: (time: string) => string;
  /** Writes how long ago a moment (RFC 3339) was: "3 uur geleden". */
  ago: (time: string, now?: Date) => string;
  /** Writes from when until when something is (RFC 3339): "donderdag 10 december 2026 om 19:00–21:00". */
  span: (start: string, end: string) => string;
  /** Writes a number. */
  number: (value: number) => string;
  /** Writes an amount in cents: "€ 17,28". */
  euros: (cents: number | string | undefined) => string;
}

/** speak makes the Text of a language. A key without a message is a fault of ours, and a test finds it. */
export function speak<Key extends string>(language: Language, messages: Messages): Text<Key> {
  const locale = locales[language];
  const plural = new Intl.PluralRules(locale);
  const days = {
    long: new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }),
    short: new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
    month: new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }),
  };
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Amsterdam" });
  const since = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const now = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "second");
  const spans = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone: "Europe/Amsterdam" });
  const numbers = new Intl.NumberFormat(locale);
  const amounts = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" });
  const find = (key: string, values: Values): string | undefined =>
    messages[typeof values.count === "number" ? `${key}_${plural.select(values.count)}` : key] ?? messages[`${key}_other`];
  return {
    language,
    t: (key, values = {}) =>
      (find(key, values) ?? messages[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => {
        const value = values[name];
        return value === undefined ? whole : typeof value === "number" ? numbers.format(value) : value;
      }),
    day: (date, style = "long") => (date ? days[style].format(new Date(`${date}T00:00:00Z`)) : ""),
    moment: (time) => (time ? moments.format(new Date(time)) : ""),
    ago: (time, at = new Date()) => {
      const minutes = Math.max(0, Math.floor((at.getTime() - new Date(time).getTime()) / 60_000));
      if (minutes === 0) return now;
      if (minutes < 60) return since.format(-minutes, "minute");
      return minutes < 48 * 60 ? since.format(-Math.floor(minutes / 60), "hour") : since.format(-Math.floor(minutes / (24 * 60)), "day");
    },
    span: (start, end) => (start && end ? spans.formatRange(new Date(start), new Date(end)) : ""),
    number: (value) => numbers.format(value),
    euros: (cents = 0) => amounts.format(Number(cents) / 100),
  };
}

const Spoken = createContext<Text<never> | undefined>(undefined);

/** Speaks gives the pages below it their language. */
export function Speaks({ text, children }: { text: Text<never>; children: ReactNode }) {
  return <Spoken value={text}>{children}</Spoken>;
}

/** useText returns the language of the page. Each door has its own useText, which knows the door's keys. */
export function useText<Key extends string = string>(): Text<Key> {
  const text = useContext(Spoken);
  if (!text) throw new Error("useText outside Speaks");
  return text as unknown as Text<Key>;
}
