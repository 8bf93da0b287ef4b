import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../api/client.ts";
import { Choices, Tick } from "../design/Field.tsx";
import { Paragraph } from "../design/text.tsx";
import { FoldedForm } from "../form/FoldedForm.tsx";
import { useForm } from "../form/form.ts";
import { useSession } from "../login/Gate.tsx";
import { useText } from "../text/text.tsx";

/** Ender is who would rather go on with somebody else. */
export type Ender = Exclude<NonNullable<Schemas["Case"]["matchEndedBy"]>, "MATCH_ENDER_UNSPECIFIED">;

interface EndMatchProps {
  support: Schemas["Case"];
  /** Whom the reader can name; the coordinator is named by a coordinator alone. */
  enders: readonly Ender[];
}

/** EndMatch ends a match without blame: who asked is told, why is not. The application then waits for somebody else. */
export function EndMatch({ support: { municipality, id, etag }, enders }: EndMatchProps) {
  const { t } = useText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm<{ by: Ender | ""; sure: boolean }>({
    version: etag,
    initial: { by: "", sure: false },
    check: ({ by, sure }): { by?: string; sure?: string } => ({ ...(by ? {} : { by: t("wrong.parted.by") }), ...(sure ? {} : { sure: t("wrong.parted.sure") }) }),
    send: async ({ by }, key, version) => {
      if (by === "") return;
      part(await client.POST("/municipalities/{municipality}/cases/{case}/_part", { params: { path: { municipality, case: id }, header: once(key, version) }, body: { matchEndedBy: by } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer === "/matchEndedBy" ? "by" : undefined),
  });
  const idOf = (field: string) => `parted-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("parted.open")} send={t("parted.send")}>
      <Paragraph>{t("parted.text")}</Paragraph>
      <Choices
        id={idOf("by")} label={t("parted.by")} hint={t("parted.by.hint")} value={form.values.by} error={form.errors.by} onChange={(by) => form.set("by", by)}
        options={enders.map((by) => ({ value: by, label: t(`parted.${by}`) }))}
      />
      <Tick id={idOf("sure")} label={t("parted.sure")} checked={form.values.sure} error={form.errors.sure} onChange={(sure) => form.set("sure", sure)} />
    </FoldedForm>
  );
}
