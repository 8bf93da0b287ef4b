import { useEffect, useState } from "react";

import { troubleOf, type Trouble } from "../form/form.ts";

/** Loaded is what is still coming, has come, or did not come. */
export type Loaded<Value> = { state: "loading" } | { state: "there"; value: Value } | { state: "trouble"; trouble: Trouble; again: () => void };

/**
 * useLoaded loads once for each key, and again when asked to. What `keep` says yes to stays while another key loads, and
 * when that fails: who changes the language in the middle of a form keeps the form.
 */
export function useLoaded<Value>(key: string, load: () => Promise<Value>, keep: (value: Value) => boolean = () => false): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    const show = (next: Loaded<Value>) => {
      if (current) setLoaded((last) => (next.state !== "there" && last.state === "there" && keep(last.value) ? last : next));
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
