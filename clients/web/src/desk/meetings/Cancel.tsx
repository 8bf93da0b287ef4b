import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import type { Meeting } from "./meetings.ts";

/** The most characters of a reason; the contract says so too. */
const most = 200;

/** Cancel calls a meeting off. Its calendar file says so from then on. */
export function Cancel({ meeting: { municipality, id, etag } }: { meeting: Meeting }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    version: etag,
    initial: { reason: "" },
    check: ({ reason }): { reason?: string } => (reason.trim() ? {} : { reason: t("wrong.cancel") }),
    send: async ({ reason }, key, version) => {
      const params = { path: { municipality, meeting: id }, header: once(key, version) };
      part(await client.POST("/municipalities/{municipality}/meetings/{meeting}/_cancel", { params, body: { reason } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer === "/reason" ? "reason" : undefined),
  });
  return (
    <FoldedForm form={form} title={t("cancel.title")} send={t("cancel.do")} idOf={(field) => `cancel-${field}`}>
      <TextField id="cancel-reason" label={t("cancel.reason")} hint={t("cancel.hint")} most={most} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set("reason", reason)} required />
    </FoldedForm>
  );
}
