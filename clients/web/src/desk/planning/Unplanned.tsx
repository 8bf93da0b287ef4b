import type { Schemas } from "../../api/client.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import type { Application } from "../application.ts";
import { percent } from "../application/Explained.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText, type Key } from "../text.ts";
import { useMore } from "./more.tsx";
import type { Plan } from "./PlannedPage.tsx";
import { Resident } from "./Resident.tsx";

interface Props {
  plan: Plan;
  residents: Map<string, Application> | undefined;
}

/** Unplanned are those who stay without a supporter, each with the reason. */
export function Unplanned({ plan, residents }: Props) {
  const { t } = useDeskText();
  const { shown, more } = useMore(plan.unplanned);
  return (
    <section className="oco-stack" aria-labelledby="unplanned" aria-busy={!residents}>
      <Heading level={2} id="unplanned">
        {t("plan.unplanned")} <span className="oco-count">{plan.unplanned.length}</span>
      </Heading>
      {plan.unplanned.length === 0 && <Paragraph>{t("plan.unplanned.none")}</Paragraph>}
      {shown.length > 0 && (
        <Cards columns={["column.resident", "column.about", "plan.reason"]} label={t("plan.unplanned")} wide="last">
          {shown.map((left) => (
            <tr role="row" key={left.application}>
              <th role="rowheader" scope="row">
                <Resident municipality={plan.municipality} id={left.application} residents={residents} />
              </th>
              <Cell of="column.about">{residents?.get(left.application)?.lifeDomains.map((domain) => t(`domain.${domain}` as Key)).join(", ")}</Cell>
              <Cell of="plan.reason">
                <Reason left={left} plan={plan} residents={residents} />
              </Cell>
            </tr>
          ))}
        </Cards>
      )}
      {more}
    </section>
  );
}

/** Reason says why somebody gets nobody; of who had to give way also to whom, and what it would cost otherwise. */
function Reason({ left, plan, residents }: Props & { left: Schemas["UnplannedApplication"] }) {
  const { t } = useDeskText();
  if (left.reason !== "UNPLANNED_REASON_OUTWEIGHED") return t(`unplanned.${left.reason}` as Key);
  const points = percent(left.cost);
  return (
    <>
      {t("unplanned.UNPLANNED_REASON_OUTWEIGHED", { name: left.supporterName ?? "" })}{" "}
      {left.displacedApplication ? (
        <>
          {t("unplanned.displaced")} <Resident municipality={plan.municipality} id={left.displacedApplication} residents={residents} />.
        </>
      ) : (
        t("unplanned.moved")
      )}{" "}
      {points > 0 ? t("unplanned.cost", { count: points }) : t("unplanned.equal")}
    </>
  );
}
