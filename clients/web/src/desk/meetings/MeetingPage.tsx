import { useParams } from "wouter";

import { all, useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph, Steps, TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useLive } from "../live.ts";
import { useDeskText, type Key } from "../text.ts";
import { Attendances } from "./Attendances.tsx";
import { CalendarFile } from "./CalendarFile.tsx";
import { ChangeMeeting } from "./ChangeMeeting.tsx";
import { Cancel } from "./Cancel.tsx";
import { Invite } from "./Invite.tsx";
import { Invited } from "./Invited.tsx";
import type { Meeting } from "./meetings.ts";
import { clockOf, dayOf } from "../../text/clock.ts";

/** MeetingPage is everything about one meeting: when and where, who is invited, and who was there. */
export function MeetingPage() {
  const { municipality = "", meeting: id = "" } = useParams<{ municipality: string; meeting: string }>();
  useLive([municipality]);
  const found = useGet(municipality, ["meeting", id], (client) =>
    client.GET("/municipalities/{municipality}/meetings/{meeting}", { params: { path: { municipality, meeting: id } } }),
  );
  return <Answered of={found}>{(meeting) => <Shown meeting={meeting} />}</Answered>;
}

function Shown({ meeting }: { meeting: Meeting }) {
  const { t } = useDeskText();
  const { municipality, id, state, startTime = "" } = meeting;
  const invitations = useGet(municipality, ["invitations", id], (client) =>
    all(
      (pageToken) =>
        client.GET("/municipalities/{municipality}/meeting-invitations", { params: { path: { municipality }, query: { meeting: id, pageSize: 200, pageToken } } }),
      (page) => page.meetingInvitations,
    ),
  );
  const began = new Date(startTime).getTime() <= Date.now();
  const cancelled = state === "MEETING_STATE_CANCELLED";
  return (
    <div className="oco-stack oco-stack--wide">
      <Head meeting={meeting} />
      <div className="oco-sides">
        <section className="oco-stack" aria-labelledby="invited">
          <Heading level={2} id="invited">
            {t("invited.title")} {meeting.invited > 0 && <span className="oco-count">{meeting.invited}</span>}
          </Heading>
          <Answered of={invitations}>
            {(list) => (
              <>
                {list.length === 0 && <Paragraph>{t("invited.nobody")}</Paragraph>}
                {began && !cancelled && list.length > 0 ? (
                  <Attendances meeting={meeting} invitations={list} />
                ) : (
                  <Invited municipality={municipality} invitations={list} open={state === "MEETING_STATE_PLANNED"} />
                )}
              </>
            )}
          </Answered>
          {!cancelled && <Invite meeting={meeting} invited={invitations.data ?? []} />}
        </section>
        <div className="oco-stack oco-stack--wide">
          <About meeting={meeting} />
          {state === "MEETING_STATE_PLANNED" && (
            <>
              <ChangeMeeting meeting={meeting} />
              <Cancel meeting={meeting} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function Head({ meeting }: { meeting: Meeting }) {
  const { t, day } = useDeskText();
  const { startTime = "", endTime = "" } = meeting;
  return (
    <div className="oco-stack">
      <Heading level={1}>{meeting.title}</Heading>
      <div className="oco-row">
        <span className="oco-badge">{t(`meeting.${meeting.state}` as Key)}</span>
        <span>{t(`meeting.${meeting.kind}` as Key)}</span>
        <span>{t("meeting.when", { day: day(dayOf(startTime)), begins: clockOf(startTime), ends: clockOf(endTime) })}</span>
      </div>
      {meeting.cancelReason && (
        <Alert type="warning">
          <Paragraph>{t("meeting.cancelled", { reason: meeting.cancelReason })}</Paragraph>
        </Alert>
      )}
    </div>
  );
}

/** About is where a meeting is, what it is about, and how many can come. */
function About({ meeting }: { meeting: Meeting }) {
  const { t } = useDeskText();
  const { state, location, onlineLink, agenda, places, regionPlaces, regionTaken, coming } = meeting;
  const expected = state === "MEETING_STATE_PLANNED" || coming > 0;
  return (
    <section className="oco-stack" aria-labelledby="about">
      <Heading level={2} id="about">
        {t("meeting.about")}
      </Heading>
      {location && <Paragraph>{location}</Paragraph>}
      {onlineLink && (
        <Paragraph>
          <TextLink href={onlineLink}>{onlineLink}</TextLink>
        </Paragraph>
      )}
      {agenda.length > 0 && (
        <Steps>
          {agenda.map(({ title }, index) => (
            <li key={index} dir="auto">
              {title}
            </li>
          ))}
        </Steps>
      )}
      <Paragraph>
        {[expected && t("meeting.coming", { count: coming }), places > 0 && t("meeting.room", { count: places })].filter(Boolean).join(" · ")}
        {regionPlaces > 0 && <span className="oco-line">{t("meeting.region", { taken: regionTaken, most: regionPlaces })}</span>}
      </Paragraph>
      <CalendarFile municipality={meeting.municipality} meeting={meeting.id}>
        {t("meeting.file")}
      </CalendarFile>
    </section>
  );
}
