import { useState } from "react";

import type { Schemas } from "../../api/client.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText, type Key } from "../text.ts";
import { linkTo, stopsOf, useAttention, type Stage } from "./people.ts";
import { Seen } from "./Seen.tsx";

/** Whose requirements are looked after: everybody but who left. */
const states: Stage[] = [
  "SUPPORTER_STATE_APPLICANT", "SUPPORTER_STATE_IN_TRAINING", "SUPPORTER_STATE_WITH_BUDDY", "SUPPORTER_STATE_ACTIVE", "SUPPORTER_STATE_PAUSED",
];

/** Asked is one requirement of one supporter that asks for attention. */
interface Asked {
  who: Schemas["LapsingSupporter"];
  held: Schemas["SupporterRequirement"];
}

/** byDay puts what is missing first, then what lapsed longest ago, and so on to what lapses last. */
function byDay(a: Asked, b: Asked): number {
  return a.held.untilDate.localeCompare(b.held.untilDate) || a.who.name.localeCompare(b.who.name, "nl");
}

/** Attention is who lapses when, and what is missing; each is recorded where it stands. */
export function Attention({ municipality }: { municipality: string }) {
  const { t, day } = useDeskText();
  const [done, setDone] = useState("");
  const found = useAttention(municipality, states);
  return (
    <section className="oco-stack" aria-labelledby="attention">
      <Heading level={2} id="attention">
        {t("attention.title")}
      </Heading>
      <Paragraph>{t("attention.text")}</Paragraph>
      <div role="status">{done && <Paragraph>{done}</Paragraph>}</div>
      <Answered of={found}>
        {(supporters) => {
          const rows = supporters.flatMap((who) => who.requirements.map((held) => ({ who, held }))).sort(byDay);
          if (rows.length === 0) return <Paragraph>{t("attention.nothing")}</Paragraph>;
          return (
            <Cards columns={["attention.who", "attention.what", "attention.until", "attention.do"]} label={t("attention.title")}>
              {rows.map(({ who, held }) => held.requirement && (
                <tr role="row" key={`${who.supporter} ${held.requirement.code}`}>
                  <th role="rowheader" scope="row">
                    <TextLink to={linkTo(municipality, who.supporter)}>{who.name}</TextLink>
                    <span className="oco-line oco-muted">{t(`stage.${who.state}` as Key)}</span>
                  </th>
                  <Cell of="attention.what">
                    {held.text}
                    {held.requirement.blocks !== "REQUIREMENT_BLOCK_NOTHING" && <span className="oco-line oco-muted">{t(stopsOf(held.requirement))}</span>}
                  </Cell>
                  <Cell of="attention.until">{day(held.untilDate, "short")}</Cell>
                  <Cell of="attention.do">
                    <Seen municipality={municipality} supporter={who.supporter} name={who.name} requirement={held.requirement} onDone={setDone} />
                  </Cell>
                </tr>
              ))}
            </Cards>
          );
        }}
      </Answered>
    </section>
  );
}
