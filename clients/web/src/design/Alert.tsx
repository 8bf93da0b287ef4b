import type { ReactNode } from "react";

/** Alert says something that matters; with `live` it is read out when it appears. */
export function Alert({ type, live, children }: { type: "info" | "ok" | "warning" | "error"; live?: boolean; children: ReactNode }) {
  return (
    <div className={`utrecht-alert utrecht-alert--${type}`} role={live ? (type === "error" ? "alert" : "status") : undefined}>
      <div className="utrecht-alert__content">
        <div className="utrecht-alert__message oco-stack">{children}</div>
      </div>
    </div>
  );
}
