import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { TextField } from "../../design/Field.tsx";
import { Paragraph, TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { spoken } from "../../text/phone.ts";
import { useDeskText } from "../text.ts";
import type { Partner } from "./partners.ts";

/** Referring is who of an organisation refers, and how to reach them. */
export function Referring({ partner }: { partner: Partner }) {
  const { t } = useDeskText();
  const { municipality, id } = partner;
  const found = useGet(municipality, ["referrers", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/referrers", { params: { path: { municipality }, query: { referrerOrganisation: id, pageSize: 200, pageToken } } }),
      (page) => page.referrers,
    ),
  );
  return (
    <>
      <Answered of={found}>
        {(people) =>
          people.length > 0 ? (
            <ul className="oco-plain oco-stack">
              {people.map(({ id: person, name, phone, email, account }) => (
                <li key={person}>
                  <strong dir="auto">{name}</strong>
                  {phone && (
                    <span className="oco-line">
                      <TextLink href={`tel:${phone}`}>{spoken(phone)}</TextLink>
                    </span>
                  )}
                  {email && (
                    <span className="oco-line">
                      <TextLink href={`mailto:${email}`}>{email}</TextLink>
                    </span>
                  )}
                  {account && <span className="oco-line oco-muted">{t("referring.account")}</span>}
                </li>
              ))}
            </ul>
          ) : (
            <Paragraph>{t("referring.none")}</Paragraph>
          )
        }
      </Answered>
      <NewReferrer partner={partner} />
    </>
  );
}

const fields = ["name", "phone", "email"] as const;
const empty = { name: "", phone: "", email: "" };

/** NewReferrer writes down somebody of the organisation who refers. */
function NewReferrer({ partner: { municipality, id, name: organisation } }: { partner: Partner }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: empty,
    check: ({ name }): { name?: string } => (name.trim() ? {} : { name: t("wrong.referring.name") }),
    send: async ({ name, phone, email }, key) => {
      const params = { path: { municipality }, header: once(key) };
      part(await client.POST("/municipalities/{municipality}/referrers", { params, body: { referrerOrganisation: id, name: name.trim(), phone: phone.trim(), email: email.trim() } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => fields.find((field) => pointer === `/${field}`),
  });
  const idOf = (field: string) => `referring-${id}-${field}`;
  const field = (name: (typeof fields)[number]) => ({ id: idOf(name), autoComplete: "off", value: form.values[name], error: form.errors[name], onChange: (value: string) => form.set(name, value) });
  return (
    <FoldedForm form={form} idOf={idOf} title={t("referring.new")} send={t("referring.new.do")} whose={(says) => t("partner.whose", { says, name: organisation })} onDone={() => form.reset(empty)}>
      <TextField {...field("name")} required most={200} label={t("referring.name")} />
      <TextField {...field("phone")} type="tel" label={t("referring.phone")} />
      <TextField {...field("email")} type="email" label={t("referring.email")} />
    </FoldedForm>
  );
}
