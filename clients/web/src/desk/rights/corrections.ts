import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";

/** Correction is what was decided of one part of a dossier that a resident asked to correct. */
export type Correction = Schemas["Correction"];

/** parts are the parts of a dossier, in the order in which people think of them. */
export const parts: Schemas["CreateCorrectionRequest"]["part"][] = [
  "DOSSIER_PART_RESIDENT", "DOSSIER_PART_APPLICATION", "DOSSIER_PART_TRIAGE", "DOSSIER_PART_CONSENT", "DOSSIER_PART_CASE", "DOSSIER_PART_CONTACT",
  "DOSSIER_PART_HANDOVER", "DOSSIER_PART_MESSAGE", "DOSSIER_PART_OTHER",
];

/** useCorrections reads what was decided for a resident, the newest first. */
export function useCorrections(municipality: string, resident: string) {
  return useGet<Correction[]>(municipality, ["corrections", resident], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/residents/{resident}/corrections", { params: { path: { municipality, resident }, query: { pageSize: 200, pageToken } } }),
      (page) => page.corrections,
    ),
  );
}
