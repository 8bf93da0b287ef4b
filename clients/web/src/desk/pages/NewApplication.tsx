import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Checks, Choices, TextArea, TextField, Tick } from "../../design/Field.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { longest } from "../../form/room.ts";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { domains, type Domain } from "../../support/domains.ts";
import { useDeskText, type Key } from "../text.ts";
import { Where } from "../Where.tsx";

type Channel = Exclude<Schemas["Channel"], "CHANNEL_UNSPECIFIED" | "CHANNEL_WEBSITE">;

interface Values {
  municipality: string;
  channel: Channel;
  name: string;
  phone: string;
  email: string;
  question: string;
  domains: Domain[];
  careful: boolean;
  instruction: string;
  callBack: string;
}

const channels: Channel[] = ["CHANNEL_PHONE", "CHANNEL_NEIGHBOURHOOD_POINT", "CHANNEL_EMAIL", "CHANNEL_OUTREACH"];

const pointers: Record<string, keyof Values> = {
  "/resident/name": "name", "/resident/phone": "phone", "/resident/email": "email", "/question": "question", "/callBack": "callBack",
  "/safeContact/instruction": "instruction", "/channel": "channel",
};

/** NewApplication is what somebody at the counter or on the phone tells, written down on one page. */
export function NewApplication() {
  const { t, day } = useDeskText();
  const { caller, client, renew } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR", "ROLE_DESK");
  const [receipt, setReceipt] = useState<Schemas["SubmitApplicationResponse"] & { municipality: string }>();
  const initial: Values = {
    municipality: municipalities[0] ?? "", channel: "CHANNEL_PHONE", name: "", phone: "", email: "", question: "", domains: [], careful: false,
    instruction: "", callBack: "",
  };
  const form = useForm<Values>({
    initial,
    check: ({ name, careful, instruction }) => ({
      ...(name.trim() ? {} : { name: t("wrong.name") }),
      ...(careful && !instruction.trim() ? { instruction: t("wrong.instruction") } : {}),
    }),
    send: async (v, key) => {
      const answer = await client.POST("/municipalities/{municipality}/applications", {
        params: { path: { municipality: v.municipality }, header: once(key) },
        body: {
          resident: { name: v.name.trim(), ...(v.phone.trim() ? { phone: v.phone.trim() } : {}), ...(v.email.trim() ? { email: v.email.trim() } : {}) },
          channel: v.channel,
          residentAgrees: true,
          lifeDomains: v.domains,
          ...(v.question.trim() ? { question: v.question.trim() } : {}),
          ...(v.careful ? { safeContact: { instruction: v.instruction.trim() } } : {}),
          ...(v.callBack.trim() ? { callBack: v.callBack.trim() } : {}),
        },
      });
      setReceipt({ ...part(answer), municipality: v.municipality });
    },
    fieldOf: (pointer) => pointers[pointer],
  });
  if (receipt) {
    return (
      <div className="oco-stack oco-text">
        <Alert type="ok" live>
          <Heading level={1}>{t("new.done")}</Heading>
          <Paragraph>{t("new.code", { code: receipt.receiptCode })}</Paragraph>
          <Paragraph>{t("new.promise", { day: day(receipt.promiseDate) })}</Paragraph>
        </Alert>
        {receipt.notices?.map((notice) => (
          <Alert key={notice.reason + notice.field} type="info">
            <Paragraph>{notice.text}</Paragraph>
          </Alert>
        ))}
        <div className="oco-row">
          <TextLink to={`/${receipt.municipality}/applications/${receipt.application}`}>{t("new.open")}</TextLink>
          <Button
            onClick={() => {
              setReceipt(undefined);
              form.reset({ ...initial, municipality: form.values.municipality, channel: form.values.channel });
            }}
          >
            {t("new.next")}
          </Button>
        </div>
      </div>
    );
  }
  const field = (id: "name" | "phone" | "email" | "question" | "callBack" | "instruction") => ({
    id,
    value: form.values[id],
    error: form.errors[id],
    onChange: (value: string) => form.set(id, value),
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
      <ErrorSummary form={form} onSignIn={() => void renew()} />
      <Heading level={1}>{t("new.title")}</Heading>
      <Where municipalities={municipalities} value={form.values.municipality} onChange={(municipality) => form.set("municipality", municipality)} />
      <Choices id="channel" label={t("new.channel")} options={channels.map((value) => ({ value, label: t(`channel.${value}` as Key) }))} value={form.values.channel} error={form.errors.channel} onChange={(channel) => form.set("channel", channel)} />
      <TextField {...field("name")} label={t("new.name")} autoComplete="off" required />
      <TextField {...field("phone")} label={t("who.phone")} type="tel" inputMode="tel" autoComplete="off" />
      <TextField {...field("email")} label={t("who.email")} type="email" inputMode="email" autoComplete="off" />
      <TextArea {...field("question")} label={t("new.question")} hint={t("new.question.hint")} most={longest.question} />
      <Checks id="domains" label={t("new.domains")} options={domains.map((value) => ({ value, label: t(`domain.${value}` as Key) }))} values={form.values.domains} onChange={(values) => form.set("domains", values)} />
      <TextField {...field("callBack")} label={t("new.callback")} autoComplete="off" />
      <Tick id="careful" label={t("new.careful")} checked={form.values.careful} onChange={(careful) => form.set("careful", careful)} />
      {form.values.careful && <TextField {...field("instruction")} label={t("new.instruction")} hint={t("new.instruction.hint")} most={longest.instruction} />}
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("new.do")}
        </Button>
      </div>
    </form>
  );
}
