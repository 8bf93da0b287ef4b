import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { TextArea } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import type { Correction } from "./corrections.ts";

/** Statement adds to the dossier what the resident says of a refusal, in their own words. */
export function Statement({ correction: { municipality, id, etag, statement: said, subject } }: { correction: Correction }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: { statement: said },
    check: ({ statement }): { statement?: string } => (statement.trim() ? {} : { statement: t("wrong.statement") }),
    send: async ({ statement }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/corrections/{correction}/_state", {
          params: { path: { municipality, correction: id }, header: once(key, etag) },
          body: { statement: statement.trim() },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/statement" ? "statement" : undefined),
  });
  const field = `statement-${id}`;
  return (
    <FoldedForm form={form} title={t(said ? "statement.change" : "statement.add")} send={t("statement.do")} whose={(says) => t("rights.of", { says, name: subject })} idOf={() => field}>
      <TextArea id={field} rows={3} most={4000} required label={t("correct.statement")} hint={t("statement.hint")} value={form.values.statement} error={form.errors.statement} onChange={(statement) => form.set("statement", statement)} />
    </FoldedForm>
  );
}
