import { once, part, type Client, type Schemas } from "../../api/client.ts";

/** Household is residents who live together. */
export type Household = Schemas["Household"];

/** readHousehold reads a household with its version. */
export async function readHousehold(client: Client, municipality: string, household: string): Promise<Household> {
  return part(await client.GET("/municipalities/{municipality}/households/{household}", { params: { path: { municipality, household } } }));
}

/** saveMembers says who belongs to a household; somebody who belonged to another leaves it. */
export async function saveMembers(client: Client, { municipality = "", id, etag }: Household, residents: string[], key: string): Promise<Household> {
  const params = { path: { municipality, household: id }, query: { updateMask: "residents" }, header: once(key, etag) };
  return part(await client.PATCH("/municipalities/{municipality}/households/{household}", { params, body: { residents } }));
}
