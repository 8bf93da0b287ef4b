import { expect, it } from "vitest";

import { blank, bodyOfEnding, fieldOfEnding, wrongEnding } from "./ending.ts";

const whole = { ...blank, need: "Meekijken", outcome: "helped", fit: "FIT_YES" as const };

it("an ending needs the question, what came of it and whether that fits, and nothing else", () => {
  expect(wrongEnding(blank, "2026-11-26")).toEqual({ need: "wrong.need", outcome: "wrong.outcome", fit: "wrong.fit" });
  expect(wrongEnding(whole, "2026-11-26")).toEqual({});
});

it("what is begun is finished: a referral without where to or why is none, and no day lies ahead", () => {
  expect(wrongEnding({ ...whole, referrals: [{ organisation: " ", reason: "CASE_REFERRAL_REASON_OTHER" }] }, "2026-11-26")).toEqual({ referrals: "wrong.referrals" });
  expect(wrongEnding({ ...whole, referrals: [{ organisation: "De Kring", reason: "" }] }, "2026-11-26")).toEqual({ referrals: "wrong.referrals" });
  expect(wrongEnding({ ...whole, held: "2026-11-27", told: "2026-11-26" }, "2026-11-26")).toEqual({ held: "wrong.future" });
});

it("hours are told in minutes, and what the resident was not asked is not told", () => {
  const body = bodyOfEnding({ ...whole, hours: "2,5", referrals: [{ organisation: " De Kring ", reason: "CASE_REFERRAL_REASON_COMPANY" }] });
  expect(body).toMatchObject({ minutes: 150, referrals: [{ organisation: "De Kring", reason: "CASE_REFERRAL_REASON_COMPANY" }] });
  expect("residentFit" in body).toBe(false);
  expect(["/referrals/0/organisation", "/minutes", "/supporterToldDate", "/etag"].map(fieldOfEnding)).toEqual(["referrals", "hours", "told", undefined]);
});
