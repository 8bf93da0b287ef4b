import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Tick } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { dayOf as dayOfDate } from "../../support/days.ts";
import { clockOf } from "../../text/clock.ts";
import { usePortalText } from "../text.ts";
import { ContactFields, fieldOfContact } from "./ContactFields.tsx";
import { useSaving, type Saving } from "./saving.ts";
import { begunOf, emptyOf, keptOf, valuesOf, wrongOf, type Draft, type Values } from "./told.ts";

/** ContactForm writes a contact down. What is typed is kept while it is typed, and sent once. */
export function ContactForm({ support: { municipality, id: support }, drafts }: { support: Schemas["Case"]; drafts: readonly Draft[] }) {
  const { t } = usePortalText();
  const { caller } = useSession();
  const queries = useQueryClient();
  const today = dayOfDate(new Date());
  const [begun] = useState(() => begunOf(keptOf(caller.account, support, sessionStorage, localStorage).kept, drafts, emptyOf(today), () => crypto.randomUUID()));
  const form = useForm<Values>({
    initial: begun.values,
    check: (values) => Object.fromEntries(Object.entries(wrongOf(values, today)).map(([field, key]) => [field, t(key)])),
    send: (values, key) => saving.send(values, key),
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: fieldOfContact,
  });
  const saving = useSaving({ municipality, support }, begun, form.values);
  const idOf = (name: string) => `contact-${name}`;
  const next = () => {
    const values = emptyOf(today);
    saving.turnTo({ id: crypto.randomUUID(), etag: "", values });
    form.reset(values);
  };
  const goOn = async (draft: Draft) => {
    if (!(await saving.save())) return;
    const values = valuesOf(draft);
    saving.turnTo({ id: draft.id, etag: draft.etag, values });
    form.reset(values);
    void queries.invalidateQueries({ queryKey: [municipality, "drafts", support] });
  };
  return (
    <>
      <FoldedForm form={form} idOf={idOf} open={begun.values.note !== ""} title={t("contact.open")} send={t("contact.send")} onDone={next}>
        <ContactFields form={form} idOf={idOf} />
        <Kept saving={saving} />
      </FoldedForm>
      {drafts
        .filter(({ id }) => id !== saving.id)
        .map((draft) => (
          <Other key={draft.id} draft={draft} onGoOn={() => void goOn(draft)} />
        ))}
    </>
  );
}

/** Kept says how what is typed is kept. */
function Kept({ saving: { standing, own, setOwn, apart } }: { saving: Saving }) {
  const { t } = usePortalText();
  return (
    <>
      <div role="status" className="oco-muted">
        {standing.kind === "saved" && t("contact.saved", { time: clockOf(standing.time) })}
        {standing.kind === "line" && t(own ? "contact.line.own" : "contact.line")}
        {standing.kind === "refused" && standing.detail}
      </div>
      {(standing.kind === "line" || own) && <Tick id="contact-own" label={t("contact.own")} hint={t("contact.own.hint")} checked={own} onChange={setOwn} />}
      {standing.kind === "elsewhere" && (
        <Alert type="warning" live>
          <Paragraph>{t("contact.elsewhere")}</Paragraph>
          <div>
            <Button onClick={apart}>{t("contact.apart")}</Button>
          </div>
        </Alert>
      )}
    </>
  );
}

/** Other is a draft that the form is not about. */
function Other({ draft, onGoOn }: { draft: Draft; onGoOn: () => void }) {
  const { t, day } = usePortalText();
  const { municipality, id, etag, note, expireTime } = draft;
  const short = note.length > 60 ? `${note.slice(0, 60)}…` : note;
  return (
    <div className="oco-card">
      <Paragraph>
        <strong>{t("contact.draft")}</strong>
        <span className="oco-line" dir="auto">
          {short}
        </span>
        <span className="oco-line oco-muted">{t("contact.draft.until", { day: day((expireTime ?? "").slice(0, 10)) })}</span>
      </Paragraph>
      <div className="oco-row">
        <Button aria-label={t("contact.which", { what: t("contact.goon"), note: short })} onClick={onGoOn}>
          {t("contact.goon")}
        </Button>
        <Act
          municipality={municipality}
          purpose="subtle"
          label={t("contact.which", { what: t("contact.away"), note: short })}
          change={(client, _none, key) => client.DELETE("/municipalities/{municipality}/contact-drafts/{contactDraft}", { params: { path: { municipality, contactDraft: id }, header: once(key, etag) } })}
        >
          {t("contact.away")}
        </Act>
      </div>
    </div>
  );
}
