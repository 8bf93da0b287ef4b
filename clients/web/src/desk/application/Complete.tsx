import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Checks, Select, TextArea } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { longest } from "../../form/room.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Application } from "../application.ts";
import { domains, type Domain } from "../../support/domains.ts";
import { useIntakeForm } from "../names.ts";
import { useDeskText, type Key } from "../text.ts";

/** Complete fills in what an application still misses, or mends what was written down wrongly. */
export function Complete({ application }: { application: Application }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id } = application;
  const places = useIntakeForm(municipality).data;
  const form = useForm({
    version: application.etag,
    initial: { question: application.question, domains: application.lifeDomains as Domain[], neighbourhood: application.neighbourhood, groups: application.targetGroups },
    check: () => ({}),
    send: async ({ question, domains: chosen, neighbourhood, groups }, key, version) => {
      const params = {
        path: { municipality, application: id },
        query: { updateMask: "question,lifeDomains,neighbourhood,targetGroups" },
        header: once(key, version),
      };
      const body = { question, lifeDomains: chosen, neighbourhood, targetGroups: groups };
      part(await client.PATCH("/municipalities/{municipality}/applications/{application}", { params, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/question": "question", "/lifeDomains": "domains", "/neighbourhood": "neighbourhood" })[pointer] as "question" | undefined,
  });
  return (
    <FoldedForm form={form} open={application.toComplete.includes("life_domain")} title={t("complete.title")} send={t("save")}>
      <Checks id="domains" label={t("new.domains")} hint={t("complete.domains.hint")} options={domains.map((value) => ({ value, label: t(`domain.${value}` as Key) }))} values={form.values.domains} error={form.errors.domains} onChange={(values) => form.set("domains", values)} />
      <TextArea id="question" label={t("new.question")} hint={t("new.question.hint")} most={longest.question} value={form.values.question} error={form.errors.question} onChange={(value) => form.set("question", value)} />
      <Select
        id="neighbourhood"
        label={t("who.neighbourhood")}
        options={[{ value: "", label: t("choose") }, ...(places?.neighbourhoods ?? []).map(({ code, label }) => ({ value: code, label }))]}
        value={form.values.neighbourhood}
        error={form.errors.neighbourhood}
        onChange={(value) => form.set("neighbourhood", value)}
      />
      {places && places.targetGroups.length > 0 && (
        <Checks id="groups" label={t("complete.groups")} options={places.targetGroups.map(({ code, label }) => ({ value: code, label }))} values={form.values.groups} onChange={(values) => form.set("groups", values)} />
      )}
    </FoldedForm>
  );
}
