import type { Schemas } from "../../api/client.ts";

/** Attendance is whether somebody was at a meeting. */
export type Attendance = Exclude<Schemas["MeetingInvitation"]["attendance"], "ATTENDANCE_UNSPECIFIED">;

/** Said is whether each of the invited was there, by invitation; empty is not known yet. */
export type Said = Record<string, Attendance | "">;

/** The most that the contract takes at once. */
const atOnce = 200;

/** Part is what is sent in one call, with its key. */
interface Part {
  key: string;
  attendances: { meetingInvitation: string; attendance: Attendance }[];
}

/** partsOf divides what was said over as many calls as it takes; the key of each follows from that of the whole, and is the same for every attempt. */
export function partsOf(said: Said, key: string): Part[] {
  const known = Object.entries(said).flatMap(([meetingInvitation, attendance]) => (attendance ? [{ meetingInvitation, attendance }] : []));
  return Array.from({ length: Math.ceil(known.length / atOnce) }, (_none, part) => ({
    key: key.slice(0, -3) + part.toString(16).padStart(3, "0"),
    attendances: known.slice(part * atOnce, (part + 1) * atOnce),
  }));
}
