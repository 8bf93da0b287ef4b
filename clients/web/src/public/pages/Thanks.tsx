import { IconHeartHandshake, IconPhone, IconUser } from "@tabler/icons-react";
import { useEffect } from "react";
import { useParams } from "wouter";

import { once } from "../../api/client.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Hours } from "../Contact.tsx";
import { usePlace, type Place } from "../place.tsx";
import { usePublicText } from "../text.ts";

/** useCounted counts once in a visit that somebody came by a card. Whether the code is known makes no difference, nor whether it could be told. */
function useCounted({ client, form: { municipality } }: Place, code: string): void {
  useEffect(() => {
    const place = `oco.card.${municipality}.${code}`;
    let key = "";
    try {
      if (sessionStorage.getItem(place)) return;
      key = crypto.randomUUID();
      sessionStorage.setItem(place, key);
    } catch {
      return; // a browser that keeps nothing would count each page anew
    }
    client.POST("/municipalities/{municipality}/cards/_use", { params: { path: { municipality }, header: once(key) }, body: { cardCode: code.slice(0, 40) } }).catch(() => undefined);
  }, [client, municipality, code]);
}

/** Thanks is where the code of a thank-you card leads: whom to call, and the two halves of the card. */
export function Thanks() {
  const { t } = usePublicText();
  const place = usePlace();
  const { form } = place;
  const { code = "" } = useParams<{ code: string }>();
  useCounted(place, code);
  return (
    <div className="oco-stack oco-stack--wide">
      <div className="oco-stack oco-text">
        <Heading level={1}>{t("thanks.title")}</Heading>
        <Paragraph>{t("thanks.text")}</Paragraph>
      </div>
      {form.phone && (
        <section className="oco-card oco-card--accent" aria-labelledby="call">
          <div className="oco-row">
            <IconPhone className="oco-icon" aria-hidden />
            <Heading level={2} id="call">
              {t("thanks.call")}
            </Heading>
          </div>
          {form.contactName && <Paragraph>{form.contactName}</Paragraph>}
          <Paragraph>
            <TextLink href={`tel:${form.phone.replace(/[^+\d]/g, "")}`}>{form.phone}</TextLink>
          </Paragraph>
          <Hours hours={form.openingHours} />
        </section>
      )}
      <div className="oco-columns">
        {([["/aanmelden", IconUser, "thanks.self"], ["/aanmelden-voor-een-ander", IconHeartHandshake, "thanks.other"]] as const).map(([to, Icon, title]) => (
          <div key={to} className="oco-card">
            <Icon className="oco-icon" aria-hidden />
            <Heading level={2}>
              <TextLink to={to}>{t(title)}</TextLink>
            </Heading>
            <Paragraph>{t(`thanks.text.${to === "/aanmelden" ? "self" : "other"}`)}</Paragraph>
          </div>
        ))}
      </div>
    </div>
  );
}
