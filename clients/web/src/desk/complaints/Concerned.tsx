import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Select } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import type { Complaint } from "./ComplaintsPage.tsx";

/** Concerned says whom a complaint concerns: they read it no more. */
export function Concerned({ complaint }: { complaint: Complaint }) {
  const { t } = useDeskText();
  const { municipality = "", id = "", etag = "", concernedSupporter: supporter = "", concernedAccount: account = "" } = complaint;
  const { client } = useSession();
  const queries = useQueryClient();
  const people = useGet(municipality, ["concerned people"], (caller) =>
    all(
      (pageToken) => caller.GET("/municipalities/{municipality}/concerned-people", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.concernedPeople,
    ),
  );
  const now = supporter || account;
  const form = useForm({
    version: etag,
    initial: { who: now },
    check: () => ({}),
    send: async ({ who }, key, version) => {
      const supports = people.data?.some((one) => one.supporter === who);
      part(
        await client.PATCH("/municipalities/{municipality}/complaints/{complaint}", {
          params: { path: { municipality, complaint: id }, query: { updateMask: "concernedSupporter,concernedAccount" }, header: once(key, version) },
          body: { concernedSupporter: supports ? who : "", concernedAccount: supports ? "" : who },
        }),
      );
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer.startsWith("/concerned") ? "who" : undefined),
  });
  return (
    <section className="oco-stack" aria-labelledby="concerned">
      <Heading level={2} id="concerned">
        {t("concerned.title")}
      </Heading>
      <Answered of={people}>
        {(list) => {
          const name = list.find((one) => now && (one.supporter === now || one.account === now))?.name;
          return (
            <>
              <Paragraph>{now ? (name ?? t("concerned.somebody")) : t("concerned.unknown")}</Paragraph>
              <FoldedForm form={form} title={t("concerned.change")} send={t("save")} idOf={() => "concerned-who"}>
                <Select
                  id="concerned-who"
                  label={t("concerned.who")}
                  hint={t("concerned.hint")}
                  options={[{ value: "", label: t("concerned.unknown") }, ...list.map((one) => ({ value: one.supporter || one.account || "", label: t(one.supporter ? "concerned.supporter" : "concerned.coordinator", { name: one.name ?? "" }) }))]}
                  value={form.values.who}
                  error={form.errors.who}
                  onChange={(who) => form.set("who", who)}
                />
              </FoldedForm>
            </>
          );
        }}
      </Answered>
    </section>
  );
}
