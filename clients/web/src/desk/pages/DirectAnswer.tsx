import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Choices, Select } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { domains, type Domain } from "../../support/domains.ts";
import { useIntakeForm } from "../names.ts";
import { Where } from "../Where.tsx";
import { useDeskText, type Key } from "../text.ts";

interface Values {
  municipality: string;
  domain: Domain | "";
  point: string;
  minutes: "5" | "15" | "30" | "60";
}

/** DirectAnswer counts a question that was answered at once: ten seconds, and nobody's name. */
export function DirectAnswer() {
  const { t } = useDeskText();
  const { caller, client, renew } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR", "ROLE_DESK");
  const [done, setDone] = useState(0);
  const form = useForm<Values>({
    initial: { municipality: municipalities[0] ?? "", domain: "", point: "", minutes: "5" },
    check: ({ domain }) => (domain ? {} : { domain: t("wrong.domain") }),
    send: async ({ municipality, domain, point, minutes }, key) => {
      if (domain === "") return;
      const channel: Schemas["Channel"] = point ? "CHANNEL_NEIGHBOURHOOD_POINT" : "CHANNEL_PHONE";
      part(
        await client.POST("/municipalities/{municipality}/direct-answers", {
          params: { path: { municipality }, header: once(key) },
          body: { lifeDomain: domain, channel, neighbourhoodPoint: point, minutes: Number(minutes) },
        }),
      );
    },
    fieldOf: (pointer) => ({ "/lifeDomain": "domain", "/neighbourhoodPoint": "point", "/minutes": "minutes" })[pointer] as "domain" | undefined,
  });
  const points = useIntakeForm(form.values.municipality).data?.neighbourhoodPoints ?? [];
  return (
    <form
      noValidate
      className="oco-stack oco-text"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit().then((sent) => {
          if (!sent) return;
          setDone((n) => n + 1);
          form.reset({ ...form.values, domain: "" });
        });
      }}
    >
      <ErrorSummary form={form} onSignIn={() => void renew()} />
      <Heading level={1}>{t("direct.title")}</Heading>
      <Paragraph>{t("direct.text")}</Paragraph>
      {done > 0 && (
        <Alert type="ok" live>
          <Paragraph>{t("direct.done", { count: done })}</Paragraph>
        </Alert>
      )}
      <Where municipalities={municipalities} value={form.values.municipality} onChange={(municipality) => form.set("municipality", municipality)} />
      <Choices id="domain" label={t("direct.domain")} options={domains.map((value) => ({ value, label: t(`domain.${value}` as Key) }))} value={form.values.domain} error={form.errors.domain} onChange={(domain) => form.set("domain", domain)} />
      <Select
        id="point"
        label={t("direct.point")}
        options={[{ value: "", label: t("direct.nopoint") }, ...points.map(({ code, name }) => ({ value: code, label: name }))]}
        value={form.values.point}
        error={form.errors.point}
        onChange={(point) => form.set("point", point)}
      />
      <Choices id="minutes" label={t("direct.minutes")} options={(["5", "15", "30", "60"] as const).map((value) => ({ value, label: t("minutes", { count: Number(value) }) }))} value={form.values.minutes} error={form.errors.minutes} onChange={(minutes) => form.set("minutes", minutes)} />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("direct.do")}
        </Button>
      </div>
    </form>
  );
}
