import type { ReactNode } from "react";

import type { Schemas } from "../api/client.ts";
import { Alert } from "../design/Alert.tsx";
import { List, Paragraph } from "../design/text.tsx";
import { useText } from "../text/text.tsx";

/** Claim is an expense claim (declaratie). */
export type Claim = Schemas["ExpenseClaim"];

/** How much of what the contract counts in is one of what people say: an hour, a kilometre. */
export const units = { EXPENSE_KIND_HOURS: 60, EXPENSE_KIND_KILOMETRES: 10, EXPENSE_KIND_TICKET: 100 } as const;

/** ClaimLines is what is claimed, each with its day, its rate and what it comes to; what was logged is told from what was typed. */
export function ClaimLines({ claim, beside }: { claim: Claim; beside?: (line: Claim["lines"][number]) => ReactNode }) {
  const { t, day, euros } = useText();
  return (
    <List>
      {claim.lines.map((line, index) => (
        <li key={line.workEntry ? `${line.workEntry} ${line.kind}` : index}>
          {t("claim.line", {
            day: day(line.date),
            what: t(`claim.${line.kind}`, { count: line.quantity / units[line.kind as keyof typeof units], rate: euros(line.rateCents) }),
            amount: euros(line.amountCents),
          })}
          {line.description && (
            <span className="oco-line oco-muted" dir="auto">
              {line.description}
            </span>
          )}
          {line.workEntry && <span className="oco-line oco-muted">{t("claim.logged")}</span>}
          {beside?.(line)}
        </li>
      ))}
    </List>
  );
}

/** Limits says which limits are near or passed; nothing when none is. */
export function Limits({ warnings }: { warnings: Schemas["ExpenseWarning"][] }) {
  const { t, day, euros } = useText();
  if (warnings.length === 0) return null;
  const periodOf = (limit: string, period: string) => (limit === "EXPENSE_LIMIT_HOUR" ? day(period) : limit === "EXPENSE_LIMIT_MONTH" ? day(`${period}-01`, "month") : period);
  return (
    <Alert type="warning">
      <Paragraph>{t("claim.limits")}</Paragraph>
      <List>
        {warnings.map(({ limit, period, amountCents, limitCents, overCents }) => (
          <li key={`${limit} ${period}`}>
            {t(`limit.${limit}`, { period: periodOf(limit, period), amount: euros(amountCents), limit: euros(limitCents) })}{" "}
            {Number(overCents) > 0 ? t("limit.over", { amount: euros(overCents) }) : t("limit.near")}
          </li>
        ))}
      </List>
    </Alert>
  );
}
