import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Select, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";

type Municipality = Schemas["Municipality"];
type PromiseTerms = Schemas["PromiseTerms"];

/** Bounds of a number: what holds when it was never set, and what the contract takes. */
interface Bounds {
  usual: number;
  /** 0 when left out. */
  least?: number;
  most: number;
}

/** What is promised. */
const promised = {
  matchDays: { usual: 0, most: 60 },
  appointmentMadeDays: { usual: 2, most: 60 },
  appointmentHeldDays: { usual: 2, most: 60 },
  urgentMatchHours: { usual: 4, most: 80 },
  urgentAppointmentMadeDays: { usual: 1, most: 60 },
  urgentAppointmentHeldDays: { usual: 1, most: 60 },
  warningHours: { usual: 2, most: 80 },
} as const satisfies Partial<Record<keyof PromiseTerms, Bounds>>;

/** The other clocks. */
const other = {
  offerWorkingHours: { usual: 8, most: 80 },
  caseWeeks: { usual: 12, most: 104 },
  intervisionWeeks: { usual: 6, least: 1, most: 52 },
  inDepthAfter: { usual: 2, least: 1, most: 12 },
} as const satisfies Partial<Record<keyof Municipality, Bounds>>;

type Promised = keyof typeof promised;
type Other = keyof typeof other;
type Field = Promised | Other;

const bounds: Record<Field, Bounds> = { ...promised, ...other };
const fieldsOf = <F extends Field>(of: Record<F, unknown>) => Object.keys(of) as F[];

/** Terms are the clocks of a municipality: what is promised to whoever applies, and when something is asked again. */
export function Terms({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const found = useGet(municipality, ["municipality"], (client) => client.GET("/municipalities/{municipality}", { params: { path: { municipality } } }));
  const [saved, setSaved] = useState(false);
  return (
    <section className="oco-stack oco-text" aria-labelledby="terms">
      <Heading level={2} id="terms">
        {t("terms.title")}
      </Heading>
      <Paragraph>{t("terms.what")}</Paragraph>
      {saved && (
        <Alert type="ok" live>
          <Paragraph>{t("saved")}</Paragraph>
        </Alert>
      )}
      {found.data ? <TermsForm settings={found.data} onSaved={setSaved} /> : <p role="status">{t("waiting")}</p>}
    </section>
  );
}

/** initialOf is what the fields show: what a municipality never set is shown as what holds. */
function initialOf(settings: Municipality): Record<Field, string> & { days: NonNullable<PromiseTerms["days"]> } {
  const terms = settings.promiseTerms ?? {};
  const shown = (field: Field, value: number | null | undefined) => [field, String(value ?? bounds[field].usual)] as const;
  const numbers = [...fieldsOf(promised).map((field) => shown(field, terms[field])), ...fieldsOf(other).map((field) => shown(field, settings[field]))];
  const days = terms.days && terms.days !== "PROMISE_DAYS_UNSPECIFIED" ? terms.days : "PROMISE_DAYS_WORKING";
  return { ...(Object.fromEntries(numbers) as Record<Field, string>), days };
}

function TermsForm({ settings, onSaved }: { settings: Municipality; onSaved: (saved: boolean) => void }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const { municipality } = settings;
  const form = useForm({
    version: settings.etag,
    initial: initialOf(settings),
    check: (values) => {
      const wrong = fieldsOf(bounds).flatMap((field) => {
        const { least = 0, most } = bounds[field];
        const typed = values[field].trim();
        return /^\d{1,3}$/.test(typed) && Number(typed) >= least && Number(typed) <= most ? [] : [[field, t("wrong.number", { least, most })] as const];
      });
      return Object.fromEntries(wrong) as Partial<Record<Field | "days", string>>;
    },
    send: async ({ days, ...numbers }, key, version) => {
      const whole = <F extends Field>(of: Record<F, unknown>) => Object.fromEntries(fieldsOf(of).map((field) => [field, Number(numbers[field])]));
      const change = {
        params: { path: { municipality }, query: { updateMask: [...fieldsOf(other), "promiseTerms"].join(",") }, header: once(key, version) },
        body: { ...whole(other), promiseTerms: { days, ...whole(promised) } } as Municipality,
      };
      part(await client.PATCH("/municipalities/{municipality}", change));
      onSaved(true);
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality, "municipality"] }),
    fieldOf: (pointer) => pointer.split("/").at(-1) as Field,
  });
  const field = (id: Field) => (
    <TextField
      key={id}
      id={id}
      label={t(`terms.${id}`)}
      hint={id in hinted ? t(hinted[id as keyof typeof hinted]) : undefined}
      inputMode="numeric"
      value={form.values[id]}
      error={form.errors[id]}
      onChange={(value) => {
        onSaved(false);
        form.set(id, value);
      }}
    />
  );
  return (
    <form
      noValidate
      className="oco-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <ErrorSummary form={form} onSignIn={() => void renew()} />
      <Heading level={3}>{t("terms.promised")}</Heading>
      <Select
        id="days"
        label={t("terms.days")}
        options={(["PROMISE_DAYS_WORKING", "PROMISE_DAYS_CALENDAR"] as const).map((value) => ({ value, label: t(`terms.${value}`) }))}
        value={form.values.days}
        error={form.errors.days}
        onChange={(days) => {
          onSaved(false);
          form.set("days", days);
        }}
      />
      {fieldsOf(promised).map(field)}
      <Heading level={3}>{t("terms.other")}</Heading>
      {fieldsOf(other).map(field)}
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

/** What needs a word of explanation. */
const hinted = {
  matchDays: "terms.sameday",
  urgentMatchHours: "terms.nosooner",
  warningHours: "terms.never",
  offerWorkingHours: "terms.never",
  caseWeeks: "terms.never",
} as const;
