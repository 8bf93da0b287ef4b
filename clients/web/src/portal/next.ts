import type { Schemas } from "../api/client.ts";

/** Next is what a case asks of its supporter now: a key of the texts, or nothing in particular. */
export type Next = "next.first" | "next.on" | "next.wait" | "";

/** nextOf is what comes next in a running case, at a moment (RFC 3339). Who met nobody yet makes a first appointment: that was promised. */
export function nextOf({ state, appointmentMadeDate, appointmentTime, firstAppointmentDate }: Pick<Schemas["Case"], "state" | "appointmentMadeDate" | "appointmentTime" | "firstAppointmentDate">, now: string): Next {
  if (state === "CASE_STATE_ON_HOLD") return "next.wait";
  if (firstAppointmentDate) return "";
  if (!appointmentMadeDate) return "next.first";
  return appointmentTime && Date.parse(appointmentTime) > Date.parse(now) ? "next.on" : "";
}
