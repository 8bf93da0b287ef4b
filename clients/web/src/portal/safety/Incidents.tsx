import { all, useGet } from "../../api/queries.ts";
import { Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { NewIncident } from "../../support/NewIncident.tsx";
import { usePortalText, type Key } from "../text.ts";

/** Incidents is where a supporter tells that something bad happened, and sees that somebody deals with it. */
export function Incidents({ municipality, application }: { municipality: string; application: string }) {
  const { t, day } = usePortalText();
  const found = useGet(municipality, ["incidents"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/incidents", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.incidents,
    ),
  );
  return (
    <>
      <Answered of={found}>
        {(incidents) =>
          incidents
            .filter((incident) => incident.application === application)
            .map(({ id, kind, incidentDate, state, text }) => (
              <div key={id} className="oco-card">
                <Paragraph>
                  <strong>{t("incidents.of", { kind: t(`incident.${kind}` as Key), day: day(incidentDate) })}</strong>
                  <span className="oco-line">{t(`incident.${state}` as Key)}</span>
                  <span className="oco-line oco-written" dir="auto">
                    {text}
                  </span>
                </Paragraph>
              </div>
            ))
        }
      </Answered>
      <NewIncident municipality={municipality} application={application} />
    </>
  );
}
