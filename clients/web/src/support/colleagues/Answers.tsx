import { once, type Schemas } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Fold } from "../../design/Fold.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useText } from "../../text/text.tsx";
import { startOf, type Consultation } from "./colleagues.ts";

/** Answers are what colleagues said to a question; they are read when somebody unfolds them. */
export function Answers({ question, open }: { question: Consultation; open: boolean }) {
  const { t } = useText();
  if (question.answerCount === 0) return <p className="oco-muted">{t("colleagues.unanswered")}</p>;
  const says = t("colleagues.answers", { count: question.answerCount });
  return (
    <Fold title={says} label={t("colleagues.whose", { says, question: startOf(question) })} open={open}>
      <Said question={question} />
    </Fold>
  );
}

function Said({ question: { municipality, id, askedByCaller } }: { question: Consultation }) {
  const { t, moment } = useText();
  const found = useGet(municipality, ["consultation", id], (client) =>
    client.GET("/municipalities/{municipality}/consultations/{consultation}", { params: { path: { municipality, consultation: id } } }),
  );
  return (
    <Answered of={found}>
      {({ answers }) => (
        <ol className="oco-plain oco-stack">
          {answers.map((answer) => (
            <li key={answer.id} className="oco-stack">
              <p className="oco-said" dir="auto">
                {answer.text}
              </p>
              <p className="oco-muted">
                {t("colleagues.said", { who: answer.answeredByCaller ? t("colleagues.me") : answer.answererName || t("colleagues.somebody"), moment: moment(answer.createTime ?? "") })}
                {answer.helped && <strong className="oco-line">{t("colleagues.helped")}</strong>}
              </p>
              {askedByCaller && !answer.answeredByCaller && <Mark municipality={municipality} question={id} answer={answer} />}
            </li>
          ))}
        </ol>
      )}
    </Answered>
  );
}

/** Mark says of an answer to one's own question whether it helped. */
function Mark({ municipality, question, answer: { id = "", text = "", helped } }: { municipality: string; question: string; answer: Schemas["ConsultationAnswer"] }) {
  const { t } = useText();
  const says = t(helped ? "colleagues.unmark" : "colleagues.mark");
  return (
    <div>
      <Act
        municipality={municipality}
        label={t("colleagues.whose", { says, question: startOf({ question: text }) })}
        change={(client, _none, key) =>
          client.POST("/municipalities/{municipality}/consultations/{consultation}/_mark", {
            params: { path: { municipality, consultation: question }, header: once(key) },
            body: { answer: id, helped: !helped },
          })
        }
      >
        {says}
      </Act>
    </div>
  );
}
