import { once } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { ClaimLines, Limits, type Claim } from "../../support/ClaimLines.tsx";
import type { Supporter } from "../self.ts";
import { usePortalText } from "../text.ts";
import { ClaimForm } from "./ClaimForm.tsx";

/** Draft is a claim that was not sent in: what it comes to, which limits it is near, and what can be done with it. */
export function Draft({ own, claim }: { own: Supporter; claim: Claim }) {
  const { t, euros } = usePortalText();
  const { municipality, id, etag } = claim;
  const path = { municipality, expenseClaim: id };
  const amount = euros(claim.amountCents);
  return (
    <div className="oco-card oco-card--accent">
      <Heading level={3}>{t("draft.title", { amount })}</Heading>
      <ClaimLines claim={claim} beside={(line) => <TakeOut claim={claim} line={line} />} />
      <Limits warnings={claim.warnings ?? []} />
      {(claim.warnings ?? []).length > 0 ? (
        <Paragraph>{t("draft.over")}</Paragraph>
      ) : (
        <Alert type="ok">
          <Paragraph>{t("draft.within")}</Paragraph>
        </Alert>
      )}
      <div className="oco-row">
        <Act
          municipality={municipality}
          purpose="primary"
          label={t("draft.send.which", { amount })}
          change={(client, _none, key) =>
            client.POST("/municipalities/{municipality}/expense-claims/{expenseClaim}/_submit", { params: { path, header: once(key, etag) }, body: {} })
          }
        >
          {t("draft.send")}
        </Act>
        <Withdraw claim={claim} say="draft.away" />
      </div>
      <ClaimForm own={own} draft={claim} />
    </div>
  );
}

/** TakeOut takes an entry of the log out of a draft, at its first line; the only thing in a draft goes with the draft. */
function TakeOut({ claim: { municipality, id, etag, lines, workEntries = [] }, line }: { claim: Claim; line: Claim["lines"][number] }) {
  const { t, day, euros } = usePortalText();
  const { workEntry } = line;
  if (!workEntry || lines.find((other) => other.workEntry === workEntry) !== line || lines.every((other) => other.workEntry === workEntry)) return null;
  const left = workEntries.filter((other) => other !== workEntry);
  return (
    <Act
      municipality={municipality}
      purpose="subtle"
      label={t("draft.out.which", { day: day(line.date), amount: euros(line.amountCents) })}
      change={(client, _none, key) => {
        const params = { path: { municipality, expenseClaim: id }, query: { updateMask: "workEntries" }, header: once(key, etag) };
        return client.PATCH("/municipalities/{municipality}/expense-claims/{expenseClaim}", { params, body: { workEntries: left } });
      }}
    >
      {t("draft.out")}
    </Act>
  );
}

/** Withdraw takes a claim back that nobody decided on. */
export function Withdraw({ claim: { municipality, id, etag, amountCents }, say }: { claim: Claim; say: "draft.away" | "claims.withdraw" }) {
  const { t, euros } = usePortalText();
  return (
    <Act
      municipality={municipality}
      label={t("claims.which", { what: t(say), amount: euros(amountCents) })}
      change={(client, _none, key) =>
        client.POST("/municipalities/{municipality}/expense-claims/{expenseClaim}/_withdraw", { params: { path: { municipality, expenseClaim: id }, header: once(key, etag) }, body: {} })
      }
    >
      {t(say)}
    </Act>
  );
}
