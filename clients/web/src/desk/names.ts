import { useQuery } from "@tanstack/react-query";

import type { Schemas } from "../api/client.ts";
import { all, useEach, useGet } from "../api/queries.ts";
import { useSession } from "../login/Gate.tsx";

/** useNames returns how municipalities are called, by code. */
export function useNames(municipalities: readonly string[]): Record<string, string> {
  const answers = useEach(municipalities, ["municipality"], (client, municipality) =>
    client.GET("/municipalities/{municipality}", { params: { path: { municipality } } }),
  );
  return Object.fromEntries(municipalities.map((code, index) => [code, answers[index]?.data?.name ?? code]));
}

/** useIntakeForm returns what the aanmeldwebsite of a municipality shows, with its lists of choices. */
export function useIntakeForm(municipality: string) {
  return useGet(municipality, ["intake-form"], (client) =>
    client.GET("/municipalities/{municipality}/intake-form", { params: { path: { municipality } } }),
  );
}

/** useMunicipalities lists the codes of all municipalities, in the order of their names. */
export function useMunicipalities(): string[] {
  return useEverywhere().map(({ municipality }) => municipality);
}

/** useNeighbours lists the other municipalities of the region of one, in the order of their names. */
export function useNeighbours(municipality: string): Schemas["Municipality"][] {
  const everywhere = useEverywhere();
  const region = everywhere.find((one) => one.municipality === municipality)?.region;
  return everywhere.filter((one) => region && one.region === region && one.municipality !== municipality);
}

function useEverywhere(): Schemas["Municipality"][] {
  const { client } = useSession();
  const found = useQuery({
    queryKey: ["municipalities"],
    queryFn: async () =>
      (await all((pageToken) => client.GET("/municipalities", { params: { query: { pageSize: 200, pageToken } } }), (page) => page.municipalities)).data,
  });
  return (found.data ?? []).toSorted((a, b) => a.name.localeCompare(b.name, "nl"));
}
