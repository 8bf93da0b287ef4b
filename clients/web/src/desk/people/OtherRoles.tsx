import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Select, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered, Missing } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import { today, type Supporter } from "./people.ts";

type OtherRole = Schemas["OtherRole"];

/** useRoles reads the roles that a municipality knows; those that were put aside are still called by their names. */
function useRoles(municipality: string) {
  const { language } = useDeskText();
  const found = useGet(municipality, ["codes", "CODE_LIST_OTHER_ROLE"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/codes", { params: { path: { municipality }, query: { list: "CODE_LIST_OTHER_ROLE", pageSize: 200, pageToken } } }),
      (page) => page.codes,
    ),
  );
  return { found, roles: (found.data ?? []).map(({ code, labelNl, labelEn, active }) => ({ value: code, label: (language === "en" ? labelEn : labelNl) || code, active })) };
}

/** OtherRoles are what a supporter does beside supporting: it can stand in the way of a match, or is something to talk about. */
export function OtherRoles({ supporter }: { supporter: Supporter }) {
  const { t } = useDeskText();
  const { municipality, id, name } = supporter;
  const { found: known, roles } = useRoles(municipality);
  const found = useGet(municipality, ["other-roles", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/other-roles", { params: { path: { municipality }, query: { supporter: id, toCome: true, pageToken } } }),
      (page) => page.otherRoles,
    ),
  );
  const called = (role: string) => roles.find(({ value }) => value === role)?.label ?? role;
  return (
    <section className="oco-stack" aria-labelledby="other-roles">
      <Heading level={2} id="other-roles">
        {t("role.title")}
      </Heading>
      <Missing of={[known]} />
      <Answered of={found}>
        {(list) => (
          <>
            {list.length === 0 && <Paragraph>{t("role.none")}</Paragraph>}
            {list.map((role) => (
              <Role key={role.id} role={role} called={called(role.role)} name={name} />
            ))}
          </>
        )}
      </Answered>
      <NewRole supporter={supporter} roles={roles.filter(({ active }) => active)} />
    </section>
  );
}

/** Role is one that somebody has. That it is over, or was a mistake, can let them through a gate. */
function Role({ role, called, name }: { role: OtherRole; called: string; name: string }) {
  const { t, day } = useDeskText();
  const { municipality, id, organisation, sinceDate, untilDate, etag } = role;
  const days = [t("pause.from", { day: day(sinceDate, "short") }), untilDate && t("grants.until", { day: day(untilDate, "short") })].filter(Boolean).join(" ");
  const end = (mistaken: boolean, say: Key) => (
    <Act
      municipality={municipality}
      purpose={mistaken ? "subtle" : "secondary"}
      label={t("role.whose", { ends: t(say), role: [called, organisation].filter(Boolean).join(", "), name })}
      change={(client, _none, key) =>
        client.POST("/municipalities/{municipality}/other-roles/{otherRole}/_end", { params: { path: { municipality, otherRole: id }, header: once(key, etag) }, body: { mistaken } })
      }
    >
      {t(say)}
    </Act>
  );
  return (
    <div className="oco-card">
      <Paragraph>
        <strong>{called}</strong>
        {organisation && <span dir="auto"> · {organisation}</span>}
        <span className="oco-line oco-muted">{days}</span>
      </Paragraph>
      <div className="oco-row">
        {sinceDate <= today() && end(false, "role.end")}
        {end(true, "role.mistaken")}
      </div>
    </div>
  );
}

interface NewRoleProps {
  supporter: Supporter;
  roles: { value: string; label: string }[];
}

const fields = ["role", "organisation", "sinceDate", "untilDate"] as const;

/** NewRole records one more. */
function NewRole({ supporter: { municipality, id, name }, roles }: NewRoleProps) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const empty = { role: "", organisation: "", sinceDate: today(), untilDate: "" };
  const form = useForm({
    initial: empty,
    check: ({ role }): Partial<typeof empty> => (role ? {} : { role: t("wrong.role") }),
    send: async (said, key) => {
      const body = { supporter: id, ...said, organisation: said.organisation.trim() };
      part(await client.POST("/municipalities/{municipality}/other-roles", { params: { path: { municipality }, header: once(key) }, body }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => fields.find((field) => pointer === `/${field}`),
  });
  const field = (field: (typeof fields)[number]) => ({
    id: `role-${field}`, label: t(`role.${field}`), value: form.values[field], error: form.errors[field], onChange: (value: string) => form.set(field, value),
  });
  return (
    <FoldedForm form={form} title={t("role.new", { name })} send={t("role.do")} idOf={(field) => `role-${field}`} onDone={() => form.reset(empty)}>
      <Paragraph>{t("role.why")}</Paragraph>
      <Select {...field("role")} required options={[{ value: "", label: t("choose") }, ...roles]} />
      <TextField {...field("organisation")} hint={t("role.organisation.hint")} most={200} />
      <TextField {...field("sinceDate")} type="date" />
      <TextField {...field("untilDate")} type="date" hint={t("role.untilDate.hint")} />
    </FoldedForm>
  );
}
