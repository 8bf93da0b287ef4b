import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";

export type Signal = Schemas["Signal"];
export type Pattern = Schemas["Pattern"];
export type Addressee = Exclude<Schemas["PatternAddressee"], "PATTERN_ADDRESSEE_UNSPECIFIED">;

/** addressees are for whom a pattern can be. */
export const addressees: readonly Addressee[] = [
  "PATTERN_ADDRESSEE_POLICY_ADVISER", "PATTERN_ADDRESSEE_ACCESS_TEAM", "PATTERN_ADDRESSEE_FOUNDATION", "PATTERN_ADDRESSEE_CARE_PROVIDER",
  "PATTERN_ADDRESSEE_STAKEHOLDER_GROUP", "PATTERN_ADDRESSEE_OTHER",
];

/** useNewSignals reads the signals that nobody did anything with yet, the newest first. */
export function useNewSignals(municipality: string) {
  return useGet(municipality, ["signals", "new"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/signals", { params: { path: { municipality }, query: { states: ["SIGNAL_STATE_NEW"], pageSize: 200, pageToken } } }),
      (page) => page.signals,
    ),
  );
}

/** usePatterns reads all patterns, the newest first. */
export function usePatterns(municipality: string) {
  return useGet(municipality, ["patterns"], (client) =>
    all((pageToken) => client.GET("/municipalities/{municipality}/patterns", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }), (page) => page.patterns),
  );
}

/** useSimilar reads what is like a signal, or fits into a pattern, the most alike first. */
export function useSimilar(municipality: string, like: { signal: string } | { pattern: string }) {
  return useGet(municipality, ["similar", like], async (client) => {
    const { data } = await client.GET("/municipalities/{municipality}/similar-signals", { params: { path: { municipality }, query: { ...like, pageSize: 50 } } });
    return data ? { data: data.similarSignals.flatMap(({ signal }) => (signal ? [signal] : [])) } : {};
  });
}

/** useGathered reads the signals of a pattern. */
export function useGathered(municipality: string, pattern: string) {
  return useGet(municipality, ["signals", "of", pattern], (client) =>
    all((pageToken) => client.GET("/municipalities/{municipality}/signals", { params: { path: { municipality }, query: { pattern, pageSize: 200, pageToken } } }), (page) => page.signals),
  );
}
