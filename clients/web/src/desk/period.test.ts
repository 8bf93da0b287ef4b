import { expect, it } from "vitest";

import { closed, lastDay, untilAfter, usual } from "./period.ts";

const keys = (day: string) => closed(new Date(`${day}T12:00:00`)).map(({ key }) => key).slice(0, 3);

it("tells a half and a year a month after their end, and not a day sooner", () => {
  expect(keys("2027-01-31")).toEqual(["2026-1", "2025", "2025-2"]);
  expect(keys("2027-02-01")).toEqual(["2026", "2026-2", "2026-1"]);
  expect(keys("2027-07-31")[0]).toBe("2026");
  expect(keys("2027-08-01")[0]).toBe("2027-1");
});

it("knows what a coordinator asks for most, over the turn of a year", () => {
  const periods = Object.fromEntries(usual(new Date("2027-01-15T12:00:00")).map(({ key, from, until }) => [key, [from, until]]));
  expect(periods).toEqual({
    year: ["2027-01-01", "2028-01-01"],
    lastYear: ["2026-01-01", "2027-01-01"],
    quarter: ["2027-01-01", "2027-04-01"],
    month: ["2027-01-01", "2027-02-01"],
    lastMonth: ["2026-12-01", "2027-01-01"],
  });
  expect(usual(new Date("2026-11-30T12:00:00")).find(({ key }) => key === "quarter")).toMatchObject({ from: "2026-10-01", until: "2027-01-01" });
});

it("says the last day that counts, and asks the server for the day after", () => {
  expect(lastDay("2028-03-01")).toBe("2028-02-29");
  expect(untilAfter("2026-12-31")).toBe("2027-01-01");
  expect(untilAfter("")).toBe("");
});
