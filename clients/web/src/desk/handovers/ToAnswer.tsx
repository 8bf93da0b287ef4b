import { TextLink } from "../../design/text.tsx";
import { useDeskText } from "../text.ts";
import { Waits, type Places } from "../Waits.tsx";
import { open, useAllIncoming, useAllOverdue } from "./handovers.ts";

/** ToAnswer counts who was handed over to us and waits for an answer, and of whom nobody said in time that they have them. Without any it says nothing. */
export function ToAnswer({ municipalities, names }: Places) {
  const { t } = useDeskText();
  const [incoming, overdue] = [useAllIncoming(municipalities), useAllOverdue(municipalities)];
  const lines = municipalities
    .flatMap((municipality, i) => [
      { municipality, what: t("worklist.handovers.incoming"), count: (incoming[i]?.data ?? []).filter(open).length },
      { municipality, what: t("worklist.handovers.overdue"), count: (overdue[i]?.data ?? []).length },
    ])
    .filter(({ count }) => count > 0);
  const count = lines.reduce((sum, line) => sum + line.count, 0);
  return (
    <Waits id="to-answer" title={t("worklist.handovers")} text={t("worklist.handovers.text")} count={count} answers={[...incoming, ...overdue]}>
      <ul className="oco-plain">
        {lines.map(({ municipality, what, count }) => (
          <li key={`${municipality} ${what}`}>
            <TextLink to={`/handovers?municipality=${municipality}`}>
              {t("worklist.tell.line", { what, count })}
              {names && ` (${names[municipality] ?? municipality})`}
            </TextLink>
          </li>
        ))}
      </ul>
    </Waits>
  );
}
