import { useParams } from "wouter";

import { once } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { holds } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { spoken } from "../../text/phone.ts";
import { officers } from "../Frame.tsx";
import { useLive } from "../live.ts";
import { useDeskText, type Key } from "../text.ts";
import { Clocks } from "./Clocks.tsx";
import type { Complaint } from "./ComplaintsPage.tsx";
import { Concerned } from "./Concerned.tsx";
import { Said } from "./Said.tsx";

const outcomes = ["COMPLAINT_OUTCOME_FOUNDED", "COMPLAINT_OUTCOME_PARTLY_FOUNDED", "COMPLAINT_OUTCOME_UNFOUNDED", "COMPLAINT_OUTCOME_WITHDRAWN", "COMPLAINT_OUTCOME_TALKED"] as const;

/** ComplaintPage is one complaint, what was done about it, and the next step. */
export function ComplaintPage() {
  const { t } = useDeskText();
  const { municipality = "", complaint: id = "" } = useParams<{ municipality: string; complaint: string }>();
  useLive([municipality]);
  const found = useGet(municipality, ["complaint", id], (client) => client.GET("/municipalities/{municipality}/complaints/{complaint}", { params: { path: { municipality, complaint: id } } }));
  return (
    <div className="oco-stack oco-stack--wide">
      <TextLink to="/complaints">{t("complaints.back")}</TextLink>
      <Answered of={found}>{(complaint) => <Shown complaint={complaint} />}</Answered>
    </div>
  );
}

function Shown({ complaint }: { complaint: Complaint }) {
  const { t, moment } = useDeskText();
  const { caller } = useSession();
  const reached = [complaint.complainantName, spoken(complaint.complainantPhone ?? ""), complaint.complainantEmail].filter(Boolean);
  return (
    <>
      <Heading level={1}>{t("complaints.of", { about: t(`complaint.${complaint.about}` as Key), moment: moment(complaint.createTime ?? "") })}</Heading>
      <div className="oco-row">
        <span className="oco-badge">{t(`complaint.${complaint.state}` as Key)}</span>
        {complaint.outcome && complaint.outcome !== "COMPLAINT_OUTCOME_UNSPECIFIED" && <span>{t(`complaint.${complaint.outcome}` as Key)}</span>}
        <span>{t("complaints.code", { code: complaint.receiptCode ?? "" })}</span>
      </div>
      <Clocks clocks={complaint.clocks} />
      <section className="oco-stack" aria-labelledby="said">
        <Heading level={2} id="said">
          {t("complaints.text")}
        </Heading>
        <p className="oco-said" dir="auto">
          {complaint.text}
        </p>
        <Paragraph>{reached.length > 0 ? t("complaints.reached", { how: reached.join(", ") }) : t("complaints.anonymous")}</Paragraph>
      </section>
      {holds(caller, officers, complaint.municipality) && <Concerned complaint={complaint} />}
      <section className="oco-stack" aria-labelledby="steps">
        <Heading level={2} id="steps">
          {t("complaints.steps")}
        </Heading>
        {(complaint.steps ?? []).length === 0 && <Paragraph>{t("complaints.steps.none")}</Paragraph>}
        <List>
          {complaint.steps?.map((step) => (
            <li key={step.id}>
              <strong>{t(`complaint.${step.kind}` as Key)}</strong>, {moment(step.createTime ?? "")}
              {step.note && <p dir="auto">{step.note}</p>}
            </li>
          ))}
        </List>
        <Next complaint={complaint} />
      </section>
    </>
  );
}

/** Next are the steps that can be taken now. */
function Next({ complaint: { municipality = "", id: complaint = "", etag, state, steps = [] } }: { complaint: Complaint }) {
  const { t } = useDeskText();
  const path = { municipality, complaint };
  if (state === "COMPLAINT_STATE_SETTLED") return null;
  return (
    <>
      {state === "COMPLAINT_STATE_RECEIVED" ? (
        <Said
          municipality={municipality} id="acknowledge" optional title={t("complaints.acknowledge")} send={t("complaints.acknowledge.do")} label={t("complaints.how")} pointer="/note"
          post={(client, { text }, key) => client.POST("/municipalities/{municipality}/complaints/{complaint}/_acknowledge", { params: { path, header: once(key, etag) }, body: { note: text } })}
        />
      ) : (
        <>
          <Said
            municipality={municipality} id="note" title={t("complaints.note")} send={t("complaints.note.do")} label={t("complaints.done")} pointer="/note"
            post={(client, { text }, key) => client.POST("/municipalities/{municipality}/complaints/{complaint}/_note", { params: { path, header: once(key, etag) }, body: { note: text } })}
          />
          <Said
            municipality={municipality} id="settle" title={t("complaints.settle")} send={t("complaints.settle.do")} label={t("complaints.explanation")} hint={t("complaints.explanation.hint")} pointer="/explanation"
            choice={{ label: t("complaints.outcome"), options: outcomes.map((value) => ({ value, label: t(`complaint.${value}`) })), wrong: t("wrong.outcome.complaint"), pointer: "/outcome" }}
            post={(client, { text, choice }, key) =>
              client.POST("/municipalities/{municipality}/complaints/{complaint}/_settle", { params: { path, header: once(key, etag) }, body: { explanation: text, outcome: choice } })
            }
          />
        </>
      )}
      {!steps.some(({ kind }) => kind === "COMPLAINT_STEP_KIND_EXTENDED") && (
        <Said
          municipality={municipality} id="extend" title={t("complaints.extend")} send={t("complaints.extend.do")} label={t("complaints.why")} hint={t("complaints.why.hint")} pointer="/reason"
          post={(client, { text }, key) => client.POST("/municipalities/{municipality}/complaints/{complaint}/_extend", { params: { path, header: once(key, etag) }, body: { reason: text } })}
        />
      )}
    </>
  );
}
