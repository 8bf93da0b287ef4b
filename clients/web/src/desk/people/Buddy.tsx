import type { Schemas } from "../../api/client.ts";
import { Heading, Paragraph, Steps } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useDeskText, type Key } from "../text.ts";
import { BuddyStep } from "./BuddyStep.tsx";
import { NewPair } from "./NewPair.tsx";
import { usePairs, type Supporter } from "./people.ts";

/** Buddy is the way of a new volunteer with an experienced one: watching, together, alone; and whom an experienced one accompanies. */
export function Buddy({ supporter }: { supporter: Supporter }) {
  const { t } = useDeskText();
  const { municipality, id, state } = supporter;
  const pairs = usePairs(municipality, id);
  const begins = state === "SUPPORTER_STATE_IN_TRAINING" || state === "SUPPORTER_STATE_WITH_BUDDY";
  return (
    <section className="oco-stack" aria-labelledby="buddy">
      <Heading level={2} id="buddy">
        {t("buddy.title")}
      </Heading>
      <Answered of={pairs}>
        {(found) => {
          const running = found.find(({ newcomer, endDate }) => newcomer === id && !endDate);
          const accompanied = found.filter(({ buddy, endDate }) => buddy === id && !endDate);
          const past = found.filter(({ newcomer, endDate }) => newcomer === id && endDate);
          return (
            <>
              {!running && accompanied.length === 0 && past.length === 0 && <Paragraph>{t("buddy.none")}</Paragraph>}
              {accompanied.map((pair) => (
                <Paragraph key={pair.id}>{t("buddy.accompanies", { name: pair.newcomerName, step: t(`step.${pair.step}` as Key) })}</Paragraph>
              ))}
              {running && <Walked pair={running} />}
              {running && running.step !== "BUDDY_STEP_DONE" && <BuddyStep pair={running} />}
              {past.map((pair) => (
                <Walked key={pair.id} pair={pair} />
              ))}
              {!running && begins && <NewPair newcomer={supporter} />}
            </>
          );
        }}
      </Answered>
    </section>
  );
}

/** Walked is what two did, step by step. */
function Walked({ pair }: { pair: Schemas["BuddyPair"] }) {
  const { t, day } = useDeskText();
  return (
    <div className="oco-card">
      <Paragraph>
        {t("buddy.with", { name: pair.buddyName, day: day(pair.startDate, "short") })}
        <span className="oco-line">{pair.endDate ? t("buddy.ended", { day: day(pair.endDate, "short") }) : t("buddy.at", { step: t(`step.${pair.step}` as Key) })}</span>
      </Paragraph>
      {pair.steps.length > 0 && (
        <Steps>
          {pair.steps.map((one, index) => (
            <li key={index}>
              {t(`step.${one.step}` as Key)}, {day(one.heldDate, "short")}
              {one.again && ` · ${t("buddy.again")}`}
              {[one.note, one.skipReason].filter(Boolean).map((said) => (
                <span key={said} className="oco-line oco-muted" dir="auto">
                  {said}
                </span>
              ))}
            </li>
          ))}
        </Steps>
      )}
    </div>
  );
}
