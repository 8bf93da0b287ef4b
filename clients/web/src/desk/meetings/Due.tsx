import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { linkTo } from "../people/people.ts";
import { useDeskText, type Key } from "../text.ts";

/** useDue reads for whom a meeting is due within two weeks. */
export function useDue(municipality: string) {
  return useGet(municipality, ["due-meetings"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/due-meetings", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.dueMeetings,
    ),
  );
}

/** Due is for whom intervision or an in-depth meeting is due, the longest overdue first. */
export function Due({ municipality }: { municipality: string }) {
  const { t, day } = useDeskText();
  const found = useDue(municipality);
  return (
    <section className="oco-stack" aria-labelledby="due">
      <Heading level={2} id="due">
        {t("due.title")}
      </Heading>
      <Paragraph>{t("due.text")}</Paragraph>
      <Answered of={found}>
        {(due) =>
          due.length === 0 ? (
            <Paragraph>{t("due.nobody")}</Paragraph>
          ) : (
            <Cards columns={["attention.who", "due.kind", "due.day", "due.last", "due.invited"]} label={t("due.title")}>
              {due.map((one) => (
                <tr role="row" key={`${one.supporter} ${one.kind}`}>
                  <th role="rowheader" scope="row">
                    <TextLink to={linkTo(municipality, one.supporter)}>{one.name}</TextLink>
                  </th>
                  <Cell of="due.kind">{t(`meeting.${one.kind}` as Key)}</Cell>
                  <Cell of="due.day">
                    {day(one.dueDate, "short")}
                    {one.overdue && <strong className="oco-line">{t("late")}</strong>}
                  </Cell>
                  <Cell of="due.last">{one.lastAttendedDate ? day(one.lastAttendedDate, "short") : t("due.never")}</Cell>
                  <Cell of="due.invited">{one.invitedDate ? day(one.invitedDate, "short") : t("due.uninvited")}</Cell>
                </tr>
              ))}
            </Cards>
          )
        }
      </Answered>
    </section>
  );
}
