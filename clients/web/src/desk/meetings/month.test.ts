import { describe, expect, it } from "vitest";

import { addMonths, clockOf, dayOf, momentAt, weeksOf } from "./month.ts";

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

describe("a month", () => {
  it("begins on its Monday, and leaves out what is of another", () => {
    expect(weeksOf("2026-02-14")).toEqual([
      ["", "", "", "", "", "", "2026-02-01"],
      ["2026-02-02", "2026-02-03", "2026-02-04", "2026-02-05", "2026-02-06", "2026-02-07", "2026-02-08"],
      ["2026-02-09", "2026-02-10", "2026-02-11", "2026-02-12", "2026-02-13", "2026-02-14", "2026-02-15"],
      ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-21", "2026-02-22"],
      ["2026-02-23", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28", ""],
    ]);
  });

  it("follows another over the year", () => {
    expect([addMonths("2026-12-31", 1), addMonths("2026-01-31", -1), addMonths("2026-01-31", 1)]).toEqual(["2027-01-01", "2025-12-01", "2026-02-01"]);
  });
});
