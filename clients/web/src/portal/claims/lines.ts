import type { Schemas } from "../../api/client.ts";
import { units } from "../../support/ClaimLines.tsx";

type Line = Schemas["ExpenseLine"];

/** Values are the fields of a claim, of each day its own: "hours-0". `days` is how many days there are. */
export type Values = Record<string, string>;

/** kinds are what can be claimed of a day, by the field that asks for it. */
export const kinds = { hours: "EXPENSE_KIND_HOURS", kilometres: "EXPENSE_KIND_KILOMETRES", ticket: "EXPENSE_KIND_TICKET" } as const;

/** Asked is a field that asks how much. */
export type Asked = keyof typeof kinds;

/** asked are these fields, in their order. */
export const asked: Asked[] = ["hours", "kilometres", "ticket"];

/** ofDay are all fields of a day. */
const ofDay = ["date", ...asked, "case", "description"];

/** How much may stand in each: a quarter of an hour, a hundred metres, a cent. */
const shapes: Record<Asked, RegExp> = { hours: /^\d{0,2}([.,]\d{1,2})?$/, kilometres: /^\d{0,4}([.,]\d)?$/, ticket: /^\d{0,4}([.,]\d{1,2})?$/ };

/** emptyDay is a day of which nothing is claimed yet. */
export function emptyDay(index: number, date: string): Values {
  return { ...Object.fromEntries(ofDay.map((field) => [`${field}-${index}`, ""])), [`date-${index}`]: date };
}

/** daysOf counts the days from 0. */
export function daysOf(values: Values): number[] {
  return Array.from({ length: Number(values.days) }, (_, index) => index);
}

/** withoutDay takes a day away; the days after it each move up one. */
export function withoutDay(values: Values, day: number): Values {
  const left = daysOf(values).filter((other) => other !== day);
  const moved = left.flatMap((from, to) => ofDay.map((field) => [`${field}-${to}`, values[`${field}-${from}`] ?? ""] as const));
  return { days: `${left.length}`, ...Object.fromEntries(moved) };
}

/** isBegun tells whether something was filled in of a day; its date does not count, which stands there from the start. */
function isBegun(values: Values, day: number): boolean {
  return ofDay.some((field) => field !== "date" && (values[`${field}-${day}`] ?? "").trim() !== "");
}

/** Wrong names the sentence that says what is wrong. */
export type Wrong = "wrong.date" | "wrong.future" | "wrong.nothing" | `wrong.${Asked}`;

/** wrongOf is what is wrong, by field. A day that nobody began is passed over, as long as there is another or something of the log. */
export function wrongOf(values: Values, today: string, logged = false): Record<string, Wrong> {
  const wrong: Record<string, Wrong> = {};
  const begun = daysOf(values).filter((day) => isBegun(values, day));
  for (const day of begun.length > 0 || logged ? begun : [0]) {
    const date = values[`date-${day}`] ?? "";
    if (!date) wrong[`date-${day}`] = "wrong.date";
    else if (date > today) wrong[`date-${day}`] = "wrong.future";
    const mistyped = asked.filter((field) => !isAmount(field, values[`${field}-${day}`] ?? ""));
    for (const field of mistyped) wrong[`${field}-${day}`] = `wrong.${field}`;
    if (mistyped.length === 0 && !linesOf(values).some(({ field }) => field.endsWith(`-${day}`))) wrong[`hours-${day}`] = "wrong.nothing";
  }
  return wrong;
}

/** isAmount tells whether a field holds how much of something, or nothing. */
export function isAmount(field: Asked, typed: string): boolean {
  return shapes[field].test(typed.trim());
}

/** amountOf is how much a field holds, as the contract counts it. */
export function amountOf(field: Asked, typed: string): number {
  return Math.round(Number(typed.trim().replace(",", ".")) * units[kinds[field]]);
}

/** typedOf is the reverse: two decimals are enough to find every minute back. */
export function typedOf(field: Asked, quantity: number): string {
  return `${Number((quantity / units[kinds[field]]).toFixed(2))}`;
}

/** linesOf makes the lines of a claim, each with the field that it comes from. */
export function linesOf(values: Values): (Line & { field: string })[] {
  const found: (Line & { field: string })[] = [];
  for (const day of daysOf(values)) {
    for (const field of asked) {
      const quantity = amountOf(field, values[`${field}-${day}`] ?? "");
      if (!(quantity > 0)) continue;
      const of = { date: values[`date-${day}`] ?? "", case: values[`case-${day}`] ?? "", description: values[`description-${day}`] ?? "" };
      found.push({ kind: kinds[field], quantity, ...of, field: `${field}-${day}` });
    }
  }
  return found;
}

/** valuesOf is the reverse: what is claimed of one day, one case and in one description stands together. */
export function valuesOf(lines: readonly Line[], decimal: string): Values {
  const values: Values = { days: "0" };
  const days: string[] = [];
  for (const line of lines) {
    const field = asked.find((one) => kinds[one] === line.kind);
    if (!field) continue;
    const of = JSON.stringify([line.date, line.case ?? "", line.description ?? ""]);
    let day = days.findIndex((other, index) => other === of && values[`${field}-${index}`] === "");
    if (day < 0) {
      day = days.push(of) - 1;
      Object.assign(values, emptyDay(day, line.date), { [`case-${day}`]: line.case ?? "", [`description-${day}`]: line.description ?? "" });
    }
    values[`${field}-${day}`] = typedOf(field, line.quantity).replace(".", decimal);
  }
  return { ...values, days: `${days.length}` };
}
