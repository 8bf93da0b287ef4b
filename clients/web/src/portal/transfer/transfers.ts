import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";

/** Transfer is the change of supporter within a case (overdracht van het traject); answers have all of it. */
export type Transfer = Required<Omit<Schemas["Transfer"], "note" | "successor">> & Pick<Schemas["Transfer"], "note" | "successor">;

/** Reason is why somebody else goes on, View what the resident chose that they see. */
export type Reason = Transfer["reason"];
export type View = Exclude<Schemas["Case"]["successorView"], "SUCCESSOR_VIEW_UNSPECIFIED">;

/** reasons are what can be chosen, the most usual first. */
export const reasons: Reason[] = [
  "TRANSFER_REASON_COMPLEX", "TRANSFER_REASON_TIME", "TRANSFER_REASON_NO_CLICK", "TRANSFER_REASON_ACQUAINTED", "TRANSFER_REASON_RESIDENT_ASKED",
  "TRANSFER_REASON_ILL", "TRANSFER_REASON_LEAVING", "TRANSFER_REASON_OTHER",
];

/** useTransfers reads the transfers of a case that the reader is part of, the newest first. */
export function useTransfers(municipality: string, support: string) {
  return useGet(municipality, ["transfers", support], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/transfers", { params: { path: { municipality }, query: { case: support, pageSize: 200, pageToken } } }),
      (page) => page.transfers as Transfer[],
    ),
  );
}
