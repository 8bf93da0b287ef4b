import { useState } from "react";

import { all } from "../../api/queries.ts";
import type { Application } from "../application.ts";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useNames } from "../names.ts";
import { Rows } from "../Rows.tsx";
import { useDeskText } from "../text.ts";

/** What to search by; at least one. Nothing of it stands in an address or in the history of the browser. */
const empty = { name: "", phone: "", code: "" };

/** The last search of this tab: whoever looked at one of the applications comes back to the others. */
let last: { values: typeof empty; found: Application[] | undefined } = { values: empty, found: undefined };

/** Search finds applications by name, phone or receipt code, in all municipalities that somebody coordinates. */
export function Search() {
  const { t } = useDeskText();
  const { caller, client, renew } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const names = useNames(municipalities);
  const [found, setFound] = useState(last.found);
  const form = useForm({
    initial: last.values,
    check: ({ name, phone, code }): Partial<typeof empty> => ((name + phone + code).trim() ? {} : { name: t("wrong.search") }),
    send: async (values) => {
      const { name, phone, code } = values;
      const each = municipalities.map((municipality) =>
        all(
          (pageToken) =>
            client.POST("/municipalities/{municipality}/applications/_search", {
              params: { path: { municipality } },
              body: { name: name.trim(), phone: phone.trim(), receiptCode: code.trim(), pageSize: 200, pageToken },
            }),
          (page) => page.applications,
        ),
      );
      const applications = (await Promise.all(each)).flatMap(({ data }) => data);
      last = { values, found: applications };
      setFound(applications);
    },
    fieldOf: (pointer) => ({ "/name": "name", "/phone": "phone", "/receiptCode": "code" })[pointer] as "name" | undefined,
  });
  const field = (id: keyof typeof empty) => ({
    id,
    autoComplete: "off",
    value: form.values[id],
    error: form.errors[id],
    onChange: (value: string) => form.set(id, value),
  });
  return (
    <div className="oco-stack oco-stack--wide">
      <form
        noValidate
        role="search"
        className="oco-stack oco-text"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <ErrorSummary form={form} onSignIn={() => void renew()} />
        <Heading level={1}>{t("search.title")}</Heading>
        <TextField {...field("name")} label={t("search.name")} hint={t("search.name.hint")} />
        <TextField {...field("phone")} label={t("search.phone")} type="tel" inputMode="tel" />
        <TextField {...field("code")} label={t("search.code")} />
        <div>
          <Button type="submit" purpose="primary" busy={form.sending}>
            {t("search.do")}
          </Button>
        </div>
      </form>
      <div role="status">
        {found?.length === 0 && <Paragraph>{t("search.nothing")}</Paragraph>}
        {found && found.length > 0 && (
          <div className="oco-stack">
            <Heading level={2}>{t("search.found", { count: found.length })}</Heading>
            <Rows applications={found} names={municipalities.length > 1 ? names : undefined} />
          </div>
        )}
      </div>
    </div>
  );
}
