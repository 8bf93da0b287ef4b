import { expect, it } from "vitest";

import { bodyOfWhen, fieldOfWhen, whenOf, wrongWhen } from "./planned.ts";

const when = { date: "2026-12-10", time: "14:30", minutes: "45", kind: "APPOINTMENT_KIND_HOME", place: " Thuis " } as const;

it("an appointment begins and ends on the clock of the Netherlands, and is read back as it was typed", () => {
  const body = bodyOfWhen(when);
  expect(body).toEqual({ startTime: "2026-12-10T13:30:00.000Z", endTime: "2026-12-10T14:15:00.000Z", place: "Thuis" });
  expect(whenOf({ ...body, kind: when.kind })).toEqual({ ...when, place: "Thuis" });
  expect(bodyOfWhen({ ...when, date: "2026-10-25", time: "01:30", minutes: "120" }).endTime).toBe("2026-10-25T01:30:00.000Z");
});

it.each([["", "wrong.lasts"], ["0", "wrong.lasts"], ["1441", "wrong.lasts"], ["een uur", "wrong.lasts"], ["1440", undefined]])("of %s minutes it says %s", (minutes, wrong) => {
  expect(wrongWhen({ ...when, minutes }).minutes).toBe(wrong);
});

it("what is missing is named by field, and a refusal of the server stands at its field", () => {
  expect(wrongWhen({ date: "", time: "", minutes: "60", kind: "", place: "" })).toEqual({ date: "wrong.date", time: "wrong.time", kind: "wrong.meeting.kind" });
  expect(["/appointment/startTime", "/endTime", "/appointment/place", "/etag"].map(fieldOfWhen)).toEqual(["date", "minutes", "place", undefined]);
});
