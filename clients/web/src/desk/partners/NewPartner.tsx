import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Select, TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { useStatuses, type Status } from "./partners.ts";

const empty: { name: string; partnerStatus: Status | "" } = { name: "", partnerStatus: "" };

/** NewPartner adds an organisation that has not referred yet. */
export function NewPartner({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: empty,
    check: ({ name }): { name?: string } => (name.trim() ? {} : { name: t("wrong.partner.name") }),
    send: async ({ name, partnerStatus }, key) => {
      part(await client.POST("/municipalities/{municipality}/referrer-organisations", { params: { path: { municipality }, header: once(key) }, body: { name: name.trim(), ...(partnerStatus ? { partnerStatus } : {}) } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (["name", "partnerStatus"] as const).find((field) => pointer === `/${field}`),
  });
  const idOf = (field: string) => `partner-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("partner.new")} send={t("partner.new.do")} onDone={() => form.reset(empty)}>
      <TextField id={idOf("name")} required most={200} autoComplete="off" label={t("partner.name")} value={form.values.name} error={form.errors.name} onChange={(value) => form.set("name", value)} />
      <Select id={idOf("partnerStatus")} label={t("partner.status")} options={useStatuses("partner.status.none")} value={form.values.partnerStatus} error={form.errors.partnerStatus} onChange={(value) => form.set("partnerStatus", value)} />
    </FoldedForm>
  );
}
