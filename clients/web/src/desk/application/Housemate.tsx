import { useState } from "react";

import { once, type Client, type Schemas } from "../../api/client.ts";
import { all } from "../../api/queries.ts";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { addressOf } from "../../support/address.ts";
import { spoken } from "../../text/phone.ts";
import { useDeskText } from "../text.ts";
import type { AroundProps } from "./Around.tsx";
import { readHousehold, saveMembers } from "./household.ts";

type Resident = Schemas["Resident"];

/** What to search by; at least one. */
const empty = { name: "", phone: "" };

/** Housemate finds another resident, and puts the two in one household. */
export function Housemate({ municipality, resident, others }: AroundProps & { others: Resident[] }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const [found, setFound] = useState<Resident[]>();
  const form = useForm({
    initial: empty,
    check: ({ name, phone }): Partial<typeof empty> => ((name + phone).trim() ? {} : { name: t("wrong.housemate") }),
    send: async ({ name, phone }) => {
      const answer = await all(
        (pageToken) =>
          client.POST("/municipalities/{municipality}/residents/_search", { params: { path: { municipality } }, body: { name: name.trim(), phone: phone.trim(), pageSize: 200, pageToken } }),
        (page) => page.residents,
      );
      setFound(answer.data);
    },
    fieldOf: (pointer) => ({ "/name": "name", "/phone": "phone" })[pointer] as "name" | undefined,
  });
  const field = (id: keyof typeof empty) => ({ id: `housemate-${id}`, autoComplete: "off", value: form.values[id], error: form.errors[id], onChange: (value: string) => form.set(id, value) });
  const known = [resident, ...others].map(({ id }) => id);
  const strangers = found?.filter(({ id, mergedInto }) => !mergedInto && !known.includes(id));
  return (
    <details>
      <summary>{t("around.household.add")}</summary>
      <div className="oco-stack">
        <form
          noValidate
          role="search"
          aria-label={t("around.household.add")}
          className="oco-stack"
          onSubmit={(event) => {
            event.preventDefault();
            void form.submit();
          }}
        >
          <ErrorSummary form={form} idOf={(id) => `housemate-${id}`} onSignIn={() => void renew()} />
          <Paragraph>{t("around.household.who")}</Paragraph>
          <TextField {...field("name")} label={t("search.name")} hint={t("search.name.hint")} />
          <TextField {...field("phone")} label={t("search.phone")} type="tel" inputMode="tel" />
          <div>
            <Button type="submit" busy={form.sending}>
              {t("search.do")}
            </Button>
          </div>
        </form>
        <div role="status" className="oco-stack">
          {strangers?.length === 0 && <Paragraph>{t("around.household.nothing")}</Paragraph>}
          {strangers?.map((other) => (
            <div key={other.id} className="oco-card">
              <Paragraph>
                <strong dir="auto">{other.name}</strong>
                {[spoken(other.phone ?? ""), addressOf(other)].filter(Boolean).map((fact) => ` · ${fact}`)}
              </Paragraph>
              {other.household && others.length > 0 && <Paragraph>{t("around.moves")}</Paragraph>}
              <div className="oco-row">
                <Act
                  municipality={municipality}
                  label={t("around.together.whom", { name: other.name ?? "" })}
                  change={async (api, _none, key) => {
                    await together(api, municipality, resident, other, key);
                    setFound(undefined);
                  }}
                >
                  {t("around.together")}
                </Act>
              </div>
            </div>
          ))}
        </div>
      </div>
    </details>
  );
}

/** together puts a resident with another: in the other's household, else in the resident's own, else in a new one. */
async function together(client: Client, municipality: string, resident: Resident, other: Resident, key: string): Promise<unknown> {
  const [home, who] = other.household ? [other.household, resident] : [resident.household, other];
  if (home) {
    const household = await readHousehold(client, municipality, home);
    return saveMembers(client, household, [...household.residents, who.id], key);
  }
  return client.POST("/municipalities/{municipality}/households", { params: { path: { municipality }, header: once(key) }, body: { residents: [resident.id, other.id] } });
}
