import type { Schemas } from "../../api/client.ts";
import { List, Paragraph } from "../../design/text.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Factors } from "./Factors.tsx";

type Proposal = Schemas["Proposal"];

/** Explained says how well somebody fits: the score, how much they have already, and the factors behind it. */
export function Explained({ proposal }: { proposal: Proposal }) {
  const { t } = useDeskText();
  const { kind, openCases, maxCases, reasons, factors, name, penalties, coachingNotes } = proposal;
  return (
    <>
      <dl className="oco-measures">
        <div>
          <dt>{t("score.title")}</dt>
          <dd>
            <strong className="oco-number">{t("percent", { part: percent(proposal.score) })}</strong>
            <Score proposal={proposal} />
          </dd>
        </div>
        <div>
          <dt>{t(`kind.${kind}` as Key)}</dt>
          <dd>
            <span>{t("load", { open: openCases, most: maxCases })}</span>
            <Line parts={[{ part: maxCases ? openCases / maxCases : 0 }]} />
          </dd>
        </div>
      </dl>
      {penalties.length > 0 && (
        <div>
          <Paragraph>{t("score.after", { part: percent(proposal.ranking) })}</Paragraph>
          <List>
            {penalties.map((penalty) => (
              <li key={penalty.penalty}>{t(percent(penalty.value) > 0 ? "score.less" : "score.little", { part: percent(penalty.value), why: penalty.text })}</li>
            ))}
          </List>
        </div>
      )}
      <Factors factors={factors} name={name} />
      <p className="oco-muted">{reasons.join(" · ")}</p>
      {coachingNotes.length > 0 && (
        <div>
          <Paragraph>{t("coaching.title")}</Paragraph>
          <List>
            {coachingNotes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </List>
        </div>
      )}
    </>
  );
}

/** Score is a bar as long as the score, of which the end that is taken off is lighter. */
function Score({ proposal: { score, ranking } }: { proposal: Proposal }) {
  const left = Math.max(0, Math.min(score, ranking));
  return <Line parts={[{ part: left }, { part: score - left, off: true }]} />;
}

/** Line is a bar, part by part from its beginning; what it shows stands in words beside it. */
function Line({ parts }: { parts: { part: number; off?: true }[] }) {
  let from = 0;
  return (
    <svg className="oco-bar-line oco-bar-line--thin" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
      <rect className="oco-bar-room" width="100" height="10" />
      {parts.map(({ part, off }, index) => {
        const x = from;
        const width = Math.min(part * 100, 100 - x);
        from += width;
        return <rect key={index} className={off && "oco-bar-off"} x={x} width={width} height="10" />;
      })}
    </svg>
  );
}

/** percent is a part of one in whole hundredths. */
export function percent(part: number): number {
  return Math.round(part * 100);
}
