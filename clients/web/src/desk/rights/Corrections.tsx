import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import type { Application } from "../application.ts";
import { useDeskText, type Key } from "../text.ts";
import type { RightsRequest } from "./Asked.tsx";
import { useCorrections, type Correction } from "./corrections.ts";
import { Statement } from "./Statement.tsx";

/** Corrections are what was decided of what a request asks to correct. */
export function Corrections({ request: { municipality, id, resident } }: { request: RightsRequest }) {
  const found = useCorrections(municipality, resident);
  return (
    <Answered of={found}>
      {(list) => (
        <>
          {list
            .filter(({ rightsRequest }) => rightsRequest === id)
            .map((correction) => (
              <Decided key={correction.id} correction={correction} />
            ))}
        </>
      )}
    </Answered>
  );
}

/** CorrectionsOf is what was decided for the resident of an application: what they say of a refusal stands with what is recorded. */
export function CorrectionsOf({ application: { municipality, resident } }: { application: Application }) {
  const { t } = useDeskText();
  const found = useCorrections(municipality, resident);
  if (!found.data?.length) return null;
  return (
    <section className="oco-stack" aria-labelledby="corrections">
      <Heading level={2} id="corrections">
        {t("corrections.title")}
      </Heading>
      {found.data.map((correction) => (
        <Decided key={correction.id} correction={correction} />
      ))}
    </section>
  );
}

/** Decided is one of them. */
function Decided({ correction }: { correction: Correction }) {
  const { t, moment } = useDeskText();
  const { part, outcome, subject, reason, statement, createTime } = correction;
  const refused = outcome === "CORRECTION_OUTCOME_REFUSED";
  return (
    <div className="oco-stack">
      <Paragraph>
        <strong>{t(refused ? "corrections.refused" : "corrections.corrected", { part: t(`correct.${part}` as Key), moment: moment(createTime ?? "") })}</strong>
        <span className="oco-line oco-written" dir="auto">
          {subject}
        </span>
        {reason && (
          <span className="oco-line oco-written" dir="auto">
            {t("corrections.reason", { reason })}
          </span>
        )}
      </Paragraph>
      {statement && (
        <>
          <Paragraph>{t("corrections.statement")}</Paragraph>
          <p className="oco-said" dir="auto">
            {statement}
          </p>
        </>
      )}
      {refused && <Statement correction={correction} />}
    </div>
  );
}
