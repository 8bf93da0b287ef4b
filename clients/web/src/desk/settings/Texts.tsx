import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useGet } from "../../api/queries.ts";
import { useDeskText } from "../text.ts";
import { Hours } from "./Hours.tsx";
import { codeOf, Points } from "./Points.tsx";

type Municipality = Schemas["Municipality"];

/** Texts are what the aanmeldwebsite says, and who is called when. */
export function Texts({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const found = useGet(municipality, ["municipality"], (client) =>
    client.GET("/municipalities/{municipality}", { params: { path: { municipality } } }),
  );
  const [saved, setSaved] = useState(false);
  return (
    <section className="oco-stack" aria-labelledby="texts">
      <Heading level={2} id="texts">
        {t("texts.title")}
      </Heading>
      {saved && (
        <Alert type="ok" live>
          <Paragraph>{t("saved")}</Paragraph>
        </Alert>
      )}
      {found.data ? <TextsForm settings={found.data} onSaved={setSaved} /> : <p role="status">{t("waiting")}</p>}
    </section>
  );
}

/** The fields that this form changes. */
const mask = "contactName,phone,email,website,introduction,privacy,promiseWorkingDays,openingHours,neighbourhoodPoints";

function TextsForm({ settings, onSaved }: { settings: Municipality; onSaved: (saved: boolean) => void }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const { municipality } = settings;
  const form = useForm({
    version: settings.etag,
    initial: {
      contactName: settings.contactName ?? "", phone: settings.phone ?? "", email: settings.email ?? "", website: settings.website ?? "",
      introduction: settings.introduction ?? "", privacy: settings.privacy ?? "", days: String(settings.promiseWorkingDays ?? 2),
      hours: settings.openingHours ?? [], points: settings.neighbourhoodPoints ?? [],
    },
    check: ({ days }): { days?: string } => (/^\d{1,2}$/.test(days) ? {} : { days: t("wrong.days") }),
    send: async ({ days, hours, points, ...texts }, key, version) => {
      const change = {
        params: { path: { municipality }, query: { updateMask: mask }, header: once(key, version) },
        body: { ...texts, promiseWorkingDays: Number(days), openingHours: hours, neighbourhoodPoints: points.map((point) => ({ ...point, code: point.code || codeOf(point.name) })) } as Municipality,
      };
      part(await client.PATCH("/municipalities/{municipality}", change));
      onSaved(true);
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality, "municipality"] }),
    fieldOf: (pointer) => {
      const [, field = ""] = pointer.split("/");
      return ({ promiseWorkingDays: "days", openingHours: "hours", neighbourhoodPoints: "points" }[field] ?? field) as "days";
    },
  });
  const field = (id: "contactName" | "phone" | "email" | "website" | "introduction" | "privacy" | "days") => ({
    id,
    value: form.values[id],
    error: form.errors[id],
    onChange: (value: string) => {
      onSaved(false);
      form.set(id, value);
    },
  });
  return (
    <div className="oco-sides">
      <form
        noValidate
        className="oco-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <ErrorSummary form={form} onSignIn={() => void renew()} />
        <TextField {...field("contactName")} label={t("texts.contact")} hint={t("texts.contact.hint")} />
        <TextField {...field("phone")} label={t("who.phone")} type="tel" />
        <TextField {...field("email")} label={t("who.email")} type="email" />
        <TextField {...field("website")} label={t("texts.website")} />
        <TextArea {...field("introduction")} label={t("texts.introduction")} rows={4} most={2000} />
        <TextArea {...field("privacy")} label={t("texts.privacy")} rows={6} most={10000} />
        <TextField {...field("days")} label={t("texts.days")} hint={t("texts.days.hint")} inputMode="numeric" />
        <Hours id="hours" label={t("texts.hours")} error={form.errors.hours} hours={form.values.hours} onChange={(hours) => form.set("hours", hours)} />
        <Points points={form.values.points} error={form.errors.points} onChange={(points) => form.set("points", points)} />
        <div>
          <Button type="submit" purpose="primary" busy={form.sending}>
            {t("save")}
          </Button>
        </div>
      </form>
      <aside className="oco-stack" aria-label={t("texts.preview")}>
        <Heading level={3}>{t("texts.preview")}</Heading>
        <div className="oco-card">
          <Paragraph>{form.values.introduction}</Paragraph>
          <Paragraph>{t("texts.preview.promise", { who: form.values.contactName, count: Number(form.values.days) || 0 })}</Paragraph>
          <Paragraph>{[form.values.phone, form.values.email].filter(Boolean).join(" · ")}</Paragraph>
        </div>
        <TextLink href={`/${municipality}`}>{t("texts.open")}</TextLink>
      </aside>
    </div>
  );
}
