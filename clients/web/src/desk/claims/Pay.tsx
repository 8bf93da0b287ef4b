import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { once, part, Refusal } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered, Unread } from "../../form/Answered.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Claim } from "../../support/ClaimLines.tsx";
import { dayOf } from "../../support/days.ts";
import { useDeskText } from "../text.ts";
import { useClaims } from "./claims.ts";

/** Pay makes a payment of what was approved until a day. */
export function Pay({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const [made, setMade] = useState("");
  const approved = useClaims(municipality, "EXPENSE_CLAIM_STATE_APPROVED");
  return (
    <section className="oco-stack oco-text" aria-labelledby="pay">
      <Heading level={2} id="pay">
        {t("pay.title")}
      </Heading>
      {made && (
        <Alert type="ok" live>
          <Paragraph>{made}</Paragraph>
        </Alert>
      )}
      <Answered of={approved}>{(claims) => <Asking municipality={municipality} claims={claims} approved={approved} onMade={setMade} />}</Answered>
    </section>
  );
}

interface AskingProps {
  municipality: string;
  claims: Claim[];
  approved: ReturnType<typeof useClaims>;
  onMade: (what: string) => void;
}

/** Total is what a payment takes up. */
interface Total {
  count: number;
  cents: number;
}

/** totalOf is that of the claims of which every line is of a day or before. */
function totalOf(claims: readonly Claim[], until: string): Total {
  const paid = claims.filter(({ lines }) => lines.every(({ date }) => date <= until));
  return { count: paid.length, cents: paid.reduce((sum, { amountCents }) => sum + Number(amountCents), 0) };
}

/** Asking asks first, of what is approved at that moment, and pays that: what was paid is not taken back. */
function Asking({ municipality, claims, approved, onMade }: AskingProps) {
  const { t, euros } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Total>();
  const [looking, setLooking] = useState(false);
  const form = useForm({
    initial: { until: dayOf(new Date()) },
    check: ({ until }): { until?: string } => (until ? {} : { until: t("wrong.until") }),
    send: async ({ until }, key) => {
      const body = { untilDate: until, amountCents: `${asked?.cents ?? 0}` };
      try {
        const payment = part(await client.POST("/municipalities/{municipality}/payment-exports", { params: { path: { municipality }, header: once(key) }, body }));
        onMade(t("pay.made", { count: payment.claims, amount: euros(payment.amountCents) }));
      } catch (error) {
        // What was approved or paid meanwhile makes another question; and it may be made, though the answer was lost.
        if (error instanceof Refusal && error.problem.status === 400) setAsked(undefined);
        void queries.invalidateQueries({ queryKey: [municipality] });
        throw error;
      }
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/untilDate" ? "until" : undefined),
  });
  const { until } = form.values;
  const now = totalOf(claims, until);
  const said = ({ count, cents }: Total) => ({ count, amount: euros(cents) });
  // Another question is another payment, though of the same day: it has a key of its own.
  const forget = () => {
    form.reset({ until });
    setAsked(undefined);
  };
  const look = async () => {
    forget();
    setLooking(true);
    const { data, isError } = await approved.refetch();
    setLooking(false);
    const total = totalOf(data ?? [], until);
    setAsked(!isError && total.count > 0 ? total : undefined);
  };
  if (claims.length === 0 && !asked && !form.trouble) return <Paragraph>{t("pay.none")}</Paragraph>;
  return (
    <form
      noValidate
      className="oco-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (asked) void form.submit().then((done) => done && setAsked(undefined));
        else void look();
      }}
    >
      <ErrorSummary form={form} onSignIn={() => void renew()} />
      <TextField
        id="until"
        type="date"
        required
        label={t("pay.until")}
        hint={t("pay.until.hint")}
        value={until}
        error={form.errors.until}
        onChange={(value) => {
          setAsked(undefined);
          form.set("until", value);
        }}
      />
      <Paragraph>{t("pay.total", said(now))}</Paragraph>
      {!asked && <Unread of={approved} />}
      {asked && <Sure total={said(asked)} until={until} busy={form.sending} onNo={forget} />}
      {!asked && now.count > 0 && (
        <div>
          <Button type="submit" busy={looking}>
            {t("pay.begin")}
          </Button>
        </div>
      )}
    </form>
  );
}

/** Sure asks whether it is meant, with what is paid; it takes the focus, so that nobody answers what they did not hear. */
function Sure({ total, until, busy, onNo }: { total: { count: number; amount: string }; until: string; busy: boolean; onNo: () => void }) {
  const { t, day } = useDeskText();
  const question = useRef<HTMLHeadingElement>(null);
  useEffect(() => question.current?.focus(), []);
  return (
    <Alert type="warning">
      <h3 ref={question} tabIndex={-1} className="nl-heading nl-heading--level-3">
        {t("pay.sure", total)}
      </h3>
      <Paragraph>{t("pay.sure.text", { day: day(until) })}</Paragraph>
      <div className="oco-row">
        <Button type="submit" purpose="primary" busy={busy}>
          {t("pay.do")}
        </Button>
        <Button onClick={onNo}>{t("pay.not")}</Button>
      </div>
    </Alert>
  );
}
