import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Choices, TextArea, TextField, Tick } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";

type Request = Schemas["RecordSafetyStepRequest"];
type Step = Exclude<NonNullable<Request["step"]>, "SAFETY_STEP_UNSPECIFIED">;
type Decision = Exclude<NonNullable<Request["decision"]>, "SAFETY_DECISION_UNSPECIFIED">;

const steps: Step[] = ["SAFETY_STEP_SIGNALS", "SAFETY_STEP_CONSULT", "SAFETY_STEP_TALK", "SAFETY_STEP_WEIGH", "SAFETY_STEP_DECIDE"];
const decisions: Decision[] = ["SAFETY_DECISION_REPORT", "SAFETY_DECISION_HELP", "SAFETY_DECISION_REPORT_AND_HELP", "SAFETY_DECISION_NOTHING"];

interface Values {
  step: Step | "";
  note: string;
  skip: boolean;
  decision: Decision | "";
  second: string;
}

const empty: Values = { step: "", note: "", skip: false, decision: "", second: "" };

const fields: Record<string, keyof Values> = { "/step": "step", "/note": "note", "/skip": "skip", "/decision": "decision", "/secondPerson": "second", "/secondAccount": "second" };

/** SafetyStep records a step of the reporting code; the last one with whom it was decided. */
export function SafetyStep({ concern: { municipality = "", id = "", etag, acute } }: { concern: Schemas["SafetyConcern"] }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const deciding = (step: string) => step === "SAFETY_STEP_DECIDE";
  const form = useForm<Values>({
    initial: empty,
    check: ({ step, note, decision, second }) => ({
      ...(step ? {} : { step: t("wrong.step") }),
      ...(deciding(step) && !decision ? { decision: t("wrong.decision") } : {}),
      ...(deciding(step) && !second.trim() ? { second: t("wrong.second") } : {}),
      ...(note.trim() ? {} : { note: t("wrong.said") }),
    }),
    send: async ({ step, note, skip, decision, second }, key) => {
      if (!step) return;
      part(
        await client.POST("/municipalities/{municipality}/safety-concerns/{safetyConcern}/_record", {
          params: { path: { municipality, safetyConcern: id }, header: once(key, etag) },
          body: { step, note: note.trim(), skip: skip && !deciding(step), ...(deciding(step) && decision ? { decision, secondPerson: second.trim() } : {}) },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => fields[pointer],
  });
  const { step } = form.values;
  const skippable = acute && (step === "SAFETY_STEP_CONSULT" || step === "SAFETY_STEP_TALK");
  return (
    <FoldedForm form={form} title={t("safety.record")} send={t("safety.record.do")} idOf={(field) => `safety-${id}-${field}`} onDone={() => form.reset(empty)}>
      <Choices id={`safety-${id}-step`} label={t("safety.step")} options={steps.map((value) => ({ value, label: t(`safety.${value}`) }))} value={step} error={form.errors.step} onChange={(chosen) => form.set("step", chosen)} />
      {skippable && <Tick id={`safety-${id}-skip`} label={t("safety.skip")} error={form.errors.skip} checked={form.values.skip} onChange={(skip) => form.set("skip", skip)} />}
      {deciding(step) && (
        <>
          <Paragraph>{t("safety.two")}</Paragraph>
          <Choices id={`safety-${id}-decision`} label={t("safety.decision")} options={decisions.map((value) => ({ value, label: t(`safety.${value}`) }))} value={form.values.decision} error={form.errors.decision} onChange={(decision) => form.set("decision", decision)} />
          <TextField id={`safety-${id}-second`} required most={200} label={t("safety.second")} hint={t("safety.second.hint")} value={form.values.second} error={form.errors.second} onChange={(second) => form.set("second", second)} />
        </>
      )}
      <TextArea id={`safety-${id}-note`} required most={4000} rows={5} label={t("safety.note")} value={form.values.note} error={form.errors.note} onChange={(note) => form.set("note", note)} />
    </FoldedForm>
  );
}
