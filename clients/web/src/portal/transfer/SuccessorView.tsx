import { IconFolderOpen, IconTarget, IconUser } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Choices, Tick } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { usePortalText, type Key } from "../text.ts";
import type { View } from "./transfers.ts";

/** views are what a resident can choose, the least first, each with its picture. */
const views = [
  ["SUCCESSOR_VIEW_MINIMUM", IconUser], ["SUCCESSOR_VIEW_GOALS", IconTarget], ["SUCCESSOR_VIEW_EVERYTHING", IconFolderOpen],
] as const;

/** SuccessorView writes down what the resident chose that a successor sees of what was before. */
export function SuccessorView({ support: { municipality, id, etag, successorView } }: { support: Schemas["Case"] }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const chosen = successorView === "SUCCESSOR_VIEW_UNSPECIFIED" ? "" : successorView;
  const form = useForm<{ view: View | ""; agreed: boolean }>({
    version: etag,
    initial: { view: chosen, agreed: false },
    check: ({ view, agreed }): { view?: string; agreed?: string } => ({ ...(view ? {} : { view: t("wrong.view") }), ...(agreed ? {} : { agreed: t("wrong.view.agreed") }) }),
    send: async ({ view, agreed }, key, version) => {
      if (view === "") return;
      part(await client.POST("/municipalities/{municipality}/cases/{case}/_show", { params: { path: { municipality, case: id }, header: once(key, version) }, body: { successorView: view, residentAgreed: agreed } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/successorView": "view", "/residentAgreed": "agreed" })[pointer] as "view" | undefined,
  });
  const idOf = (field: string) => `view-${field}`;
  return (
    <>
      <Paragraph>{chosen ? t("view.chosen", { what: t(`view.${chosen}` as Key) }) : t("view.none")}</Paragraph>
      <FoldedForm form={form} idOf={idOf} title={t("view.open")} send={t("view.send")}>
        <Paragraph>{t("view.text")}</Paragraph>
        <Choices
          id={idOf("view")} label={t("view.question")} value={form.values.view} error={form.errors.view} onChange={(view) => form.set("view", view)}
          options={views.map(([view, icon]) => ({ value: view, label: t(`view.${view}`), hint: t(`view.hint.${view}`), icon }))}
        />
        <Tick id={idOf("agreed")} label={t("view.agreed")} checked={form.values.agreed} error={form.errors.agreed} onChange={(agreed) => form.set("agreed", agreed)} />
      </FoldedForm>
    </>
  );
}
