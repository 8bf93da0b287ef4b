import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { VisitRisk } from "../../support/VisitRisk.tsx";
import { Worry } from "../../support/Worry.tsx";
import { usePortalText, type Key } from "../text.ts";
import { Incidents } from "./Incidents.tsx";

/** Worries is where a supporter says that they are worried, and sees that somebody takes it on. */
export function Worries({ support: { municipality, application } }: { support: Schemas["Case"] }) {
  const { t, moment } = usePortalText();
  const found = useGet(municipality, ["concerns", application], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/safety-concerns", { params: { path: { municipality }, query: { application, pageToken } } }),
      (page) => page.safetyConcerns,
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="safety">
      <Heading level={2} id="safety">
        {t("safety.title")}
      </Heading>
      <Answered of={found}>
        {(concerns) =>
          concerns.map((concern) => (
            <div key={concern.id} className="oco-card">
              <Paragraph>
                <strong>{t(`safety.${concern.state}` as Key)}</strong> · {t("safety.raised", { moment: moment(concern.createTime ?? "") })}
              </Paragraph>
              <Paragraph>{t(concern.askedOfSupporter ? "safety.asked" : "safety.asked.nothing")}</Paragraph>
              {concern.askedOfSupporter && <p dir="auto">{concern.askedOfSupporter}</p>}
            </div>
          ))
        }
      </Answered>
      <Worry municipality={municipality} application={application} />
      <VisitRisk municipality={municipality} application={application} />
      <Incidents municipality={municipality} application={application} />
    </section>
  );
}
