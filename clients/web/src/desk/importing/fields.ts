import type { Schemas } from "../../api/client.ts";

/** Kind is what a list holds. */
export type Kind = Exclude<Schemas["Import"]["kind"], "IMPORT_KIND_UNSPECIFIED">;

const both = ["number", "name", "given_name", "name_prefix", "family_name", "phone", "email", "postcode", "house_number", "neighbourhood", "life_domains", "target_groups", "notes"];

/** fieldsOf are the fields that a column can be read as; "-" leaves it out. */
export const fieldsOf: Record<Kind, string[]> = {
  IMPORT_KIND_APPLICATIONS: [
    "-", ...both, "application_date", "applicant_kind", "referrer_name", "referrer_organisation", "channel", "question", "consent", "route", "supporter",
    "match_date", "first_appointment_date", "close_date", "outcome", "hours",
  ],
  IMPORT_KIND_SUPPORTERS: [
    "-", ...both, "supporter_kind", "organisation", "capacity", "languages", "lived_experience", "hours_per_week", "vog_until", "confidentiality",
    "training", "buddy", "status",
  ],
};

/** base64 writes a file as it travels in JSON. */
export async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const block = 0x8000; // so many arguments a call can take
  let text = "";
  for (let at = 0; at < bytes.length; at += block) text += String.fromCharCode(...bytes.subarray(at, at + block));
  return btoa(text);
}
