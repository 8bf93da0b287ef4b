import type { Schemas } from "../../api/client.ts";
import { clockOf, dayOf, momentAt } from "../../text/clock.ts";

/** Planned is an appointment of a case (afspraak); answers have all of it. */
export type Planned = Required<Omit<Schemas["Appointment"], "case">> & Pick<Schemas["Appointment"], "case">;

/** Kind is where or how people meet, Company who else is there, Reason on whose side a cancelling lay. */
export type Kind = Planned["kind"];
export type Company = Planned["companies"][number];
export type Reason = Exclude<Planned["cancelReason"], "APPOINTMENT_CANCEL_REASON_UNSPECIFIED">;

/** kinds, companies and reasons are what can be chosen, the most usual first. */
export const kinds: Kind[] = ["APPOINTMENT_KIND_HOME", "APPOINTMENT_KIND_NEIGHBOURHOOD_POINT", "APPOINTMENT_KIND_ELSEWHERE", "APPOINTMENT_KIND_PHONE", "APPOINTMENT_KIND_VIDEO"];
export const companies: Company[] = [
  "APPOINTMENT_COMPANY_RESIDENT", "APPOINTMENT_COMPANY_OWN_NETWORK", "APPOINTMENT_COMPANY_ACCESS_TEAM", "APPOINTMENT_COMPANY_CARE_PROVIDER", "APPOINTMENT_COMPANY_OTHER",
];
export const reasons: Reason[] = ["APPOINTMENT_CANCEL_REASON_RESIDENT", "APPOINTMENT_CANCEL_REASON_SUPPORTER", "APPOINTMENT_CANCEL_REASON_OTHER"];

/** When is when and where people meet, as it is typed. */
export interface When {
  date: string;
  time: string;
  minutes: string;
  kind: Kind | "";
  place: string;
}

/** WrongWhen names the sentence that says what is wrong. */
export type WrongWhen = "wrong.date" | "wrong.time" | "wrong.lasts" | "wrong.meeting.kind";

/** most is how many minutes one appointment takes at most. */
const most = 24 * 60;

/** whenOf is when a planned appointment is, as it would be typed. */
export function whenOf({ startTime, endTime, kind, place }: Pick<Planned, "startTime" | "endTime" | "kind" | "place">): When {
  const minutes = Math.round((new Date(endTime).getTime() - new Date(startTime).getTime()) / 60_000);
  return { date: dayOf(startTime), time: clockOf(startTime), minutes: String(minutes), kind, place };
}

/** wrongWhen is what is wrong with it, by field. */
export function wrongWhen({ date, time, minutes, kind }: When): Partial<Record<keyof When, WrongWhen>> {
  const lasts = Number(minutes);
  return {
    ...(date ? {} : { date: "wrong.date" as const }),
    ...(time ? {} : { time: "wrong.time" as const }),
    ...(/^\d{1,4}$/.test(minutes.trim()) && lasts > 0 && lasts <= most ? {} : { minutes: "wrong.lasts" as const }),
    ...(kind ? {} : { kind: "wrong.meeting.kind" as const }),
  };
}

/** bodyOfWhen is when it is as the contract has it: the minutes pass on the clock of the world, also in the night that the clock is changed. */
export function bodyOfWhen({ date, time, minutes, place }: When) {
  const startTime = momentAt(date, time);
  return { startTime, endTime: new Date(new Date(startTime).getTime() + Number(minutes) * 60_000).toISOString(), place: place.trim() };
}

/** fieldOfWhen is the field that a pointer of a refusal is about. */
export function fieldOfWhen(pointer: string): keyof When | undefined {
  const name = pointer.split("/").at(-1) ?? "";
  return ({ startTime: "date", endTime: "minutes", kind: "kind", place: "place" } as const)[name as "place"];
}
