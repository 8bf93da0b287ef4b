import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered, type Asking } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Supporter } from "../self.ts";
import { usePortalText } from "../text.ts";
import { PauseCard, type Pause } from "./PauseCard.tsx";

const initial = { first: "", last: "" };

/** Holidays are when a supporter is away. */
export function Holidays({ own, pauses }: { own: Supporter; pauses: Asking<Pause[]> }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality } = own;
  const form = useForm({
    initial,
    check: ({ first, last }): Partial<typeof initial> => ({
      ...(first ? {} : { first: t("wrong.first") }),
      ...(last ? (first && last < first ? { last: t("wrong.order") } : {}) : { last: t("wrong.last") }),
    }),
    send: async ({ first, last }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/pauses", {
          params: { path: { municipality }, header: once(key) },
          body: { supporter: own.id, kind: "PAUSE_KIND_HOLIDAY", startDate: first, endDate: last, maxCases: 0 },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => ({ "/startDate": "first", "/endDate": "last" })[pointer] as "first" | undefined,
  });
  return (
    <section className="oco-stack" aria-labelledby="holidays">
      <Heading level={2} id="holidays">
        {t("holidays.title")}
      </Heading>
      <Answered of={pauses}>{(found) => (found.length > 0 ? found.map((pause) => <PauseCard key={pause.id} pause={pause} />) : <Paragraph>{t("holidays.none")}</Paragraph>)}</Answered>
      <FoldedForm form={form} title={t("holidays.open")} send={t("holidays.send")} onDone={() => form.reset(initial)}>
        <TextField id="first" type="date" required label={t("holidays.first")} value={form.values.first} error={form.errors.first} onChange={(first) => form.set("first", first)} />
        <TextField id="last" type="date" required label={t("holidays.last")} value={form.values.last} error={form.errors.last} onChange={(last) => form.set("last", last)} />
      </FoldedForm>
    </section>
  );
}
