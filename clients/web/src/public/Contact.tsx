import { IconMail, IconMapPin, IconPhone } from "@tabler/icons-react";
import { useContext, type ReactNode } from "react";

import { Heading, TextLink } from "../design/text.tsx";
import type { Schemas } from "../api/client.ts";
import { stretches } from "./hours.ts";
import { Current } from "./place.tsx";
import { usePublicText, type Key } from "./text.ts";

/** Contact stands under every page: call, mail, walk in. Nobody has to fill in a form. */
export function Contact() {
  const { t } = usePublicText();
  const place = useContext(Current);
  return (
    <footer className="oco-help">
      <div className="oco-wide oco-stack oco-stack--wide">
        {place && <Ways form={place.form} />}
        <nav aria-label={t("footer.about")} className="oco-row oco-no-print">
          {place && (
            <>
              <TextLink to="/wat-is-het">{t("about.title")}</TextLink>
              <TextLink to="/verwijzers">{t("referrers.title")}</TextLink>
              <TextLink to="/status">{t("status.title")}</TextLink>
              <TextLink to="/klacht">{t("footer.complaint")}</TextLink>
              <TextLink to="/privacy">{t("privacy.title")}</TextLink>
              <TextLink to="/toegankelijkheid">{t("accessibility.title")}</TextLink>
            </>
          )}
        </nav>
      </div>
    </footer>
  );
}

function Ways({ form }: { form: Schemas["IntakeForm"] }) {
  const { t } = usePublicText();
  return (
    <section aria-labelledby="ways" className="oco-stack">
      <Heading level={2} id="ways">
        {t("ways.title")}
      </Heading>
      <div className="oco-columns">
        {form.phone && (
          <Way icon={IconPhone}>
            <TextLink href={`tel:${form.phone.replace(/[^+\d]/g, "")}`}>{form.phone}</TextLink>
            <Hours hours={form.openingHours} />
          </Way>
        )}
        {form.email && (
          <Way icon={IconMail}>
            <TextLink href={`mailto:${form.email}`}>{form.email}</TextLink>
          </Way>
        )}
        {form.neighbourhoodPoints.map((point) => (
          <Way key={point.code} icon={IconMapPin}>
            <strong>{point.name}</strong>
            <span className="oco-line">{point.address}</span>
            <Hours hours={point.openingHours ?? []} />
          </Way>
        ))}
      </div>
    </section>
  );
}

/** Way is one way to reach somebody, beside its picture. */
function Way({ icon: Icon, children }: { icon: typeof IconPhone; children: ReactNode }) {
  return (
    <div className="oco-way">
      <Icon className="oco-icon" aria-hidden />
      <div>{children}</div>
    </div>
  );
}

/** Hours lists when somebody is there; days in a row with the same hours are one line. */
export function Hours({ hours }: { hours: Schemas["OpeningHours"][] }) {
  const { t } = usePublicText();
  if (hours.length === 0) return null;
  return (
    <ul className="oco-plain">
      {stretches(hours).map(({ from, to, opens, closes }) => {
        const [first, last] = [t(`weekday.${from}` as Key), t(`weekday.${to}` as Key)];
        return <li key={`${from} ${opens}`}>{t("hours.line", { day: from === to ? first : t("hours.days", { first, last }), opens, closes })}</li>;
      })}
    </ul>
  );
}
