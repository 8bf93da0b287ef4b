import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";

import { useRef } from "react";

import { pages, part, type Client } from "./client.ts";
import { useSession } from "../login/Gate.tsx";

/**
 * useGet reads something of a municipality. Everything that is read is keyed by its municipality first, so that an event
 * fetches it anew; what no event tells of is read again every so many milliseconds, which may hang on what was read (0: not).
 */
export function useGet<Data>(municipality: string, key: readonly unknown[], read: (client: Client) => Promise<{ data?: Data }>, every: number | ((data: Data | undefined) => number) = 0) {
  const { client } = useSession();
  return useQuery({
    queryKey: [municipality, ...key],
    queryFn: async () => part(await read(client)),
    refetchInterval: ({ state: { data } }) => (typeof every === "number" ? every : every(data as Data | undefined)) || false,
  });
}

/** useEach reads the same of several municipalities. */
export function useEach<Data>(municipalities: readonly string[], key: readonly unknown[], read: (client: Client, municipality: string) => Promise<{ data?: Data }>) {
  const { client } = useSession();
  return useQueries({
    queries: municipalities.map((municipality) => ({
      queryKey: [municipality, ...key],
      queryFn: async () => part(await read(client, municipality)),
    })),
  });
}

/** Do sends a change; `key` is its Idempotency-Key, the same for every attempt. */
export type Do<Variables> = (client: Client, variables: Variables, key: string) => Promise<unknown>;

/** useDo changes something of a municipality, then fetches anew what is shown of it. */
export function useDo<Variables = void>(municipality: string, change: Do<Variables>) {
  const { client } = useSession();
  const queries = useQueryClient();
  const key = useRef("");
  return useMutation({
    // Without a line it fails, and says so: nobody should wait before a button that will act by itself, later.
    networkMode: "always",
    mutationFn: (variables: Variables) => {
      // Pressing again after a lost line sends the same again: it is done once.
      key.current ||= crypto.randomUUID();
      return change(client, variables, key.current);
    },
    onSuccess: () => {
      key.current = "";
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [municipality] }),
  });
}

/** all reads a list to its end; for lists that are short by nature (codes, offers of one application). */
export async function all<Page extends { nextPageToken: string }, Item>(
  next: (pageToken: string) => Promise<{ data?: Page }>,
  items: (page: Page) => Item[],
): Promise<{ data: Item[] }> {
  const found: Item[] = [];
  for await (const page of pages(next)) found.push(...items(page));
  return { data: found };
}
