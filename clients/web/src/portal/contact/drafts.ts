import { all, useGet } from "../../api/queries.ts";
import type { Draft } from "./told.ts";

/** useDrafts are somebody's own drafts of contacts of one case. */
export function useDrafts(municipality: string, id: string) {
  return useGet(municipality, ["drafts", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/contact-drafts", { params: { path: { municipality }, query: { case: id, pageSize: 200, pageToken } } }),
      (page) => page.contactDrafts as Draft[],
    ),
  );
}
