import { once } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import type { Trouble } from "../../form/form.ts";
import { useDeskText } from "../text.ts";
import { MakePlan } from "./MakePlan.tsx";
import type { Plan } from "./PlannedPage.tsx";

/** Apply asks everybody in a plan, after a second look, or says when that was done. */
export function Apply({ plan }: { plan: Plan }) {
  const { t, moment } = useDeskText();
  const { municipality, matches } = plan;
  const people = new Set(matches.map(({ supporter }) => supporter)).size;
  return (
    <section className="oco-stack" aria-labelledby="apply">
      <Heading level={2} id="apply">
        {t("plan.apply.title")}
      </Heading>
      {plan.state === "MATCH_PLAN_STATE_APPLIED" && (
        <Alert type="ok" live>
          <Paragraph>{t("plan.applied", { count: matches.length, moment: moment(plan.applyTime ?? "") })}</Paragraph>
          <TextLink to="/">{t("import.worklist")}</TextLink>
        </Alert>
      )}
      {plan.state === "MATCH_PLAN_STATE_PROPOSED" && matches.length === 0 && <Paragraph>{t("plan.apply.nobody")}</Paragraph>}
      {plan.state === "MATCH_PLAN_STATE_PROPOSED" && matches.length > 0 && (
        <>
          <Paragraph>{t("plan.apply.text")}</Paragraph>
          <details>
            <summary>{t("plan.apply")}</summary>
            <div className="oco-stack">
              <Paragraph>{t("plan.apply.sure", { count: matches.length, people })}</Paragraph>
              <div className="oco-row">
                <Act
                  municipality={municipality}
                  purpose="primary"
                  change={(client, _none, key) =>
                    client.POST("/municipalities/{municipality}/match-plans/{matchPlan}/_apply", {
                      params: { path: { municipality, matchPlan: plan.id }, header: once(key, plan.etag) },
                      body: {},
                    })
                  }
                  further={(trouble) => isOutdated(trouble) && <Outdated municipality={municipality} />}
                >
                  {t("plan.apply.do", { count: matches.length })}
                </Act>
              </div>
            </div>
          </details>
          <div className="oco-row">
            <MakePlan municipality={municipality} purpose="secondary">
              {t("plan.again")}
            </MakePlan>
          </div>
        </>
      )}
    </section>
  );
}

/** isOutdated tells whether a plan was refused because it is no longer what it was made from. */
function isOutdated(trouble: Trouble): boolean {
  return trouble.kind === "refused" && trouble.reason === "STATE_CONFLICT";
}

/** Outdated says what came between, and makes another plan. */
function Outdated({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  return (
    <>
      <Paragraph>{t("plan.outdated")}</Paragraph>
      <div className="oco-row">
        <MakePlan municipality={municipality} purpose="secondary">
          {t("plan.outdated.again")}
        </MakePlan>
      </div>
    </>
  );
}
