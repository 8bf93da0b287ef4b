import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";

import { TextLink } from "../design/text.tsx";
import type { Application } from "./application.ts";
import { Asked } from "./Asked.tsx";
import { useDeskText, type Key } from "./text.ts";

/** isUrgent tells whether an application cannot wait. */
export function isUrgent(application: Application): boolean {
  return !!application.urgency && application.urgency.reason !== "URGENCY_REASON_UNSPECIFIED";
}

/** Rows is a table of applications, each a link to its page. On a phone each row is a card, and a cell says what it is. */
export function Rows({ applications, names }: { applications: Application[]; names: Record<string, string> | undefined }) {
  const { t } = useDeskText();
  const columns: Key[] = ["column.resident", "column.about", "column.state", "column.since", "column.promise"];
  if (names) columns.push("column.municipality");
  return (
    <div className="oco-scroll" role="region" aria-label={t("table")} tabIndex={0}>
      <table role="table" className="utrecht-table utrecht-table--html-table oco-table oco-table--cards">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {applications.map((application) => (
            <Row key={`${application.municipality} ${application.id}`} application={application} municipality={names?.[application.municipality]} />
          ))}
        </tbody>
      </table>
    </div>
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
      {municipality && <Cell of="column.municipality">{municipality}</Cell>}
    </tr>
  );
}

/** Cell is one cell of a row, with what it is about for where the head of the table cannot be seen. */
function Cell({ of, children }: { of: Key; children: ReactNode }) {
  const { t } = useDeskText();
  return (
    <td role="cell" data-label={t(of)}>
      <div>{children}</div>
    </td>
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
