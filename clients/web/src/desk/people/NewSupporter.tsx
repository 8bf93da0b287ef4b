import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Checks, Choices, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { domains, type Domain } from "../../support/domains.ts";
import { useDeskText, type Key } from "../text.ts";
import { linkTo, type Supporter } from "./people.ts";

type Kind = Exclude<Schemas["SupportKind"], "SUPPORT_KIND_UNSPECIFIED">;

const kinds: Kind[] = ["SUPPORT_KIND_INFORMAL", "SUPPORT_KIND_FORMAL"];

interface Values {
  kind: Kind;
  name: string;
  phone: string;
  email: string;
  organisation: string;
  lifeDomains: Domain[];
  maxCases: string;
}

const empty: Values = { kind: "SUPPORT_KIND_INFORMAL", name: "", phone: "", email: "", organisation: "", lifeDomains: [], maxCases: "2" };

/** NewSupporter adds somebody: who it is and what about. The rest follows on their own page. */
export function NewSupporter({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const [made, setMade] = useState<Supporter>();
  const form = useForm<Values>({
    initial: empty,
    check: ({ name, maxCases }) => ({
      ...(name.trim() ? {} : { name: t("wrong.supporter") }),
      ...(/^\d{1,2}$/.test(maxCases.trim()) ? {} : { maxCases: t("wrong.maxCases") }),
    }),
    send: async ({ maxCases, ...said }, key) => {
      const body = { ...said, maxCases: Number(maxCases) };
      setMade(part(await client.POST("/municipalities/{municipality}/supporters", { params: { path: { municipality }, header: once(key) }, body })));
      form.reset(empty);
    },
    fieldOf: (pointer) => (Object.keys(empty) as (keyof Values)[]).find((field) => pointer === `/${field}`),
  });
  const field = (id: "name" | "phone" | "email" | "organisation" | "maxCases") => ({
    id: `new-${id}`, label: t(`person.${id}` as Key), autoComplete: "off", value: form.values[id], error: form.errors[id], onChange: (value: string) => form.set(id, value),
  });
  return (
    <form
      noValidate
      className="oco-stack oco-text"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <ErrorSummary form={form} idOf={(id) => `new-${id}`} onSignIn={() => void renew()} />
      <Heading level={2}>{t("newcomer.title")}</Heading>
      {made && (
        <Alert type="ok" live>
          <Paragraph>{t("newcomer.done", { name: made.name })}</Paragraph>
          <Paragraph>
            <TextLink to={linkTo(made.municipality, made.id)}>{t("newcomer.open", { name: made.name })}</TextLink>
          </Paragraph>
        </Alert>
      )}
      <Choices id="new-kind" label={t("person.kind")} options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} value={form.values.kind} error={form.errors.kind} onChange={(kind) => form.set("kind", kind)} />
      <TextField {...field("name")} required />
      <TextField {...field("phone")} type="tel" inputMode="tel" />
      <TextField {...field("email")} type="email" inputMode="email" />
      <TextField {...field("organisation")} hint={t("person.organisation.hint")} />
      <Checks id="new-lifeDomains" label={t("person.domains")} options={domains.map((value) => ({ value, label: t(`domain.${value}` as Key) }))} values={form.values.lifeDomains} onChange={(values) => form.set("lifeDomains", values)} />
      <TextField {...field("maxCases")} hint={t("person.maxCases.hint")} inputMode="numeric" required />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("newcomer.do")}
        </Button>
      </div>
    </form>
  );
}
