import { useState, type ReactNode } from "react";

/** Fold is something that is made, and read of the platform, once somebody unfolds it. `label` names it where a page has several. */
export function Fold({ title, label, open: first = false, children }: { title: string; label?: string; open?: boolean; children: ReactNode }) {
  const [open, setOpen] = useState(first);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary {...(label ? { "aria-label": label } : {})}>{title}</summary>
      {open && <div className="oco-stack">{children}</div>}
    </details>
  );
}
