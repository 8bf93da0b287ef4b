import { useEffect, useRef, useState } from "react";

import { part, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Choices, TextArea, TextField } from "../../design/Field.tsx";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { usePlace } from "../place.tsx";
import { usePublicText } from "../text.ts";

type About = Exclude<Schemas["SubmitComplaintRequest"]["about"], "COMPLAINT_ABOUT_UNSPECIFIED" | undefined>;

const abouts: About[] = ["COMPLAINT_ABOUT_SUPPORTER", "COMPLAINT_ABOUT_COORDINATOR", "COMPLAINT_ABOUT_ORGANISATION", "COMPLAINT_ABOUT_OTHER"];

interface Values {
  about: About | "";
  text: string;
  name: string;
  phone: string;
  email: string;
}

const empty: Values = { about: "", text: "", name: "", phone: "", email: "" };

const fields: Record<string, keyof Values> = { "/about": "about", "/text": "text", "/complainantName": "name", "/complainantPhone": "phone", "/complainantEmail": "email" };

/** Complaint is where anybody says what they are not content with, without a name too. */
export function Complaint() {
  const { t } = usePublicText();
  const { form: place, client } = usePlace();
  const [receipt, setReceipt] = useState<Schemas["SubmitComplaintResponse"]>();
  const form = useForm<Values>({
    initial: empty,
    check: ({ about, text }) => ({
      ...(about ? {} : { about: t("wrong.about") }),
      ...(text.trim() ? {} : { text: t("wrong.complaint") }),
    }),
    send: async ({ about, text, name, phone, email }, key) => {
      if (!about) return;
      const answer = await client.POST("/municipalities/{municipality}/complaints", {
        params: { path: { municipality: place.municipality }, header: { "Idempotency-Key": key } },
        body: { about, text, complainantName: name, complainantPhone: phone, complainantEmail: email },
      });
      setReceipt(part(answer));
    },
    fieldOf: (pointer) => fields[pointer],
  });
  if (receipt) return <Received receipt={receipt} />;
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
      <Heading level={1}>{t("complaint.title")}</Heading>
      <Paragraph>{t("complaint.intro")}</Paragraph>
      <Paragraph>{t("complaint.hidden")}</Paragraph>
      <Alert type="warning">
        <Heading level={2}>{t("danger.title")}</Heading>
        <List>
          <li>
            <TextLink href="tel:112">{t("danger.112")}</TextLink>
          </li>
          <li>
            <TextLink href="tel:08002000">{t("danger.home")}</TextLink>
          </li>
        </List>
      </Alert>
      <Choices id="about" label={t("complaint.about")} options={abouts.map((value) => ({ value, label: t(`complaint.${value}`) }))} value={form.values.about} error={form.errors.about} onChange={(about) => form.set("about", about)} />
      <TextArea id="text" required most={4000} rows={8} label={t("complaint.text")} hint={t("complaint.text.hint")} value={form.values.text} error={form.errors.text} onChange={(text) => form.set("text", text)} />
      <Heading level={2}>{t("complaint.reach")}</Heading>
      <Paragraph>{t("complaint.reach.text")}</Paragraph>
      <TextField id="name" label={t("complaint.name")} autoComplete="name" value={form.values.name} error={form.errors.name} onChange={(name) => form.set("name", name)} />
      <TextField id="phone" label={t("complaint.phone")} type="tel" autoComplete="tel" inputMode="tel" value={form.values.phone} error={form.errors.phone} onChange={(phone) => form.set("phone", phone)} />
      <TextField id="email" label={t("complaint.email")} type="email" autoComplete="email" inputMode="email" value={form.values.email} error={form.errors.email} onChange={(email) => form.set("email", email)} />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {form.sending ? t("sending") : t("complaint.send")}
        </Button>
      </div>
    </form>
  );
}

/** Received is what somebody keeps: a code, and until when what happens. */
function Received({ receipt }: { receipt: Schemas["SubmitComplaintResponse"] }) {
  const { t, day } = usePublicText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="oco-stack oco-text">
      <h1 ref={heading} tabIndex={-1} className="nl-heading nl-heading--level-1">
        {t("complaint.received")}
      </h1>
      <Paragraph>{t("complaint.next", { acknowledged: day(receipt.acknowledgeDate), settled: day(receipt.settleDate) })}</Paragraph>
      <div className="oco-card oco-card--accent">
        <Paragraph>{t("receipt.code")}</Paragraph>
        <p className="oco-code">{receipt.receiptCode}</p>
        <Paragraph>{t("complaint.keep")}</Paragraph>
      </div>
      {receipt.notices?.map((notice) => (
        <Alert key={notice.reason} type="info">
          <Paragraph>{notice.text}</Paragraph>
        </Alert>
      ))}
      <TextLink to="/">{t("lost.home")}</TextLink>
    </div>
  );
}
