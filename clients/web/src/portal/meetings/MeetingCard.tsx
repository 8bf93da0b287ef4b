import { once, part, type Schemas } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Missing } from "../../form/Answered.tsx";
import { Download } from "../../form/Download.tsx";
import { dayOf } from "../../support/days.ts";
import { usePortalText, type Key } from "../text.ts";

/** Invitation asks somebody to come to a meeting. */
export type Invitation = Schemas["MeetingInvitation"];

type Answer = Exclude<Schemas["InvitationAnswer"], "INVITATION_ANSWER_UNSPECIFIED">;

const answers: Answer[] = ["INVITATION_ANSWER_YES", "INVITATION_ANSWER_MAYBE", "INVITATION_ANSWER_NO"];

/** MeetingCard is a meeting to come: when, where, what about, and whether this supporter comes. */
export function MeetingCard({ invitation }: { invitation: Invitation }) {
  const { t, day, span } = usePortalText();
  const { municipality, id, meeting, title, kind, startTime = "", answer } = invitation;
  const asking = useGet(municipality, ["meetings", meeting], (client) => client.GET("/municipalities/{municipality}/meetings/{meeting}", { params: { path: { municipality, meeting } } }));
  const found = asking.data;
  const cancelled = invitation.meetingState === "MEETING_STATE_CANCELLED";
  return (
    <div className="oco-card">
      <Heading level={3}>{title}</Heading>
      <Paragraph>
        <span className="oco-line">{found ? span(found.startTime ?? "", found.endTime ?? "") : day(dayOf(new Date(startTime)))}</span>
        {found?.location && (
          <span className="oco-line" dir="auto">
            {found.location}
          </span>
        )}
        <span className="oco-line oco-muted">{t(`meeting.${kind}` as Key)}</span>
      </Paragraph>
      <Missing of={[asking]} />
      {cancelled && (
        <Paragraph>
          <strong>{t("meeting.cancelled")}</strong> {found?.cancelReason}
        </Paragraph>
      )}
      {!cancelled && found?.onlineLink && (
        <Paragraph>
          <TextLink href={found.onlineLink}>{t("meeting.online")}</TextLink>
        </Paragraph>
      )}
      {found && (found.agenda ?? []).length > 0 && (
        <List>
          {found.agenda?.map((item, index) => (
            <li key={index} dir="auto">
              {item.title}
            </li>
          ))}
        </List>
      )}
      {!cancelled && (
        <>
          <Paragraph>
            <strong>{t(`answered.${answer}` as Key)}</strong>
          </Paragraph>
          <div className="oco-row">
            {answers
              .filter((other) => other !== answer)
              .map((other) => (
                <Act
                  key={other}
                  municipality={municipality}
                  label={t("answer.which", { answer: t(`answer.${other}` as Key), title })}
                  change={(client, _none, key) =>
                    client.POST("/municipalities/{municipality}/meeting-invitations/{meetingInvitation}/_answer", {
                      params: { path: { municipality, meetingInvitation: id }, header: once(key) },
                      body: { answer: other },
                    })
                  }
                >
                  {t(`answer.${other}` as Key)}
                </Act>
              ))}
          </div>
        </>
      )}
      <div className="oco-row">
        <Download
          label={t("meeting.calendar.which", { title })}
          fetch={async (client) => {
            const calendar = part(await client.GET("/municipalities/{municipality}/meetings/{meeting}/calendar", { params: { path: { municipality, meeting }, query: { meetingInvitation: id } } }));
            return { name: `${dayOf(new Date(startTime))}.ics`, type: calendar.mediaType, content: calendar.content };
          }}
        >
          {t("meeting.calendar")}
        </Download>
      </div>
    </div>
  );
}
