import { TextLink } from "../../design/text.tsx";
import { useDeskText } from "../text.ts";
import { Waits, type Places } from "../Waits.tsx";
import { groups, useAllWaiting } from "./sending.ts";

/** ToTell counts whom somebody has to call, which letters are to be printed and what did not arrive, with a link to it. Without any it says nothing. */
export function ToTell({ municipalities, names }: Places) {
  const { t } = useDeskText();
  const answers = useAllWaiting(municipalities);
  const lines = municipalities.flatMap((municipality, i) =>
    groups.map(({ title, holds }) => ({ municipality, title, count: (answers[i]?.data ?? []).filter(holds).length })).filter(({ count }) => count > 0),
  );
  return (
    <Waits id="to-tell" title={t("worklist.tell")} text={t("worklist.tell.text")} count={lines.reduce((sum, { count }) => sum + count, 0)} answers={answers}>
      <ul className="oco-plain">
        {lines.map(({ municipality, title, count }) => (
          <li key={`${municipality} ${title}`}>
            <TextLink to={`/messages?municipality=${municipality}`}>
              {t("worklist.tell.line", { what: t(title), count })}
              {names && ` (${names[municipality] ?? municipality})`}
            </TextLink>
          </li>
        ))}
      </ul>
    </Waits>
  );
}
