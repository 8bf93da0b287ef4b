import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { TextArea } from "../../design/Field.tsx";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Unread } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";

export type Question = Schemas["AccessQuestion"];

/** AccessAsked is whether a case belongs with the access team: what was asked and is not answered, and what was answered before. Without that it says nothing. */
export function AccessAsked({ support: { municipality, id } }: { support: Schemas["Case"] }) {
  const { t, day } = useDeskText();
  const found = useGet(municipality, ["access-questions", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/access-questions", { params: { path: { municipality }, query: { case: id, pageSize: 200, pageToken } } }),
      (page) => page.accessQuestions,
    ),
  );
  if (found.error && !found.data) return <Unread of={found} />;
  const questions = found.data ?? [];
  const past = questions.filter((one) => !isOpen(one));
  return (
    <>
      {questions.filter(isOpen).map((question) => (
        <Asked key={question.id} question={question} />
      ))}
      {past.length > 0 && (
        <List>
          {past.map(({ id: key, state, askDate = "", answerDate = "", answer }) => (
            <li key={key} dir="auto">
              {t(`access.${state}` as Key, { asked: day(askDate, "short"), day: day(answerDate, "short") })}
              {answer && <span className="oco-line oco-written">{answer}</span>}
            </li>
          ))}
        </List>
      )}
    </>
  );
}

const isOpen = ({ state }: Question) => state === "ACCESS_QUESTION_STATE_OPEN";

/** Asked says why the question is asked, and asks for the answer: the case goes on, or the resident is handed over below. */
function Asked({ question: { municipality = "", id = "", etag = "", reason, note, askDate = "" } }: { question: Question }) {
  const { t, day } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    version: etag,
    initial: { answer: "" },
    check: ({ answer }): { answer?: string } => (answer.trim() ? {} : { answer: t("wrong.access.answer") }),
    send: async ({ answer }, key, version) => {
      const params = { path: { municipality, accessQuestion: id }, header: once(key, version) };
      part(await client.POST("/municipalities/{municipality}/access-questions/{accessQuestion}/_answer", { params, body: { answer: answer.trim() } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer === "/answer" ? "answer" : undefined),
  });
  return (
    <Alert type="warning">
      <Heading level={3}>{t("access.title")}</Heading>
      <Paragraph>
        {t("access.asked", { day: day(askDate) })} {t(`access.${reason}` as Key)}
        {note && (
          <span className="oco-line oco-written" dir="auto">
            {note}
          </span>
        )}
      </Paragraph>
      <Paragraph>{t("access.how")}</Paragraph>
      <FoldedForm form={form} idOf={() => "access-answer"} title={t("access.goes_on")} send={t("access.goes_on.send")}>
        <TextArea id="access-answer" required rows={3} most={2000} label={t("access.answer")} hint={t("access.answer.hint")} value={form.values.answer} error={form.errors.answer} onChange={(answer) => form.set("answer", answer)} />
      </FoldedForm>
    </Alert>
  );
}
