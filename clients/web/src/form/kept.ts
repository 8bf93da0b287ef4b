import { useEffect, useState } from "react";

import { useSession } from "../login/Gate.tsx";
import type { Form } from "./form.ts";

/**
 * useBegun is what a form begins with: what this tab kept of it, else nothing typed yet. It is kept for whoever signed in,
 * in the tab alone: a shared computer keeps nothing that outlives it.
 */
export function useBegun<Values extends object>(name: string, empty: Values): { begun: Values; place: string } {
  const { caller } = useSession();
  const place = `oco.typed.${caller.account}.${name}`;
  const [begun] = useState(() => {
    try {
      return { ...empty, ...(JSON.parse(sessionStorage.getItem(place) ?? "{}") as Partial<Values>) };
    } catch {
      return empty;
    }
  });
  return { begun, place };
}

/** useKept keeps what is typed in a long form, so that no reload or lost line takes it; it returns what forgets that, once it was sent. */
export function useKept<Values extends object>(place: string, { values }: Form<Values>, empty: Values): () => void {
  useEffect(() => {
    try {
      const text = JSON.stringify(values);
      if (text === JSON.stringify(empty)) sessionStorage.removeItem(place);
      else sessionStorage.setItem(place, text);
    } catch {
      // A browser that keeps nothing keeps nothing; the page still has it.
    }
  }, [place, values, empty]);
  return () => sessionStorage.removeItem(place);
}
