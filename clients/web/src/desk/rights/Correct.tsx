import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Choices, Select, TextArea } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import type { RightsRequest } from "./Asked.tsx";
import { parts } from "./corrections.ts";

type Outcome = Schemas["CreateCorrectionRequest"]["outcome"];
type Part = Schemas["CreateCorrectionRequest"]["part"];

const blank = { part: "" as Part | "", outcome: "" as Outcome | "", subject: "", reason: "", statement: "" };

/** Correct records what was decided of one part of the dossier: corrected, or refused with the reason and what the resident says of that. */
export function Correct({ request: { municipality, id, name } }: { request: RightsRequest }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: blank,
    check: ({ part: of, outcome, subject, reason }): { part?: string; outcome?: string; subject?: string; reason?: string } => ({
      ...(of ? {} : { part: t("wrong.part") }),
      ...(subject.trim() ? {} : { subject: t("wrong.correct") }),
      ...(outcome ? {} : { outcome: t("wrong.corrected") }),
      ...(outcome === "CORRECTION_OUTCOME_REFUSED" && !reason.trim() ? { reason: t("wrong.refused") } : {}),
    }),
    send: async ({ part: of, outcome, subject, reason, statement }, key) => {
      const refused = outcome === "CORRECTION_OUTCOME_REFUSED";
      part(
        await client.POST("/municipalities/{municipality}/corrections", {
          params: { path: { municipality }, header: once(key) },
          body: {
            rightsRequest: id, part: of as Part, outcome: outcome as Outcome, subject: subject.trim(),
            ...(refused ? { reason: reason.trim(), statement: statement.trim() } : {}),
          },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
      form.reset(blank);
    },
    fieldOf: (pointer) => ({ "/part": "part", "/outcome": "outcome", "/subject": "subject", "/reason": "reason", "/statement": "statement" })[pointer] as "part" | undefined,
  });
  const field = (of: string) => `correct-${of}-${id}`;
  return (
    <FoldedForm form={form} title={t("correct.title")} send={t("correct.do")} whose={(says) => t("rights.of", { says, name })} idOf={field}>
      <Select
        id={field("part")} label={t("correct.part")} value={form.values.part} error={form.errors.part} onChange={(of) => form.set("part", of)}
        options={[{ value: "", label: t("choose") }, ...parts.map((value) => ({ value, label: t(`correct.${value}` as Key) }))]}
      />
      <TextArea id={field("subject")} rows={2} most={1000} required label={t("correct.subject")} value={form.values.subject} error={form.errors.subject} onChange={(subject) => form.set("subject", subject)} />
      <Choices
        id={field("outcome")} label={t("correct.outcome")} hint={t("correct.outcome.hint")} value={form.values.outcome} error={form.errors.outcome} onChange={(outcome) => form.set("outcome", outcome)}
        options={[
          { value: "CORRECTION_OUTCOME_CORRECTED" as Outcome, label: t("correct.corrected") },
          { value: "CORRECTION_OUTCOME_REFUSED" as Outcome, label: t("correct.refused") },
        ]}
      />
      {form.values.outcome === "CORRECTION_OUTCOME_REFUSED" && (
        <>
          <TextArea id={field("reason")} rows={2} most={2000} required label={t("correct.reason")} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set("reason", reason)} />
          <TextArea
            id={field("statement")} rows={3} most={4000} label={t("correct.statement")} hint={t("correct.statement.hint")} value={form.values.statement} error={form.errors.statement}
            onChange={(statement) => form.set("statement", statement)}
          />
        </>
      )}
    </FoldedForm>
  );
}
