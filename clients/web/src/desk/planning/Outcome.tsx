import type { Schemas } from "../../api/client.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Chart } from "../Bars.tsx";
import { useDeskText, type Key } from "../text.ts";

type Year = Schemas["SimulatedYear"];

/** Measure is a figure of a year: how it is worked out, and how it is written. */
interface Measure {
  name: "sameDay" | "metSoon" | "noCandidate" | "gini" | "asks" | "overLimit" | "mostAsks" | "unmatched" | "median" | "breaks";
  of: (year: Year) => number;
  as: "part" | "number";
  /** It has a chart of its own. */
  chart?: true;
}

const measures: Measure[] = [
  { name: "sameDay", of: (year) => share(year.sameDay, year.applications), as: "part", chart: true },
  { name: "metSoon", of: (year) => share(year.metSoon, year.applications), as: "part", chart: true },
  { name: "noCandidate", of: (year) => share(year.noCandidate, year.applications), as: "part", chart: true },
  { name: "gini", of: (year) => round(year.gini, 2), as: "number", chart: true },
  { name: "asks", of: (year) => round(share(year.asks, year.volunteers), 1), as: "number", chart: true },
  { name: "overLimit", of: (year) => year.overLimit, as: "number", chart: true },
  { name: "mostAsks", of: (year) => year.mostAsks, as: "number" },
  { name: "unmatched", of: (year) => year.unmatched, as: "number" },
  { name: "median", of: (year) => year.medianMinutes, as: "number" },
  { name: "breaks", of: (year) => year.breaks, as: "number" },
];

/** share is a part of a whole, 0 of nothing. */
function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Outcome is what came of a year under each way of choosing: what matters most as charts, all of it as a table. */
export function Outcome({ years }: { years: Year[] }) {
  const { t, number } = useDeskText();
  const write = ({ of, as }: Measure, year: Year) => (as === "part" ? t("percent", { part: Math.round(of(year) * 100) }) : number(of(year)));
  return (
    <section className="oco-stack oco-stack--wide" aria-labelledby="outcome">
      <Heading level={2} id="outcome">
        {t("outcome.title")}
      </Heading>
      <Paragraph>{t("outcome.text", { applications: years[0]?.applications ?? 0, volunteers: years[0]?.volunteers ?? 0 })}</Paragraph>
      <Heading level={3}>{t("policy.title")}</Heading>
      <dl className="oco-facts">
        {years.map(({ policy }) => (
          <div key={policy}>
            <dt>{t(`policy.${policy}` as Key)}</dt>
            <dd>{t(`policy.what.${policy}` as Key)}</dd>
          </div>
        ))}
      </dl>
      <div className="oco-columns oco-columns--wide">
        {measures.filter(({ chart }) => chart).map((measure) => (
          <Chart
            key={measure.name}
            level={3}
            title={t(`outcome.${measure.name}`)}
            what={t(`outcome.what.${measure.name}` as Key)}
            unit={t(`outcome.${measure.name}`)}
            {...(measure.as === "part" || measure.name === "gini" ? { most: 1 } : {})}
            bars={years.map((year) => ({ key: year.policy, label: t(`policy.${year.policy}` as Key), value: measure.of(year), text: write(measure, year), own: year.policy === "SIMULATED_POLICY_OURS" }))}
          />
        ))}
      </div>
      <div className="oco-scroll" role="region" aria-label={t("outcome.table")} tabIndex={0}>
        <table className="utrecht-table utrecht-table--html-table oco-table">
          <caption className="oco-hidden">{t("outcome.table")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("outcome.measure")}</th>
              {years.map(({ policy }) => (
                <th key={policy} scope="col">
                  {t(`policy.${policy}` as Key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {measures.map((measure) => (
              <tr key={measure.name}>
                <th scope="row">{t(`outcome.${measure.name}`)}</th>
                {years.map((year) => (
                  <td key={year.policy}>{write(measure, year)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
