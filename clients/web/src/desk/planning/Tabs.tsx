import { TextLink } from "../../design/text.tsx";
import { useDeskText } from "../text.ts";

/** What stands beside the daily work: a plan for the whole backlog, and playing a year. */
const parts = { "/match-plan": "plan.title", "/match-plan/simulation": "simulation.title" } as const;

/** Tabs lead from the one to the other. */
export function Tabs({ at }: { at: keyof typeof parts }) {
  const { t } = useDeskText();
  return (
    <nav aria-label={t("plan.parts")} className="oco-row oco-tabs">
      {(Object.keys(parts) as (keyof typeof parts)[]).map((to) => (
        <TextLink key={to} to={to} {...(to === at ? { "aria-current": "page" } : {})}>
          {t(parts[to])}
        </TextLink>
      ))}
    </nav>
  );
}
