import { once, type Schemas } from "../../api/client.ts";
import { TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { linkTo, useSupporters } from "../people/people.ts";
import { useDeskText, type Key } from "../text.ts";
import { CalendarFile } from "./CalendarFile.tsx";
import { useGuests } from "./guests.ts";

export type Invitation = Schemas["MeetingInvitation"];

/** What the coordinator hears from somebody who was invited. */
const answers = ["INVITATION_ANSWER_YES", "INVITATION_ANSWER_NO", "INVITATION_ANSWER_MAYBE"] as const;

/**
 * useNamed names who was invited. Whose account is kept elsewhere, or who has no such role any more, has a number, which
 * stays when others are invited later; so has a guest who was erased.
 */
export function useNamed(municipality: string, invitations: Invitation[]): (invitation: Invitation) => string {
  const { t } = useDeskText();
  const supporters = useSupporters(municipality).data ?? [];
  const guests = useGuests(municipality).data ?? [];
  const others = invitations.filter(({ account }) => account).map(({ id }) => id).sort();
  const erased = invitations.filter(({ supporter, account, guest }) => !supporter && !account && !guest).map(({ id }) => id).sort();
  return ({ id: invitation, supporter, account, guest, guestName }) => {
    if (supporter) return supporters.find(({ id }) => id === supporter)?.name ?? t("nameless");
    if (guest) return guestName;
    if (!account) return t("invited.erased", { number: erased.indexOf(invitation) + 1 });
    return guests.find((one) => one.account === account)?.name ?? t("invited.account", { number: others.indexOf(invitation) + 1 });
  };
}

/**
 * Invited is who was invited, and what they answered; what the coordinator heard from somebody is recorded with one press.
 * A guest without an account reads nothing here, so the coordinator has their calendar file to send.
 */
export function Invited({ municipality, invitations, open }: { municipality: string; invitations: Invitation[]; open: boolean }) {
  const { t } = useDeskText();
  const nameOf = useNamed(municipality, invitations);
  return (
    <ul className="oco-plain oco-stack">
      {invitations.map((invitation) => (
        <li key={invitation.id} className="oco-card oco-board__card">
          <div className="oco-row oco-row--apart">
            <span>
              {invitation.supporter ? <TextLink to={linkTo(municipality, invitation.supporter)}>{nameOf(invitation)}</TextLink> : nameOf(invitation)}
              <span className="oco-line oco-muted">{t(`answer.${invitation.answer}` as Key)}</span>
            </span>
            {open && (
              <div className="oco-row oco-row--close">
                {answers.filter((answer) => answer !== invitation.answer).map((answer) => (
                  <Act
                    key={answer}
                    municipality={municipality}
                    purpose="subtle"
                    label={t("answer.whom", { name: nameOf(invitation), answer: t(`answer.${answer}`) })}
                    change={(client, _none, key) =>
                      client.POST("/municipalities/{municipality}/meeting-invitations/{meetingInvitation}/_answer", {
                        params: { path: { municipality, meetingInvitation: invitation.id }, header: once(key) },
                        body: { answer },
                      })
                    }
                  >
                    {t(`answer.${answer}`)}
                  </Act>
                ))}
              </div>
            )}
          </div>
          {open && invitation.guest && (
            <CalendarFile municipality={municipality} meeting={invitation.meeting} invitation={invitation.id} whose={nameOf(invitation)}>
              {t("invited.file")}
            </CalendarFile>
          )}
        </li>
      ))}
    </ul>
  );
}
