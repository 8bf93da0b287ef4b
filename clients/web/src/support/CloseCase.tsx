import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../api/client.ts";
import { all, useGet } from "../api/queries.ts";
import { Button } from "../design/Button.tsx";
import { Checks, Choices, Select, TextArea, TextField, Tick } from "../design/Field.tsx";
import { Missing } from "../form/Answered.tsx";
import { ErrorSummary } from "../form/ErrorSummary.tsx";
import { useForm, type Form } from "../form/form.ts";
import { useBegun, useKept } from "../form/kept.ts";
import { useSession } from "../login/Gate.tsx";
import { useText } from "../text/text.tsx";
import { dayOf } from "./days.ts";
import { domains } from "./domains.ts";
import { blank, bodyOfEnding, fieldOfEnding, wrongEnding, type Ending, type Fit } from "./ending.ts";
import { Referrals } from "./Referrals.tsx";

type Case = Schemas["Case"];

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

/** idOf is the id of a field: of what is asked besides, it says whose it is, for a page that asks the same elsewhere. */
const idOf = (field: string) => (["need", "outcome", "fit", "hours"].includes(field) ? field : `close-${field}`);

/** CloseCase asks what it was about, what came of it, and whether that fits. It is kept while it is typed. */
export function CloseCase({ support }: { support: Case }) {
  const { t, language } = useText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const { municipality, id } = support;
  const outcomes = useOutcomes(municipality);
  const { begun, place } = useBegun(`close.${id}`, blank);
  const form = useForm<Ending>({
    initial: begun,
    check: (values) => Object.fromEntries(Object.entries(wrongEnding(values, dayOf(new Date()))).map(([field, key]) => [field, t(key)])),
    send: async ({ fit, ...values }, key) => {
      if (fit === "") return;
      part(
        await client.POST("/municipalities/{municipality}/cases/{case}/_close", {
          params: { path: { municipality, case: id }, header: once(key, support.etag) }, body: bodyOfEnding({ ...values, fit }),
        }),
      );
      forget();
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: fieldOfEnding,
  });
  const forget = useKept(place, form, blank);
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
      <ErrorSummary form={form} idOf={idOf} onSignIn={() => void renew()} />
      <TextArea id="need" rows={3} most={2000} required label={t("case.need")} hint={t("case.need.hint")} value={form.values.need} error={form.errors.need} onChange={(need) => form.set("need", need)} />
      <Select id="outcome" required label={t("case.outcome")} options={options} value={form.values.outcome} error={form.errors.outcome} onChange={(outcome) => form.set("outcome", outcome)} />
      <Choices id="fit" label={t("case.fit")} options={fits.map((fit) => ({ value: fit, label: t(`fit.${fit}`) }))} value={form.values.fit} error={form.errors.fit} onChange={(fit) => form.set("fit", fit)} />
      <Choices
        id={idOf("residentFit")} label={t("case.fit.resident")} hint={t("case.fit.resident.hint")} value={form.values.residentFit} error={form.errors.residentFit} onChange={(fit) => form.set("residentFit", fit)}
        options={fits.map((fit) => ({ value: fit, label: t(`fit.resident.${fit}`) }))}
      />
      <TextField id="hours" inputMode="decimal" label={t("case.hours")} value={form.values.hours} error={form.errors.hours} onChange={(hours) => form.set("hours", hours)} />
      <Besides support={support} form={form} />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("case.close")}
        </Button>
      </div>
    </form>
  );
}

/** Besides asks what need not be told. */
function Besides({ support, form }: { support: Case; form: Form<Ending> }) {
  const { t } = useText();
  const day = (name: "held" | "told", label: string) => (
    <TextField id={idOf(name)} type="date" label={label} value={form.values[name]} error={form.errors[name]} onChange={(value) => form.set(name, value)} />
  );
  return (
    <>
      <Referrals id={idOf("referrals")} referrals={form.values.referrals} error={form.errors.referrals} onChange={(referrals) => form.set("referrals", referrals)} />
      {!support.firstAppointmentDate && day("held", t("case.first"))}
      <Checks
        id={idOf("domains")} label={t("case.domains")} hint={t("case.domains.hint")} values={form.values.domains} error={form.errors.domains} onChange={(chosen) => form.set("domains", chosen)}
        options={domains.map((domain) => ({ value: domain, label: t(`domain.${domain}`) }))}
      />
      {day("told", t("case.told"))}
      <Tick id={idOf("referrerTold")} label={t("case.referrer.told")} hint={t("case.referrer.told.hint")} checked={form.values.referrerTold} error={form.errors.referrerTold} onChange={(told) => form.set("referrerTold", told)} />
    </>
  );
}
