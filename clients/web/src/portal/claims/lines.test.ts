import { describe, expect, it } from "vitest";

import { emptyDay, isAmount, linesOf, valuesOf } from "./lines.ts";

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

it.each([
  ["hours", "2,5", true], ["hours", "2.25", true], ["hours", "", true], ["hours", "twee", false], ["hours", "100", false],
  ["kilometres", "36,4", true], ["kilometres", "36,45", false], ["ticket", "7,05", true], ["ticket", "-1", false],
] as const)("of %s %j is %s", (field, text, right) => {
  expect(isAmount(field, text)).toBe(right);
});
