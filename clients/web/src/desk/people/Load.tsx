import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Answered } from "../Answered.tsx";
import { useDeskText } from "../text.ts";
import { linkTo, useSupporters, type Stage, type Supporter } from "./people.ts";

/** Those who have cases, or had them a moment ago. */
const working: Stage[] = ["SUPPORTER_STATE_WITH_BUDDY", "SUPPORTER_STATE_ACTIVE", "SUPPORTER_STATE_PAUSED"];

/** byLoad puts who is over their own limit first, then who is nearest to it. */
function byLoad(a: Supporter, b: Supporter): number {
  return b.openCases - b.maxCasesNow - (a.openCases - a.maxCasesNow) || a.name.localeCompare(b.name, "nl");
}

/**
 * Load is a chart that is its own table: how many cases each supporter has, against what they can have today. The roles
 * are written out: on a phone, where the bar stands below the name, the table would lose them.
 */
export function Load({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const supporters = useSupporters(municipality);
  return (
    <section className="oco-stack" aria-labelledby="load">
      <Heading level={2} id="load">
        {t("load.title")}
      </Heading>
      <Paragraph>{t("load.text")}</Paragraph>
      <Answered of={supporters}>
        {(all) => {
          const shown = all.filter(({ state, openCases }) => openCases > 0 || working.some((one) => one === state)).sort(byLoad);
          if (shown.length === 0) return <Paragraph>{t("load.nobody")}</Paragraph>;
          const most = Math.max(1, ...shown.map(({ openCases, maxCases }) => Math.max(openCases, maxCases)));
          return (
            <table role="table" className="oco-bars oco-bars--load">
              <thead role="rowgroup" className="oco-hidden">
                <tr role="row">
                  <th role="columnheader" scope="col">
                    {t("stranded.who")}
                  </th>
                  <th role="columnheader" scope="col" colSpan={2}>
                    {t("load.cases")}
                  </th>
                </tr>
              </thead>
              <tbody role="rowgroup">
                {shown.map((supporter) => (
                  <Row key={supporter.id} supporter={supporter} most={most} />
                ))}
              </tbody>
            </table>
          );
        }}
      </Answered>
    </section>
  );
}

function Row({ supporter, most }: { supporter: Supporter; most: number }) {
  const { t } = useDeskText();
  const { municipality, id, name, openCases, maxCases, maxCasesNow, hoursPerWeek } = supporter;
  const over = openCases - maxCasesNow;
  const room = (Math.max(openCases, maxCasesNow) / most) * 100;
  const told = [hoursPerWeek > 0 && t("load.hours", { count: hoursPerWeek }), maxCasesNow < maxCases && t("load.usual", { count: maxCases })].filter(Boolean);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <TextLink to={linkTo(municipality, id)}>{name}</TextLink>
        {told.length > 0 && <span className="oco-line oco-muted">{told.join(" · ")}</span>}
      </th>
      <td role="cell">
        <svg className="oco-bar-line" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
          <rect className="oco-bar-room" width={room} height="10" />
          <rect width={(openCases / most) * 100} height="10" />
        </svg>
      </td>
      <td role="cell" className="oco-bars__number">
        {t("load", { open: openCases, most: maxCasesNow })}
        {over > 0 && <strong className="oco-line">{t("load.over", { count: over })}</strong>}
      </td>
    </tr>
  );
}
