import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Application } from "../application.ts";
import { useDeskText } from "../text.ts";

/**
 * Agreement records what a resident says for whom somebody else applied. Until it is a yes nothing begins, and the one
 * who applied sees "received" and no more; a no ends the application.
 */
export function Agreement({ application }: { application: Application }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const { municipality, resident } = application;
  const given = useRef(true);
  const form = useForm({
    initial: { manner: "", given: true },
    check: () => ({}),
    send: async ({ manner }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/residents/{resident}/consents", {
          params: { path: { municipality, resident }, header: once(key) },
          body: { kind: "CONSENT_KIND_SUPPORT", given: given.current, manner: manner.trim() } as Schemas["Consent"],
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/manner" ? "manner" : undefined),
  });
  // Two buttons and one form: another answer is another call, with a key of its own.
  const say = (answer: boolean) => {
    if (given.current !== answer) form.set("given", answer);
    given.current = answer;
    void form.submit();
  };
  return (
    <section className="oco-stack" aria-labelledby="agreement">
      <Heading level={2} id="agreement">
        {t("agreement.title")}
      </Heading>
      <Alert type="info">
        <Paragraph>{t("agreement.text")}</Paragraph>
      </Alert>
      <ErrorSummary form={form} onSignIn={() => void renew()} />
      <TextField id="manner" label={t("agreement.manner")} hint={t("agreement.manner.hint")} most={300} value={form.values.manner} error={form.errors.manner} onChange={(manner) => form.set("manner", manner)} />
      <div className="oco-row">
        <Button purpose="primary" busy={form.sending && form.values.given} onClick={() => say(true)}>
          {t("agreement.yes")}
        </Button>
        <Button busy={form.sending && !form.values.given} onClick={() => say(false)}>
          {t("agreement.no")}
        </Button>
      </div>
    </section>
  );
}
