import { useState } from "react";

import { once, type Schemas } from "../../api/client.ts";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { Chart } from "../Bars.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Ring } from "./Ring.tsx";
import { useResults, useToRing, type Round } from "./surveys.ts";

/** RoundCard is one round: how many answered, whom to ring, and what all of them said once it is closed. */
export function RoundCard({ round, coordinates, rings, reads }: { round: Round; coordinates: boolean; rings: boolean; reads: boolean }) {
  const { t, day } = useDeskText();
  const [open, setOpen] = useState(false);
  const closed = round.state === "SURVEY_ROUND_STATE_CLOSED";
  return (
    <article className="oco-card oco-stack" aria-labelledby={`round-${round.id}`}>
      <Heading level={2} id={`round-${round.id}`}>
        {t(`survey.${round.kind}` as Key)}
      </Heading>
      <p>
        <span className="oco-badge">{t(`survey.${round.state}` as Key)}</span>
      </p>
      <Paragraph>{t("surveys.period", { from: day(round.fromDate), until: day(round.untilDate) })}</Paragraph>
      {!closed && <Paragraph>{t("surveys.running", { day: day(round.lastDate) })}</Paragraph>}
      {reads && (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t(closed ? "surveys.results" : "surveys.response")}</summary>
          {open && <Results round={round} coordinates={coordinates} />}
        </details>
      )}
      {rings && !closed && <ToRing round={round} />}
      {coordinates && !closed && round.kind === "SURVEY_KIND_YEARLY" && (
        <div>
          <Act
            municipality={round.municipality}
            negative
            change={(client, _, key) =>
              client.POST("/municipalities/{municipality}/survey-rounds/{surveyRound}/_close", {
                params: { path: { municipality: round.municipality, surveyRound: round.id }, header: once(key, round.etag) },
                body: {},
              })
            }
          >
            {t("surveys.close")}
          </Act>
        </div>
      )}
    </article>
  );
}

function Results({ round, coordinates }: { round: Round; coordinates: boolean }) {
  const found = useResults(round.municipality, round.id);
  return (
    <div className="oco-stack" aria-busy={found.isPending}>
      <Answered of={found}>{(results) => results.audiences.map((audience) => <Said key={audience.audience} said={audience} coordinates={coordinates} />)}</Answered>
    </div>
  );
}

/** Said is what one audience said, and how many did. */
function Said({ said, coordinates }: { said: Schemas["SurveyAudienceResults"]; coordinates: boolean }) {
  const { t, number } = useDeskText();
  const answered = said.answered?.hidden ? t("surveys.few") : number(said.answered?.value ?? 0);
  return (
    <div className="oco-stack">
      <Heading level={3}>{t(`survey.${said.audience}` as Key)}</Heading>
      <Paragraph>{t(coordinates ? "surveys.answered" : "surveys.answered.about", { answered, invited: number(said.invited) })}</Paragraph>
      {coordinates && (
        <List>
          {[...said.ways.map(({ way, value }) => [way, value] as const), ...said.nonResponses.map(({ state, value }) => [state, value] as const)].map(([key, value]) => (
            <li key={key}>
              {t(`survey.${key}` as Key)}: {number(value)}
            </li>
          ))}
        </List>
      )}
      {said.questions.map(({ question, text, choices, mean }) => (
        <Chart
          key={question}
          level={3}
          title={text}
          what={mean > 0 ? t("surveys.mean", { mean: number(mean) }) : choices.some(({ count }) => count?.hidden) ? t("surveys.some") : ""}
          unit={t("monitor.count")}
          bars={choices.map(({ choice, text: label, count }) => ({
            key: choice, label, value: count?.hidden ? 0 : (count?.value ?? 0), text: count?.hidden ? t("hidden") : number(count?.value ?? 0),
          }))}
        />
      ))}
      {coordinates && said.questions.length > 0 && (
        <>
          <Heading level={3}>{t("surveys.remarks")}</Heading>
          {said.remarksHidden ? <Paragraph>{t("surveys.few.long")}</Paragraph> : said.remarks.length === 0 ? <Paragraph>{t("surveys.remarks.none")}</Paragraph> : null}
          {said.remarks.map((remark, at) => (
            <blockquote key={at} className="oco-lines">
              {remark}
            </blockquote>
          ))}
        </>
      )}
    </div>
  );
}

/** ToRing is who did not answer and may be rung, fetched when somebody wants to. */
function ToRing({ round }: { round: Round }) {
  const { t } = useDeskText();
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("surveys.ring")}</summary>
      {open && <People round={round} />}
    </details>
  );
}

function People({ round }: { round: Round }) {
  const { t } = useDeskText();
  const found = useToRing(round.municipality, round.id);
  return (
    <div className="oco-stack" aria-busy={found.isPending}>
      <Paragraph>{t("surveys.ring.text")}</Paragraph>
      <Answered of={found}>
        {(people) =>
          people.length > 0 ? (
            <ul className="oco-plain oco-stack">
              {people.map((invited) => (
                <Ring key={invited.id} invited={invited} />
              ))}
            </ul>
          ) : (
            <Paragraph>{t("surveys.ring.none")}</Paragraph>
          )
        }
      </Answered>
    </div>
  );
}
