import type { Schemas } from "../../api/client.ts";
import { amountOf, isAmount, typedOf } from "../claims/lines.ts";

/** Entry is one visit or piece of work in the log of hours and kilometres (urenregistratie). */
export type Entry = Schemas["WorkEntry"];

/** Values are the fields of an entry as they are typed. */
export type Values = Record<"date" | "hours" | "kilometres" | "case" | "description", string>;

/** Wrong names the sentence that says what is wrong. */
export type Wrong = "wrong.date" | "wrong.future" | "wrong.hours" | "wrong.hours.most" | "wrong.kilometres" | "wrong.kilometres.most" | "wrong.work";

/** mostChosen is how many entries one claim takes up. */
export const mostChosen = 100;

/** most is how much one entry holds, as the contract counts it. */
const most = { hours: 24 * 60, kilometres: 20_000 };

/** wrongOf is what is wrong, by field. */
export function wrongOf(values: Values, today: string): Partial<Record<keyof Values, Wrong>> {
  const wrong: Partial<Record<keyof Values, Wrong>> = {};
  if (!values.date) wrong.date = "wrong.date";
  else if (values.date > today) wrong.date = "wrong.future";
  for (const field of ["hours", "kilometres"] as const) {
    if (!isAmount(field, values[field])) wrong[field] = `wrong.${field}`;
    else if (amountOf(field, values[field]) > most[field]) wrong[field] = `wrong.${field}.most`;
  }
  if (!wrong.hours && !wrong.kilometres && !(amountOf("hours", values.hours) > 0) && !(amountOf("kilometres", values.kilometres) > 0)) wrong.hours = "wrong.work";
  return wrong;
}

/** bodyOf is what was typed as the contract counts it. */
export function bodyOf({ date, hours, kilometres, case: support, description }: Values) {
  return { date, minutes: amountOf("hours", hours), kilometreTenths: amountOf("kilometres", kilometres), case: support, description: description.trim() };
}

/** valuesOf is the reverse. */
export function valuesOf(entry: Entry, decimal: string): Values {
  const typed = (field: "hours" | "kilometres", amount: number) => (amount > 0 ? typedOf(field, amount).replace(".", decimal) : "");
  return {
    date: entry.date, hours: typed("hours", entry.minutes), kilometres: typed("kilometres", entry.kilometreTenths), case: entry.case, description: entry.description,
  };
}

/** emptyOf is an entry of which nothing was typed yet. */
export function emptyOf(date: string, support: string): Values {
  return { date, hours: "", kilometres: "", case: support, description: "" };
}

/** totalOf adds entries up. */
export function totalOf(entries: readonly Entry[]): Pick<Entry, "minutes" | "kilometreTenths"> {
  return entries.reduce((sum, { minutes, kilometreTenths }) => ({ minutes: sum.minutes + minutes, kilometreTenths: sum.kilometreTenths + kilometreTenths }), { minutes: 0, kilometreTenths: 0 });
}

/** oldestFirst puts entries in the order in which a claim tells of them. */
export function oldestFirst(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id));
}
