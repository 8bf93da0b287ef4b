import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Select, TextArea, Tick } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useBegun, useKept } from "../../form/kept.ts";
import { useSession } from "../../login/Gate.tsx";
import { most } from "../../support/colleagues/colleagues.ts";
import { domains, type Domain } from "../../support/domains.ts";
import { usePortalText } from "../text.ts";

interface Values {
  domain: Domain | "";
  question: string;
  named: boolean;
}

const empty: Values = { domain: "", question: "", named: false };

/** AskForm asks colleagues something, without saying of whom. What is typed outlives a reload. */
export function AskForm({ municipality }: { municipality: string }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { begun, place } = useBegun(`colleagues.${municipality}`, empty);
  const form = useForm<Values>({
    initial: begun,
    check: ({ domain, question }): { domain?: string; question?: string } => ({
      ...(domain ? {} : { domain: t("wrong.colleagues.domain") }),
      ...(question.trim() ? {} : { question: t("wrong.colleagues.question") }),
    }),
    send: async ({ domain, question, named }, key) => {
      if (domain === "") return;
      part(await client.POST("/municipalities/{municipality}/consultations", { params: { path: { municipality }, header: once(key) }, body: { question: question.trim(), lifeDomain: domain, showName: named } }));
      forget();
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/question": "question", "/lifeDomain": "domain" } as const)[pointer],
  });
  const forget = useKept(place, form, empty);
  const idOf = (field: string) => `ask-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} open={begun.question !== ""} title={t("colleagues.ask")} send={t("colleagues.ask.send")} onDone={() => form.reset(empty)}>
      <Paragraph>{t("colleagues.ask.text")}</Paragraph>
      <Select
        id={idOf("domain")} required label={t("colleagues.domain")} value={form.values.domain} error={form.errors.domain} onChange={(domain) => form.set("domain", domain)}
        options={[{ value: "", label: t("choose") }, ...domains.map((domain) => ({ value: domain, label: t(`domain.${domain}`) }))]}
      />
      <TextArea id={idOf("question")} rows={5} most={most} required label={t("colleagues.question")} hint={t("colleagues.nameless")} value={form.values.question} error={form.errors.question} onChange={(question) => form.set("question", question)} />
      <Tick id={idOf("named")} label={t("colleagues.named")} checked={form.values.named} onChange={(named) => form.set("named", named)} />
    </FoldedForm>
  );
}
