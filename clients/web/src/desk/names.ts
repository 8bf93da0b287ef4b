import { useEach, useGet } from "./calls.ts";

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
