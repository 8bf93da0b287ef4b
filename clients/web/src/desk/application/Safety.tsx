import { once, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { VisitRisk } from "../../support/VisitRisk.tsx";
import { Worry } from "../../support/Worry.tsx";
import type { Application } from "../application.ts";
import { Clocks } from "../complaints/Clocks.tsx";
import { useDeskText, type Key } from "../text.ts";
import { SafetyAsked } from "./SafetyAsked.tsx";
import { SafetyStep } from "./SafetyStep.tsx";

/** Safety is what nobody but the coordinators knows of an application: worries about somebody's safety, and what to mind at a visit. */
export function Safety({ application: { municipality, id } }: { application: Application }) {
  const { t } = useDeskText();
  const concerns = useGet(municipality, ["concerns", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/safety-concerns", { params: { path: { municipality }, query: { application: id, pageToken } } }),
      (page) => page.safetyConcerns,
    ),
  );
  const risks = useGet(municipality, ["risks", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/home-visit-risks", { params: { path: { municipality }, query: { application: id, pageToken } } }),
      (page) => page.homeVisitRisks,
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="safety">
      <Heading level={2} id="safety">
        {t("safety.title")}
      </Heading>
      <Paragraph>{t("safety.restricted")}</Paragraph>
      <Answered of={concerns}>{(list) => list.map((concern) => <Concern key={concern.id} municipality={municipality} id={concern.id ?? ""} />)}</Answered>
      <Worry municipality={municipality} application={id} />
      <Answered of={risks}>
        {(list) =>
          list.map((risk) => (
            <div key={risk.id} className="oco-card">
              <p dir="auto">{risk.warning}</p>
              <div className="oco-row">
                <Act
                  municipality={municipality}
                  label={t("risk.end.which", { warning: risk.warning })}
                  change={(client, _none, key) =>
                    client.POST("/municipalities/{municipality}/home-visit-risks/{homeVisitRisk}/_end", { params: { path: { municipality, homeVisitRisk: risk.id ?? "" }, header: once(key, risk.etag) }, body: {} })
                  }
                >
                  {t("risk.end")}
                </Act>
              </div>
            </div>
          ))
        }
      </Answered>
      <VisitRisk municipality={municipality} application={id} />
    </section>
  );
}

/** Concern is one worry with the five steps, and the form for the next. */
function Concern({ municipality, id }: { municipality: string; id: string }) {
  const { t } = useDeskText();
  const found = useGet(municipality, ["concern", id], (client) =>
    client.GET("/municipalities/{municipality}/safety-concerns/{safetyConcern}", { params: { path: { municipality, safetyConcern: id } } }),
  );
  return (
    <div className="oco-card">
      <Answered of={found}>
        {(concern) => (
          <div className="oco-stack">
            <div className="oco-row">
              <span className="oco-badge">{t(`safety.${concern.state}` as Key)}</span>
              {concern.acute && <strong className="oco-urgent">{t("safety.acute")}</strong>}
            </div>
            {concern.decision && concern.decision !== "SAFETY_DECISION_UNSPECIFIED" && <Paragraph>{t(`safety.${concern.decision}` as Key)}</Paragraph>}
            <Clocks clocks={concern.clocks} />
            <Taken steps={concern.steps ?? []} />
            {concern.state === "SAFETY_CONCERN_STATE_OPEN" && <SafetyStep concern={concern} />}
            <SafetyAsked concern={concern} />
          </div>
        )}
      </Answered>
    </div>
  );
}

/** Taken are the steps that were recorded. */
function Taken({ steps }: { steps: Schemas["SafetyStepRecord"][] }) {
  const { t, moment } = useDeskText();
  return (
    <List>
      {steps.map((step) => (
        <li key={step.id}>
          <strong>{t(`safety.${step.step}` as Key)}</strong>, {moment(step.createTime ?? "")}
          {step.skipped && <> · {t("safety.skipped")}</>}
          <p dir="auto">{step.note}</p>
          {step.secondPerson && <p dir="auto">{t("safety.with", { who: step.secondPerson })}</p>}
          {step.secondAccount && <p>{t("safety.with.coordinator")}</p>}
        </li>
      ))}
    </List>
  );
}
