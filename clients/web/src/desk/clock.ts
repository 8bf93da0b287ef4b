import type { Schemas } from "../api/client.ts";
import type { Application } from "./application.ts";

/** Clock is one promise to one resident. */
export type Clock = Schemas["PromiseClock"];

/** Standing is how a promise stands that is still to be kept, by the clock on the wall. */
export interface Standing {
  state: "time" | "soon" | "broken";
  /** So many of the unit are left, or have passed since. */
  count: number;
  unit: "minutes" | "hours" | "days";
}

/** isOpen tells whether a promise is still to be kept, in time or too late. */
const isOpen = (clock: Clock): boolean =>
  !clock.keptTime && !!clock.dueTime && clock.state !== "PROMISE_STATE_STANDS_STILL" && clock.state !== "PROMISE_STATE_KEPT";

/** pressing is the promise that is broken first, of those still to be kept. */
export function pressing({ promiseClocks }: Pick<Application, "promiseClocks">): Clock | undefined {
  return promiseClocks.filter(isOpen).reduce<Clock | undefined>((first, clock) => (first && due(first) <= due(clock) ? first : clock), undefined);
}

/** due is when a promise is broken, in milliseconds; without such a moment after all others. */
export const due = (clock: Clock | undefined): number => (clock?.dueTime ? Date.parse(clock.dueTime) : Number.MAX_SAFE_INTEGER);

/** standing tells how a promise stands now: what the server said goes on as time does. */
export function standing(clock: Clock, now: Date): Standing {
  const at = now.getTime();
  const state = at >= due(clock) ? "broken" : clock.warnTime && at >= Date.parse(clock.warnTime) ? "soon" : "time";
  const minutes = Math.floor(Math.abs(due(clock) - at) / 60_000);
  if (minutes < 60) return { state, count: Math.max(1, minutes), unit: "minutes" };
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? { state, count: hours, unit: "hours" } : { state, count: Math.floor(hours / 24), unit: "days" };
}
