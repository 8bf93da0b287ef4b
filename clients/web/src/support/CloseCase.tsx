import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../api/client.ts";
import { all, useGet } from "../api/queries.ts";
import { Button } from "../design/Button.tsx";
import { Choices, Select, TextArea, TextField } from "../design/Field.tsx";
import { Missing } from "../form/Answered.tsx";
import { ErrorSummary } from "../form/ErrorSummary.tsx";
import { useForm } from "../form/form.ts";
import { useSession } from "../login/Gate.tsx";
import { useText } from "../text/text.tsx";

type Case = Schemas["Case"];
type Fit = Exclude<Case["fit"], "FIT_UNSPECIFIED">;

const fits: Fit[] = ["FIT_YES", "FIT_PARTLY", "FIT_NO"];

/** useOutcomes reads what a case can come to, as the municipality words it. */
export function useOutcomes(municipality: string) {
  return useGet(municipality, ["codes", "outcome"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/codes", { params: { path: { municipality }, query: { list: "CODE_LIST_OUTCOME", pageToken } } }),
      (page) => page.codes,
    ),
  );
}

/** CloseCase asks what it was about, what came of it, and whether that fits. */
export function CloseCase({ support }: { support: Case }) {
  const { t, language } = useText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const { municipality, id } = support;
  const outcomes = useOutcomes(municipality);
  const form = useForm<{ need: string; outcome: string; fit: Fit | ""; hours: string }>({
    initial: { need: "", outcome: "", fit: "", hours: "" },
    check: ({ need, outcome, fit, hours }) => ({
      ...(need.trim() ? {} : { need: t("wrong.need") }),
      ...(outcome ? {} : { outcome: t("wrong.outcome") }),
      ...(fit ? {} : { fit: t("wrong.fit") }),
      ...(/^\d{0,3}([.,]\d{1,2})?$/.test(hours.trim()) ? {} : { hours: t("wrong.hours") }),
    }),
    send: async ({ need, outcome, fit, hours }, key) => {
      if (fit === "") return;
      const minutes = Math.round(Number(hours.trim().replace(",", ".")) * 60);
      part(
        await client.POST("/municipalities/{municipality}/cases/{case}/_close", {
          params: { path: { municipality, case: id }, header: once(key, support.etag) },
          body: { need, outcome, fit, minutes },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => ({ "/need": "need", "/outcome": "outcome", "/fit": "fit", "/minutes": "hours" })[pointer] as "need" | undefined,
  });
  const options = [{ value: "", label: t("choose") }, ...(outcomes.data ?? []).filter((code) => code.active).map(({ code, labelNl, labelEn }) => ({ value: code, label: language === "en" ? labelEn : labelNl }))];
  return (
    <form
      noValidate
      className="oco-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <Missing of={[outcomes]} />
      <ErrorSummary form={form} onSignIn={() => void renew()} />
      <TextArea id="need" rows={3} most={2000} required label={t("case.need")} hint={t("case.need.hint")} value={form.values.need} error={form.errors.need} onChange={(need) => form.set("need", need)} />
      <Select id="outcome" required label={t("case.outcome")} options={options} value={form.values.outcome} error={form.errors.outcome} onChange={(outcome) => form.set("outcome", outcome)} />
      <Choices id="fit" label={t("case.fit")} options={fits.map((fit) => ({ value: fit, label: t(`fit.${fit}`) }))} value={form.values.fit} error={form.errors.fit} onChange={(fit) => form.set("fit", fit)} />
      <TextField id="hours" inputMode="decimal" label={t("case.hours")} value={form.values.hours} error={form.errors.hours} onChange={(hours) => form.set("hours", hours)} />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("case.close")}
        </Button>
      </div>
    </form>
  );
}
