import { useQueryClient } from "@tanstack/react-query";

import { once, part, Refusal } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Missing } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Supporter } from "../self.ts";
import { usePortalText } from "../text.ts";

const initial = { iban: "", holder: "" };

/** Bank is where a supporter is paid. Of the account only the end is shown. */
export function Bank({ own }: { own: Supporter }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id } = own;
  const asking = useGet(municipality, ["bank", id], async (asking) => {
    try {
      return await asking.GET("/municipalities/{municipality}/supporters/{supporter}/bank-details", { params: { path: { municipality, supporter: id } } });
    } catch (error) {
      if (error instanceof Refusal && error.problem.status === 404) return { data: { iban: "", accountHolder: "" } };
      throw error;
    }
  });
  const found = asking.data;
  const form = useForm({
    initial,
    check: ({ iban, holder }): Partial<typeof initial> => ({ ...(iban.trim() ? {} : { iban: t("wrong.iban") }), ...(holder.trim() ? {} : { holder: t("wrong.holder") }) }),
    send: async ({ iban, holder }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/supporters/{supporter}/bank-details/_record", {
          params: { path: { municipality, supporter: id }, header: once(key) },
          body: { iban: iban.trim(), accountHolder: holder.trim() },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => ({ "/iban": "iban", "/accountHolder": "holder" })[pointer] as "iban" | undefined,
  });
  return (
    <section className="oco-stack" aria-labelledby="bank">
      <Heading level={2} id="bank">
        {t("bank.title")}
      </Heading>
      <Missing of={[asking]} />
      {found && <Paragraph>{found.iban ? t("bank.on", { end: found.iban.slice(-4), holder: found.accountHolder }) : t("bank.none")}</Paragraph>}
      <FoldedForm form={form} title={t(found?.iban ? "bank.change" : "bank.open")} send={t("bank.send")} onDone={() => form.reset(initial)}>
        <TextField id="iban" required autoComplete="off" label={t("bank.iban")} hint={t("bank.iban.hint")} value={form.values.iban} error={form.errors.iban} onChange={(iban) => form.set("iban", iban)} />
        <TextField id="holder" required autoComplete="off" most={70} label={t("bank.holder")} value={form.values.holder} error={form.errors.holder} onChange={(holder) => form.set("holder", holder)} />
      </FoldedForm>
    </section>
  );
}
