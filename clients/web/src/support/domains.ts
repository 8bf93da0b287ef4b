import type { Schemas } from "../api/client.ts";

/** Domain is a life domain (leefgebied). */
export type Domain = Exclude<Schemas["LifeDomain"], "LIFE_DOMAIN_UNSPECIFIED">;

/** domains are the nine that the law names, in its order. */
export const domains: Domain[] = [
  "LIFE_DOMAIN_WMO", "LIFE_DOMAIN_CARE", "LIFE_DOMAIN_PREVENTIVE_CARE", "LIFE_DOMAIN_YOUTH", "LIFE_DOMAIN_EDUCATION", "LIFE_DOMAIN_WELFARE",
  "LIFE_DOMAIN_HOUSING", "LIFE_DOMAIN_WORK", "LIFE_DOMAIN_INCOME",
];
