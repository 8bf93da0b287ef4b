import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../api/client.ts";
import { TextField } from "../design/Field.tsx";
import { FoldedForm } from "../form/FoldedForm.tsx";
import { useForm } from "../form/form.ts";
import { useSession } from "../login/Gate.tsx";
import { useText } from "../text/text.tsx";

/** VisitRisk records what to mind at a home visit. */
export function VisitRisk({ municipality, application }: { municipality: string; application: string }) {
  const { t } = useText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: { warning: "" },
    check: ({ warning }): { warning?: string } => (warning.trim() ? {} : { warning: t("wrong.warning") }),
    send: async ({ warning }, key) => {
      part(await client.POST("/municipalities/{municipality}/home-visit-risks", { params: { path: { municipality }, header: once(key) }, body: { application, warning: warning.trim() } }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/warning" ? "warning" : undefined),
  });
  return (
    <FoldedForm form={form} title={t("risk.open")} send={t("risk.send")} idOf={() => "risk-warning"} onDone={() => form.reset({ warning: "" })}>
      <TextField id="risk-warning" required most={200} label={t("risk.warning")} hint={t("risk.warning.hint")} value={form.values.warning} error={form.errors.warning} onChange={(warning) => form.set("warning", warning)} />
    </FoldedForm>
  );
}
