import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { TextArea } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { usePortalText, type Key } from "../text.ts";

type Goal = Schemas["CaseGoal"];

/** Goals is what resident and supporter want to reach. */
export function Goals({ support: { municipality, id, state } }: { support: Schemas["Case"] }) {
  const { t } = usePortalText();
  const running = state !== "CASE_STATE_CLOSED";
  const found = useGet(municipality, ["goals", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/case-goals", { params: { path: { municipality }, query: { case: id, pageSize: 200, pageToken } } }),
      (page) => page.caseGoals,
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="goals" aria-busy={found.isPending}>
      <Heading level={2} id="goals">
        {t("goal.title")}
      </Heading>
      {running && <GoalForm municipality={municipality} support={id} />}
      <Answered of={found}>{(goals) => (goals.length > 0 ? goals.map((goal) => <Shown key={goal.id} goal={goal} running={running} />) : <Paragraph>{t("goal.none")}</Paragraph>)}</Answered>
    </section>
  );
}

/** GoalForm writes a goal down. */
function GoalForm({ municipality, support }: { municipality: string; support: string }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: { text: "" },
    check: ({ text }): { text?: string } => (text.trim() ? {} : { text: t("wrong.goal") }),
    send: async ({ text }, key) => {
      part(await client.POST("/municipalities/{municipality}/case-goals", { params: { path: { municipality }, header: once(key) }, body: { case: support, text } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: () => "text",
  });
  return (
    <FoldedForm form={form} idOf={(field) => `goal-${field}`} title={t("goal.open")} send={t("goal.send")} onDone={() => form.reset({ text: "" })}>
      <TextArea id="goal-text" rows={2} most={1000} required label={t("goal.text")} hint={t("goal.text.hint")} value={form.values.text} error={form.errors.text} onChange={(text) => form.set("text", text)} />
    </FoldedForm>
  );
}

/** Shown is one goal; of one that is worked on can be said that it was reached, or is none any more. */
function Shown({ goal: { municipality, id, etag, text, state }, running }: { goal: Goal; running: boolean }) {
  const { t } = usePortalText();
  return (
    <div className="oco-card">
      <Paragraph>
        <strong dir="auto">{text}</strong>
        <span className="oco-line oco-muted">{t(`goal.${state}` as Key)}</span>
      </Paragraph>
      {running && state === "GOAL_STATE_OPEN" && (
        <div className="oco-row">
          {(["GOAL_STATE_REACHED", "GOAL_STATE_DROPPED"] as const).map((to) => (
            <Act
              key={to}
              municipality={municipality}
              purpose="subtle"
              label={t("contact.which", { what: t(`goal.to.${to}`), note: text })}
              change={(client, _none, key) =>
                client.PATCH("/municipalities/{municipality}/case-goals/{caseGoal}", {
                  params: { path: { municipality, caseGoal: id }, query: { updateMask: "state" }, header: once(key, etag) }, body: { state: to },
                })
              }
            >
              {t(`goal.to.${to}`)}
            </Act>
          ))}
        </div>
      )}
    </div>
  );
}
