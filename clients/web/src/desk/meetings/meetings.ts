import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";

/** Meeting is when supporters, and others, come together (bijeenkomst). */
export type Meeting = Schemas["Meeting"];

/** Kind is what a meeting is for. */
export type Kind = Exclude<Meeting["kind"], "MEETING_KIND_UNSPECIFIED">;

/** kinds are what a meeting can be for. */
export const kinds: Kind[] = [
  "MEETING_KIND_INTERVISION", "MEETING_KIND_IN_DEPTH", "MEETING_KIND_TRAINING", "MEETING_KIND_THEME_SESSION", "MEETING_KIND_JOINT_SESSION",
  "MEETING_KIND_PARTNER_SESSION", "MEETING_KIND_CONTACT_PERSONS", "MEETING_KIND_STAKEHOLDER_GROUP",
];

/** useMeetings reads the meetings from a day on and before another, the first first. */
export function useMeetings(municipality: string, fromDate: string, untilDate: string) {
  return useGet(municipality, ["meetings", fromDate, untilDate], async (client) => {
    const query = { fromDate, untilDate, pageSize: 200 };
    const { data } = await all(
      (pageToken) => client.GET("/municipalities/{municipality}/meetings", { params: { path: { municipality }, query: { ...query, pageToken } } }),
      (page) => page.meetings,
    );
    return { data: data.toReversed() };
  });
}

/** linkTo is the page of a meeting. */
export function linkTo(municipality: string, meeting: string): string {
  return `/${municipality}/meetings/${meeting}`;
}
