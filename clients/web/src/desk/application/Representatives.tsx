import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Choices, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { spoken } from "../../text/phone.ts";
import { useDeskText, type Key } from "../text.ts";
import type { AroundProps } from "./Around.tsx";

type Representative = Schemas["Representative"];
type Kind = Exclude<Representative["kind"], "REPRESENTATION_KIND_UNSPECIFIED">;

const kinds: Kind[] = [
  "REPRESENTATION_KIND_PARENT", "REPRESENTATION_KIND_AUTHORISED", "REPRESENTATION_KIND_MENTOR", "REPRESENTATION_KIND_ADMINISTRATOR", "REPRESENTATION_KIND_GUARDIAN",
];

/** Representatives are those who act for a resident. A dossier that went up in another takes no more of them. */
export function Representatives({ municipality, resident }: AroundProps) {
  const { t } = useDeskText();
  const [gone, setGone] = useState("");
  const path = { municipality, resident: resident.id };
  const acting = useGet(municipality, ["representatives", resident.id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/residents/{resident}/representatives", { params: { path, query: { pageToken } } }),
      (page) => page.representatives,
    ),
  ).data;
  if (!acting) return null;
  return (
    <section className="oco-stack" aria-labelledby="acting">
      <Heading level={3} id="acting">
        {t("around.acting")}
      </Heading>
      {acting.length === 0 && <Paragraph>{t("around.acting.none")}</Paragraph>}
      {acting.map((who) => (
        <Acting key={who.id} municipality={municipality} who={who} onGone={() => setGone(who.name ?? "")} />
      ))}
      <div role="status">{gone && <Paragraph>{t("around.gone.done", { name: gone })}</Paragraph>}</div>
      {!resident.mergedInto && <NewRepresentative municipality={municipality} resident={resident} />}
    </section>
  );
}

/** Acting is one who acts for a resident. Removing somebody cannot be undone, so it is asked first. */
function Acting({ municipality, who, onGone }: { municipality: string; who: Representative; onGone: () => void }) {
  const { t, day } = useDeskText();
  const name = who.name ?? "";
  const path = { municipality, resident: who.resident ?? "", representative: who.id };
  return (
    <div className="oco-card">
      <Paragraph>
        <strong dir="auto">{name}</strong> · {t(`around.${who.kind}` as Key)}
      </Paragraph>
      {who.extent && <p dir="auto">{who.extent}</p>}
      {who.phone && (
        <Paragraph>
          <TextLink href={`tel:${who.phone}`}>{spoken(who.phone)}</TextLink>
        </Paragraph>
      )}
      {who.email && <Paragraph>{who.email}</Paragraph>}
      <Paragraph>{who.seenDate ? t("around.seen", { day: day(who.seenDate, "short") }) : t("around.unseen")}</Paragraph>
      <details>
        <summary>{t("around.gone", { name })}</summary>
        <div className="oco-stack">
          <Paragraph>{t("around.gone.sure")}</Paragraph>
          <div className="oco-row">
            <Act
              municipality={municipality}
              negative
              change={async (client, _none, key) => {
                await client.DELETE("/municipalities/{municipality}/residents/{resident}/representatives/{representative}", { params: { path, header: once(key, who.etag) } });
                onGone();
              }}
            >
              {t("around.gone.do", { name })}
            </Act>
          </div>
        </div>
      </details>
    </div>
  );
}

const empty = { kind: "" as Kind | "", name: "", phone: "", email: "", extent: "", seenDate: "" };

/** NewRepresentative records who acts for a resident, for what, and that the papers were seen. */
function NewRepresentative({ municipality, resident }: AroundProps) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: empty,
    check: ({ kind, name }): Partial<Record<keyof typeof empty, string>> => ({
      ...(kind ? {} : { kind: t("wrong.representation") }),
      ...(name.trim() ? {} : { name: t("wrong.name") }),
    }),
    send: async ({ kind, ...said }, key) => {
      if (kind === "") return;
      const params = { path: { municipality, resident: resident.id }, header: once(key) };
      part(await client.POST("/municipalities/{municipality}/residents/{resident}/representatives", { params, body: { kind, ...said } }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (Object.keys(empty) as (keyof typeof empty)[]).find((field) => pointer === `/${field}`),
  });
  const field = (id: Exclude<keyof typeof empty, "kind">) => ({
    id: `acting-${id}`,
    label: t(`around.field.${id}` as Key),
    autoComplete: "off",
    value: form.values[id],
    error: form.errors[id],
    onChange: (value: string) => form.set(id, value),
  });
  return (
    <FoldedForm form={form} title={t("around.add")} send={t("around.add.do")} idOf={(id) => `acting-${id}`} onDone={() => form.reset(empty)}>
      <Choices id="acting-kind" label={t("around.kind")} options={kinds.map((value) => ({ value, label: t(`around.${value}` as Key) }))} value={form.values.kind} error={form.errors.kind} onChange={(kind) => form.set("kind", kind)} />
      <TextField {...field("name")} required />
      <TextField {...field("phone")} type="tel" inputMode="tel" />
      <TextField {...field("email")} type="email" />
      <TextField {...field("extent")} hint={t("around.extent.hint")} most={300} />
      <TextField {...field("seenDate")} hint={t("around.seen.hint")} type="date" />
    </FoldedForm>
  );
}
