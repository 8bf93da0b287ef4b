import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { TextArea, Tick } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";

/** SafetyAsked says how pressing a worry is, and what is asked of the supporter who raised it. */
export function SafetyAsked({ concern }: { concern: Schemas["SafetyConcern"] }) {
  const { t } = useDeskText();
  const { municipality = "", id = "", etag = "" } = concern;
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    version: etag,
    initial: { asked: concern.askedOfSupporter ?? "", acute: concern.acute ?? false },
    check: () => ({}),
    send: async ({ asked, acute }, key, version) => {
      part(
        await client.PATCH("/municipalities/{municipality}/safety-concerns/{safetyConcern}", {
          params: { path: { municipality, safetyConcern: id }, query: { updateMask: "askedOfSupporter,acute" }, header: once(key, version) },
          body: { askedOfSupporter: asked.trim(), acute },
        }),
      );
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/askedOfSupporter": "asked", "/acute": "acute" } as const)[pointer],
  });
  return (
    <FoldedForm form={form} title={t("safety.ask")} send={t("save")} idOf={(field) => `${field}-${id}`}>
      <TextArea id={`asked-${id}`} most={1000} rows={3} label={t("safety.ask.label")} hint={t("safety.ask.hint")} value={form.values.asked} error={form.errors.asked} onChange={(asked) => form.set("asked", asked)} />
      {concern.state === "SAFETY_CONCERN_STATE_OPEN" && <Tick id={`acute-${id}`} label={t("worry.acute")} error={form.errors.acute} checked={form.values.acute} onChange={(acute) => form.set("acute", acute)} />}
    </FoldedForm>
  );
}
