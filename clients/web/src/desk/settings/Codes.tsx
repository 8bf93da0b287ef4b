import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Select, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useQueryClient } from "@tanstack/react-query";
import { Act } from "../../form/Act.tsx";
import { all, useGet } from "../../api/queries.ts";
import { useDeskText, type Key } from "../text.ts";
import { codeOf } from "./Points.tsx";

type List = Exclude<Schemas["CodeList"], "CODE_LIST_UNSPECIFIED">;
type Code = Schemas["Code"];

const lists: List[] = ["CODE_LIST_NEIGHBOURHOOD", "CODE_LIST_REFERRER_KIND", "CODE_LIST_OUTCOME", "CODE_LIST_SUB_THEME", "CODE_LIST_TARGET_GROUP", "CODE_LIST_THEME", "CODE_LIST_OTHER_ROLE", "CODE_LIST_SIGNAL_THEME"];

/** Codes are the lists that a municipality extends. A code is never removed, only put aside: what used it stays true. */
export function Codes({ municipality }: { municipality: string }) {
  const { t, language } = useDeskText();
  const [list, setList] = useState<List>("CODE_LIST_NEIGHBOURHOOD");
  const codes = useGet(municipality, ["codes", list], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/codes", { params: { path: { municipality }, query: { list, pageSize: 200, pageToken } } }),
      (page) => page.codes,
    ),
  );
  const label = (code: Code) => (language === "en" ? code.labelEn : code.labelNl) || code.code;
  return (
    <section className="oco-stack oco-text" aria-labelledby="codes">
      <Heading level={2} id="codes">
        {t("codes.title")}
      </Heading>
      <Select id="list" label={t("codes.list")} options={lists.map((value) => ({ value, label: t(`codes.${value}` as Key) }))} value={list} onChange={setList} />
      {codes.data?.length === 0 && <Paragraph>{t("codes.none")}</Paragraph>}
      <ul className="oco-plain oco-stack">
        {(codes.data ?? []).map((code) => (
          <li key={code.id} className="oco-row oco-row--apart">
            <span className={code.active ? "" : "oco-muted"}>
              {label(code)} {!code.active && t("codes.aside")}
            </span>
            <Act
              municipality={municipality}
              purpose="subtle"
              label={t(code.active ? "codes.putaside.what" : "codes.useagain.what", { what: label(code) })}
              change={async (client, _none, key) =>
                part(
                  await client.PATCH("/municipalities/{municipality}/codes/{code}", {
                    params: { path: { municipality, code: code.id }, query: { updateMask: "active" }, header: once(key, code.etag) },
                    body: { active: !code.active },
                  }),
                )
              }
            >
              {t(code.active ? "codes.putaside" : "codes.useagain")}
            </Act>
          </li>
        ))}
      </ul>
      <NewCode key={list} municipality={municipality} list={list} position={(codes.data?.length ?? 0) + 1} />
    </section>
  );
}

function NewCode({ municipality, list, position }: { municipality: string; list: List; position: number }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const empty = { labelNl: "", labelEn: "" };
  const form = useForm({
    initial: empty,
    check: ({ labelNl }): Partial<typeof empty> => (labelNl.trim() ? {} : { labelNl: t("wrong.label") }),
    send: async ({ labelNl, labelEn }, key) => {
      const code = codeOf(labelNl).slice(0, 40);
      part(
        await client.POST("/municipalities/{municipality}/codes", {
          params: { path: { municipality }, header: once(key) },
          body: { list, code, labelNl: labelNl.trim(), labelEn: labelEn.trim() || labelNl.trim(), position, active: true },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/labelEn" ? "labelEn" : "labelNl"),
  });
  return (
    <form
      noValidate
      className="oco-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit().then((sent) => sent && form.reset(empty));
      }}
    >
      <ErrorSummary form={form} onSignIn={() => void renew()} />
      <TextField id="labelNl" label={t("codes.labelNl")} value={form.values.labelNl} error={form.errors.labelNl} onChange={(value) => form.set("labelNl", value)} />
      <TextField id="labelEn" label={t("codes.labelEn")} value={form.values.labelEn} error={form.errors.labelEn} onChange={(value) => form.set("labelEn", value)} />
      <div>
        <Button type="submit" busy={form.sending}>
          {t("codes.add")}
        </Button>
      </div>
    </form>
  );
}
