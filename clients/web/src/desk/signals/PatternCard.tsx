import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Checks, TextArea, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Missing } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { Matter, ReleasedText } from "../../support/signals.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Answer } from "./Answer.tsx";
import { addressees, useGathered, useSimilar, type Addressee, type Pattern } from "./signals.ts";

/** The most characters; the contract says so too. */
const most = { title: 200, text: 4000, reason: 1000 };

/** PatternCard is a pattern as the coordinator works on it: what it gathers, its words, who may read it, and what came back. */
export function PatternCard({ pattern }: { pattern: Pattern }) {
  const { t } = useDeskText();
  const gathering = pattern.state === "PATTERN_STATE_GATHERING";
  const runs = pattern.state === "PATTERN_STATE_RELEASED" || pattern.state === "PATTERN_STATE_ANSWERED";
  const { releasedPattern } = pattern;
  return (
    <div className="oco-card oco-stack">
      <Heading level={3}>{pattern.title}</Heading>
      <Paragraph>
        <strong>{t(`pattern.${pattern.state}` as Key)}</strong>
        <span className="oco-line oco-muted">
          {t("pattern.signals", { count: pattern.signals })} {t("pattern.residents", { count: pattern.residents })}
        </span>
      </Paragraph>
      {releasedPattern ? <ReleasedText of={releasedPattern} /> : <Matter of={pattern} />}
      {gathering && (
        <>
          {pattern.text && (
            <p className="oco-said" dir="auto">
              {pattern.text}
            </p>
          )}
          <Gather pattern={pattern} />
          <Word pattern={pattern} />
          <Release pattern={pattern} />
        </>
      )}
      {runs && releasedPattern && <Answer released={releasedPattern} as={releasedPattern.addressees as Addressee[]} />}
      <Ends pattern={pattern} runs={runs} />
    </div>
  );
}

const named = (title: string) => (says: string) => `${says}: ${title}`;

/** Gather says which signals belong to it, of those that are in it and those that are like it. */
function Gather({ pattern }: { pattern: Pattern }) {
  const { t, day } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, etag = "", title } = pattern;
  const gathered = useGathered(municipality, id);
  const similar = useSimilar(municipality, { pattern: id });
  const inside = (gathered.data ?? []).map((signal) => signal.id);
  const offered = [...(gathered.data ?? []), ...(similar.data ?? []).filter((signal) => !inside.includes(signal.id))];
  const form = useForm<{ changed: string[] }>({
    version: etag,
    initial: { changed: [] },
    check: ({ changed }): { changed?: string } => (changed.length > 0 ? {} : { changed: t("wrong.gather") }),
    send: async ({ changed }, key, version) => {
      const body = { add: changed.filter((one) => !inside.includes(one)), remove: changed.filter((one) => inside.includes(one)) };
      part(await client.POST("/municipalities/{municipality}/patterns/{pattern}/_gather", { params: { path: { municipality, pattern: id }, header: once(key, version) }, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer.startsWith("/add") || pointer.startsWith("/remove") ? "changed" : undefined),
  });
  // What is ticked belongs to it: what was changed is ticked the other way.
  const ticked = offered.map((one) => one.id).filter((one) => inside.includes(one) !== form.values.changed.includes(one));
  const field = `gather-${id}`;
  return (
    <FoldedForm form={form} idOf={() => field} title={t("pattern.gather")} send={t("pattern.gather.do")} whose={named(title)} onDone={() => form.reset({ changed: [] })}>
      <Missing of={[gathered, similar]} />
      {offered.length === 0 ? (
        <Paragraph>{t("pattern.gather.none")}</Paragraph>
      ) : (
        <Checks
          id={field}
          label={t("pattern.gather.which")}
          error={form.errors.changed}
          options={offered.map((one) => ({ value: one.id, label: t("pattern.also.one", { day: day(one.fromDate), text: one.description }) }))}
          values={ticked}
          onChange={(now) => form.set("changed", offered.map((one) => one.id).filter((one) => inside.includes(one) !== now.includes(one)))}
        />
      )}
    </FoldedForm>
  );
}

/** Word puts it into words of one's own, and says for whom it is. */
function Word({ pattern }: { pattern: Pattern }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, etag = "", title, text } = pattern;
  const form = useForm({
    version: etag,
    initial: { title, text, addressees: pattern.addressees as Addressee[] },
    check: (values): { title?: string } => (values.title.trim() ? {} : { title: t("wrong.pattern.title") }),
    send: async (body, key, version) => {
      const params = { path: { municipality, pattern: id }, query: { updateMask: "title,text,addressees" }, header: once(key, version) };
      part(await client.PATCH("/municipalities/{municipality}/patterns/{pattern}", { params, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (["title", "text", "addressees"] as const).find((field) => pointer.startsWith(`/${field}`)),
  });
  const idOf = (field: string) => `word-${id}-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("pattern.word")} send={t("save")} whose={named(title)}>
      <TextField id={idOf("title")} required most={most.title} autoComplete="off" label={t("pattern.title")} hint={t("pattern.title.hint")} value={form.values.title} error={form.errors.title} onChange={(value) => form.set("title", value)} />
      <TextArea id={idOf("text")} rows={6} most={most.text} label={t("pattern.text")} hint={t("pattern.text.hint")} value={form.values.text} error={form.errors.text} onChange={(value) => form.set("text", value)} />
      <Checks
        id={idOf("addressees")}
        label={t("pattern.for")}
        error={form.errors.addressees}
        options={addressees.map((value) => ({ value, label: t(`addressee.${value}`) }))}
        values={form.values.addressees}
        onChange={(values) => form.set("addressees", values)}
      />
    </FoldedForm>
  );
}

/** Release lets those it is for read it; of few residents it says what is needed then. */
function Release({ pattern }: { pattern: Pattern }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, etag = "", title, enoughResidents } = pattern;
  // What is released is what stands here now: it was put into other words meanwhile, most of all when few residents stand behind it.
  const form = useForm<{ reason: string; pattern: string }>({
    initial: { reason: "", pattern: "" },
    check: ({ reason }): { reason?: string } => (enoughResidents || reason.trim() ? {} : { reason: t("wrong.release") }),
    send: async ({ reason }, key) => {
      const params = { path: { municipality, pattern: id }, header: once(key, etag) };
      part(await client.POST("/municipalities/{municipality}/patterns/{pattern}/_release", { params, body: { reason: reason.trim() } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer === "/reason" ? "reason" : pointer === "/pattern" ? "pattern" : undefined),
  });
  const idOf = (field: string) => `release-${id}-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("pattern.release")} send={t("pattern.release.do")} whose={named(title)}>
      <div id={idOf("pattern")} tabIndex={-1} className="oco-stack">
        <Paragraph>{t(enoughResidents ? "pattern.enough" : "pattern.few")}</Paragraph>
      </div>
      {!enoughResidents && (
        <TextArea id={idOf("reason")} required rows={2} most={most.reason} label={t("pattern.reason")} hint={t("pattern.reason.hint")} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set("reason", reason)} />
      )}
    </FoldedForm>
  );
}

/** Ends closes a pattern, or takes it back. */
function Ends({ pattern: { municipality, id, etag = "", state, title }, runs }: { pattern: Pattern; runs: boolean }) {
  const { t } = useDeskText();
  if (!runs && state !== "PATTERN_STATE_GATHERING") return null;
  const path = { municipality, pattern: id };
  return (
    <>
      {runs && (
        <div className="oco-row">
          <Act
            municipality={municipality}
            label={named(title)(t("pattern.close"))}
            change={(client, _none, key) => client.POST("/municipalities/{municipality}/patterns/{pattern}/_close", { params: { path, header: once(key, etag) }, body: {} })}
          >
            {t("pattern.close")}
          </Act>
        </div>
      )}
      <details>
        <summary aria-label={named(title)(t("pattern.withdraw"))}>{t("pattern.withdraw")}</summary>
        <div className="oco-stack">
          <Paragraph>{t("pattern.withdraw.sure")}</Paragraph>
          <div className="oco-row">
            <Act
              municipality={municipality}
              negative
              label={named(title)(t("pattern.withdraw.do"))}
              change={(client, _none, key) => client.POST("/municipalities/{municipality}/patterns/{pattern}/_withdraw", { params: { path, header: once(key, etag) }, body: {} })}
            >
              {t("pattern.withdraw.do")}
            </Act>
          </div>
        </div>
      </details>
    </>
  );
}
