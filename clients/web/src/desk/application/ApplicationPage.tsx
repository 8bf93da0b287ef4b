import { useParams } from "wouter";

import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { holds } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useGet } from "../../api/queries.ts";
import { Answered } from "../../form/Answered.tsx";
import type { Application } from "../application.ts";
import { coordinators } from "../Frame.tsx";
import { handable, HandoversOf } from "../handovers/HandoversOf.tsx";
import { useLive } from "../live.ts";
import { useNames } from "../names.ts";
import { isUrgent } from "../Rows.tsx";
import { CorrectionsOf } from "../rights/Corrections.tsx";
import { MessagesOf } from "../sending/MessagesOf.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Agreement } from "./Agreement.tsx";
import { Complete } from "./Complete.tsx";
import { Died } from "./Died.tsx";
import { Duplicates } from "./Duplicates.tsx";
import { End } from "./End.tsx";
import { Ended } from "./Ended.tsx";
import { Matching } from "./Matching.tsx";
import { Running } from "./Running.tsx";
import { Safety } from "./Safety.tsx";
import { Ties } from "./Ties.tsx";
import { Timeline } from "./Timeline.tsx";
import { Triage } from "./Triage.tsx";
import { Who } from "./Who.tsx";
import { Wishes } from "./Wishes.tsx";

/** The states in which a route can be chosen, again too: the newest decision counts. */
const triable: Application["state"][] = [
  "APPLICATION_STATE_RECEIVED", "APPLICATION_STATE_ANSWERED", "APPLICATION_STATE_OWN_NETWORK", "APPLICATION_STATE_HANDED_OVER",
  "APPLICATION_STATE_REFERRED", "APPLICATION_STATE_WAITING_FOR_MATCH", "APPLICATION_STATE_OFFERED",
];

const matching: Application["state"][] = ["APPLICATION_STATE_WAITING_FOR_MATCH", "APPLICATION_STATE_OFFERED", "APPLICATION_STATE_MATCHED"];

/** The states in which somebody is looked for, or soon will be. */
const wishing: Application["state"][] = ["APPLICATION_STATE_RECEIVED", ...matching];

/** The states in which somebody still waits for the call that was promised. */
const calling: Application["state"][] = ["APPLICATION_STATE_AWAITING_CONSENT", ...wishing];

const over: Application["state"][] = ["APPLICATION_STATE_CLOSED", "APPLICATION_STATE_ENDED", "APPLICATION_STATE_MERGED"];

/** ApplicationPage is everything about one application, and what can be done with it now. */
export function ApplicationPage() {
  const { municipality = "", application: id = "" } = useParams<{ municipality: string; application: string }>();
  const { caller } = useSession();
  const coordinates = holds(caller, coordinators, municipality);
  useLive(coordinates ? [municipality] : []);
  const found = useGet(municipality, ["application", id], (client) =>
    client.GET("/municipalities/{municipality}/applications/{application}", { params: { path: { municipality, application: id } } }),
  );
  return <Answered of={found}>{(application) => <Shown application={application} coordinates={coordinates} />}</Answered>;
}

function Shown({ application, coordinates }: { application: Application; coordinates: boolean }) {
  return (
    <div className="oco-stack oco-stack--wide">
      <Head application={application} />
      <div className="oco-sides">
        <div className="oco-stack oco-stack--wide">
          <Question application={application} />
          {application.state === "APPLICATION_STATE_ENDED" && <Ended application={application} undo={coordinates} />}
          {coordinates && application.state === "APPLICATION_STATE_AWAITING_CONSENT" && <Agreement application={application} />}
          {coordinates && !over.includes(application.state) && <Complete application={application} />}
          {coordinates && matching.includes(application.state) && <Matching application={application} />}
          {coordinates && triable.includes(application.state) && <Triage application={application} />}
          {coordinates && wishing.includes(application.state) && <Wishes application={application} />}
          {coordinates && <Running application={application} />}
          {coordinates && handable.includes(application.state) && <HandoversOf application={application} />}
          {coordinates && !over.includes(application.state) && <End application={application} />}
          {coordinates && application.state === "APPLICATION_STATE_CLOSED" && <Died application={application} />}
        </div>
        <div className="oco-stack oco-stack--wide">
          {coordinates && <Who application={application} />}
          {coordinates && wishing.includes(application.state) && <Ties application={application} />}
          {coordinates && <CorrectionsOf application={application} />}
          {coordinates && <Safety application={application} />}
          {coordinates && <Duplicates application={application} />}
          {coordinates && <MessagesOf application={application} />}
          {coordinates && <Timeline application={application} />}
        </div>
      </div>
    </div>
  );
}

function Head({ application }: { application: Application }) {
  const { t, day } = useDeskText();
  const names = useNames(application.fromMunicipality ? [application.fromMunicipality] : []);
  return (
    <div className="oco-stack">
      <Heading level={1}>{application.residentName || t("nameless")}</Heading>
      <div className="oco-row">
        <span className="oco-badge">{t(`state.${application.state}` as Key)}</span>
        {application.fromMunicipality && <span>{t("handovers.taken.from", { municipality: names[application.fromMunicipality] ?? "" })}</span>}
        <span>{t("applied", { day: day(application.applicationDate, "short") })}</span>
        {application.promiseDate && calling.includes(application.state) && <span>{t("promised", { day: day(application.promiseDate, "short") })}</span>}
      </div>
      {isUrgent(application) && (
        <Alert type="warning">
          <Paragraph>
            <strong>{application.urgency?.latestDate ? t("urgent.until", { day: day(application.urgency.latestDate) }) : t("urgent")}</strong>
            {" · "}
            {t(`urgency.${application.urgency?.reason}` as Key)} {application.urgency?.note}
          </Paragraph>
        </Alert>
      )}
      {application.toComplete.length > 0 && (
        <Alert type="info">
          <Paragraph>{t("missing", { what: application.toComplete.map((code) => t(`missing.${code}` as Key)).join(", ") })}</Paragraph>
        </Alert>
      )}
    </div>
  );
}

function Question({ application }: { application: Application }) {
  const { t } = useDeskText();
  return (
    <section className="oco-stack" aria-labelledby="asked">
      <Heading level={2} id="asked">
        {t("question.title")}
      </Heading>
      <p className="oco-said" dir="auto">
        {application.question || t("question.none")}
      </p>
      <Paragraph>{application.lifeDomains.map((domain) => t(`domain.${domain}` as Key)).join(", ")}</Paragraph>
      {application.callBack && <Paragraph>{t("callback", { when: application.callBack })}</Paragraph>}
    </section>
  );
}
