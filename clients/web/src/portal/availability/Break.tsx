import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Choices, Select, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered, type Asking } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Supporter } from "../self.ts";
import { usePortalText } from "../text.ts";
import { PauseCard, type Pause } from "./PauseCard.tsx";

interface Values {
  less: "none" | "fewer" | "";
  cases: string;
  until: string;
}

const initial: Values = { less: "", cases: "1", until: "" };

/** Break is "I need a break": nothing new for a while, or less than usual. Nobody has to say why. */
export function Break({ own, pauses }: { own: Supporter; pauses: Asking<Pause[]> }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, maxCases } = own;
  // Fewer than one is none.
  const choices = maxCases > 1 ? (["none", "fewer"] as const) : (["none"] as const);
  const form = useForm<Values>({
    initial,
    check: ({ less }) => (less ? {} : { less: t("wrong.less") }),
    send: async ({ less, cases, until }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/pauses", {
          params: { path: { municipality }, header: once(key) },
          body: { supporter: own.id, kind: "PAUSE_KIND_BREAK", maxCases: less === "fewer" ? Number(cases) : 0, endDate: until },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => ({ "/endDate": "until", "/maxCases": "cases" })[pointer] as "until" | undefined,
  });
  return (
    <section className="oco-stack" aria-labelledby="break">
      <Heading level={2} id="break">
        {t("break.title")}
      </Heading>
      <Answered of={pauses}>{(found) => (found.length > 0 ? found.map((pause) => <PauseCard key={pause.id} pause={pause} />) : <Paragraph>{t("break.text")}</Paragraph>)}</Answered>
      <FoldedForm form={form} title={t((pauses.data ?? []).length > 0 ? "break.another" : "break.open")} send={t("break.send")} onDone={() => form.reset(initial)}>
        <Choices
          id="less"
          label={t("break.less")}
          options={choices.map((value) => ({ value, label: t(`break.${value}`), hint: t(`break.${value}.hint`) }))}
          value={form.values.less}
          error={form.errors.less}
          onChange={(less) => form.set("less", less)}
        />
        {form.values.less === "fewer" && (
          <Select
            id="cases"
            label={t("break.cases")}
            options={Array.from({ length: maxCases - 1 }, (_, index) => ({ value: `${index + 1}`, label: t("cases.count", { count: index + 1 }) }))}
            value={form.values.cases}
            error={form.errors.cases}
            onChange={(cases) => form.set("cases", cases)}
          />
        )}
        <TextField id="until" type="date" label={t("break.until")} hint={t("break.until.hint")} value={form.values.until} error={form.errors.until} onChange={(until) => form.set("until", until)} />
      </FoldedForm>
    </section>
  );
}
