import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { TextField } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { today } from "./people.ts";

interface SeenProps {
  municipality: string;
  supporter: string;
  /** Whose it is, for a page that shows more people. */
  name: string;
  requirement: Schemas["Requirement"];
  onDone: (what: string) => void;
}

/** Seen records that somebody has what is asked: the day on which it was seen, never the paper. */
export function Seen({ municipality, supporter, name, requirement, onDone }: SeenProps) {
  const { t, language } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { code } = requirement;
  const what = (language === "en" && requirement.labelEn) || requirement.labelNl;
  const form = useForm({
    initial: { seenDate: today(), untilDate: "" },
    check: ({ seenDate }): { seenDate?: string } => (seenDate ? {} : { seenDate: t("wrong.seen") }),
    send: async (dates, key) => {
      const params = { path: { municipality, supporter }, header: once(key) };
      part(await client.POST("/municipalities/{municipality}/supporters/{supporter}/requirements/_record", { params, body: { requirement: code, ...dates } }));
      onDone(t("seen.done", { what, name }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (["seenDate", "untilDate"] as const).find((field) => pointer === `/${field}`),
  });
  const idOf = (field: string) => `${field}-${code}-${supporter}`;
  const field = (id: "seenDate" | "untilDate") => ({
    id: idOf(id), type: "date", value: form.values[id], error: form.errors[id], onChange: (value: string) => form.set(id, value),
  });
  return (
    <FoldedForm form={form} title={t("seen.title", { what, name })} send={t("seen.do")} idOf={idOf}>
      <TextField {...field("seenDate")} label={t("seen.day")} hint={t("around.seen.hint")} required />
      <TextField {...field("untilDate")} label={t("seen.until")} hint={t("seen.until.hint")} />
    </FoldedForm>
  );
}
