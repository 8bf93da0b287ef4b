import { all, useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Answered, Missing } from "../../form/Answered.tsx";
import { MeetingCard, type Invitation } from "../meetings/MeetingCard.tsx";
import { parted } from "../meetings/parted.ts";
import { Own } from "../Own.tsx";
import type { Supporter } from "../self.ts";
import { dayOf } from "../../support/days.ts";
import { usePortalText, type Key } from "../text.ts";

/** Meetings is what a supporter is invited to, what is due for them, and where they were. */
export function Meetings() {
  return <Own title="meetings.title">{(own) => <Parts key={own.id} own={own} />}</Own>;
}

function Parts({ own }: { own: Supporter }) {
  const { t } = usePortalText();
  const { municipality } = own;
  const found = useGet(municipality, ["invitations", own.id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/meeting-invitations", { params: { path: { municipality }, query: { supporter: own.id, pageSize: 200, pageToken } } }),
      (page) => page.meetingInvitations,
    ),
  );
  const { ahead, past } = parted(found.data ?? [], new Date());
  return (
    <>
      <Due own={own} />
      <section className="oco-stack" aria-labelledby="ahead" aria-busy={found.isPending}>
        <Heading level={2} id="ahead">
          {t("meetings.ahead")}
        </Heading>
        <Answered of={found}>
          {() => (ahead.length > 0 ? ahead.map((invitation) => <MeetingCard key={invitation.id} invitation={invitation} />) : <Paragraph>{t("meetings.ahead.none")}</Paragraph>)}
        </Answered>
      </section>
      <section className="oco-stack" aria-labelledby="past">
        <Heading level={2} id="past">
          {t("meetings.past")}
        </Heading>
        <Answered of={found}>
          {() => (past.length > 0 ? <List>{past.map((invitation) => <Past key={invitation.id} invitation={invitation} />)}</List> : <Paragraph>{t("meetings.past.none")}</Paragraph>)}
        </Answered>
      </section>
    </>
  );
}

/** Past is where somebody was, or was not. */
function Past({ invitation: { title, startTime = "", meetingState, attendance } }: { invitation: Invitation }) {
  const { t, day } = usePortalText();
  return (
    <li>
      <span dir="auto">{title}</span>
      <span className="oco-line oco-muted">
        {day(dayOf(new Date(startTime)))}. {meetingState === "MEETING_STATE_CANCELLED" ? t("meeting.cancelled") : t(`attendance.${attendance}` as Key)}
      </span>
    </li>
  );
}

/** Due says which meeting is due for this supporter, without a reproach. */
function Due({ own }: { own: Supporter }) {
  const { t, day } = usePortalText();
  const { municipality } = own;
  const found = useGet(municipality, ["due", own.id], (client) =>
    all((pageToken) => client.GET("/municipalities/{municipality}/due-meetings", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }), (page) => page.dueMeetings),
  );
  const due = (found.data ?? []).filter(({ supporter }) => supporter === own.id);
  if (due.length === 0) return <Missing of={[found]} />;
  return (
    <Alert type="info">
      {due.map((one) => (
        <Paragraph key={one.kind}>
          {t(one.overdue ? "due.over" : "due.soon", { kind: t(`meeting.${one.kind}` as Key), day: day(one.dueDate) })}{" "}
          {one.invitedDate ? t("due.invited", { day: day(one.invitedDate) }) : t("due.uninvited")}
        </Paragraph>
      ))}
    </Alert>
  );
}
