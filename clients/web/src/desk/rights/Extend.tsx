import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { TextArea } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import type { RightsRequest } from "./Asked.tsx";

/** Extend takes two months more, once, with the reason that is told to who asked. */
export function Extend({ request: { municipality, id, etag, name } }: { request: RightsRequest }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: { reason: "" },
    check: ({ reason }): { reason?: string } => (reason.trim() ? {} : { reason: t("wrong.extend") }),
    send: async ({ reason }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/rights-requests/{rightsRequest}/_extend", {
          params: { path: { municipality, rightsRequest: id }, header: once(key, etag) },
          body: { reason: reason.trim() },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/reason" ? "reason" : undefined),
  });
  const field = `extend-${id}`;
  return (
    <FoldedForm form={form} title={t("rights.extend")} send={t("rights.extend.do")} whose={(says) => t("rights.of", { says, name })} idOf={() => field}>
      <TextArea id={field} rows={2} most={1000} required label={t("rights.extend.reason")} hint={t("rights.extend.hint")} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set("reason", reason)} />
    </FoldedForm>
  );
}
