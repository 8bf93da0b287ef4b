import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import type { Key } from "../text.ts";

/** Supporter is somebody who supports (cliëntondersteuner), informal or formal. */
export type Supporter = Schemas["Supporter"];

/** Stage is a state that a supporter can be in. */
export type Stage = Exclude<Supporter["state"], "SUPPORTER_STATE_UNSPECIFIED">;

/** stages are the states of a supporter, from signing up to the farewell. */
export const stages: Stage[] = [
  "SUPPORTER_STATE_APPLICANT", "SUPPORTER_STATE_IN_TRAINING", "SUPPORTER_STATE_WITH_BUDDY", "SUPPORTER_STATE_ACTIVE", "SUPPORTER_STATE_PAUSED",
  "SUPPORTER_STATE_SUSPENDED", "SUPPORTER_STATE_LEFT",
];

/** moves says which states can follow which, as the contract does; the one that most people come to next stands first. */
export const moves: Record<Stage, Stage[]> = {
  SUPPORTER_STATE_APPLICANT: ["SUPPORTER_STATE_IN_TRAINING", "SUPPORTER_STATE_LEFT"],
  SUPPORTER_STATE_IN_TRAINING: ["SUPPORTER_STATE_WITH_BUDDY", "SUPPORTER_STATE_PAUSED", "SUPPORTER_STATE_SUSPENDED", "SUPPORTER_STATE_LEFT"],
  SUPPORTER_STATE_WITH_BUDDY: ["SUPPORTER_STATE_ACTIVE", "SUPPORTER_STATE_PAUSED", "SUPPORTER_STATE_SUSPENDED", "SUPPORTER_STATE_LEFT"],
  SUPPORTER_STATE_ACTIVE: ["SUPPORTER_STATE_PAUSED", "SUPPORTER_STATE_SUSPENDED", "SUPPORTER_STATE_LEFT"],
  SUPPORTER_STATE_PAUSED: ["SUPPORTER_STATE_ACTIVE", "SUPPORTER_STATE_WITH_BUDDY", "SUPPORTER_STATE_IN_TRAINING", "SUPPORTER_STATE_SUSPENDED", "SUPPORTER_STATE_LEFT"],
  SUPPORTER_STATE_SUSPENDED: ["SUPPORTER_STATE_ACTIVE", "SUPPORTER_STATE_WITH_BUDDY", "SUPPORTER_STATE_IN_TRAINING", "SUPPORTER_STATE_LEFT"],
  SUPPORTER_STATE_LEFT: ["SUPPORTER_STATE_APPLICANT"],
};

/** today is the day that it is in the Netherlands, as the contract writes days. */
export function today(): string {
  return new Date().toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });
}

/** useSupporters reads all supporters of a municipality: tens, or hundreds. */
export function useSupporters(municipality: string) {
  return useGet(municipality, ["supporters"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/supporters", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.supporters,
    ),
  );
}

/** canSupport tells whether somebody supports residents now. */
export const canSupport = ({ state }: Pick<Supporter, "state">) => state === "SUPPORTER_STATE_ACTIVE" || state === "SUPPORTER_STATE_WITH_BUDDY";

/** useAttention reads of whom something lapses, lapsed or is missing, of those in some states. */
export function useAttention(municipality: string, states: Stage[]) {
  return useGet(municipality, ["lapsing", ...states], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/lapsing-requirements", { params: { path: { municipality }, query: { states, pageSize: 200, pageToken } } }),
      (page) => page.supporters,
    ),
  );
}

/** usePairs reads the buddy pairs that run, or all those of one supporter. */
export function usePairs(municipality: string, supporter = "") {
  const query = supporter ? { supporter } : { running: true };
  return useGet(municipality, ["pairs", supporter], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/buddy-pairs", { params: { path: { municipality }, query: { ...query, pageSize: 200, pageToken } } }),
      (page) => page.buddyPairs,
    ),
  );
}

/** linkTo is the page of a supporter. */
export function linkTo(municipality: string, supporter: string): string {
  return `/${municipality}/supporters/${supporter}`;
}

/** stopsOf names the sentence about what a requirement stops while it is not met. */
export function stopsOf({ role, blocks }: Schemas["Requirement"]): Key {
  return `blocks.${role && role !== "REQUIREMENT_ROLE_UNSPECIFIED" ? role : blocks}` as Key;
}
