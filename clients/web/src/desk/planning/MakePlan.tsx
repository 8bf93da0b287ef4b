import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation } from "wouter";

import { once, part } from "../../api/client.ts";
import { Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { useDeskText } from "../text.ts";

/** The plan that was made last in a municipality, and when: who goes elsewhere for a moment finds it again. */
const made = new Map<string, { id: string; time: string }>();

/** lastPlan is the plan that was made last in this window, undefined when none was. */
export const lastPlan = (municipality: string) => made.get(municipality);

/** MakePlan has the best plan worked out for everybody who waits, and goes to it. Nobody is asked. */
export function MakePlan({ municipality, purpose = "primary", children }: { municipality: string; purpose?: "primary" | "secondary"; children: ReactNode }) {
  const { t } = useDeskText();
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  return (
    <Act
      municipality={municipality}
      purpose={purpose}
      change={async (client, _none, key) => {
        const plan = part(await client.POST("/municipalities/{municipality}/match-plans", { params: { path: { municipality }, header: once(key) }, body: {} }));
        made.set(municipality, { id: plan.id, time: plan.createTime ?? "" });
        queries.setQueryData([municipality, "match-plan", plan.id], plan);
        navigate(`/${municipality}/match-plans/${plan.id}`);
      }}
      meanwhile={
        <div role="status" className="oco-stack oco-whole">
          <Paragraph>{t("plan.busy")}</Paragraph>
          <progress className="oco-wide-bar" aria-label={t("plan.busy")} />
        </div>
      }
    >
      {children}
    </Act>
  );
}
