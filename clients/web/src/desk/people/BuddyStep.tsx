import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Choices, TextArea, TextField, Tick } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { today } from "./people.ts";

type Pair = Schemas["BuddyPair"];
type Step = "BUDDY_STEP_SHADOW" | "BUDDY_STEP_TOGETHER" | "BUDDY_STEP_SOLO";

const steps: Step[] = ["BUDDY_STEP_SHADOW", "BUDDY_STEP_TOGETHER", "BUDDY_STEP_SOLO"];

/** The most characters of how it went, and of why a step is left out; the contract says so too. */
const most = { note: 1000, skipReason: 500 } as const;

interface Values {
  step: Step;
  heldDate: string;
  again: boolean;
  note: string;
  skipReason: string;
}

const fields = ["step", "heldDate", "again", "note", "skipReason"] as const;

/** BuddyStep records that a step took place. Who leaves one out says why. */
export function BuddyStep({ pair }: { pair: Pair }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id } = pair;
  const at = steps.findIndex((step) => step === pair.step);
  const form = useForm<Values>({
    version: pair.etag,
    initial: { step: steps[at] ?? "BUDDY_STEP_SHADOW", heldDate: today(), again: false, note: "", skipReason: "" },
    check: () => ({}),
    send: async ({ skipReason, ...said }, key, version) => {
      const params = { path: { municipality, buddyPair: id }, header: once(key, version) };
      const body = { ...said, ...(steps.indexOf(said.step) > at ? { skipReason } : {}) };
      part(await client.POST("/municipalities/{municipality}/buddy-pairs/{buddyPair}/_record", { params, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => fields.find((field) => pointer === `/${field}`),
  });
  const { step, heldDate, again, note, skipReason } = form.values;
  return (
    <FoldedForm form={form} title={t("buddy.record")} send={t("around.add.do")} idOf={(field) => `step-${field}`}>
      <Choices id="step-step" label={t("buddy.step")} options={steps.map((value) => ({ value, label: t(`step.${value}`) }))} value={step} error={form.errors.step} onChange={(value) => form.set("step", value)} />
      <TextField id="step-heldDate" label={t("buddy.day")} type="date" value={heldDate} error={form.errors.heldDate} onChange={(value) => form.set("heldDate", value)} />
      <TextArea id="step-note" rows={2} label={t("buddy.note")} hint={t("buddy.note.hint")} most={most.note} value={note} error={form.errors.note} onChange={(value) => form.set("note", value)} />
      {steps.indexOf(step) > at && (
        <TextArea id="step-skipReason" rows={2} label={t("buddy.skip")} most={most.skipReason} value={skipReason} error={form.errors.skipReason} onChange={(value) => form.set("skipReason", value)} />
      )}
      <Tick id="step-again" label={t("buddy.again.tick")} checked={again} onChange={(value) => form.set("again", value)} />
    </FoldedForm>
  );
}
