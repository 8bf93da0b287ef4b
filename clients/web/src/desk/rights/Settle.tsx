import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Choices, TextArea } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import type { RightsRequest } from "./Asked.tsx";

type Outcome = Schemas["SettleRightsRequestRequest"]["outcome"];

/** Settle ends a request with what was answered. */
export function Settle({ request: { municipality, id, etag, name, right, state } }: { request: RightsRequest }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const told = right === "RIGHT_CORRECT"; // what is answered goes out
  const form = useForm({
    initial: { outcome: "" as Outcome | "", answer: "" },
    check: ({ outcome, answer }): { outcome?: string; answer?: string } => ({
      ...(outcome ? {} : { outcome: t("wrong.ending") }),
      ...(answer.trim() ? {} : outcome === "RIGHTS_REQUEST_STATE_REFUSED" ? { answer: t("wrong.refused") } : outcome === "RIGHTS_REQUEST_STATE_DONE" && told ? { answer: t("wrong.told") } : {}),
    }),
    send: async ({ outcome, answer }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/rights-requests/{rightsRequest}/_settle", {
          params: { path: { municipality, rightsRequest: id }, header: once(key, etag) },
          body: { outcome: outcome as Outcome, answer: answer.trim() },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => ({ "/outcome": "outcome", "/answer": "answer" })[pointer] as "answer" | undefined,
  });
  const field = (of: string) => `${of}-${id}`;
  // What was destroyed is done by destroying; and nothing is done for somebody who is not known.
  const done = right !== "RIGHT_DESTROY" && state === "RIGHTS_REQUEST_STATE_IDENTIFIED";
  return (
    <FoldedForm form={form} title={t("rights.settle")} send={t("rights.settle.do")} whose={(says) => t("rights.of", { says, name })} idOf={field}>
      <Choices
        id={field("outcome")}
        label={t("rights.outcome")}
        options={[
          ...(done ? [{ value: "RIGHTS_REQUEST_STATE_DONE" as Outcome, label: t("rights.done") }] : []),
          { value: "RIGHTS_REQUEST_STATE_REFUSED" as Outcome, label: t("rights.refused") },
          { value: "RIGHTS_REQUEST_STATE_WITHDRAWN" as Outcome, label: t("rights.withdrawn") },
        ]}
        value={form.values.outcome}
        error={form.errors.outcome}
        onChange={(outcome) => form.set("outcome", outcome)}
      />
      <TextArea id={field("answer")} rows={2} most={4000} label={t("rights.answered.what")} hint={t(told ? "rights.answered.told" : "rights.answered.hint")} value={form.values.answer} error={form.errors.answer} onChange={(answer) => form.set("answer", answer)} />
    </FoldedForm>
  );
}
