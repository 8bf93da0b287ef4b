import { useState } from "react";

import { once, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { NewIncident } from "../../support/NewIncident.tsx";
import { useLive } from "../live.ts";
import { useDeskText, type Key } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";
import { Clocks } from "./Clocks.tsx";
import { Said } from "./Said.tsx";

type Incident = Schemas["Incident"];

/** IncidentsPage is what went wrong around the work, and what is done about it. */
export function IncidentsPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COMPLAINTS_OFFICER", "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useWhere(municipalities);
  useLive([municipality]);
  const found = useGet(municipality, ["incidents"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/incidents", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.incidents,
    ),
  );
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("incidents.title")}</Heading>
      <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
      <NewIncident key={municipality} municipality={municipality} />
      <Answered of={found}>
        {(incidents) => (
          <>
            {incidents.length === 0 && <Paragraph>{t("incidents.none")}</Paragraph>}
            <div className="oco-columns oco-columns--wide">
              {incidents.map((incident) => (
                <Happened key={incident.id} incident={incident} />
              ))}
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

/** Happened is one incident. What was done about it is read when it is opened. */
function Happened({ incident }: { incident: Incident }) {
  const { t, day } = useDeskText();
  const { municipality = "", id = "" } = incident;
  const [open, setOpen] = useState(false);
  return (
    <div className="oco-card">
      <Heading level={2}>{t("incidents.of", { kind: t(`incident.${incident.kind}` as Key), day: day(incident.incidentDate) })}</Heading>
      <Paragraph>{t(`incident.${incident.state}` as Key)}</Paragraph>
      <p className="oco-said" dir="auto">
        {incident.text}
      </p>
      <Clocks clocks={incident.clocks} />
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("incidents.handle")}</summary>
        {open && <Handled municipality={municipality} id={id} />}
      </details>
    </div>
  );
}

function Handled({ municipality, id }: { municipality: string; id: string }) {
  const { t, moment } = useDeskText();
  const path = { municipality, incident: id };
  const found = useGet(municipality, ["incident", id], (client) => client.GET("/municipalities/{municipality}/incidents/{incident}", { params: { path } }));
  return (
    <Answered of={found}>
      {({ steps = [], state, etag }) => (
        <div className="oco-stack">
          {steps.length === 0 && <Paragraph>{t("complaints.steps.none")}</Paragraph>}
          <List>
            {steps.map((step) => (
              <li key={step.id}>
                <strong>{t(`incident.${step.kind}` as Key)}</strong>, {moment(step.createTime ?? "")}
                <p dir="auto">{step.note}</p>
              </li>
            ))}
          </List>
          {state !== "INCIDENT_STATE_CLOSED" && (
            <>
              <Said
                municipality={municipality} id={`note-${id}`} title={t("incidents.note")} send={t("complaints.note.do")} label={t("complaints.done")} pointer="/note"
                choice={{
                  label: t("incidents.kind"), wrong: t("wrong.step"), pointer: "/kind",
                  options: (["INCIDENT_STEP_KIND_NOTED", "INCIDENT_STEP_KIND_AFTERCARE"] as const).map((value) => ({ value, label: t(`incident.${value}`) })),
                }}
                post={(client, { text, choice }, key) =>
                  client.POST("/municipalities/{municipality}/incidents/{incident}/_note", { params: { path, header: once(key, etag) }, body: { note: text, kind: choice } })
                }
              />
              <Said
                municipality={municipality} id={`close-${id}`} title={t("incidents.close")} send={t("incidents.close.do")} label={t("incidents.end")} pointer="/note"
                post={(client, { text }, key) => client.POST("/municipalities/{municipality}/incidents/{incident}/_close", { params: { path, header: once(key, etag) }, body: { note: text } })}
              />
            </>
          )}
        </div>
      )}
    </Answered>
  );
}
