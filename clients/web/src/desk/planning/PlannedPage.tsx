import { useEffect, useState } from "react";
import { useParams } from "wouter";

import type { Schemas } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Unread } from "../../form/Answered.tsx";
import { useDeskText } from "../text.ts";
import { Apply } from "./Apply.tsx";
import { Matches } from "./Matches.tsx";
import { useResidents } from "./residents.ts";
import { Scarce } from "./Scarce.tsx";
import { Tabs } from "./Tabs.tsx";
import { Unplanned } from "./Unplanned.tsx";

export type Plan = Schemas["MatchPlan"];

/** How often the age of a plan is told anew, in milliseconds. */
const minute = 60_000;

/** PlannedPage is one plan: who would be asked for what, who stays without, and which knowledge is scarce. */
export function PlannedPage() {
  const { t } = useDeskText();
  const { municipality = "", plan: id = "" } = useParams<{ municipality: string; plan: string }>();
  const found = useGet(municipality, ["match-plan", id], (client) =>
    client.GET("/municipalities/{municipality}/match-plans/{matchPlan}", { params: { path: { municipality, matchPlan: id } } }),
  );
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("plan.title")}</Heading>
      <Tabs at="/match-plan" />
      {!found.data && <Unread of={found} />}
      {found.isPending && <p role="status">{t("waiting")}</p>}
      {found.data && <Shown plan={found.data} />}
    </div>
  );
}

function Shown({ plan }: { plan: Plan }) {
  const residents = useResidents(plan.municipality);
  return (
    <>
      <Figures plan={plan} />
      <Apply plan={plan} />
      <Scarce plan={plan} />
      <Matches plan={plan} residents={residents} />
      <Unplanned plan={plan} residents={residents} />
    </>
  );
}

/** Figures are what a plan comes to, and how old it is. */
function Figures({ plan }: { plan: Plan }) {
  const { t, ago, moment, number } = useDeskText();
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((n) => n + 1), minute);
    return () => clearInterval(timer);
  }, []);
  const matched = plan.matches.length;
  const figures = [
    ["applications", number(plan.applications)],
    ["matches", number(matched)],
    ["unplanned", number(plan.unplanned.length)],
    ["fit", t("percent", { part: matched ? Math.round((plan.total / matched) * 100) : 0 })],
  ] as const;
  return (
    <div className="oco-stack">
      <Paragraph>{t("plan.age", { ago: ago(plan.createTime ?? ""), moment: moment(plan.createTime ?? "") })}</Paragraph>
      <dl className="oco-figures">
        {figures.map(([name, value]) => (
          <div key={name} className="oco-card">
            <dt>{t(`plan.figure.${name}`)}</dt>
            <dd>
              <strong className="oco-number">{value}</strong>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
