import { expect, it } from "vitest";

import { stretches } from "./hours.ts";

const day = (weekday: number, opens = "09:00", closes = "17:00") => ({ weekday, opens, closes });

it("makes one line of a week with the same hours", () => {
  expect(stretches([1, 2, 3, 4, 5].map((n) => day(n)))).toEqual([{ from: 1, to: 5, opens: "09:00", closes: "17:00" }]);
});

it("keeps a day apart that differs, and a gap", () => {
  expect(stretches([day(5), day(1), day(2), day(3, "13:00")])).toEqual([
    { from: 1, to: 2, opens: "09:00", closes: "17:00" },
    { from: 3, to: 3, opens: "13:00", closes: "17:00" },
    { from: 5, to: 5, opens: "09:00", closes: "17:00" },
  ]);
});

it("keeps the morning and the afternoon of a day apart, and loses no hour", () => {
  const week = [1, 2].flatMap((n) => [day(n, "13:00", "17:00"), day(n, "09:00", "12:00")]);
  expect(stretches(week)).toEqual([
    { from: 1, to: 2, opens: "09:00", closes: "12:00" },
    { from: 1, to: 2, opens: "13:00", closes: "17:00" },
  ]);
  expect(stretches([])).toEqual([]);
});
