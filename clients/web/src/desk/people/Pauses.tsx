import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Choices, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import { today, type Supporter } from "./people.ts";

type Pause = Schemas["Pause"];
type Kind = Exclude<Pause["kind"], "PAUSE_KIND_UNSPECIFIED">;

const kinds: Kind[] = ["PAUSE_KIND_ILL", "PAUSE_KIND_BREAK", "PAUSE_KIND_HOLIDAY", "PAUSE_KIND_OTHER"];

/** Pauses are when a supporter can do less, or nothing: what runs, what comes, and one more. */
export function Pauses({ supporter }: { supporter: Supporter }) {
  const { t } = useDeskText();
  const { municipality, id } = supporter;
  const found = useGet(municipality, ["pauses", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/pauses", { params: { path: { municipality }, query: { supporter: id, toCome: true, pageToken } } }),
      (page) => page.pauses,
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="pauses">
      <Heading level={2} id="pauses">
        {t("pause.title")}
      </Heading>
      <Answered of={found}>
        {(pauses) => (
          <>
            {pauses.length === 0 && <Paragraph>{t("pause.none")}</Paragraph>}
            {pauses.map((pause) => (
              <Running key={pause.id} pause={pause} name={supporter.name} />
            ))}
          </>
        )}
      </Answered>
      <NewPause supporter={supporter} />
    </section>
  );
}

/** Running is a pause that is not over; it ends sooner than was thought, or does not go ahead, with one press. */
function Running({ pause, name }: { pause: Pause; name: string }) {
  const { t, day } = useDeskText();
  const { municipality, id, kind, startDate, endDate, maxCases, etag } = pause;
  const days = [t("pause.from", { day: day(startDate, "short") }), endDate && t("grants.until", { day: day(endDate, "short") })].filter(Boolean).join(" ");
  const ends = t(startDate <= today() ? "pause.end" : "pause.cancel");
  return (
    <div className="oco-card">
      <Paragraph>
        <strong>{t(`pause.${kind}` as Key)}</strong> · {days}
        <span className="oco-line">{t("pause.most", { count: maxCases })}</span>
      </Paragraph>
      <div className="oco-row">
        <Act
          municipality={municipality}
          label={t("pause.whose", { ends, name, days })}
          change={(client, _none, key) =>
            client.POST("/municipalities/{municipality}/pauses/{pause}/_end", { params: { path: { municipality, pause: id }, header: once(key, etag) }, body: {} })
          }
        >
          {ends}
        </Act>
      </div>
    </div>
  );
}

interface Values {
  kind: Kind;
  startDate: string;
  endDate: string;
  maxCases: string;
}

const fields = ["kind", "startDate", "endDate", "maxCases"] as const;

/** NewPause records that somebody is ill, takes a break or goes away. Cases that run go on, and are shown to whoever sees to them. */
function NewPause({ supporter: { municipality, id, name } }: { supporter: Supporter }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const empty: Values = { kind: "PAUSE_KIND_ILL", startDate: today(), endDate: "", maxCases: "0" };
  const form = useForm<Values>({
    initial: empty,
    check: ({ maxCases }): { maxCases?: string } => (/^\d{1,2}$/.test(maxCases.trim()) ? {} : { maxCases: t("wrong.maxCases") }),
    send: async ({ maxCases, ...said }, key) => {
      const body = { supporter: id, ...said, maxCases: Number(maxCases) };
      part(await client.POST("/municipalities/{municipality}/pauses", { params: { path: { municipality }, header: once(key) }, body }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => fields.find((field) => pointer === `/${field}`),
  });
  const field = (field: Exclude<keyof Values, "kind">) => ({
    id: `pause-${field}`, label: t(`pause.${field}` as Key), value: form.values[field], error: form.errors[field], onChange: (value: string) => form.set(field, value),
  });
  return (
    <FoldedForm form={form} title={t("pause.new", { name })} send={t("pause.do")} idOf={(field) => `pause-${field}`} onDone={() => form.reset(empty)}>
      <Choices id="pause-kind" label={t("pause.kind")} options={kinds.map((value) => ({ value, label: t(`pause.${value}`) }))} value={form.values.kind} error={form.errors.kind} onChange={(kind) => form.set("kind", kind)} />
      <TextField {...field("startDate")} type="date" />
      <TextField {...field("endDate")} type="date" hint={t("pause.endDate.hint")} />
      <TextField {...field("maxCases")} inputMode="numeric" hint={t("pause.maxCases.hint")} />
    </FoldedForm>
  );
}
