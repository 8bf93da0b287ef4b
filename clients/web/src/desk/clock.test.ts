import { expect, it } from "vitest";

import { pressing, standing, type Clock } from "./clock.ts";

const clock = (more: Partial<Clock>): Clock => ({
  kind: "PROMISE_KIND_MATCH",
  state: "PROMISE_STATE_ON_TIME",
  dueTime: "2026-11-24T23:00:00Z",
  warnTime: "2026-11-24T14:00:00Z",
  urgent: false,
  text: "",
  ...more,
});

it.each([
  ["2026-11-24T08:30:00Z", "time", 14, "hours"],
  ["2026-11-24T13:59:59Z", "time", 9, "hours"],
  ["2026-11-24T14:00:00Z", "soon", 9, "hours"],
  ["2026-11-24T22:01:00Z", "soon", 59, "minutes"],
  ["2026-11-24T22:59:59Z", "soon", 1, "minutes"],
  ["2026-11-24T23:00:00Z", "broken", 1, "minutes"],
  ["2026-11-25T22:59:59Z", "broken", 23, "hours"],
  ["2026-11-25T23:00:00Z", "broken", 1, "days"],
  ["2026-11-27T22:59:59Z", "broken", 2, "days"],
] as const)("at %s it is %s, by %s %s", (now, state, count, unit) => {
  expect(standing(clock({}), new Date(now))).toEqual({ state, count, unit });
});

it("shows the promise that is broken first, of those still to be kept", () => {
  const made = clock({ kind: "PROMISE_KIND_APPOINTMENT_MADE", dueTime: "2026-11-26T23:00:00Z" });
  const held = clock({ kind: "PROMISE_KIND_APPOINTMENT_HELD", dueTime: "2026-11-26T23:00:00Z" });
  expect(pressing({ promiseClocks: [clock({}), made, held] })?.kind).toBe("PROMISE_KIND_MATCH");
  const late = clock({ state: "PROMISE_STATE_BROKEN", keptTime: "2026-11-25T01:00:00Z" });
  expect(pressing({ promiseClocks: [late, made, held] })?.kind).toBe("PROMISE_KIND_APPOINTMENT_MADE");
  const still = { state: "PROMISE_STATE_STANDS_STILL" } as const;
  const { dueTime: _, ...undated } = clock(still);
  expect(pressing({ promiseClocks: [clock(still), undated, clock({ state: "PROMISE_STATE_KEPT" })] })).toBeUndefined();
  expect(pressing({ promiseClocks: [] })).toBeUndefined();
});
