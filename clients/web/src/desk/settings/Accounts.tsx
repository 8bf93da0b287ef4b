import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Select, TextField, Tick } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { Act } from "../../form/Act.tsx";
import { all, useGet } from "../../api/queries.ts";
import { useDeskText, type Key } from "../text.ts";

type Account = Schemas["Account"];
type Grant = Schemas["Grant"];
type Role = Exclude<Grant["role"], "ROLE_UNSPECIFIED">;

const roles: Role[] = [
  "ROLE_COORDINATOR", "ROLE_DESK", "ROLE_SUPPORTER", "ROLE_REFERRER", "ROLE_ORGANISATION_PLANNER", "ROLE_PARTNER_CONTACT", "ROLE_ACCESS_TEAM",
  "ROLE_POLICY_ADVISER", "ROLE_FOUNDATION_BOARD", "ROLE_REGION_MANAGER", "ROLE_COMPLAINTS_OFFICER", "ROLE_ADMINISTRATOR", "ROLE_PRIVACY_OFFICER", "ROLE_SYSTEM",
];

/** Accounts are who can sign in, and what each may do. A grant that shows persons waits for a second administrator. */
export function Accounts({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const accounts = useGet(municipality, ["accounts"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/accounts", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.accounts,
    ),
  );
  const grants = useGet(municipality, ["grants"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/grants", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.grants,
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="accounts">
      <Heading level={2} id="accounts">
        {t("accounts.title")}
      </Heading>
      <Paragraph>{t("accounts.text")}</Paragraph>
      <div className="oco-columns">
        {(accounts.data ?? []).map((account) => (
          <div key={account.id} className="oco-card">
            <Heading level={3}>{account.name}</Heading>
            <Paragraph>{[account.email, account.municipal ? t("accounts.municipal") : "", account.active ? "" : t("accounts.inactive")].filter(Boolean).join(" · ")}</Paragraph>
            {(grants.data ?? []).filter((grant) => grant.account === account.id && grant.state !== "GRANT_STATE_REVOKED").map((grant) => (
              <Held key={grant.id} grant={grant} name={account.name} />
            ))}
            <Give municipality={municipality} account={account} />
          </div>
        ))}
      </div>
      <NewAccount municipality={municipality} />
    </section>
  );
}

/** Held is a grant: who may do what, and whether a second person still has to confirm it. */
function Held({ grant, name }: { grant: Grant; name: string }) {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipality = grant.municipality ?? "";
  const path = { municipality, grant: grant.id ?? "" };
  const role = t(`role.${grant.role}` as Key);
  const pending = grant.state === "GRANT_STATE_PENDING";
  return (
    <div className="oco-row">
      <span className="oco-badge">
        {role} {grant.organisation}
      </span>
      {pending && <span>{t("grants.pending")}</span>}
      {pending && grant.givenBy !== caller.account && (
        <Act
          municipality={municipality}
          purpose="primary"
          label={t("grants.confirm.whom", { role, name })}
          change={(client, _none, key) => client.POST("/municipalities/{municipality}/grants/{grant}/_confirm", { params: { path, header: once(key, grant.etag) }, body: {} })}
        >
          {t("grants.confirm")}
        </Act>
      )}
      <Act
        municipality={municipality}
        purpose="subtle"
        label={t("grants.revoke.whom", { role, name })}
        change={(client, _none, key) => client.POST("/municipalities/{municipality}/grants/{grant}/_revoke", { params: { path, header: once(key, grant.etag) }, body: {} })}
      >
        {t("grants.revoke")}
      </Act>
    </div>
  );
}

function Give({ municipality, account }: { municipality: string; account: Account }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const initial: { role: Role | ""; organisation: string } = { role: "", organisation: "" };
  const form = useForm({
    initial,
    check: ({ role }): { role?: string } => (role ? {} : { role: t("wrong.role") }),
    send: async ({ role, organisation }, key) => {
      if (role === "") return;
      part(
        await client.POST("/municipalities/{municipality}/grants", {
          params: { path: { municipality }, header: once(key) },
          body: { account: account.id, role, ...(organisation.trim() ? { organisation: organisation.trim() } : {}) },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/organisation" ? "organisation" : "role"),
  });
  const needs = form.values.role === "ROLE_ORGANISATION_PLANNER" || form.values.role === "ROLE_PARTNER_CONTACT";
  return (
    <details>
      <summary>{t("grants.give")}</summary>
      <form
        noValidate
        className="oco-stack"
        aria-label={t("grants.give.whom", { name: account.name })}
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit().then((sent) => sent && form.reset(initial));
        }}
      >
        <ErrorSummary form={form} idOf={(field) => `${field}-${account.id}`} onSignIn={() => void renew()} />
        <Select id={`role-${account.id}`} label={t("grants.role")} options={[{ value: "" as Role | "", label: t("choose") }, ...roles.map((value) => ({ value, label: t(`role.${value}` as Key) }))]} value={form.values.role} error={form.errors.role} onChange={(role) => form.set("role", role)} />
        {needs && <TextField id={`organisation-${account.id}`} label={t("grants.organisation")} value={form.values.organisation} error={form.errors.organisation} onChange={(value) => form.set("organisation", value)} />}
        <div>
          <Button type="submit" busy={form.sending}>
            {t("grants.do")}
          </Button>
        </div>
      </form>
    </details>
  );
}

function NewAccount({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const initial = { name: "", email: "", issuer: "", subject: "", municipal: false };
  const form = useForm({
    initial,
    check: ({ name, subject }): Partial<Record<keyof typeof initial, string>> => ({
      ...(name.trim() ? {} : { name: t("wrong.accountName") }),
      ...(subject.trim() ? {} : { subject: t("wrong.subject") }),
    }),
    send: async ({ name, email, issuer, subject, municipal }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/accounts", {
          params: { path: { municipality }, header: once(key) },
          body: { kind: "ACCOUNT_KIND_PERSON", name: name.trim(), email: email.trim(), issuer: issuer.trim(), subject: subject.trim(), municipal, active: true },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => pointer.slice(1) as keyof typeof initial,
  });
  const field = (id: "name" | "email" | "issuer" | "subject") => ({ id: `new-${id}`, value: form.values[id], error: form.errors[id], onChange: (value: string) => form.set(id, value) });
  return (
    <details>
      <summary>{t("accounts.new")}</summary>
      <form
        noValidate
        className="oco-stack oco-text"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit().then((sent) => sent && form.reset({ ...initial, issuer: form.values.issuer }));
        }}
      >
        <ErrorSummary form={form} idOf={(field) => `new-${field}`} onSignIn={() => void renew()} />
        <TextField {...field("name")} label={t("new.name")} />
        <TextField {...field("email")} label={t("who.email")} type="email" />
        <TextField {...field("issuer")} label={t("accounts.issuer")} hint={t("accounts.issuer.hint")} />
        <TextField {...field("subject")} label={t("accounts.subject")} hint={t("accounts.subject.hint")} />
        <Tick id="new-municipal" label={t("accounts.municipal.label")} hint={t("accounts.municipal.hint")} checked={form.values.municipal} onChange={(municipal) => form.set("municipal", municipal)} />
        <div>
          <Button type="submit" purpose="primary" busy={form.sending}>
            {t("accounts.do")}
          </Button>
        </div>
      </form>
    </details>
  );
}
