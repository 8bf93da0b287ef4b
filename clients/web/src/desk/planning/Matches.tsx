import { useState } from "react";

import type { Schemas } from "../../api/client.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import type { Application } from "../application.ts";
import { Explained, percent } from "../application/Explained.tsx";
import { useProposals } from "../application/Proposals.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText, type Key } from "../text.ts";
import { useMore } from "./more.tsx";
import type { Plan } from "./PlannedPage.tsx";
import { Resident } from "./Resident.tsx";

/** The most proposals that are asked for, to find the one of the plan among them. */
const proposals = 50;

/** Matches are who would be asked for whom, and why. */
export function Matches({ plan, residents }: { plan: Plan; residents: Map<string, Application> | undefined }) {
  const { t } = useDeskText();
  const { shown, more } = useMore(plan.matches);
  const { municipality } = plan;
  return (
    <section className="oco-stack" aria-labelledby="planned" aria-busy={!residents}>
      <Heading level={2} id="planned">
        {t("plan.matches")} <span className="oco-count">{plan.matches.length}</span>
      </Heading>
      {plan.matches.length === 0 && <Paragraph>{t("plan.matches.none")}</Paragraph>}
      {shown.length > 0 && (
        <Cards columns={["column.resident", "column.about", "column.supporter", "plan.why"]} label={t("plan.matches")} wide="last">
          {shown.map((match) => (
            <tr role="row" key={match.application}>
              <th role="rowheader" scope="row">
                <Resident municipality={municipality} id={match.application} residents={residents} />
              </th>
              <Cell of="column.about">{residents?.get(match.application)?.lifeDomains.map((domain) => t(`domain.${domain}` as Key)).join(", ")}</Cell>
              <Cell of="column.supporter">{match.supporterName}</Cell>
              <Cell of="plan.why">
                <Fit match={match} municipality={municipality} />
              </Cell>
            </tr>
          ))}
        </Cards>
      )}
      {more}
    </section>
  );
}

/** Fit is how well two fit, as a bar; what it is made of is read when somebody wants to know. */
function Fit({ match, municipality }: { match: Schemas["PlannedMatch"]; municipality: string }) {
  const { t } = useDeskText();
  const [open, setOpen] = useState(false);
  const part = percent(match.score);
  return (
    <>
      <span className="oco-fit">
        <svg className="oco-bar-line oco-bar-line--thin" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
          <rect className="oco-bar-room" width="100" height="10" />
          <rect width={Math.max(0, part)} height="10" />
        </svg>
        {t("percent", { part })}
      </span>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("plan.why.whom", { name: match.supporterName })}</summary>
        {open && <Why match={match} municipality={municipality} />}
      </details>
    </>
  );
}

/** Why is what speaks for the two now. */
function Why({ match, municipality }: { match: Schemas["PlannedMatch"]; municipality: string }) {
  const { t } = useDeskText();
  const found = useProposals({ municipality, id: match.application }, proposals);
  return (
    <div className="oco-stack">
      <Answered of={found}>
        {({ proposals: told }) => {
          const proposal = told.find(({ supporter }) => supporter === match.supporter);
          return proposal ? <Explained proposal={proposal} /> : <Paragraph>{t("plan.why.gone")}</Paragraph>;
        }}
      </Answered>
    </div>
  );
}
