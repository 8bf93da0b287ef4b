import type { Schemas } from "../../api/client.ts";
import { useDeskText } from "../text.ts";

type Factor = Schemas["FactorScore"];

/** So many factors are in sight at most: those that bring most, which the server puts first. */
const most = 3;

/** The most that a factor weighs, as the contract has it. */
const heaviest = 10;

/** Factors shows what a score is made of; what brings most is in sight, the rest folds open. */
export function Factors({ factors, name }: { factors: Factor[]; name: string }) {
  const { t } = useDeskText();
  // What nothing is known about stands last, and says nothing.
  const inSight = factors.slice(0, most).filter(({ known }) => known);
  const rest = factors.slice(inSight.length);
  return (
    <>
      {inSight.length > 0 && <Table factors={inSight} caption={t("factors.most", { name })} />}
      {rest.length > 0 && (
        <details>
          <summary>{t("factors.rest", { count: rest.length, name })}</summary>
          <Table factors={rest} caption={t("factors.others", { name })} />
        </details>
      )}
    </>
  );
}

/**
 * Table is a chart that is its own table: each factor's bar is as long as it weighs, and filled as far as it is met. The
 * roles are written out: on a phone, where the bar stands below its words, the table would lose them.
 */
function Table({ factors, caption }: { factors: Factor[]; caption: string }) {
  const { t } = useDeskText();
  return (
    <table role="table" className="oco-bars oco-bars--detailed">
      <caption className="oco-hidden">{caption}</caption>
      <thead role="rowgroup" className="oco-hidden">
        <tr role="row">
          <th role="columnheader" scope="col">{t("factors.factor")}</th>
          <th role="columnheader" scope="col" colSpan={2}>
            {t("factors.met")}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {factors.map((factor) => (
          <tr role="row" key={factor.factor}>
            <th role="rowheader" scope="row">
              {t(`factor.${factor.factor as Exclude<Factor["factor"], "MATCH_FACTOR_UNSPECIFIED">}`)}
              <span className="oco-line oco-muted">{factor.text}</span>
            </th>
            <td role="cell">
              <Bar factor={factor} />
            </td>
            <td role="cell" className="oco-bars__number">
              {factor.known ? t("percent", { part: Math.round(factor.value * 100) }) : t("factors.unknown")}
              {factor.known && <span className="oco-line oco-muted">{t("factors.weighs", { weight: factor.weight })}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ factor: { known, value, weight } }: { factor: Factor }) {
  const long = (weight / heaviest) * 100;
  return (
    <svg className="oco-bar-line" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
      <rect className={known ? "oco-bar-room" : "oco-bar-room oco-bar-room--unknown"} width={long} height="10" />
      {known && <rect width={long * value} height="10" />}
    </svg>
  );
}
