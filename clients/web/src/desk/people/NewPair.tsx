import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Select } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { useSupporters, type Supporter } from "./people.ts";

/** NewPair has an experienced volunteer accompany a new one. */
export function NewPair({ newcomer: { municipality, id } }: { newcomer: Supporter }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const experienced = (useSupporters(municipality).data ?? []).filter(({ kind, state }) => kind === "SUPPORT_KIND_INFORMAL" && state === "SUPPORTER_STATE_ACTIVE");
  const form = useForm({
    initial: { buddy: "" },
    check: ({ buddy }): { buddy?: string } => (buddy ? {} : { buddy: t("wrong.buddy") }),
    send: async ({ buddy }, key) => {
      const params = { path: { municipality }, header: once(key) };
      part(await client.POST("/municipalities/{municipality}/buddy-pairs", { params, body: { newcomer: id, buddy } }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/buddy" ? "buddy" : undefined),
  });
  return (
    <FoldedForm form={form} title={t("buddy.begin")} send={t("buddy.begin.do")} idOf={(field) => `pair-${field}`}>
      <Select
        id="pair-buddy"
        label={t("buddy.who")}
        options={[{ value: "", label: t("choose") }, ...experienced.map(({ id: value, name }) => ({ value, label: name }))]}
        value={form.values.buddy}
        error={form.errors.buddy}
        onChange={(buddy) => form.set("buddy", buddy)}
        required
      />
    </FoldedForm>
  );
}
