import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { all } from "../../api/queries.ts";
import { Button } from "../../design/Button.tsx";
import { Choices, Select, TextField } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import type { RightsRequest } from "./Asked.tsx";

type Check = Schemas["IdentifyRequesterRequest"]["identityCheck"];

const checks: Check[] = ["IDENTITY_CHECK_DOCUMENT_SHOWN", "IDENTITY_CHECK_CALLED_BACK", "IDENTITY_CHECK_KNOWN", "IDENTITY_CHECK_REPRESENTATIVE"];

/** Identify records whose dossier a request is about, and how it was established who asks. */
export function Identify({ request: { municipality, id, etag, name, phone, resident: known } }: { request: RightsRequest }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const [found, setFound] = useState<Schemas["Resident"][]>();
  const form = useForm({
    initial: { search: phone || name, resident: "", check: "" as Check | "" },
    check: ({ resident, check }): { resident?: string; search?: string; check?: string } => ({
      ...(resident ? {} : found?.length ? { resident: t("wrong.whose") } : { search: t("wrong.lookup") }),
      ...(check ? {} : { check: t("wrong.identity") }),
    }),
    send: async ({ resident, check }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/rights-requests/{rightsRequest}/_identify", {
          params: { path: { municipality, rightsRequest: id }, header: once(key, etag) },
          body: { resident, identityCheck: check as Check },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => ({ "/resident": "resident", "/identityCheck": "check" })[pointer] as "resident" | undefined,
  });
  const look = async () => {
    const search = form.values.search.trim();
    const digits = search.replace(/\D/g, "").length >= 6;
    const { data } = await all(
      (pageToken) =>
        client.POST("/municipalities/{municipality}/residents/_search", {
          params: { path: { municipality } },
          body: { ...(digits ? { phone: search } : { name: search }), pageSize: 50, pageToken },
        }),
      (page) => page.residents,
    );
    setFound(data);
  };
  const field = (of: string) => `${of}-${id}`;
  return (
    <FoldedForm form={form} title={t(known ? "rights.identify.again" : "rights.identify")} send={t("rights.identify.do")} whose={(says) => t("rights.of", { says, name })} idOf={field}>
      <TextField id={field("search")} label={t("rights.search")} autoComplete="off" value={form.values.search} error={form.errors.search} onChange={(search) => form.set("search", search)} />
      <div>
        <Button aria-label={t("rights.of", { says: t("search.do"), name })} onClick={() => void look()}>
          {t("search.do")}
        </Button>
      </div>
      <div role="status">{found?.length === 0 && <Paragraph>{t("rights.search.nothing")}</Paragraph>}</div>
      {found && found.length > 0 && (
        <Choices
          id={field("resident")}
          label={t("rights.resident")}
          options={found.map((one) => ({ value: one.id, label: one.name || t("nameless"), hint: [one.phone, one.email, one.postcode].filter(Boolean).join(" · ") }))}
          value={form.values.resident}
          error={form.errors.resident}
          onChange={(resident) => form.set("resident", resident)}
        />
      )}
      <Select
        id={field("check")}
        label={t("rights.check")}
        hint={t("rights.check.hint")}
        options={[{ value: "", label: t("choose") }, ...checks.map((value) => ({ value, label: t(`rights.${value}` as Key) }))]}
        value={form.values.check}
        error={form.errors.check}
        onChange={(check) => form.set("check", check)}
      />
    </FoldedForm>
  );
}
