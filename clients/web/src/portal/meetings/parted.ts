import { dayOf } from "../../support/days.ts";

/** Dated is what begins at a moment (RFC 3339). */
interface Dated {
  startTime?: string;
}

/**
 * parted parts what is coming, the first first, from what has been, the last first. Who comes late still looks for the
 * place and the link: a meeting is coming until the end of its day in the Netherlands.
 */
export function parted<Meeting extends Dated>(meetings: readonly Meeting[], now: Date): { ahead: Meeting[]; past: Meeting[] } {
  const today = dayOf(now);
  const isAhead = ({ startTime = "" }: Meeting) => startTime !== "" && dayOf(new Date(startTime)) >= today;
  const inOrder = meetings.toSorted((a, b) => (a.startTime ?? "").localeCompare(b.startTime ?? ""));
  return { ahead: inOrder.filter(isAhead), past: inOrder.filter((meeting) => !isAhead(meeting)).toReversed() };
}
