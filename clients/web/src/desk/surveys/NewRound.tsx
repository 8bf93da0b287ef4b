import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Checks, TextField } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";

type Audience = Exclude<Schemas["SurveyAudience"], "SURVEY_AUDIENCE_UNSPECIFIED">;

const audiences: Audience[] = ["SURVEY_AUDIENCE_RESIDENT", "SURVEY_AUDIENCE_SUPPORTER"];

interface Values {
  from: string;
  until: string;
  last: string;
  audiences: Audience[];
}

/** inDays is the day so many days from now, as a date field has it. */
function inDays(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return day.toLocaleDateString("sv");
}

const fields: Record<string, keyof Values> = {
  "/surveyRound/fromDate": "from", "/surveyRound/untilDate": "until", "/surveyRound/lastDate": "last", "/surveyRound/audiences": "audiences",
  "/fromDate": "from", "/untilDate": "until", "/lastDate": "last", "/audiences": "audiences",
};

/** NewRound opens a yearly round, which asks everybody once. */
export function NewRound({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm<Values>({
    initial: { from: inDays(-365), until: inDays(0), last: inDays(42), audiences },
    check: (values) => ({
      ...(values.from ? {} : { from: t("wrong.date") }),
      ...(values.until ? {} : { until: t("wrong.date") }),
      ...(values.last ? {} : { last: t("wrong.date") }),
      ...(values.audiences.length > 0 ? {} : { audiences: t("surveys.nobody") }),
    }),
    send: async (values, key) => {
      part(
        await client.POST("/municipalities/{municipality}/survey-rounds", {
          params: { path: { municipality }, header: once(key) },
          body: { fromDate: values.from, untilDate: values.until, lastDate: values.last, audiences: values.audiences },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => fields[pointer],
  });
  const idOf = (field: string) => `round-${field}`;
  return (
    <FoldedForm form={form} title={t("surveys.open")} send={t("surveys.open.do")} idOf={idOf}>
      <Paragraph>{t("surveys.open.text")}</Paragraph>
      <TextField id={idOf("from")} type="date" label={t("surveys.from")} value={form.values.from} error={form.errors.from} onChange={(from) => form.set("from", from)} />
      <TextField id={idOf("until")} type="date" label={t("surveys.until")} value={form.values.until} error={form.errors.until} onChange={(until) => form.set("until", until)} />
      <TextField id={idOf("last")} type="date" label={t("surveys.last")} hint={t("surveys.last.hint")} value={form.values.last} error={form.errors.last} onChange={(last) => form.set("last", last)} />
      <Checks id={idOf("audiences")} label={t("surveys.who")} options={audiences.map((value) => ({ value, label: t(`survey.${value}`) }))} values={form.values.audiences} error={form.errors.audiences} onChange={(chosen) => form.set("audiences", chosen)} />
    </FoldedForm>
  );
}
