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
      <ClaimLines claim={claim} />
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
      <ClaimForm key={etag} own={own} draft={claim} />
    </div>
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
