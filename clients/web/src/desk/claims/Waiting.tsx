import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { TextArea } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { Act } from "../../form/Act.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { ClaimLines, Limits, type Claim } from "../../support/ClaimLines.tsx";
import { useDeskText } from "../text.ts";
import { useClaims } from "./claims.ts";

/** Waiting are the claims that somebody has to decide on. */
export function Waiting({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const found = useClaims(municipality, "EXPENSE_CLAIM_STATE_SUBMITTED");
  const count = found.data?.length ?? 0;
  return (
    <section className="oco-stack" aria-labelledby="waiting" aria-busy={found.isPending}>
      <Heading level={2} id="waiting">
        {t("claims.waiting")} {count > 0 && <span className="oco-count">{count}</span>}
      </Heading>
      <Answered of={found}>
        {(claims) => (
          <>
            {claims.length === 0 && <Paragraph>{t("claims.waiting.none")}</Paragraph>}
            <div className="oco-columns oco-columns--wide">
              {claims.map((claim) => (
                <Judged key={claim.id} claim={claim} />
              ))}
            </div>
          </>
        )}
      </Answered>
    </section>
  );
}

/** Judged is one claim, which somebody else than who entered it approves or refuses. */
function Judged({ claim }: { claim: Claim }) {
  const { t, euros, moment } = useDeskText();
  const { caller } = useSession();
  const { municipality, id, etag, supporterName: name = "" } = claim;
  const own = (claim.enteredBy ?? []).includes(caller.account);
  const amount = euros(claim.amountCents);
  return (
    <div className="oco-card">
      <Heading level={3}>{t("claims.whose", { name, amount })}</Heading>
      <Paragraph>{t("claims.submitted", { moment: moment(claim.updateTime ?? "") })}</Paragraph>
      <ClaimLines claim={claim} />
      <Limits warnings={claim.warnings ?? []} />
      {own ? (
        <Paragraph>{t("claims.own")}</Paragraph>
      ) : (
        <>
          <div className="oco-row">
            <Act
              municipality={municipality}
              label={t("claims.approve.whose", { name, amount })}
              change={(client, _none, key) =>
                client.POST("/municipalities/{municipality}/expense-claims/{expenseClaim}/_approve", {
                  params: { path: { municipality, expenseClaim: id }, header: once(key, etag) },
                  body: {},
                })
              }
            >
              {t("claims.approve")}
            </Act>
          </div>
          <Refuse claim={claim} />
        </>
      )}
    </div>
  );
}

function Refuse({ claim: { municipality, id, etag, supporterName: name = "" } }: { claim: Claim }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: { refusal: "" },
    check: ({ refusal }): { refusal?: string } => (refusal.trim() ? {} : { refusal: t("wrong.refusal") }),
    send: async ({ refusal }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/expense-claims/{expenseClaim}/_refuse", {
          params: { path: { municipality, expenseClaim: id }, header: once(key, etag) },
          body: { refusal: refusal.trim() },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/refusal" ? "refusal" : undefined),
  });
  const field = `refusal-${id}`;
  return (
    <FoldedForm form={form} title={t("claims.refuse", { name })} send={t("claims.refuse.do")} idOf={() => field}>
      <TextArea id={field} rows={2} most={500} required label={t("claims.refusal")} hint={t("claims.refusal.hint")} value={form.values.refusal} error={form.errors.refusal} onChange={(refusal) => form.set("refusal", refusal)} />
    </FoldedForm>
  );
}
