import { describe, expect, it } from "vitest";

import { bodyOf, emptyOf, oldestFirst, totalOf, valuesOf, wrongOf, type Entry } from "./entry.ts";

const entry = (more: Partial<Entry>): Entry => ({
  id: "a", municipality: "gm0867", supporter: "s", supporterName: "", date: "2026-11-24", minutes: 0, kilometreTenths: 0, case: "", description: "", claim: "", etag: "1", notices: [], ...more,
});

describe("what is logged", () => {
  const today = "2026-11-26";
  const typed = { ...emptyOf("2026-11-24", "c"), hours: "2,5", kilometres: "36.4", description: " Gesprek " };

  it("counts minutes and tenths of a kilometre, and comes back as it was typed", () => {
    const body = bodyOf(typed);
    expect(body).toEqual({ date: "2026-11-24", minutes: 150, kilometreTenths: 364, case: "c", description: "Gesprek" });
    expect(valuesOf(entry(body), ",")).toEqual({ ...typed, kilometres: "36,4", description: "Gesprek" });
    expect(valuesOf(entry({ minutes: 60 }), ".")).toEqual({ ...emptyOf("2026-11-24", ""), hours: "1" });
  });

  it.each([
    [{}, {}],
    [{ hours: "" }, {}],
    [{ kilometres: "" }, {}],
    [{ hours: "", kilometres: "0" }, { hours: "wrong.work" }],
    [{ hours: "twee" }, { hours: "wrong.hours" }],
    [{ hours: "", kilometres: "1,25" }, { kilometres: "wrong.kilometres" }],
    [{ hours: "24", kilometres: "2000" }, {}],
    [{ hours: "24,02" }, { hours: "wrong.hours.most" }],
    [{ hours: "", kilometres: "2000,1" }, { kilometres: "wrong.kilometres.most" }],
    [{ date: "" }, { date: "wrong.date" }],
    [{ date: "2026-11-27" }, { date: "wrong.future" }],
    [{ date: today }, {}],
  ])("is looked at: %j", (more, wrong) => {
    expect(wrongOf({ ...typed, ...more }, today)).toEqual(wrong);
  });

  it("adds up, and is told the oldest first", () => {
    const all = [entry({ id: "c", minutes: 30 }), entry({ id: "b", date: "2026-11-25", kilometreTenths: 5 }), entry({ id: "a", minutes: 15, kilometreTenths: 10 })];
    expect(totalOf(all)).toEqual({ minutes: 45, kilometreTenths: 15 });
    expect(totalOf([])).toEqual({ minutes: 0, kilometreTenths: 0 });
    expect(oldestFirst(all).map(({ id }) => id)).toEqual(["a", "c", "b"]);
  });
});
