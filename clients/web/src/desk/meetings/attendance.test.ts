import { describe, expect, it } from "vitest";

import { partsOf, type Said } from "./attendance.ts";

const key = "0190a0b0-0000-4000-8000-00000000abcd";

const present = (count: number): Said => Object.fromEntries(Array.from({ length: count }, (_none, n) => [`invitation-${n}`, "ATTENDANCE_PRESENT"]));

describe("attendances", () => {
  it("leave out who is not known yet", () => {
    expect(partsOf({ one: "ATTENDANCE_ABSENT", other: "" }, key).flatMap(({ attendances }) => attendances)).toEqual([{ meetingInvitation: "one", attendance: "ATTENDANCE_ABSENT" }]);
  });

  it.each([[0, []], [1, [1]], [200, [200]], [201, [200, 1]], [450, [200, 200, 50]]])("of %i people are sent in parts of %j", (count, sizes) => {
    const parts = partsOf(present(count), key);
    expect(parts.map(({ attendances }) => attendances.length)).toEqual(sizes);
    expect(new Set(parts.flatMap(({ attendances }) => attendances.map(({ meetingInvitation }) => meetingInvitation))).size).toBe(count);
  });

  it("have a key of their own for each part, the same at every attempt", () => {
    const keys = partsOf(present(450), key).map((part) => part.key);
    expect(new Set(keys).size).toBe(3);
    expect(keys).toEqual(partsOf(present(450), key).map((part) => part.key));
    for (const one of keys) expect(one).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });
});
