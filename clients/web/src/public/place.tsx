import { createContext, useContext, type ReactNode } from "react";

import { address, connect, overLine, pages, part, type Client, type Schemas } from "../api/client.ts";
import type { Language } from "../text/text.tsx";
import { wear } from "./theme.ts";

/** Place is the municipality whose pages these are, with what they show. */
export interface Place {
  /** What stands in the address: "waalwijk". */
  slug: string;
  form: Schemas["IntakeForm"];
  client: Client;
}

/** Current is the municipality of the page, none on the page that chooses one. */
export const Current = createContext<Place | undefined>(undefined);

/** usePlace returns the municipality of the page. */
export function usePlace(): Place {
  const place = useContext(Current);
  if (!place) throw new Error("usePlace outside At");
  return place;
}

/** At gives the pages below it their municipality. */
export function At({ place, children }: { place: Place; children: ReactNode }) {
  return <Current value={place}>{children}</Current>;
}

/** slugOf is the name of a municipality as it stands in an address: "Gilze en Rijen" → "gilze-en-rijen". */
export function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** visitor calls the API as anybody may. */
export function visitor(language: Language): Client {
  return connect({ address, language, fetch: overLine });
}

/** municipalities lists those who use the platform, by name. */
export async function municipalities(client: Client): Promise<Schemas["Municipality"][]> {
  const found: Schemas["Municipality"][] = [];
  const next = (pageToken: string) => client.GET("/municipalities", { params: { query: { pageSize: 200, pageToken } } });
  for await (const page of pages(next)) found.push(...page.municipalities);
  return found.toSorted((a, b) => a.name.localeCompare(b.name, "nl"));
}

/** find returns the place that an address names, by its name or its code; undefined when there is none. */
export async function find(slug: string, client: Client): Promise<Place | undefined> {
  const found = (await municipalities(client)).find((m) => slugOf(m.name) === slug || m.municipality === slug);
  if (!found) return undefined;
  const params = { path: { municipality: found.municipality } };
  const [form] = await Promise.all([client.GET("/municipalities/{municipality}/intake-form", { params }), wear(found.municipality)]);
  return { slug: slugOf(found.name), form: part(form), client };
}
