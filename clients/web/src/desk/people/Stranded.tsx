import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText, type Key } from "../text.ts";
import { linkTo } from "./people.ts";

/** Stranded are the running cases of who is ill, takes a break or is gone: somebody has to see to them. Without any it says nothing. */
export function Stranded({ municipality }: { municipality: string }) {
  const { t, day, moment } = useDeskText();
  const found = useGet(municipality, ["stranded"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/stranded-cases", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.strandedCases,
    ),
  ).data;
  if (!found?.length) return null;
  return (
    <section className="oco-stack" aria-labelledby="stranded">
      <Heading level={2} id="stranded">
        {t("stranded.title")} <span className="oco-count">{found.length}</span>
      </Heading>
      <Paragraph>{t("stranded.text")}</Paragraph>
      <Cards columns={["column.resident", "stranded.who", "stranded.why", "stranded.until"]} label={t("stranded.title")}>
        {found.map(({ case: one, supporterName, reason, startDate, endDate }) => one && (
          <tr role="row" key={one.id}>
            <th role="rowheader" scope="row">
              <TextLink to={`/${municipality}/applications/${one.application}`}>{one.residentName || t("nameless")}</TextLink>
              {one.appointmentTime && !one.firstAppointmentDate && <span className="oco-line">{t("appointment.is", { moment: moment(one.appointmentTime) })}</span>}
            </th>
            <Cell of="stranded.who">
              <TextLink to={linkTo(municipality, one.supporter)}>{supporterName}</TextLink>
            </Cell>
            <Cell of="stranded.why">
              {t(`stranded.${reason}` as Key)}
              {startDate && <span className="oco-line oco-muted">{t("stranded.since", { day: day(startDate, "short") })}</span>}
            </Cell>
            <Cell of="stranded.until">{day(endDate, "short")}</Cell>
          </tr>
        ))}
      </Cards>
    </section>
  );
}
