import { describe, expect, it } from "vitest";

import { emptyDay, isAmount, linesOf, valuesOf, withoutDay, wrongOf } from "./lines.ts";

describe("the lines of a claim", () => {
  const typed = {
    days: "2",
    ...emptyDay(0, "2026-11-24"), "hours-0": "2,5", "kilometres-0": "36.4", "description-0": "Gesprek", "case-0": "c",
    ...emptyDay(1, "2026-11-25"), "ticket-1": "7,05",
  };

  it("count minutes, tenths of a kilometre and cents, and know the field that they come from", () => {
    expect(linesOf(typed)).toEqual([
      { kind: "EXPENSE_KIND_HOURS", date: "2026-11-24", quantity: 150, case: "c", description: "Gesprek", field: "hours-0" },
      { kind: "EXPENSE_KIND_KILOMETRES", date: "2026-11-24", quantity: 364, case: "c", description: "Gesprek", field: "kilometres-0" },
      { kind: "EXPENSE_KIND_TICKET", date: "2026-11-25", quantity: 705, case: "", description: "", field: "ticket-1" },
    ]);
  });

  it("come back as they were typed", () => {
    expect(valuesOf(linesOf(typed), ",")).toEqual({ ...typed, "kilometres-0": "36,4" });
  });

  it("stand apart when there are two of a kind on a day", () => {
    const twice = [{ kind: "EXPENSE_KIND_HOURS", date: "2026-11-24", quantity: 60 }, { kind: "EXPENSE_KIND_HOURS", date: "2026-11-24", quantity: 30 }] as const;
    const values = valuesOf(twice, ".");
    expect([values.days, values["hours-0"], values["hours-1"]]).toEqual(["2", "1", "0.5"]);
  });
});

describe("every amount that was sent", () => {
  const ranges = { EXPENSE_KIND_HOURS: 24 * 60, EXPENSE_KIND_KILOMETRES: 20_000, EXPENSE_KIND_TICKET: 20_000 } as const;
  const fields = { EXPENSE_KIND_HOURS: "hours", EXPENSE_KIND_KILOMETRES: "kilometres", EXPENSE_KIND_TICKET: "ticket" } as const;

  it.each(Object.keys(ranges) as (keyof typeof ranges)[])("can be sent again as it comes back: %s", (kind) => {
    for (let quantity = 1; quantity <= ranges[kind]; quantity++) {
      const values = valuesOf([{ kind, date: "2026-11-24", quantity }], ",");
      expect(isAmount(fields[kind], values[`${fields[kind]}-0`]!), values[`${fields[kind]}-0`]).toBe(true);
      expect(linesOf(values)[0]?.quantity, values[`${fields[kind]}-0`]).toBe(quantity);
    }
  });
});

describe("the days of a claim", () => {
  const today = "2026-11-26";
  const two = { days: "2", ...emptyDay(0, today), ...emptyDay(1, today) };

  it("that nobody began are passed over, when another is there", () => {
    expect(wrongOf({ ...two, "hours-1": "1" }, today)).toEqual({});
    expect(linesOf({ ...two, "hours-1": "1" }).map(({ field }) => field)).toEqual(["hours-1"]);
    expect(wrongOf(two, today)).toEqual({ "hours-0": "wrong.nothing" });
    expect(wrongOf(two, today, true)).toEqual({});
    expect(wrongOf({ ...two, "case-0": "c" }, today, true)).toEqual({ "hours-0": "wrong.nothing" });
  });

  it.each([
    [{ "description-0": "Gesprek" }, { "hours-0": "wrong.nothing" }],
    [{ "case-0": "c" }, { "hours-0": "wrong.nothing" }],
    [{ "hours-0": "0" }, { "hours-0": "wrong.nothing" }],
    [{ "hours-0": "twee" }, { "hours-0": "wrong.hours" }],
    [{ "kilometres-0": "3", "date-0": "2026-11-27" }, { "date-0": "wrong.future" }],
    [{ "ticket-0": "3", "date-0": "" }, { "date-0": "wrong.date" }],
  ])("that were begun are looked at: %j", (typed, wrong) => {
    expect(wrongOf({ ...two, "hours-1": "1", ...typed }, today)).toEqual(wrong);
  });

  it("move up when one is taken away", () => {
    const three = { days: "3", ...emptyDay(0, "2026-11-24"), ...emptyDay(1, "2026-11-25"), ...emptyDay(2, today), "hours-0": "1", "hours-1": "2", "hours-2": "3", "description-2": "Gesprek" };
    expect(withoutDay(three, 1)).toEqual({ days: "2", ...emptyDay(0, "2026-11-24"), ...emptyDay(1, today), "hours-0": "1", "hours-1": "3", "description-1": "Gesprek" });
    expect(withoutDay(three, 2)).toEqual({ days: "2", ...emptyDay(0, "2026-11-24"), ...emptyDay(1, "2026-11-25"), "hours-0": "1", "hours-1": "2" });
  });
});

it.each([
  ["hours", "2,5", true], ["hours", "2.25", true], ["hours", "", true], ["hours", "twee", false], ["hours", "100", false],
  ["kilometres", "36,4", true], ["kilometres", "36,45", false], ["ticket", "7,05", true], ["ticket", "-1", false],
] as const)("of %s %j is %s", (field, text, right) => {
  expect(isAmount(field, text)).toBe(right);
});
