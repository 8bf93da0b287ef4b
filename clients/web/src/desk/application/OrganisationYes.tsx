import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Select } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";

/** named is a name of an organisation as it is compared: however it was typed. */
const named = (organisation: string) => organisation.trim().toLowerCase();

/** OrganisationYes records that an organisation said yes on the phone, and who of its people takes it. */
export function OrganisationYes({ offer }: { offer: Schemas["Offer"] }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality } = offer;
  const people = useGet(municipality, ["supporters", "active"], () =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/supporters", { params: { path: { municipality }, query: { states: ["SUPPORTER_STATE_ACTIVE"], pageSize: 200, pageToken } } }),
      (page) => page.supporters,
    ),
  ).data;
  const form = useForm({
    initial: { supporter: "" },
    check: ({ supporter }): { supporter?: string } => (supporter ? {} : { supporter: t("wrong.who") }),
    send: async ({ supporter }, key) => {
      const params = { path: { municipality, offer: offer.id }, header: once(key, offer.etag) };
      part(await client.POST("/municipalities/{municipality}/offers/{offer}/_answer", { params, body: { accepted: true, supporter } }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/supporter" ? "supporter" : undefined),
  });
  const own = (people ?? []).filter(({ organisation }) => named(organisation) === named(offer.organisation));
  return (
    <FoldedForm form={form} title={t("offer.yes")} send={t("offer.yes.do")} whose={(says) => t("offer.whose", { says, name: offer.organisation })} idOf={(field) => `yes-${offer.id}-${field}`}>
      <Select
        id={`yes-${offer.id}-supporter`}
        label={t("offer.who", { organisation: offer.organisation })}
        options={[{ value: "", label: t("choose") }, ...own.map(({ id, name }) => ({ value: id, label: name ?? "" }))]}
        value={form.values.supporter}
        error={form.errors.supporter}
        onChange={(supporter) => form.set("supporter", supporter)}
      />
    </FoldedForm>
  );
}
