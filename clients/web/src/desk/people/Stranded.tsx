import type { Schemas } from "../../api/client.ts";
import { all, useEach } from "../../api/queries.ts";
import { TextLink } from "../../design/text.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Waits, type Places } from "../Waits.tsx";
import { linkTo } from "./people.ts";

const columns: Key[] = ["column.resident", "stranded.who", "stranded.why", "stranded.until"];

/** Stranded are the running cases of who is ill, takes a break or is gone: somebody has to see to them. Without any it says nothing. */
export function Stranded({ municipalities, names }: Places) {
  const { t } = useDeskText();
  const answers = useEach(municipalities, ["stranded"], (client, municipality) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/stranded-cases", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.strandedCases,
    ),
  );
  const found = answers.flatMap(({ data }) => data ?? []);
  return (
    <Waits id="stranded" title={t("stranded.title")} text={t("stranded.text")} count={found.length} answers={answers}>
      <Cards columns={names ? [...columns, "column.municipality"] : columns} label={t("stranded.title")}>
        {found.map(({ case: one, ...more }) => one && <Row key={one.id} {...more} support={one} municipality={names?.[one.municipality]} />)}
      </Cards>
    </Waits>
  );
}

type RowProps = Omit<Schemas["StrandedCase"], "case"> & {
  support: Schemas["Case"];
  /** How its municipality is called, where there are more of them. */
  municipality: string | undefined;
};

function Row({ support, supporterName, reason, startDate, endDate, municipality }: RowProps) {
  const { t, day, moment } = useDeskText();
  const { municipality: code, application, residentName, appointmentTime, firstAppointmentDate, supporter } = support;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <TextLink to={`/${code}/applications/${application}`}>{residentName || t("nameless")}</TextLink>
        {appointmentTime && !firstAppointmentDate && <span className="oco-line">{t("appointment.is", { moment: moment(appointmentTime) })}</span>}
      </th>
      <Cell of="stranded.who">
        <TextLink to={linkTo(code, supporter)}>{supporterName}</TextLink>
      </Cell>
      <Cell of="stranded.why">
        {t(`stranded.${reason}` as Key)}
        {startDate && <span className="oco-line oco-muted">{t("stranded.since", { day: day(startDate, "short") })}</span>}
      </Cell>
      <Cell of="stranded.until">{day(endDate, "short")}</Cell>
      {municipality && <Cell of="column.municipality">{municipality}</Cell>}
    </tr>
  );
}
