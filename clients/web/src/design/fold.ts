import { useState, type SyntheticEvent } from "react";

/**
 * useFold keeps whether a part of a page is open. What somebody else changes meanwhile neither opens nor closes it: a
 * form that folds up under somebody's hands looks lost.
 */
export function useFold(first: boolean): { details: { open: boolean; onToggle: (event: SyntheticEvent<HTMLDetailsElement>) => void }; close: () => void } {
  const [open, setOpen] = useState(first);
  return { details: { open, onToggle: (event) => setOpen(event.currentTarget.open) }, close: () => setOpen(false) };
}
