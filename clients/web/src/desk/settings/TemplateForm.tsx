import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { once, part } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import type { Template } from "./Templates.tsx";

/** A pause in typing after which the preview follows, in milliseconds. */
const pause = 500;

/** TemplateForm changes one text, and shows beside it what it becomes. */
export function TemplateForm({ template }: { template: Template }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(false);
  const { municipality, id, etag, subject, body, standard, placeholders } = template;
  const form = useForm({
    version: etag,
    initial: { subject, body },
    check: (values): { body?: string } => (values.body.trim() ? {} : { body: t("wrong.template") }),
    send: async (values, key, version) => {
      const params = { path: { municipality, messageTemplate: id }, query: { updateMask: "subject,body" }, header: once(key, version) };
      part(await client.PATCH("/municipalities/{municipality}/message-templates/{messageTemplate}", { params, body: values }));
      setSaved(true);
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (["subject", "body"] as const).find((field) => pointer.endsWith(`/${field}`)),
  });
  const set = (field: "subject" | "body") => (value: string) => {
    setSaved(false);
    form.set(field, value);
  };
  return (
    <div className="oco-sides">
      <form
        noValidate
        className="oco-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <ErrorSummary form={form} onSignIn={() => void renew()} />
        {saved && (
          <Alert type="ok" live>
            <Paragraph>{t("saved")}</Paragraph>
          </Alert>
        )}
        <Paragraph>{t(standard ? "templates.standard" : "templates.own")}</Paragraph>
        {(subject || form.values.subject) && <TextField id="subject" most={150} label={t("templates.subject")} value={form.values.subject} error={form.errors.subject} onChange={set("subject")} />}
        <TextArea id="body" required rows={12} most={8000} label={t("templates.body")} hint={t("templates.words", { words: placeholders.map((word) => `{{${word}}}`).join(", ") })} value={form.values.body} error={form.errors.body} onChange={set("body")} />
        <div className="oco-row">
          <Button type="submit" purpose="primary" busy={form.sending}>
            {t("save")}
          </Button>
          {!standard && (
            <Act
              municipality={municipality}
              onDone={() => setSaved(false)}
              change={async (caller, _none, key) => {
                const params = { path: { municipality, messageTemplate: id }, query: { updateMask: "subject,body" }, header: once(key, etag) };
                const back = part(await caller.PATCH("/municipalities/{municipality}/message-templates/{messageTemplate}", { params, body: { subject: "", body: "" } }));
                form.reset({ subject: back.subject ?? "", body: back.body ?? "" });
              }}
            >
              {t("templates.back")}
            </Act>
          )}
        </div>
      </form>
      <Preview template={template} values={form.values} />
    </div>
  );
}

/** Preview is what a text becomes with invented data, a moment after it was typed. */
function Preview({ template: { municipality, id }, values }: { template: Template; values: { subject: string; body: string } }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const [shown, setShown] = useState(values);
  useEffect(() => {
    const timer = setTimeout(() => setShown(values), pause);
    return () => clearTimeout(timer);
  }, [values]);
  // It changes nothing, and nothing that happens changes it: it is read for each text once.
  const found = useQuery({
    queryKey: ["preview", municipality, id, shown],
    queryFn: async () =>
      part(await client.POST("/municipalities/{municipality}/message-templates/_preview", { params: { path: { municipality } }, body: { messageTemplate: id, ...shown } })),
    enabled: shown.body.trim() !== "", staleTime: Infinity, refetchInterval: false, placeholderData: (last) => last,
  });
  return (
    <aside className="oco-stack" aria-label={t("templates.preview")}>
      <Heading level={3}>{t("templates.preview")}</Heading>
      {found.isError && <Paragraph>{t("templates.preview.none")}</Paragraph>}
      {found.data && !found.isError && (
        <div className="oco-card">
          {found.data.subject && (
            <Paragraph>
              <strong>{found.data.subject}</strong>
            </Paragraph>
          )}
          <p className="oco-written">{found.data.text}</p>
        </div>
      )}
    </aside>
  );
}
