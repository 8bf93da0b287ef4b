import type { Client, Schemas } from "../api/client.ts";
import { all, useEach } from "../api/queries.ts";
import { placesOf, supporters, type Role } from "../login/doors.ts";
import { useSession } from "../login/Gate.tsx";

/** Supporter is what is known of somebody who supports. */
export type Supporter = Schemas["Supporter"];

/** ownKey is the key of the supporters that are read to find the reader among them. */
export const ownKey = ["supporters", "own"] as const;

/** supportersOf reads the supporters of a municipality that the reader is shown. */
export function supportersOf(client: Client, municipality: string): Promise<{ data: Supporter[] }> {
  return all((pageToken) => client.GET("/municipalities/{municipality}/supporters", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }), (page) => page.supporters);
}

/**
 * useSelf finds where the reader has one of the roles, and as which supporter. The platform shows a supporter what is
 * theirs, and who coordinates as well what is everybody's: of the latter it has to be asked by the record that they sign
 * in with. Until that was read, or when there is none, the municipality is not among the places.
 */
export function useSelf(...roles: Role[]) {
  const { caller } = useSession();
  const places = placesOf(caller, ...roles);
  const others = caller.grants.some(({ role }) => !supporters.includes(role));
  const shared = others ? placesOf(caller, "ROLE_SUPPORTER").filter((place) => places.includes(place)) : [];
  const reading = useEach(shared, ownKey, supportersOf);
  const self = new Map(shared.map((place, index) => [place, reading[index]?.data?.find(({ account }) => account === caller.account)?.id]));
  return { reading, places: places.filter((place) => !self.has(place) || self.get(place)), supporterIn: (place: string) => self.get(place) };
}
