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
  const held = (grants.data ?? []).filter((grant) => grant.state !== "GRANT_STATE_REVOKED");
  const names = new Map((accounts.data ?? []).map((account) => [account.id, account.name]));
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
            {held.filter((grant) => grant.account === account.id).map((grant) => (
              <Held key={grant.id} grant={grant} name={account.name} deputised={names.get(grant.deputyOf ?? "")} />
            ))}
            <Give municipality={municipality} account={account} coordinators={(accounts.data ?? []).filter((other) => other.id !== account.id && held.some((grant) => grant.account === other.id && isCoordinator(grant)))} />
          </div>
        ))}
      </div>
      <NewAccount municipality={municipality} />
    </section>
  );
}

/** isCoordinator says whether a grant makes somebody a coordinator for whom another can stand in. */
function isCoordinator({ role, state, deputyOf }: Grant): boolean {
  return role === "ROLE_COORDINATOR" && state === "GRANT_STATE_ACTIVE" && !deputyOf;
}

/** Held is a grant: who may do what, from when until when, for whom, and whether a second person still has to confirm it. */
function Held({ grant, name, deputised }: { grant: Grant; name: string; deputised: string | undefined }) {
  const { t, day } = useDeskText();
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
      {deputised && <span>{t("grants.deputy", { name: deputised })}</span>}
      {grant.startDate && <span>{t("grants.from", { day: day(grant.startDate, "short") })}</span>}
      {grant.untilDate && <span>{t("grants.until", { day: day(grant.untilDate, "short") })}</span>}
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

/** Giving is what is filled in to give a role. */
interface Giving {
  role: Role | "";
  organisation: string;
  /** The account of the coordinator for whom this one stands in; empty for nobody. */
  deputyOf: string;
  /** Days as YYYY-MM-DD; empty for at once, and for no end. */
  startDate: string;
  untilDate: string;
}

/** Give gives an account a role: for good or for a time, and to a coordinator also in the place of another. */
function Give({ municipality, account, coordinators }: { municipality: string; account: Account; coordinators: Account[] }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const initial: Giving = { role: "", organisation: "", deputyOf: "", startDate: "", untilDate: "" };
  const form = useForm({
    initial,
    check: ({ role, deputyOf, untilDate }): Partial<Record<keyof Giving, string>> => ({
      ...(role ? {} : { role: t("wrong.role") }),
      ...(deputyOf && !untilDate ? { untilDate: t("wrong.deputyUntil") } : {}),
    }),
    send: async ({ role, organisation, deputyOf, startDate, untilDate }, key) => {
      if (role === "") return;
      part(
        await client.POST("/municipalities/{municipality}/grants", {
          params: { path: { municipality }, header: once(key) },
          body: { account: account.id, role, organisation: organisation.trim(), deputyOf: role === "ROLE_COORDINATOR" ? deputyOf : "", startDate, untilDate },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer.slice(1) in initial ? (pointer.slice(1) as keyof Giving) : "role"),
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
        {form.values.role === "ROLE_COORDINATOR" && coordinators.length > 0 && (
          <Select id={`deputyOf-${account.id}`} label={t("grants.deputyOf")} hint={t("grants.deputyOf.hint")} options={[{ value: "", label: t("grants.deputyOf.nobody") }, ...coordinators.map(({ id, name }) => ({ value: id ?? "", label: name }))]} value={form.values.deputyOf} error={form.errors.deputyOf} onChange={(value) => form.set("deputyOf", value)} />
        )}
        <TextField id={`startDate-${account.id}`} type="date" label={t("grants.startDate")} value={form.values.startDate} error={form.errors.startDate} onChange={(value) => form.set("startDate", value)} />
        <TextField id={`untilDate-${account.id}`} type="date" label={t("grants.untilDate")} value={form.values.untilDate} error={form.errors.untilDate} onChange={(value) => form.set("untilDate", value)} />
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
