import { once, type Schemas } from "../../api/client.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import type { Application } from "../application.ts";
import { useDeskText } from "../text.ts";
import { percent } from "./Explained.tsx";

/** Several asks the first few at once, where the municipality does so; the first yes counts. */
export function Several({ application: { municipality, id } }: { application: Application }) {
  const { t } = useDeskText();
  return (
    <div className="oco-card oco-card--quiet">
      <Paragraph>{t("several.text")}</Paragraph>
      <div className="oco-row">
        <Act
          municipality={municipality}
          change={(client, _none, key) => client.POST("/municipalities/{municipality}/offer-waves", { params: { path: { municipality }, header: once(key) }, body: { application: id } })}
        >
          {t("several.do")}
        </Act>
      </div>
    </div>
  );
}

/** Organisations are those that can be asked as a whole: their planner says yes or no, and names who takes it. */
export function Organisations({ application: { municipality, id }, organisations }: { application: Application; organisations: Schemas["OrganisationProposal"][] }) {
  const { t } = useDeskText();
  if (organisations.length === 0) return null;
  return (
    <section className="oco-stack" aria-labelledby="organisations">
      <Heading level={3} id="organisations">
        {t("organisations.title")}
      </Heading>
      <Paragraph>{t("organisations.text")}</Paragraph>
      <ul className="oco-plain oco-stack">
        {organisations.map(({ organisation, supporters, score }) => (
          <li key={organisation} className="oco-card oco-card--quiet">
            <div className="oco-row oco-row--apart">
              <strong>{organisation}</strong>
              <span>{t("organisations.fits", { count: supporters, part: percent(score) })}</span>
            </div>
            <div className="oco-row">
              <Act
                municipality={municipality}
                label={t("matching.ask.whom", { name: organisation })}
                change={(client, _none, key) => client.POST("/municipalities/{municipality}/offers", { params: { path: { municipality }, header: once(key) }, body: { application: id, organisation } })}
              >
                {t("matching.ask")}
              </Act>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
