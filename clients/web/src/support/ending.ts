import type { Schemas } from "../api/client.ts";
import type { Domain } from "./domains.ts";

type Case = Schemas["Case"];

/** Fit is whether a solution fits. */
export type Fit = Exclude<Case["fit"], "FIT_UNSPECIFIED">;

/** ReferralReason is why somebody is referred on. */
export type ReferralReason = Schemas["CaseReferral"]["reason"];

/** Referral is to whom a resident is referred on, as it is typed. */
export interface Referral {
  organisation: string;
  reason: ReferralReason | "";
}

/** incomplete tells whether one of them lacks where to or why. */
const incomplete = (referrals: readonly Referral[]) => referrals.some(({ organisation, reason }) => !organisation.trim() || !reason);

/** Ending is what is asked when a case closes, as it is typed. */
export interface Ending {
  need: string;
  outcome: string;
  fit: Fit | "";
  residentFit: Fit | "";
  hours: string;
  held: string;
  domains: Domain[];
  referrals: Referral[];
  told: string;
  referrerTold: boolean;
}

/** blank is an ending of which nothing was typed yet. */
export const blank: Ending = { need: "", outcome: "", fit: "", residentFit: "", hours: "", held: "", domains: [], referrals: [], told: "", referrerTold: false };

/** WrongEnding names the sentence that says what is wrong. */
export type WrongEnding = "wrong.need" | "wrong.outcome" | "wrong.fit" | "wrong.hours" | "wrong.referrals" | "wrong.future";

/** wrongEnding is what is wrong with it on a day, by field. */
export function wrongEnding({ need, outcome, fit, hours, held, referrals, told }: Ending, today: string): Partial<Record<keyof Ending, WrongEnding>> {
  return {
    ...(need.trim() ? {} : { need: "wrong.need" as const }),
    ...(outcome ? {} : { outcome: "wrong.outcome" as const }),
    ...(fit ? {} : { fit: "wrong.fit" as const }),
    ...(/^\d{0,3}([.,]\d{1,2})?$/.test(hours.trim()) ? {} : { hours: "wrong.hours" as const }),
    ...(held > today ? { held: "wrong.future" as const } : {}),
    ...(incomplete(referrals) ? { referrals: "wrong.referrals" as const } : {}),
    ...(told > today ? { told: "wrong.future" as const } : {}),
  };
}

/** bodyOfEnding is it as the contract has it; what nobody asked the resident is not told. */
export function bodyOfEnding({ need, outcome, fit, residentFit, hours, held, domains, referrals, told, referrerTold }: Ending & { fit: Fit }) {
  return {
    need, outcome, fit, minutes: Math.round(Number(hours.trim().replace(",", ".")) * 60), firstAppointmentDate: held,
    ...(residentFit ? { residentFit } : {}),
    referrals: referrals.flatMap(({ organisation, reason }) => (reason ? [{ organisation: organisation.trim(), reason }] : [])),
    outcomeLifeDomains: domains, supporterToldDate: told, referrerTold,
  };
}

/** fieldOfEnding is the field that a pointer of a refusal is about. */
export function fieldOfEnding(pointer: string): keyof Ending | undefined {
  const [, field = ""] = pointer.split("/");
  return (
    { need: "need", outcome: "outcome", fit: "fit", minutes: "hours", residentFit: "residentFit", firstAppointmentDate: "held", referrals: "referrals", outcomeLifeDomains: "domains", supporterToldDate: "told", referrerTold: "referrerTold" } as const
  )[field as "need"];
}
