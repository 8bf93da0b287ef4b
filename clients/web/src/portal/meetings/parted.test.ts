import { describe, expect, it } from "vitest";

import { parted } from "./parted.ts";

describe("a meeting is coming", () => {
  // At seven in the evening of 10 December, and at half past midnight of 1 July.
  it.each([
    ["before it begins", "2026-12-10T18:00:00Z", "2026-12-10T17:59:00Z", true],
    ["when it has begun", "2026-12-10T18:00:00Z", "2026-12-10T18:00:01Z", true],
    ["until midnight in the Netherlands, in winter", "2026-12-10T18:00:00Z", "2026-12-10T22:59:59Z", true],
    ["no longer the day after", "2026-12-10T18:00:00Z", "2026-12-10T23:00:00Z", false],
    ["until midnight in the Netherlands, in summer", "2026-06-30T22:30:00Z", "2026-07-01T21:59:59Z", true],
    ["on its own day there, not that of the clock in London", "2026-06-30T22:30:00Z", "2026-07-01T22:00:00Z", false],
  ])("%s", (_when, startTime, now, ahead) => {
    const meeting = { startTime };
    expect(parted([meeting], new Date(now))).toEqual(ahead ? { ahead: [meeting], past: [] } : { ahead: [], past: [meeting] });
  });

  it("the first first, and what has been the last first", () => {
    const days = ["2026-12-12", "2026-12-08", "2026-12-09", "2026-12-11"].map((day) => ({ startTime: `${day}T18:00:00Z` }));
    const { ahead, past } = parted(days, new Date("2026-12-10T12:00:00Z"));
    expect([ahead, past]).toEqual([[days[3], days[0]], [days[2], days[1]]]);
  });
});
