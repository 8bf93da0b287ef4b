import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part } from "../../api/client.ts";
import { TextArea, Tick } from "../../design/Field.tsx";
import { Heading } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useBegun, useKept } from "../../form/kept.ts";
import { useSession } from "../../login/Gate.tsx";
import { useText } from "../../text/text.tsx";
import { Answers } from "./Answers.tsx";
import { most, startOf, type Consultation } from "./colleagues.ts";

/** Question is one question to colleagues: what is asked, what was answered, and what the reader can add. */
export function Question({ question, closes }: { question: Consultation; closes: boolean }) {
  const { t, moment } = useText();
  const [answered, setAnswered] = useState(false);
  const { municipality, id, lifeDomain, state, askedByCaller, askerName, createTime, etag } = question;
  const open = state === "CONSULTATION_STATE_OPEN";
  return (
    <section className={`oco-card oco-stack${open ? "" : " oco-card--quiet"}`} aria-label={startOf(question)}>
      <div className="oco-row oco-row--apart">
        <Heading level={3}>{t(`domain.${lifeDomain}`)}</Heading>
        {!open && <span className="oco-badge">{t("colleagues.closed")}</span>}
      </div>
      <p className="oco-said" dir="auto">
        {question.question}
      </p>
      <p className="oco-muted">{t("colleagues.asked", { who: askedByCaller ? t("colleagues.me") : askerName || t("colleagues.somebody"), moment: moment(createTime ?? "") })}</p>
      <Answers key={String(answered)} question={question} open={answered || askedByCaller} />
      {open && <AnswerForm question={question} onDone={() => setAnswered(true)} />}
      {open && (closes || askedByCaller) && (
        <div>
          <Act
            municipality={municipality}
            purpose="subtle"
            label={t("colleagues.whose", { says: t("colleagues.close"), question: startOf(question) })}
            change={(client, _none, key) =>
              client.POST("/municipalities/{municipality}/consultations/{consultation}/_close", { params: { path: { municipality, consultation: id }, header: once(key, etag) }, body: {} })
            }
          >
            {t("colleagues.close")}
          </Act>
        </div>
      )}
    </section>
  );
}

const empty = { text: "", named: false };

/** AnswerForm answers a question, with one's name or without. Who asked can add to their own. */
function AnswerForm({ question, onDone }: { question: Consultation; onDone: () => void }) {
  const { t } = useText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, askedByCaller } = question;
  const { begun, place } = useBegun(`consulted.${id}`, empty);
  const form = useForm({
    initial: begun,
    check: ({ text }): { text?: string } => (text.trim() ? {} : { text: t("wrong.colleagues.answer") }),
    send: async ({ text, named }, key) => {
      const params = { path: { municipality, consultation: id }, header: once(key) };
      part(await client.POST("/municipalities/{municipality}/consultations/{consultation}/_answer", { params, body: { text: text.trim(), showName: named } }));
      forget();
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer === "/text" ? "text" : undefined),
  });
  const forget = useKept(place, form, empty);
  const idOf = (field: string) => `answer-${id}-${field}`;
  return (
    <FoldedForm
      form={form} idOf={idOf} open={begun.text !== ""} title={t(askedByCaller ? "colleagues.add" : "colleagues.answer")} send={t("colleagues.answer.send")}
      whose={(says) => t("colleagues.whose", { says, question: startOf(question) })}
      onDone={() => {
        form.reset(empty);
        onDone();
      }}
    >
      <TextArea id={idOf("text")} rows={4} most={most} required label={t("colleagues.answer.text")} hint={t("colleagues.nameless")} value={form.values.text} error={form.errors.text} onChange={(text) => form.set("text", text)} />
      <Tick id={idOf("named")} label={t("colleagues.named")} checked={form.values.named} onChange={(named) => form.set("named", named)} />
    </FoldedForm>
  );
}
