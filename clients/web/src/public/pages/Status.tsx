import { useState } from "react";

import { part, Refusal, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { usePlace } from "../place.tsx";
import { usePublicText, type Key } from "../text.ts";

const words: Record<string, Key> = {
  RECEIPT_STATUS_RECEIVED: "status.received",
  RECEIPT_STATUS_BEING_HELPED: "status.helped",
  RECEIPT_STATUS_ENDED: "status.ended",
};

/** Status tells the holder of a receipt code where the application stands. */
export function Status() {
  const { t, day } = usePublicText();
  const { form: place, client } = usePlace();
  const [found, setFound] = useState<Schemas["Receipt"]>();
  const form = useForm({
    initial: { code: "" },
    check: ({ code }): { code?: string } => (code.trim() ? {} : { code: t("wrong.code") }),
    send: async ({ code }) => {
      setFound(undefined);
      try {
        const answer = await client.POST("/municipalities/{municipality}/receipts/_lookup", {
          params: { path: { municipality: place.municipality } },
          body: { receiptCode: code },
        });
        setFound(part(answer));
      } catch (error) {
        if (error instanceof Refusal && error.problem.status === 404) throw unknown(error, t("status.unknown"));
        throw error;
      }
    },
    fieldOf: () => "code",
  });
  return (
    <form
      noValidate
      className="oco-stack oco-text"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <ErrorSummary form={form} />
      <Heading level={1}>{t("status.title")}</Heading>
      <TextField id="code" label={t("status.code")} hint={t("status.code.hint")} autoComplete="off" autoCapitalize="characters" spellCheck={false} value={form.values.code} error={form.errors.code} onChange={(value) => form.set("code", value)} />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("status.look")}
        </Button>
      </div>
      {found && (
        <Alert type="info" live>
          <Heading level={2}>{t(words[found.status] ?? "status.received")}</Heading>
          <Paragraph>{t("status.since", { day: day(found.applicationDate) })}</Paragraph>
          {found.status === "RECEIPT_STATUS_RECEIVED" && found.promiseDate && (
            <Paragraph>{t("receipt.promise", { who: found.contactName || t("receipt.somebody"), day: day(found.promiseDate) })}</Paragraph>
          )}
          {found.contactPhone && <Paragraph>{t("receipt.phone", { phone: found.contactPhone })}</Paragraph>}
        </Alert>
      )}
    </form>
  );
}

/** unknown words a code that nobody has as a mistake in the field. */
function unknown(error: Refusal, sentence: string): Refusal {
  return new Refusal({ ...error.problem, errors: [{ in: "body", detail: sentence, location: { pointer: "/receiptCode" }, code: "unknown" }] });
}
