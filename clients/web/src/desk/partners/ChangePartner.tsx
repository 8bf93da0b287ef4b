import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Select, TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { statusOf, useKinds, useLiaisons, useStatuses, type Partner } from "./partners.ts";

const fields = ["name", "kind", "partnerStatus", "liaison", "nextContactDate"] as const;

/** ChangePartner mends what we know of an organisation that refers, and says who of us keeps in touch with it. */
export function ChangePartner({ partner }: { partner: Partner }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, etag, name, kind = "", liaison = "", nextContactDate = "" } = partner;
  const kinds = useKinds(municipality);
  const form = useForm({
    version: etag,
    initial: { name, kind, partnerStatus: statusOf(partner), liaison, nextContactDate },
    check: (values): { name?: string } => (values.name.trim() ? {} : { name: t("wrong.partner.name") }),
    send: async ({ partnerStatus, ...values }, key, version) => {
      const params = { path: { municipality, referrerOrganisation: id }, query: { updateMask: fields.join(",") }, header: once(key, version) };
      part(await client.PATCH("/municipalities/{municipality}/referrer-organisations/{referrerOrganisation}", { params, body: { ...values, name: values.name.trim(), ...(partnerStatus ? { partnerStatus } : {}) } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => fields.find((field) => pointer === `/${field}`),
  });
  const idOf = (field: string) => `partner-${id}-${field}`;
  const { values, errors, set } = form;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("partner.change")} send={t("save")} whose={(says) => t("partner.whose", { says, name })}>
      <TextField id={idOf("name")} required most={200} autoComplete="off" label={t("partner.name")} value={values.name} error={errors.name} onChange={(value) => set("name", value)} />
      <Select
        id={idOf("kind")} label={t("partner.kind")} value={values.kind} error={errors.kind} onChange={(value) => set("kind", value)}
        options={[{ value: "", label: t("partner.kind.guess") }, ...kinds.filter(({ active, value }) => active || value === kind)]}
      />
      <Select id={idOf("partnerStatus")} label={t("partner.status")} options={useStatuses("partner.status.none")} value={values.partnerStatus} error={errors.partnerStatus} onChange={(value) => set("partnerStatus", value)} />
      <Select
        id={idOf("liaison")} label={t("partner.liaison.who")} hint={t("partner.liaison.hint")} value={values.liaison} error={errors.liaison} onChange={(value) => set("liaison", value)}
        options={[{ value: "", label: t("partner.liaison.none") }, ...useLiaisons(partner)]}
      />
      <TextField id={idOf("nextContactDate")} type="date" label={t("contacted.next")} value={values.nextContactDate} error={errors.nextContactDate} onChange={(value) => set("nextContactDate", value)} />
    </FoldedForm>
  );
}
