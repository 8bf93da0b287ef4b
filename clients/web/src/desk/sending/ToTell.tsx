import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Unread } from "../../form/Answered.tsx";
import { useDeskText } from "../text.ts";
import { groups, useAllWaiting } from "./sending.ts";

interface ToTellProps {
  municipalities: string[];
  /** How the municipalities are called, where there are more of them. */
  names?: Record<string, string> | undefined;
}

/** ToTell counts whom somebody has to call, which letters are to be printed and what did not arrive, with a link to it. Without any it says nothing. */
export function ToTell({ municipalities, names }: ToTellProps) {
  const { t } = useDeskText();
  const answers = useAllWaiting(municipalities);
  const lines = municipalities.flatMap((municipality, i) =>
    groups.map(({ title, holds }) => ({ municipality, title, count: (answers[i]?.data ?? []).filter(holds).length })).filter(({ count }) => count > 0),
  );
  const failure = answers.find(({ data, error }) => error && !data);
  if (lines.length === 0 && !failure) return null;
  return (
    <section className="oco-stack" aria-labelledby="to-tell">
      <Heading level={2} id="to-tell">
        {t("worklist.tell")} <span className="oco-count">{lines.reduce((sum, { count }) => sum + count, 0)}</span>
      </Heading>
      <Paragraph>{t("worklist.tell.text")}</Paragraph>
      {failure && <Unread of={{ error: failure.error, refetch: () => answers.forEach((answer) => void answer.refetch()) }} />}
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
    </section>
  );
}
