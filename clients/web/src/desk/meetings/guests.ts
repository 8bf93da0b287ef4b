import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";

/** Guest is somebody who is no supporter and can be invited: by their account, or as somebody who was written down. */
export type Guest = Schemas["MeetingGuest"];

/** Group is people who come together again and again: an intervision group, the stakeholder group (profijtgroep). */
export type Group = Schemas["MeetingGroup"];

/** byName is the order in which people are chosen. */
export const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "nl");

/** useGuests reads who can be invited and is no supporter: tens. Who was written down has an id, the others an account. */
export function useGuests(municipality: string) {
  return useGet(municipality, ["meeting-guests"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/meeting-guests", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.meetingGuests,
    ),
  );
}

/** useGroups reads the groups, the newest first: a few. */
export function useGroups(municipality: string) {
  return useGet(municipality, ["meeting-groups"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/meeting-groups", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.meetingGroups,
    ),
  );
}
