import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";

import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { TroubleText } from "../../form/ErrorSummary.tsx";
import { troubleOf } from "../../form/form.ts";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useEach } from "../../api/queries.ts";
import type { Application, State } from "../application.ts";
import { Asked } from "../Asked.tsx";
import { useLive } from "../live.ts";
import { useNames } from "../names.ts";
import { useDeskText, type Key } from "../text.ts";

/** Section is one kind of work, with the states of the applications that wait for it. */
interface Section {
  key: "triage" | "complete" | "offered" | "matched" | "running";
  states: State[];
  toComplete?: true;
}

/** What needs somebody now, the most pressing kind first. */
const sections: Section[] = [
  { key: "triage", states: ["APPLICATION_STATE_RECEIVED", "APPLICATION_STATE_AWAITING_CONSENT"] },
  { key: "offered", states: ["APPLICATION_STATE_WAITING_FOR_MATCH", "APPLICATION_STATE_OFFERED"] },
  { key: "matched", states: ["APPLICATION_STATE_MATCHED"] },
  { key: "complete", states: [], toComplete: true },
  { key: "running", states: ["APPLICATION_STATE_IN_SUPPORT"] },
];

/** So many rows of a kind are fetched at first, and so many more at each press. */
const rows = 25;

/** Worklist is the first page of the desk: what needs me now, over all municipalities, urgent on top. */
export function Worklist() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR", "ROLE_DESK");
  const names = useNames(municipalities);
  useLive(placesOf(caller, "ROLE_COORDINATOR"));
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("worklist.title")}</Heading>
      {sections.map((section) => (
        <Part key={section.key} section={section} municipalities={municipalities} names={names} />
      ))}
    </div>
  );
}

function Part({ section, municipalities, names }: { section: Section; municipalities: string[]; names: Record<string, string> }) {
  const { t } = useDeskText();
  const [most, setMost] = useState(rows);
  const answers = useEach(municipalities, ["applications", section.key, most], (client, municipality) =>
    client.GET("/municipalities/{municipality}/applications", {
      params: {
        path: { municipality },
        query: { states: section.states, toComplete: section.toComplete ?? false, orderBy: "urgency", pageSize: Math.min(most, 200) },
      },
    }),
  );
  const failed = answers.find((answer) => answer.error);
  // What came in here is completed while it is triaged; what came from a list waits to be completed by itself.
  const wanted = (a: Application) => !section.toComplete || a.origin === "APPLICATION_ORIGIN_IMPORT";
  const found = answers.flatMap((answer) => answer.data?.applications.filter(wanted) ?? []).sort(byUrgency);
  const more = answers.some((answer) => answer.data?.nextPageToken);
  const shown = found.slice(0, most);
  const heading = `section-${section.key}`;
  return (
    <section className="oco-stack" aria-labelledby={heading} aria-busy={answers.some((answer) => answer.isPending)}>
      <Heading level={2} id={heading}>
        {t(`section.${section.key}` as Key)} {found.length > 0 && <span className="oco-count">{more ? `${found.length}+` : found.length}</span>}
      </Heading>
      {failed && (
        <Alert type="error" live>
          <TroubleText trouble={troubleOf(failed.error)} />
          <div>
            <Button onClick={() => answers.forEach((answer) => void answer.refetch())}>{t("again")}</Button>
          </div>
        </Alert>
      )}
      {answers.every((answer) => answer.isSuccess) && found.length === 0 && <Paragraph>{t(`empty.${section.key}` as Key)}</Paragraph>}
      {shown.length > 0 && <Rows applications={shown} names={municipalities.length > 1 ? names : undefined} />}
      {(more || found.length > most) && most < 200 && (
        <div>
          <Button onClick={() => setMost((n) => n + rows)}>{t("more")}</Button>
        </div>
      )}
    </section>
  );
}

/** byUrgency puts what is urgent first, the earliest last day on top; then who waits longest. */
function byUrgency(a: Application, b: Application): number {
  const last = (x: Application) => (isUrgent(x) ? x.urgency?.latestDate || "9998" : "9999");
  return last(a).localeCompare(last(b)) || (a.createTime ?? "").localeCompare(b.createTime ?? "");
}

/** isUrgent tells whether an application cannot wait. */
export function isUrgent(application: Application): boolean {
  return !!application.urgency && application.urgency.reason !== "URGENCY_REASON_UNSPECIFIED";
}

/** Rows is a table of applications, each a link to its page. */
export function Rows({ applications, names }: { applications: Application[]; names: Record<string, string> | undefined }) {
  const { t, day } = useDeskText();
  return (
    <div className="oco-scroll" role="region" aria-label={t("table")} tabIndex={0}>
      <table className="utrecht-table utrecht-table--html-table oco-table">
        <thead>
          <tr>
            <th scope="col">{t("column.resident")}</th>
            <th scope="col">{t("column.about")}</th>
            <th scope="col">{t("column.state")}</th>
            <th scope="col">{t("column.since")}</th>
            <th scope="col">{t("column.promise")}</th>
            {names && <th scope="col">{t("column.municipality")}</th>}
          </tr>
        </thead>
        <tbody>
          {applications.map((a) => (
            <tr key={`${a.municipality} ${a.id}`}>
              <th scope="row">
                <TextLink to={`/${a.municipality}/applications/${a.id}`}>{a.residentName || t("nameless")}</TextLink>
                {isUrgent(a) && (
                  <span className="oco-urgent">
                    <IconAlertTriangle aria-hidden className="oco-small-icon" />
                    {a.urgency?.latestDate ? t("urgent.until", { day: day(a.urgency.latestDate, "short") }) : t("urgent")}
                  </span>
                )}
              </th>
              <td>{a.lifeDomains.map((domain) => t(`domain.${domain}` as Key)).join(", ")}</td>
              <td>
                {t(`state.${a.state}` as Key)}
                {a.state === "APPLICATION_STATE_OFFERED" && <Asked application={a} />}
              </td>
              <td>{day(a.applicationDate, "short")}</td>
              <td>{day(a.promiseDate, "short")}</td>
              {names && <td>{names[a.municipality]}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
