import { useEffect, useState } from "react";

import { troubleOf, type Trouble } from "../form/form.ts";

/** Loaded is what is still coming, has come, or did not come. */
export type Loaded<Value> = { state: "loading" } | { state: "there"; value: Value } | { state: "trouble"; trouble: Trouble; again: () => void };

/** useLoaded loads once for each key, and again when asked to. */
export function useLoaded<Value>(key: string, load: () => Promise<Value>): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    const show = (next: Loaded<Value>) => {
      if (current) setLoaded(next);
    };
    show({ state: "loading" });
    load().then(
      (value) => show({ state: "there", value }),
      (error: unknown) => show({ state: "trouble", trouble: troubleOf(error), again: () => setAttempt((n) => n + 1) }),
    );
    return () => {
      current = false;
    };
    // What is loaded is named by the key alone.
  }, [key, attempt]);
  return loaded;
}
