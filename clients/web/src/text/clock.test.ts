import { describe, expect, it } from "vitest";

import { clockOf, dayOf, momentAt } from "./clock.ts";

describe("momentAt", () => {
  it.each([
    ["2026-01-15", "19:30", "2026-01-15T18:30:00.000Z"],
    ["2026-07-15", "19:30", "2026-07-15T17:30:00.000Z"],
    ["2026-03-29", "01:30", "2026-03-29T00:30:00.000Z"], // the day of summer time, just before it begins
    ["2026-03-29", "03:30", "2026-03-29T01:30:00.000Z"], // and after
    ["2026-10-25", "09:00", "2026-10-25T08:00:00.000Z"], // the day on which it ends
    ["2026-12-31", "23:59", "2026-12-31T22:59:00.000Z"],
  ])("%s %s is %s", (day, clock, moment) => {
    expect(momentAt(day, clock)).toBe(moment);
    expect([dayOf(moment), clockOf(moment)]).toEqual([day, clock]);
  });
});
