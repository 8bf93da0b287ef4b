import type { Schemas } from "../api/client.ts";
import type { Errors } from "../form/form.ts";
import { lengthOf, longest } from "../form/room.ts";
import type { Answers } from "./draft.ts";
import type { Key } from "./text.ts";

/** Who applies: the resident, somebody near them, or a professional. */
export type Who = "self" | "other" | "professional";

/** Wrong is what is wrong with answers: by field the text that says what to do. */
export type Wrong = Partial<Record<keyof Answers, Key>>;

/** A phone number has at least so many digits; the server knows the rest. */
const fewestDigits = 8;

/** isPhone tells whether something could be a phone number. */
export function isPhone(text: string): boolean {
  return text.replace(/\D/g, "").length >= fewestDigits;
}

/** isEmail tells whether something could be a mail address. */
export function isEmail(text: string): boolean {
  return /^\S+@\S+\.\S+$/.test(text.trim());
}

/** contact checks a phone number and a mail address, of which one is needed. */
function contact(phone: string, email: string, phoneField: "phone" | "ownPhone", emailField: "email" | "ownEmail"): Wrong {
  if (!phone.trim() && !email.trim()) return { [phoneField]: "wrong.contact" };
  return {
    ...(phone.trim() && !isPhone(phone) ? { [phoneField]: "wrong.phone" } : {}),
    ...(email.trim() && !isEmail(email) ? { [emailField]: "wrong.email" } : {}),
  };
}

/** checks say for each step of the form what is wrong with its answers. */
export const checks = {
  about: () => ({}),
  question: ({ question }) => (lengthOf(question) > longest.question ? { question: "wrong.long" } : {}),
  haste: ({ haste }) => (haste ? {} : { haste: "wrong.choose" }),
  resident: ({ name }) => (name.trim() ? {} : { name: "wrong.name" }),
  reach: ({ phone, email }) => contact(phone, email, "phone", "email"),
  safe: ({ safe, instruction }) => ({
    ...(safe ? {} : { safe: "wrong.choose" }),
    ...(lengthOf(instruction) > longest.instruction ? { instruction: "wrong.long" } : {}),
  }),
  place: () => ({}),
  applicant: (a) => ({
    ...(a.ownName.trim() ? {} : { ownName: "wrong.ownName" }),
    ...contact(a.ownPhone, a.ownEmail, "ownPhone", "ownEmail"),
  }),
  agrees: ({ agrees }) => (agrees ? {} : { agrees: "wrong.choose" }),
} satisfies Record<string, (answers: Answers) => Wrong>;

/** requestOf makes the call that the answers come to. */
export function requestOf(a: Answers, who: Who): Omit<Schemas["SubmitApplicationRequest"], "municipality" | "requestId"> {
  const applicant = who === "self" ? {} : { applicant: applicantOf(a, who), residentAgrees: a.agrees === "yes" };
  return {
    resident: {
      name: a.name.trim(),
      ...(a.phone.trim() ? { phone: a.phone.trim() } : {}),
      ...(a.email.trim() ? { email: a.email.trim() } : {}),
      ...(a.interpreter ? { interpreterLanguage: a.interpreter } : {}),
    },
    ...applicant,
    ...(a.question.trim() ? { question: a.question.trim() } : {}),
    ...(a.domains.length > 0 ? { lifeDomains: a.domains } : {}),
    ...(a.haste && a.haste !== "no" ? { urgency: { reason: a.haste, ...(a.hasteDate ? { latestDate: a.hasteDate } : {}) } } : {}),
    ...(a.safe === "no" ? { safeContact: { ...Object.fromEntries(a.unsafe.map((way) => [way, true])), instruction: a.instruction.trim() } } : {}),
    ...(a.neighbourhood ? { neighbourhood: a.neighbourhood } : {}),
    ...(a.callBack.trim() ? { callBack: a.callBack.trim() } : {}),
  };
}

function applicantOf(a: Answers, who: "other" | "professional"): Schemas["Applicant"] {
  return {
    kind: who === "other" ? "APPLICANT_KIND_NEAR_PERSON" : "APPLICANT_KIND_REFERRER",
    name: a.ownName.trim(),
    ...(a.ownPhone.trim() ? { phone: a.ownPhone.trim() } : {}),
    ...(a.ownEmail.trim() ? { email: a.ownEmail.trim() } : {}),
    ...(a.relation.trim() ? { relation: a.relation.trim() } : {}),
    ...(a.organisation.trim() ? { organisation: a.organisation.trim() } : {}),
  };
}

/** The fields of the page that the server's pointers belong to. */
const pointers: Record<string, keyof Answers> = {
  "/resident/name": "name", "/resident/phone": "phone", "/resident/email": "email", "/question": "question", "/callBack": "callBack",
  "/urgency/latestDate": "hasteDate", "/safeContact/instruction": "instruction", "/neighbourhood": "neighbourhood",
  "/applicant/name": "ownName", "/applicant/phone": "ownPhone", "/applicant/email": "ownEmail", "/applicant/relation": "relation",
  "/applicant/organisation": "organisation",
};

/** fieldOf is the field that a pointer of a refusal belongs to. */
export function fieldOf(pointer: string): keyof Answers | undefined {
  return pointers[pointer];
}

/** worded turns keys into sentences. */
export function worded(wrong: Wrong, t: (key: Key) => string): Errors<Answers> {
  return Object.fromEntries(Object.entries(wrong).map(([field, key]) => [field, t(key)]));
}
