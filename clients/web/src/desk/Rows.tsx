import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";

import { TextLink } from "../design/text.tsx";
import type { Application } from "./application.ts";
import { Asked } from "./Asked.tsx";
import { Cards, Cell } from "./Cards.tsx";
import { ClockText } from "./ClockText.tsx";
import { useDeskText, type Key } from "./text.ts";

/** isUrgent tells whether an application cannot wait. */
export function isUrgent(application: Application): boolean {
  return !!application.urgency && application.urgency.reason !== "URGENCY_REASON_UNSPECIFIED";
}

/** Rows is a table of applications, each a link to its page. */
export function Rows({ applications, names }: { applications: Application[]; names: Record<string, string> | undefined }) {
  const { t } = useDeskText();
  const columns: Key[] = ["column.resident", "column.about", "column.state", "column.since", "column.promise", "column.clock"];
  if (names) columns.push("column.municipality");
  return (
    <Cards columns={columns} label={t("table")} wide="clock">
      {applications.map((application) => (
        <Row key={`${application.municipality} ${application.id}`} application={application} municipality={names?.[application.municipality]} />
      ))}
    </Cards>
  );
}

function Row({ application: a, municipality }: { application: Application; municipality: string | undefined }) {
  const { t, day } = useDeskText();
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <TextLink to={`/${a.municipality}/applications/${a.id}`}>{a.residentName || t("nameless")}</TextLink>
        {isUrgent(a) && <Pressing>{a.urgency?.latestDate ? t("urgent.until", { day: day(a.urgency.latestDate, "short") }) : t("urgent")}</Pressing>}
      </th>
      <Cell of="column.about">{a.lifeDomains.map((domain) => t(`domain.${domain}` as Key)).join(", ")}</Cell>
      <Cell of="column.state">
        {t(`state.${a.state}` as Key)}
        {a.state === "APPLICATION_STATE_OFFERED" && <Asked application={a} />}
      </Cell>
      <Cell of="column.since">{day(a.applicationDate, "short")}</Cell>
      <Cell of="column.promise">
        {day(a.promiseDate, "short")}
        {isLate(a) && <Pressing>{t("late")}</Pressing>}
      </Cell>
      <Cell of="column.clock">
        <ClockText application={a} />
      </Cell>
      {municipality && <Cell of="column.municipality">{municipality}</Cell>}
    </tr>
  );
}

/** Pressing marks what cannot wait, in a word and not by its colour alone. */
function Pressing({ children }: { children: ReactNode }) {
  return (
    <span className="oco-urgent">
      <IconAlertTriangle aria-hidden className="oco-small-icon" />
      {children}
    </span>
  );
}

/** isLate tells whether nobody has looked at an application by the day that was promised. */
export function isLate({ state, promiseDate }: Pick<Application, "state" | "promiseDate">, today = new Date()): boolean {
  const waits = state === "APPLICATION_STATE_RECEIVED" || state === "APPLICATION_STATE_AWAITING_CONSENT";
  return waits && !!promiseDate && promiseDate < today.toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });
}
