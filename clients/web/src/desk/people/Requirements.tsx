import { useState } from "react";

import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useDeskText } from "../text.ts";
import { stopsOf, type Supporter } from "./people.ts";
import { Seen } from "./Seen.tsx";

/** Requirements are what is asked of a supporter, and how they stand with it. */
export function Requirements({ supporter: { municipality, id, name } }: { supporter: Supporter }) {
  const { t, day } = useDeskText();
  const [done, setDone] = useState("");
  const path = { municipality, supporter: id };
  const found = useGet(municipality, ["requirements", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/supporters/{supporter}/requirements", { params: { path, query: { pageToken } } }),
      (page) => page.requirements,
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="requirements">
      <Heading level={2} id="requirements">
        {t("requirements.title")}
      </Heading>
      <div role="status">{done && <Paragraph>{done}</Paragraph>}</div>
      <Answered of={found}>
        {(requirements) => (
          <>
            {requirements.length === 0 && <Paragraph>{t("requirements.none")}</Paragraph>}
            <ul className="oco-plain oco-stack">
              {requirements.map(({ requirement, standing, text, seenDate }) => requirement && (
                <li key={requirement.code} className="oco-card">
                  <Paragraph>
                    <strong>{text}</strong>
                    {seenDate && <span className="oco-line">{t("requirements.seen", { day: day(seenDate, "short") })}</span>}
                    {standing !== "REQUIREMENT_STANDING_MET" && standing !== "REQUIREMENT_STANDING_NOT_ASKED" && requirement.blocks !== "REQUIREMENT_BLOCK_NOTHING" && (
                      <span className="oco-line oco-muted">{t(stopsOf(requirement))}</span>
                    )}
                  </Paragraph>
                  <Seen municipality={municipality} supporter={id} name={name} requirement={requirement} onDone={setDone} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </section>
  );
}
