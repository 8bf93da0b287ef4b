import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Choices, TextField } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Application } from "../application.ts";
import { useDeskText } from "../text.ts";

type Consent = Schemas["Consent"];

/** ReferrerKnows is whether the referrer may see that the resident is being helped, and that it ended: the newest answer about this application counts. */
export function ReferrerKnows({ application: { municipality, resident, id, createTime } }: { application: Application }) {
  const { t, day } = useDeskText();
  const found = useGet(municipality, ["consents", resident], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/residents/{resident}/consents", { params: { path: { municipality, resident }, query: { pageSize: 200, pageToken } } }),
      (page) => page.consents,
    ),
  );
  return (
    <Answered of={found}>
      {(consents) => {
        const newest = consents.find((one) => one.kind === "CONSENT_KIND_STATUS_TO_REFERRER" && (one.application ? one.application === id : (createTime ?? "") <= (one.createTime ?? "")));
        return (
          <>
            <Paragraph>{newest ? t(newest.given ? "knows.yes" : "knows.no", { day: day(newest.givenDate, "short") }) : t("knows.unasked")}</Paragraph>
            <Record municipality={municipality} resident={resident} application={id} newest={newest} />
          </>
        );
      }}
    </Answered>
  );
}

/** Record writes down what the resident said of it. */
function Record({ municipality, resident, application, newest }: { municipality: string; resident: string; application: string; newest: Consent | undefined }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm<{ given: "yes" | "no" | ""; manner: string }>({
    version: newest?.id ?? "",
    initial: { given: "", manner: "" },
    check: ({ given }): { given?: string } => (given ? {} : { given: t("wrong.knows") }),
    send: async ({ given, manner }, key) => {
      const body = { kind: "CONSENT_KIND_STATUS_TO_REFERRER", given: given === "yes", application, manner: manner.trim() } as Consent;
      part(await client.POST("/municipalities/{municipality}/residents/{resident}/consents", { params: { path: { municipality, resident }, header: once(key) }, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/given": "given", "/manner": "manner" } as const)[pointer],
  });
  const idOf = (field: string) => `knows-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("knows.open")} send={t("knows.send")} onDone={() => form.reset({ given: "", manner: "" })}>
      <Choices
        id={idOf("given")} label={t("knows.question")} hint={t("knows.hint")} value={form.values.given} error={form.errors.given} onChange={(given) => form.set("given", given)}
        options={[{ value: "yes", label: t("knows.given") }, { value: "no", label: t("knows.refused") }]}
      />
      <TextField id={idOf("manner")} label={t("knows.manner")} hint={t("agreement.manner.hint")} most={300} value={form.values.manner} error={form.errors.manner} onChange={(manner) => form.set("manner", manner)} />
    </FoldedForm>
  );
}
