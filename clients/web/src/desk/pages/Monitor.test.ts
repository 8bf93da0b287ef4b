import { expect, it } from "vitest";

import { closed } from "./Monitor.tsx";

const keys = (day: string) => closed(new Date(`${day}T12:00:00`)).map(({ key }) => key).slice(0, 3);

it("tells a half and a year a month after their end, and not a day sooner", () => {
  expect(keys("2027-01-31")).toEqual(["2026-1", "2025", "2025-2"]);
  expect(keys("2027-02-01")).toEqual(["2026", "2026-2", "2026-1"]);
  expect(keys("2027-07-31")[0]).toBe("2026");
  expect(keys("2027-08-01")[0]).toBe("2027-1");
});
