import type { ReactNode } from "react";

import { once, type Schemas } from "../../api/client.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered, Unread } from "../../form/Answered.tsx";
import { useDeskText, type Key } from "../text.ts";
import { linkTo, moves, stages, useAttention, usePairs, useSupporters, type Stage, type Supporter } from "./people.ts";

/** From so many people in a stage the others are folded away: who is looked for is there, and the page stays short. */
const shown = 12;

/** What a supporter needs before the next stage is told of those who are not at their end. */
const onTheWay: Stage[] = stages.filter((stage) => stage !== "SUPPORTER_STATE_LEFT");

/** Few are suspended or left: without any there is no column. */
const rare: Stage[] = ["SUPPORTER_STATE_SUSPENDED", "SUPPORTER_STATE_LEFT"];

/** Board is where each supporter stands on the way from signing up to active, a column for each stage. */
export function Board({ municipality }: { municipality: string }) {
  const supporters = useSupporters(municipality);
  const attention = useAttention(municipality, onTheWay);
  const pairs = usePairs(municipality);
  return (
    <Answered of={supporters}>
      {(all) => (
        <>
          {!attention.data && <Unread of={attention} />}
          {!pairs.data && <Unread of={pairs} />}
          <div className="oco-board">
            {stages.map((stage) => {
              const here = all.filter(({ state, stub }) => state === stage && !stub);
              return (
                (here.length > 0 || !rare.includes(stage)) && (
                  <Column key={stage} stage={stage} here={here}>
                    {(supporter) => (
                      <Card
                        key={supporter.id}
                        supporter={supporter}
                        lacks={attention.data?.find((one) => one.supporter === supporter.id)?.requirements}
                        pair={pairs.data && (pairs.data.find(({ newcomer }) => newcomer === supporter.id) ?? "none")}
                      />
                    )}
                  </Column>
                )
              );
            })}
          </div>
        </>
      )}
    </Answered>
  );
}

/** Column is a stage, with who is in it. */
function Column({ stage, here, children }: { stage: Stage; here: Supporter[]; children: (supporter: Supporter) => ReactNode }) {
  const { t } = useDeskText();
  const heading = `stage-${stage}`;
  const rest = here.slice(shown);
  return (
    <section className="oco-stack oco-board__column" aria-labelledby={heading}>
      <Heading level={2} id={heading}>
        {t(`stage.${stage}` as Key)} {here.length > 0 && <span className="oco-count">{here.length}</span>}
      </Heading>
      {here.length === 0 && <Paragraph>{t("board.nobody")}</Paragraph>}
      <ul className="oco-plain oco-stack">{here.slice(0, shown).map(children)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{t("board.more", { count: rest.length })}</summary>
          <ul className="oco-plain oco-stack">{rest.map(children)}</ul>
        </details>
      )}
    </section>
  );
}

interface CardProps {
  supporter: Supporter;
  lacks: Schemas["SupporterRequirement"][] | undefined;
  /** Who accompanies them, as far as that is known yet. */
  pair: Schemas["BuddyPair"] | "none" | undefined;
}

/** Card is one supporter: what there still is to do, and the step to the next stage. */
function Card({ supporter, lacks, pair }: CardProps) {
  const { t } = useDeskText();
  const { municipality, id, name, state } = supporter;
  const needs = (lacks ?? []).map(({ text }) => text);
  if (state === "SUPPORTER_STATE_WITH_BUDDY" && pair) needs.push(pair === "none" ? t("board.nobuddy") : t(`board.${pair.step}` as Key, { name: pair.buddyName }));
  const works = state === "SUPPORTER_STATE_ACTIVE" || state === "SUPPORTER_STATE_PAUSED";
  return (
    <li className="oco-card oco-board__card">
      <Heading level={3}>
        <TextLink to={linkTo(municipality, id)}>{name}</TextLink>
      </Heading>
      <Paragraph>
        {[t(`kind.${supporter.kind}` as Key), supporter.organisation].filter(Boolean).join(" · ")}
        {works && <span className="oco-line">{t("load", { open: supporter.openCases, most: supporter.maxCasesNow })}</span>}
      </Paragraph>
      {needs.length > 0 && (
        <ul className="oco-plain">
          {needs.map((need) => (
            <li key={need}>{need}</li>
          ))}
        </ul>
      )}
      <Next supporter={supporter} />
    </li>
  );
}

/** Next is the step that most people take from here; the others stand on the page of the supporter. */
function Next({ supporter: { municipality, id, name, state, etag } }: { supporter: Supporter }) {
  const { t } = useDeskText();
  const next = state === "SUPPORTER_STATE_UNSPECIFIED" || state === "SUPPORTER_STATE_ACTIVE" ? undefined : moves[state][0];
  if (!next) return null;
  const says = t(`move.${next}` as Key);
  return (
    <div className="oco-row">
      <Act
        municipality={municipality}
        label={t("move.whom", { name, move: says })}
        change={(client, _none, key) =>
          client.POST("/municipalities/{municipality}/supporters/{supporter}/_move", {
            params: { path: { municipality, supporter: id }, header: once(key, etag) },
            body: { state: next },
          })
        }
      >
        {says}
      </Act>
    </div>
  );
}
