import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered, Missing } from "../../form/Answered.tsx";
import { ClaimLines, Limits, type Claim } from "../../support/ClaimLines.tsx";
import { dayOf } from "../../support/days.ts";
import { Bank } from "../claims/Bank.tsx";
import { ClaimForm } from "../claims/ClaimForm.tsx";
import { Draft, Withdraw } from "../claims/Draft.tsx";
import { Own } from "../Own.tsx";
import type { Supporter } from "../self.ts";
import { usePortalText, type Key } from "../text.ts";
import { WorkLog } from "../work/WorkLog.tsx";

/** Claims is what a supporter did, what they ask to be paid, what became of it, and where it is paid. */
export function Claims() {
  return <Own title="claims.title">{(own) => <Parts key={own.id} own={own} />}</Own>;
}

function Parts({ own }: { own: Supporter }) {
  const { t } = usePortalText();
  const { municipality } = own;
  const found = useGet(municipality, ["claims", own.id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/expense-claims", { params: { path: { municipality }, query: { supporter: own.id, pageSize: 200, pageToken } } }),
      (page) => page.expenseClaims,
    ),
  );
  const claims = found.data ?? [];
  const drafts = claims.filter(({ state }) => state === "EXPENSE_CLAIM_STATE_DRAFT");
  const sent = claims.filter(({ state }) => state !== "EXPENSE_CLAIM_STATE_DRAFT" && state !== "EXPENSE_CLAIM_STATE_WITHDRAWN");
  return (
    <>
      <WorkLog own={own} drafts={drafts} />
      <section className="oco-stack" aria-labelledby="draft" aria-busy={found.isPending}>
        <Heading level={2} id="draft">
          {t("claims.drafts")}
        </Heading>
        <Totals own={own} />
        {drafts.map((claim) => (
          <Draft key={claim.id} own={own} claim={claim} />
        ))}
        {found.data && <ClaimForm own={own} />}
      </section>
      <section className="oco-stack" aria-labelledby="sent">
        <Heading level={2} id="sent">
          {t("claims.sent")}
        </Heading>
        <Answered of={found}>{() => (sent.length > 0 ? sent.map((claim) => <Sent key={claim.id} claim={claim} />) : <Paragraph>{t("claims.none")}</Paragraph>)}</Answered>
      </section>
      <Bank own={own} />
    </>
  );
}

/** Totals is how much of the limits is used, this month and this year. */
function Totals({ own: { municipality, id } }: { own: Supporter }) {
  const { t, euros } = usePortalText();
  const found = useGet(municipality, ["totals", id], (client) =>
    client.GET("/municipalities/{municipality}/supporters/{supporter}/expense-totals", { params: { path: { municipality, supporter: id } } }),
  );
  const totals = found.data;
  if (!totals) return <Missing of={[found]} />;
  const said = (cents: string, limit: string) => (Number(limit) > 0 ? t("totals.of", { amount: euros(cents), limit: euros(limit) }) : euros(cents));
  return (
    <>
      <dl className="oco-totals">
        <div>
          <dt>{t("totals.month")}</dt>
          <dd>{said(totals.monthCents, totals.monthLimitCents)}</dd>
        </div>
        <div>
          <dt>{t("totals.year")}</dt>
          <dd>{said(totals.yearCents, totals.yearLimitCents)}</dd>
        </div>
      </dl>
      <Limits warnings={totals.warnings} />
    </>
  );
}

/** Sent is a claim that was sent in, and what became of it. */
function Sent({ claim }: { claim: Claim }) {
  const { t, day, euros } = usePortalText();
  return (
    <div className="oco-card">
      <Heading level={3}>{euros(claim.amountCents)}</Heading>
      <Paragraph>
        <strong>{t(`claim.${claim.state}` as Key)}</strong>
        <span className="oco-line oco-muted">{t("claims.entered", { day: day(dayOf(new Date(claim.createTime ?? ""))) })}</span>
      </Paragraph>
      {claim.refusal && (
        <p className="oco-said" dir="auto">
          {claim.refusal}
        </p>
      )}
      <ClaimLines claim={claim} />
      {claim.state === "EXPENSE_CLAIM_STATE_SUBMITTED" && (
        <div className="oco-row">
          <Withdraw claim={claim} say="claims.withdraw" />
        </div>
      )}
    </div>
  );
}
