import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Select } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { canSupport, useSupporters } from "../people/people.ts";
import { useDeskText } from "../text.ts";

/** Second has somebody help on a case beside whose it is, or no more. */
export function Second({ support }: { support: Schemas["Case"] }) {
  const { t } = useDeskText();
  const { municipality, id, etag, secondSupporter } = support;
  const supporters = useSupporters(municipality);
  if (!secondSupporter) return <Add support={support} supporters={supporters.data ?? []} />;
  const name = supporters.data?.find((one) => one.id === secondSupporter)?.name ?? "…";
  return (
    <div>
      <Act
        municipality={municipality}
        purpose="subtle"
        change={(client, _none, key) => client.POST("/municipalities/{municipality}/cases/{case}/_leave", { params: { path: { municipality, case: id }, header: once(key, etag) }, body: {} })}
      >
        {t("second.leave", { name })}
      </Act>
    </div>
  );
}

function Add({ support: { municipality, id, etag, supporter: first }, supporters }: { support: Schemas["Case"]; supporters: Schemas["Supporter"][] }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    version: etag ?? "",
    initial: { supporter: "" },
    check: ({ supporter }): { supporter?: string } => (supporter ? {} : { supporter: t("wrong.joins") }),
    send: async ({ supporter }, key, version) => {
      part(await client.POST("/municipalities/{municipality}/cases/{case}/_join", { params: { path: { municipality, case: id }, header: once(key, version) }, body: { supporter } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: () => "supporter",
  });
  const able = supporters.filter((one) => one.id !== first && canSupport(one)).toSorted((a, b) => a.name.localeCompare(b.name, "nl"));
  return (
    <FoldedForm form={form} idOf={() => "second-supporter"} title={t("second.open")} send={t("second.send")}>
      <Paragraph>{t("second.text")}</Paragraph>
      <Select
        id="second-supporter" required label={t("second.who")} value={form.values.supporter} error={form.errors.supporter} onChange={(supporter) => form.set("supporter", supporter)}
        options={[{ value: "", label: t("choose") }, ...able.map((one) => ({ value: one.id!, label: [one.name, one.organisation].filter(Boolean).join(", ") }))]}
      />
    </FoldedForm>
  );
}
