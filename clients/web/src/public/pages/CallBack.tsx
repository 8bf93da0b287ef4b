import { useState } from "react";

import { part, type Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { usePlace } from "../place.tsx";
import { Receipt } from "../Receipt.tsx";
import { usePublicText } from "../text.ts";
import { referrerCode, spent } from "../via.ts";

const empty = { name: "", phone: "", when: "" };

const fields: Record<string, keyof typeof empty> = { "/resident/name": "name", "/resident/phone": "phone", "/callBack": "when" };

/** CallBack is the shortest way in: a first name, a number, and when to call. */
export function CallBack() {
  const { t } = usePublicText();
  const { form: place, client } = usePlace();
  const [receipt, setReceipt] = useState<Schemas["SubmitApplicationResponse"]>();
  const form = useForm({
    initial: empty,
    check: ({ name, phone }) => ({
      ...(name.trim() ? {} : { name: t("wrong.name") }),
      ...(/\d{6}/.test(phone.replace(/\D/g, "")) ? {} : { phone: t("wrong.phone") }),
    }),
    send: async ({ name, phone, when }, key) => {
      const answer = await client.POST("/municipalities/{municipality}/applications", {
        params: { path: { municipality: place.municipality }, header: { "Idempotency-Key": key } },
        body: { resident: { name, phone }, callBack: when || t("callback.any"), ...referrerCode() },
      });
      setReceipt(part(answer));
      spent();
    },
    fieldOf: (pointer) => fields[pointer],
  });
  if (receipt) return <Receipt receipt={receipt} />;
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
      <Heading level={1}>{t("callback.title")}</Heading>
      <Paragraph>{t("callback.text", { count: place.promiseWorkingDays })}</Paragraph>
      <TextField id="name" label={t("field.firstname")} autoComplete="given-name" required value={form.values.name} error={form.errors.name} onChange={(value) => form.set("name", value)} />
      <TextField id="phone" label={t("field.phone")} type="tel" autoComplete="tel" inputMode="tel" required value={form.values.phone} error={form.errors.phone} onChange={(value) => form.set("phone", value)} />
      <TextField id="when" label={t("field.when")} hint={t("field.when.hint")} value={form.values.when} error={form.errors.when} onChange={(value) => form.set("when", value)} />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {form.sending ? t("sending") : t("callback.send")}
        </Button>
      </div>
    </form>
  );
}
