import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered, type Asking } from "../../form/Answered.tsx";
import { useText } from "../../text/text.tsx";
import { parted, type Consultation } from "./colleagues.ts";
import { Question } from "./Question.tsx";

interface QuestionsProps {
  found: Asking<Consultation[]>;
  /** The reader can ask, so that there is something to say when nothing was asked yet. */
  asks?: boolean;
  /** The reader can close a question of somebody else. */
  closes?: boolean;
}

/** Questions are the questions to colleagues of a municipality: one's own, those that others asked, and those that are closed. */
export function Questions({ found, asks = false, closes = false }: QuestionsProps) {
  const { t } = useText();
  return (
    <Answered of={found}>
      {(questions) => {
        const { own, open, closed } = parted(questions);
        return (
          <>
            {(asks || own.length > 0) && (
              <section className="oco-stack" aria-labelledby="mine">
                <Heading level={2} id="mine">
                  {t("colleagues.mine")}
                </Heading>
                {own.length === 0 && <Paragraph>{t("colleagues.mine.none")}</Paragraph>}
                {own.map((question) => (
                  <Question key={question.id} question={question} closes={closes} />
                ))}
              </section>
            )}
            <section className="oco-stack" aria-labelledby="others">
              <Heading level={2} id="others">
                {t("colleagues.others")}
              </Heading>
              {open.length === 0 && <Paragraph>{t("colleagues.others.none")}</Paragraph>}
              {open.map((question) => (
                <Question key={question.id} question={question} closes={closes} />
              ))}
              {closed.length > 0 && (
                <details>
                  <summary>{t("colleagues.past", { count: closed.length })}</summary>
                  <div className="oco-stack">
                    {closed.map((question) => (
                      <Question key={question.id} question={question} closes={closes} />
                    ))}
                  </div>
                </details>
              )}
            </section>
          </>
        );
      }}
    </Answered>
  );
}
