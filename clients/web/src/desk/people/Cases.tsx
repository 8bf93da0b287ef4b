import { all, useGet } from "../../api/queries.ts";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useDeskText, type Key } from "../text.ts";
import type { Supporter } from "./people.ts";

/** Cases are the cases of a supporter that run, each a link to its application. */
export function Cases({ supporter }: { supporter: Supporter }) {
  const { t, day } = useDeskText();
  const { municipality, id, openCases, maxCases, maxCasesNow } = supporter;
  const running = useGet(municipality, ["cases", id], (client) =>
    all(
      (pageToken) =>
        client.GET("/municipalities/{municipality}/cases", { params: { path: { municipality }, query: { supporter: id, states: ["CASE_STATE_OPEN", "CASE_STATE_ON_HOLD"], pageSize: 200, pageToken } } }),
      (page) => page.cases,
    ),
  );
  const over = openCases - maxCasesNow;
  return (
    <section className="oco-stack" aria-labelledby="cases">
      <Heading level={2} id="cases">
        {t("section.running")}
      </Heading>
      <Paragraph>
        {t("load", { open: openCases, most: maxCasesNow })}
        {maxCasesNow < maxCases && ` · ${t("load.usual", { count: maxCases })}`}
        {over > 0 && <strong className="oco-line">{t("load.over", { count: over })}</strong>}
      </Paragraph>
      <Answered of={running}>
        {(cases) =>
          cases.length > 0 && (
            <List>
              {cases.map((one) => (
                <li key={one.id}>
                  <TextLink to={`/${municipality}/applications/${one.application}`}>{one.residentName || t("nameless")}</TextLink>
                  {` · ${[one.lifeDomains.map((domain) => t(`domain.${domain}` as Key)).join(", "), t("case.since", { day: day(one.openDate, "short") }), one.state === "CASE_STATE_ON_HOLD" && t("case.hold"), one.secondSupporter === id && t("case.second")].filter(Boolean).join(" · ")}`}
                </li>
              ))}
            </List>
          )
        }
      </Answered>
    </section>
  );
}
