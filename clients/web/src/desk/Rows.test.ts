import { expect, it } from "vitest";

import { isLate } from "./Rows.tsx";

it.each([
  ["APPLICATION_STATE_RECEIVED", "2026-11-24", true],
  ["APPLICATION_STATE_AWAITING_CONSENT", "2026-11-24", true],
  ["APPLICATION_STATE_RECEIVED", "2026-11-25", false], // the day itself is kept
  ["APPLICATION_STATE_RECEIVED", "", false],
  ["APPLICATION_STATE_IN_SUPPORT", "2026-11-01", false],
] as const)("%s, promised for %s: late is %s", (state, promiseDate, late) => {
  // In the Netherlands it is the 25th until 23:00 UTC.
  expect(isLate({ state, promiseDate }, new Date("2026-11-25T22:59:00Z"))).toBe(late);
});
