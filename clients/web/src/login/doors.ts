import type { Schemas } from "../api/client.ts";
import type { Caller } from "./session.ts";

/** Role is a role of the contract. */
export type Role = Schemas["Grant"]["role"];

/** placesOf lists the municipalities in which somebody holds one of the roles, without repetition, in order. */
export function placesOf(caller: Caller, ...roles: Role[]): string[] {
  return [...new Set(caller.grants.filter((grant) => roles.includes(grant.role)).map((grant) => grant.municipality))].filter(Boolean).sort();
}

/** holds tells whether somebody has one of the roles, in a municipality or anywhere. */
export function holds(caller: Caller, roles: readonly Role[], municipality?: string): boolean {
  return caller.grants.some((grant) => roles.includes(grant.role) && (municipality === undefined || grant.municipality === municipality));
}

/** doorOf is the door that somebody came for: their own pages, else the desk. */
export function doorOf(caller: Caller): "/portal" | "/desk" {
  const others = caller.grants.some((grant) => !owners.includes(grant.role));
  return !others && holds(caller, owners) ? "/portal" : "/desk";
}

/** supporters are the roles that are asked to support. */
export const supporters: readonly Role[] = ["ROLE_SUPPORTER", "ROLE_ORGANISATION_PLANNER"];

/** owners are the roles that have the portal: who supports, who thinks along, who refers. */
const owners: readonly Role[] = [...supporters, "ROLE_PARTNER_CONTACT", "ROLE_REFERRER"];
