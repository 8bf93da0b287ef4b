import { useState } from "react";

import { Button } from "../../design/Button.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { today } from "../people/people.ts";
import { useDeskText, type Key } from "../text.ts";
import { linkTo, useMeetings, type Meeting } from "./meetings.ts";
import { clockOf, dayOf } from "../../text/clock.ts";
import { addMonths, weeksOf } from "./month.ts";

/** The month that was looked at last stays, for who comes back from a meeting. */
let shownLast = "";

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** Calendar is a month of meetings: a table of its weeks, and on a phone a list of the days on which there is something. */
export function Calendar({ municipality }: { municipality: string }) {
  const { t, language } = useDeskText();
  const [month, setMonth] = useState(shownLast || addMonths(today(), 0));
  const until = addMonths(month, 1);
  const found = useMeetings(municipality, month, until);
  const show = (day: string) => {
    shownLast = day;
    setMonth(day);
  };
  const title = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "nl-NL", { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(month));
  return (
    <section className="oco-stack" aria-labelledby="month">
      <div className="oco-row oco-row--apart">
        <Heading level={2} id="month">
          <span className="oco-capital" aria-live="polite">
            {title}
          </span>
        </Heading>
        <div className="oco-row">
          <Button onClick={() => show(addMonths(month, -1))}>{t("calendar.before")}</Button>
          <Button onClick={() => show(addMonths(today(), 0))}>{t("calendar.now")}</Button>
          <Button onClick={() => show(until)}>{t("calendar.after")}</Button>
        </div>
      </div>
      <Answered of={found}>
        {(meetings) => (
          <>
            {meetings.length === 0 && <Paragraph>{t("calendar.nothing")}</Paragraph>}
            <Weeks month={month} title={title} meetings={meetings} />
          </>
        )}
      </Answered>
    </section>
  );
}

/** Weeks is the table. The roles are written out: laid out as a list it would lose them. */
function Weeks({ month, title, meetings }: { month: string; title: string; meetings: Meeting[] }) {
  const { t, day } = useDeskText();
  return (
    <table role="table" aria-label={title} className="oco-calendar">
      <thead role="rowgroup">
        <tr role="row">
          {weekdays.map((weekday) => (
            <th key={weekday} role="columnheader" scope="col">
              {t(`weekday.${weekday}` as Key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {weeksOf(month).map((week) => (
          <tr key={week.join()} role="row">
            {week.map((date, index) => {
              const here = meetings.filter(({ startTime }) => date !== "" && dayOf(startTime ?? "") === date);
              return (
                <td key={date || index} role="cell" className={here.length > 0 ? "" : "oco-calendar__free"}>
                  {date && (
                    <time dateTime={date} className={date === today() ? "oco-calendar__today" : ""}>
                      <span className="oco-calendar__number">{Number(date.slice(8))}</span>
                      <span className="oco-calendar__day">{day(date)}</span>
                      {date === today() && <span className="oco-hidden"> {t("calendar.today")}</span>}
                    </time>
                  )}
                  {here.map((meeting) => (
                    <Entry key={meeting.id} meeting={meeting} />
                  ))}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Entry({ meeting }: { meeting: Meeting }) {
  const { t } = useDeskText();
  return (
    <div className="oco-calendar__entry">
      <span>{clockOf(meeting.startTime ?? "")}</span> <TextLink to={linkTo(meeting.municipality, meeting.id)}>{meeting.title}</TextLink>
      <span className="oco-line oco-muted">{meeting.state === "MEETING_STATE_PLANNED" ? t(`meeting.${meeting.kind}` as Key) : t(`meeting.${meeting.state}` as Key)}</span>
    </div>
  );
}
