import { IconAlertTriangle } from "@tabler/icons-react";

import type { Schemas } from "../../api/client.ts";
import { List } from "../../design/text.tsx";
import { dayOf } from "../../support/days.ts";
import { useDeskText, type Key } from "../text.ts";

/** Clocks says until when something has to be done, and whether it was, in words and not by colour alone. */
export function Clocks({ clocks = [] }: { clocks?: Schemas["ProtocolClock"][] | undefined }) {
  const { t, day } = useDeskText();
  if (clocks.length === 0) return null;
  return (
    <List>
      {clocks.map(({ kind, dueTime = "", keptTime, soon, overdue }) => (
        <li key={kind}>
          {t(`protocol.${kind}` as Key)}: {keptTime ? t("protocol.kept", { day: day(dayOf(new Date(keptTime))) }) : t("protocol.until", { day: day(dayOf(new Date(Date.parse(dueTime) - 1))) })}
          {(overdue || soon) && (
            <span className="oco-urgent">
              <IconAlertTriangle aria-hidden className="oco-small-icon" />
              {t(overdue ? (keptTime ? "protocol.was_late" : "protocol.late") : "protocol.soon")}
            </span>
          )}
        </li>
      ))}
    </List>
  );
}
