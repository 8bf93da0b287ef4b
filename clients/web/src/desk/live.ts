import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { watch } from "../api/watch.ts";
import { useSession } from "../login/Gate.tsx";
import type { Session } from "../login/session.ts";
import { paced } from "./paced.ts";

/**
 * A browser opens six connections to a server without encryption, for all its tabs together. With more municipalities
 * than this the desk looks again from time to time instead of listening.
 */
const mostStreams = 2;

/** How long to wait before listening again, and how often to look where nobody listens; in milliseconds. */
const pause = 3_000;
const look = 20_000;

/**
 * How long after one look the next may come, in milliseconds. An import or a plan tells of hundreds of things in a
 * second, and the server refuses an account that asks a page's worth of lists for each of them.
 */
const apart = 1_000;

/** useLive keeps what the desk shows current: what happened in a municipality is fetched anew, wherever it is shown. */
export function useLive(municipalities: readonly string[]): void {
  const session = useSession();
  const queries = useQueryClient();
  const key = municipalities.join(" ");
  useEffect(() => {
    if (key === "") return;
    const all = key.split(" ");
    const refresh = (municipality: string) => void queries.invalidateQueries({ queryKey: [municipality] });
    if (all.length > mostStreams) {
      const timer = setInterval(() => all.forEach(refresh), look);
      return () => clearInterval(timer);
    }
    const stop = new AbortController();
    for (const municipality of all) {
      const { ask, end } = paced(apart, () => refresh(municipality));
      stop.signal.addEventListener("abort", end);
      void listen(session, municipality, stop.signal, ask);
    }
    return () => stop.abort();
  }, [key, session, queries]);
}

/** listen tells of everything that happens, from now on; it comes back after whatever ends the stream. */
async function listen(session: Session, municipality: string, signal: AbortSignal, happened: () => void): Promise<void> {
  let after = "-1";
  while (!signal.aborted) {
    try {
      for await (const { event, position } of watch({ municipality, after, token: session.token, signal })) {
        // What happened between the first look and the beginning of the stream, the stream does not tell.
        if (event || after === "-1") happened();
        after = position;
      }
    } catch {
      // Whatever it was, the next attempt finds out; what is on the screen stays.
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
