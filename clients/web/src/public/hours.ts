import type { Schemas } from "../api/client.ts";

type Hours = Schemas["OpeningHours"];

/** Stretch is days in a row with the same hours. */
export interface Stretch {
  /** The first and the last day, Monday is 1. */
  from: number;
  to: number;
  opens: string;
  closes: string;
}

/** stretches joins days in a row that have the same hours, so that a week is one line and not five. */
export function stretches(hours: Hours[]): Stretch[] {
  const found: Stretch[] = [];
  for (const { weekday, opens, closes } of hours.toSorted((a, b) => a.opens.localeCompare(b.opens) || a.closes.localeCompare(b.closes) || a.weekday - b.weekday)) {
    const last = found.at(-1);
    if (last && last.to + 1 === weekday && last.opens === opens && last.closes === closes) last.to = weekday;
    else found.push({ from: weekday, to: weekday, opens, closes });
  }
  return found.toSorted((a, b) => a.from - b.from || a.opens.localeCompare(b.opens));
}
