import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Select, TextArea } from "../../design/Field.tsx";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useBegun, useKept } from "../../form/kept.ts";
import { useSession } from "../../login/Gate.tsx";
import { usePortalText, type Key } from "../text.ts";

type Question = Schemas["AccessQuestion"];
type Reason = Question["reason"];

const reasons: Reason[] = ["ACCESS_QUESTION_REASON_STRUCTURAL", "ACCESS_QUESTION_REASON_LONG", "ACCESS_QUESTION_REASON_COMPLEX", "ACCESS_QUESTION_REASON_MOVED"];

/** Access is whether a case belongs with the access team: the supporter asks, and reads what the coordinator answered. Of a closed case that nobody asked of it says nothing. */
export function Access({ support }: { support: Schemas["Case"] }) {
  const { t } = usePortalText();
  const { municipality, id } = support;
  const found = useGet(municipality, ["access-questions", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/access-questions", { params: { path: { municipality }, query: { case: id, pageSize: 200, pageToken } } }),
      (page) => page.accessQuestions,
    ),
  );
  if (support.state === "CASE_STATE_CLOSED" && !found.error && !found.data?.length) return null;
  return (
    <section className="oco-stack" aria-labelledby="access" aria-busy={found.isPending}>
      <Heading level={2} id="access">
        {t("access.title")}
      </Heading>
      <Answered of={found}>{(questions) => <Shown support={support} questions={questions} />}</Answered>
    </section>
  );
}

function Shown({ support, questions }: { support: Schemas["Case"]; questions: Question[] }) {
  const { t, day } = usePortalText();
  const open = questions.find(({ state }) => state === "ACCESS_QUESTION_STATE_OPEN");
  const past = questions.filter((one) => one !== open);
  // A question that the case asked itself has no words yet: the supporter can give them. Of one from before their time they read none.
  const worded = open && (open.note || open.reason !== "ACCESS_QUESTION_REASON_LONG");
  return (
    <>
      {open && (
        <Alert type="info">
          <Paragraph>
            <strong>{t("access.asked", { day: day(open.askDate ?? "") })}</strong>
            <span className="oco-line">{t(`access.${open.reason}` as Key)}</span>
            {open.note && (
              <span className="oco-line oco-written" dir="auto">
                {open.note}
              </span>
            )}
          </Paragraph>
        </Alert>
      )}
      {!worded && support.state !== "CASE_STATE_CLOSED" && <Ask support={support} />}
      {past.length > 0 && (
        <List>
          {past.map(({ id, state, askDate = "", answerDate = "", answer }) => (
            <li key={id} dir="auto">
              {t(`access.${state}` as Key, { asked: day(askDate, "short"), day: day(answerDate, "short") })}
              {answer && <span className="oco-line oco-written">{answer}</span>}
            </li>
          ))}
        </List>
      )}
    </>
  );
}

interface Values {
  reason: Reason | "";
  note: string;
}

const empty: Values = { reason: "", note: "" };

/** Ask says that the need stays, or that somebody else outside should help. The coordinator answers, and hands over with the resident's consent. */
function Ask({ support: { municipality, id } }: { support: Schemas["Case"] }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { begun, place } = useBegun(`access.${id}`, empty);
  const form = useForm<Values>({
    initial: begun,
    check: ({ reason, note }): { reason?: string; note?: string } => ({ ...(reason ? {} : { reason: t("wrong.access.reason") }), ...(note.trim() ? {} : { note: t("wrong.access.note") }) }),
    send: async ({ reason, note }, key) => {
      if (reason === "") return;
      part(await client.POST("/municipalities/{municipality}/access-questions", { params: { path: { municipality }, header: once(key) }, body: { case: id, reason, note: note.trim() } }));
      forget();
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (["reason", "note"] as const).find((field) => pointer.endsWith(`/${field}`)),
  });
  const forget = useKept(place, form, empty);
  const idOf = (field: string) => `access-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} open={begun.note !== ""} title={t("access.open")} send={t("access.send")} onDone={() => form.reset(empty)}>
      <Select
        id={idOf("reason")} required label={t("access.reason")} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set("reason", reason)}
        options={[{ value: "", label: t("choose") }, ...reasons.map((reason) => ({ value: reason, label: t(`access.${reason as "ACCESS_QUESTION_REASON_LONG"}`) }))]}
      />
      <TextArea id={idOf("note")} required rows={4} most={2000} label={t("access.note")} hint={t("access.note.hint")} value={form.values.note} error={form.errors.note} onChange={(note) => form.set("note", note)} />
    </FoldedForm>
  );
}
