import { all, useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { TroubleText } from "../../form/ErrorSummary.tsx";
import { troubleOf } from "../../form/form.ts";
import { MeetingCard, type Invitation } from "../meetings/MeetingCard.tsx";
import { parted } from "../meetings/parted.ts";
import { Own, type Supporter } from "../Own.tsx";
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
        {found.error && !found.data && (
          <Alert type="error" live>
            <TroubleText trouble={troubleOf(found.error)} />
          </Alert>
        )}
        {found.isSuccess && ahead.length === 0 && <Paragraph>{t("meetings.ahead.none")}</Paragraph>}
        {ahead.map((invitation) => (
          <MeetingCard key={invitation.id} invitation={invitation} />
        ))}
      </section>
      <section className="oco-stack" aria-labelledby="past">
        <Heading level={2} id="past">
          {t("meetings.past")}
        </Heading>
        {found.isSuccess && past.length === 0 && <Paragraph>{t("meetings.past.none")}</Paragraph>}
        {past.length > 0 && (
          <List>
            {past.map((invitation) => (
              <Past key={invitation.id} invitation={invitation} />
            ))}
          </List>
        )}
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
  if (due.length === 0) return null;
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
