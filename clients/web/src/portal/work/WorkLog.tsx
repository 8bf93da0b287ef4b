import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { once, part, Refusal } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Group, Tick } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered, Missing } from "../../form/Answered.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { troubleOf, useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Claim } from "../../support/ClaimLines.tsx";
import { useCases } from "../claims/CaseChoice.tsx";
import type { Supporter } from "../self.ts";
import { usePortalText } from "../text.ts";
import { mostChosen, oldestFirst, totalOf, type Entry } from "./entry.ts";
import { EntryActs, EntryText, useAmount } from "./EntryText.tsx";
import { WorkForm } from "./WorkForm.tsx";

/** WorkLog is what a supporter did and did not claim yet, and makes a claim of it. */
export function WorkLog({ own, drafts }: { own: Supporter; drafts: readonly Claim[] }) {
  const { t } = usePortalText();
  const { municipality } = own;
  const [made, setMade] = useState("");
  const found = useGet(municipality, ["work", own.id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/work-entries", { params: { path: { municipality }, query: { supporter: own.id, unclaimed: true, pageSize: 200, pageToken } } }),
      (page) => page.workEntries,
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="work" aria-busy={found.isPending}>
      <Heading level={2} id="work">
        {t("work.title")}
      </Heading>
      <Paragraph>{t("work.text")}</Paragraph>
      <WorkForm own={own} title="work.open" />
      {drafts.some(({ id }) => id === made) && (
        <Alert type="ok" live>
          <Paragraph>{t("work.made")}</Paragraph>
        </Alert>
      )}
      <Answered of={found}>
        {(entries) => (entries.length > 0 ? <Unclaimed own={own} entries={entries} onMade={setMade} /> : <Paragraph>{t(made ? "work.none.left" : "work.none")}</Paragraph>)}
      </Answered>
    </section>
  );
}

/** Unclaimed are the entries that can be claimed. All are meant, but for those that are left out. */
function Unclaimed({ own, entries, onMade }: { own: Supporter; entries: Entry[]; onMade: (claim: string) => void }) {
  const { t, day } = usePortalText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const amount = useAmount();
  const { municipality } = own;
  const cases = useCases(own);
  // What is sent again under the same key is the same, whatever was logged meanwhile.
  const sent = useRef<{ key: string; ids: string[] }>({ key: "", ids: [] });
  const chosenOf = (left: Record<string, string>) => oldestFirst(entries.filter(({ id }) => left[id] !== "left out"));
  const form = useForm<Record<string, string>>({
    initial: {},
    check: (left): Record<string, string> => {
      const { length } = chosenOf(left);
      if (length > mostChosen) return { chosen: t("wrong.many", { count: mostChosen }) };
      return length > 0 ? {} : { chosen: t("wrong.chosen") };
    },
    send: async (left, key) => {
      if (sent.current.key !== key) sent.current = { key, ids: chosenOf(left).map(({ id }) => id) };
      const body = { supporter: own.id, workEntries: sent.current.ids };
      try {
        onMade(part(await client.POST("/municipalities/{municipality}/expense-claims", { params: { path: { municipality }, header: once(key) }, body })).id);
      } catch (error) {
        // Nothing came of what was refused: the next time, what is there then is sent.
        if (error instanceof Refusal && error.problem.status < 500 && troubleOf(error).kind === "refused") sent.current.key = "";
        throw error;
      }
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => {
      const [, index] = /^\/workEntries\/(\d+)/.exec(pointer) ?? [];
      return index ? sent.current.ids[Number(index)] : pointer === "/lines" ? "chosen" : undefined;
    },
  });
  const idOf = (field: string) => `claim-${field}`;
  const chosen = chosenOf(form.values);
  // The same may be wrong with several: each is told with its day, as long as it is there.
  const errors = Object.fromEntries(
    Object.entries(form.errors).flatMap(([field, wrong = ""]) => {
      if (field === "chosen") return [[field, wrong]];
      return entries.filter(({ id }) => id === field).map(({ date }) => [field, t("wrong.entry", { day: day(date), wrong })]);
    }),
  );
  const claim = async () => {
    onMade("");
    if (await form.submit()) form.reset({});
  };
  return (
    <>
      <Missing of={[cases]} />
      <ErrorSummary form={{ ...form, errors }} idOf={idOf} onSignIn={() => void renew()} />
      <Group id={idOf("chosen")} label={t("work.choose")} error={errors.chosen}>
        <div className="oco-stack">
          {oldestFirst(entries).map((entry) => (
            <div key={entry.id}>
              <Tick
                id={idOf(entry.id)}
                label={<EntryText entry={entry} name={cases.data?.find(({ id }) => id === entry.case)?.residentName} />}
                error={errors[entry.id]}
                checked={chosen.includes(entry)}
                onChange={(on) => form.set(entry.id, on ? "" : "left out")}
              />
              <EntryActs entry={entry} />
            </div>
          ))}
        </div>
      </Group>
      <Paragraph>{t("work.total", { amount: amount(totalOf(chosen)) })}</Paragraph>
      <div>
        <Button purpose="primary" busy={form.sending} onClick={() => void claim()}>
          {t("work.claim")}
        </Button>
      </div>
    </>
  );
}
