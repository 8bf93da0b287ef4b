import { useQueryClient } from "@tanstack/react-query";

import { part, type Client } from "../../api/client.ts";
import { Choices, TextArea } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";

interface SaidProps<Choice extends string> {
  municipality: string;
  /** What is told apart from other forms on the page. */
  id: string;
  title: string;
  send: string;
  /** What is asked for in words, and where in the request it goes. */
  label: string;
  hint?: string;
  pointer: string;
  /** It may stay empty. */
  optional?: boolean;
  /** What is chosen besides, of a few. */
  choice?: { label: string; options: { value: Choice; label: string }[]; wrong: string; pointer: string };
  post: (client: Client, said: { text: string; choice: Choice }, key: string) => Promise<{ data?: unknown }>;
}

/** Said is a step in the handling of a complaint or an incident: some words, and for some a choice. */
export function Said<Choice extends string = never>({ municipality, id, title, send, label, hint, pointer, optional, choice, post }: SaidProps<Choice>) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const empty: { text: string; choice: Choice | "" } = { text: "", choice: "" };
  const form = useForm({
    initial: empty,
    check: ({ text, choice: chosen }) => ({
      ...(optional || text.trim() ? {} : { text: t("wrong.said") }),
      ...(choice && !chosen ? { choice: choice.wrong } : {}),
    }),
    send: async (said, key) => {
      part(await post(client, { text: said.text.trim(), choice: said.choice as Choice }, key));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (at) => (at === pointer ? "text" : at === choice?.pointer ? "choice" : undefined),
  });
  return (
    <FoldedForm form={form} title={title} send={send} idOf={(field) => `${id}-${field}`} onDone={() => form.reset(empty)}>
      {choice && <Choices id={`${id}-choice`} label={choice.label} options={choice.options} value={form.values.choice} error={form.errors.choice} onChange={(chosen) => form.set("choice", chosen)} />}
      <TextArea id={`${id}-text`} required={!optional} most={2000} rows={4} label={label} hint={hint} value={form.values.text} error={form.errors.text} onChange={(text) => form.set("text", text)} />
    </FoldedForm>
  );
}
