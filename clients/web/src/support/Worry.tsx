import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../api/client.ts";
import { Alert } from "../design/Alert.tsx";
import { TextArea, Tick } from "../design/Field.tsx";
import { Paragraph, TextLink } from "../design/text.tsx";
import { FoldedForm } from "../form/FoldedForm.tsx";
import { useForm } from "../form/form.ts";
import { useSession } from "../login/Gate.tsx";
import { useText } from "../text/text.tsx";

const empty = { signals: "", acute: false };

/** Worry raises a safety concern about an application: step 1 of the reporting code. */
export function Worry({ municipality, application }: { municipality: string; application: string }) {
  const { t } = useText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: empty,
    check: ({ signals }): { signals?: string } => (signals.trim() ? {} : { signals: t("wrong.signals") }),
    send: async ({ signals, acute }, key) => {
      part(await client.POST("/municipalities/{municipality}/safety-concerns", { params: { path: { municipality }, header: once(key) }, body: { application, signals: signals.trim(), acute } }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/signals" ? "signals" : undefined),
  });
  return (
    <FoldedForm form={form} title={t("worry.open")} send={t("worry.send")} idOf={(field) => `worry-${field}`} onDone={() => form.reset(empty)}>
      <Alert type="warning">
        <Paragraph>
          <TextLink href="tel:112">{t("worry.112")}</TextLink>
        </Paragraph>
        <Paragraph>
          <TextLink href="tel:08002000">{t("worry.home")}</TextLink>
        </Paragraph>
      </Alert>
      <Paragraph>{t("worry.text")}</Paragraph>
      <TextArea id="worry-signals" required most={4000} rows={6} label={t("worry.signals")} hint={t("worry.signals.hint")} value={form.values.signals} error={form.errors.signals} onChange={(signals) => form.set("signals", signals)} />
      <Tick id="worry-acute" label={t("worry.acute")} checked={form.values.acute} onChange={(acute) => form.set("acute", acute)} />
    </FoldedForm>
  );
}
