import { once, part, type Schemas } from "../../api/client.ts";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Download } from "../../form/Download.tsx";
import { holds } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Correct } from "./Correct.tsx";
import { Corrections } from "./Corrections.tsx";
import { Extend } from "./Extend.tsx";
import { Identify } from "./Identify.tsx";
import { Settle } from "./Settle.tsx";

/** RightsRequest is what somebody asks about what is recorded of them. */
export type RightsRequest = Schemas["RightsRequest"];

/** Asked is one request: what is asked, until when it is answered, and what can be done now. */
export function Asked({ request }: { request: RightsRequest }) {
  const { t, day } = useDeskText();
  const { caller } = useSession();
  const { municipality, state, right, name } = request;
  const coordinator = holds(caller, ["ROLE_COORDINATOR"], municipality);
  const open = state === "RIGHTS_REQUEST_STATE_RECEIVED" || state === "RIGHTS_REQUEST_STATE_IDENTIFIED";
  const identified = state === "RIGHTS_REQUEST_STATE_IDENTIFIED";
  return (
    <div className={request.overdue ? "oco-card oco-card--accent" : "oco-card"}>
      <Heading level={3}>{t("rights.whose", { what: t(`rights.${right}` as Key), name })}</Heading>
      <Paragraph>{t("rights.came", { day: day(request.receiveDate), how: t(`rights.${request.channel}` as Key) })}</Paragraph>
      <p className={request.overdue ? "oco-clock oco-urgent" : request.dueSoon ? "oco-clock oco-clock--soon" : "oco-clock"}>
        {open ? t(request.overdue ? "rights.overdue" : "rights.due", { day: day(request.dueDate) }) : t(`rights.${state}` as Key, { day: day(request.closeDate) })}
      </p>
      <Paragraph>{[request.phone, request.email].filter(Boolean).join(" · ") || t("rights.noReach")}</Paragraph>
      {request.explanation && <Paragraph>{request.explanation}</Paragraph>}
      {request.extensionReason && <Paragraph>{t("rights.extended", { reason: request.extensionReason })}</Paragraph>}
      {request.answer && <Paragraph>{t("rights.answer", { answer: request.answer })}</Paragraph>}
      {request.certificate && <Certificate of={request.certificate} />}
      {open && (coordinator ? <Identify request={request} /> : !identified && <Paragraph>{t("rights.byCoordinator")}</Paragraph>)}
      {identified && <Seen request={request} />}
      {identified && right === "RIGHT_DESTROY" && <Erase request={request} own={request.identifiedBy === caller.account} />}
      {right === "RIGHT_CORRECT" && request.resident && <Corrections request={request} />}
      {identified && right === "RIGHT_CORRECT" && <Correct request={request} />}
      {open && !request.extensionReason && <Extend request={request} />}
      {open && <Settle request={request} />}
    </div>
  );
}

/** Seen is the dossier as a page to read and to hand over. */
function Seen({ request: { municipality, id, name, identityCheck, identityDate } }: { request: RightsRequest }) {
  const { t, day } = useDeskText();
  return (
    <>
      <Paragraph>{t("rights.identified", { how: t(`rights.${identityCheck}` as Key), day: day(identityDate) })}</Paragraph>
      <div className="oco-row">
        <Download
          label={t("rights.download.whose", { name })}
          fetch={async (client) => {
            const { document } = part(
              await client.GET("/municipalities/{municipality}/rights-requests/{rightsRequest}/dossier-export", {
                params: { path: { municipality, rightsRequest: id } },
              }),
            );
            return { name: "dossier.html", type: "text/html", content: document };
          }}
        >
          {t("rights.download")}
        </Download>
      </div>
      <Paragraph>{t("rights.read")}</Paragraph>
    </>
  );
}

/** Erase destroys the dossier for good; never by whoever established who asks. */
function Erase({ request: { municipality, id, name, etag }, own }: { request: RightsRequest; own: boolean }) {
  const { t } = useDeskText();
  if (own) return <Paragraph>{t("rights.fourEyes")}</Paragraph>;
  return (
    <div className="oco-stack">
      <Paragraph>{t("rights.erase.warning")}</Paragraph>
      <div className="oco-row">
        <Act
          municipality={municipality}
          negative
          label={t("rights.erase.whose", { name })}
          change={(client, _none, key) =>
            client.POST("/municipalities/{municipality}/rights-requests/{rightsRequest}/_erase", {
              params: { path: { municipality, rightsRequest: id }, header: once(key, etag) },
              body: {},
            })
          }
        >
          {t("rights.erase")}
        </Act>
      </div>
    </div>
  );
}

function Certificate({ of: { eraseTime, erasedItems } }: { of: Schemas["ErasureCertificate"] }) {
  const { t, moment } = useDeskText();
  return (
    <>
      <Paragraph>{t("rights.certificate", { moment: moment(eraseTime ?? "") })}</Paragraph>
      <List>
        {erasedItems.map(({ what, count }) => (
          <li key={what}>
            {count} {what}
          </li>
        ))}
      </List>
    </>
  );
}
