import { IconHeartHandshake, IconPhoneCall, IconStethoscope, IconUser } from "@tabler/icons-react";

import { Alert } from "../../design/Alert.tsx";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { usePlace } from "../place.tsx";
import { usePublicText, type Key } from "../text.ts";

const ways = [
  { to: "/aanmelden", icon: IconUser, title: "home.self", text: "home.self.text" },
  { to: "/aanmelden-voor-een-ander", icon: IconHeartHandshake, title: "home.other", text: "home.other.text" },
  { to: "/aanmelden-als-professional", icon: IconStethoscope, title: "home.professional", text: "home.professional.text" },
] as const satisfies readonly { to: string; icon: typeof IconUser; title: Key; text: Key }[];

/** Home is the first page of a municipality: the shortest way in stands first. */
export function Home() {
  const { t } = usePublicText();
  const { form } = usePlace();
  return (
    <div className="oco-stack oco-stack--wide">
      <div className="oco-stack oco-text">
        <Heading level={1}>{t("home.title")}</Heading>
        <Paragraph>{form.introduction || t("home.introduction", { place: form.name })}</Paragraph>
        <Paragraph>
          <TextLink to="/wat-is-het">{t("about.title")}</TextLink>
        </Paragraph>
      </div>
      <section className="oco-card oco-card--accent" aria-labelledby="callback">
        <div className="oco-row">
          <IconPhoneCall className="oco-icon" aria-hidden />
          <Heading level={2} id="callback">
            <TextLink to="/bel-mij">{t("callback.title")}</TextLink>
          </Heading>
        </div>
        <Paragraph>{t("home.callback.text")}</Paragraph>
      </section>
      <section className="oco-stack" aria-labelledby="ways-in">
        <Heading level={2} id="ways-in">
          {t("home.ways")}
        </Heading>
        <div className="oco-columns">
          {ways.map((way) => (
            <div key={way.to} className="oco-card">
              <way.icon className="oco-icon" aria-hidden />
              <Heading level={3}>
                <TextLink to={way.to}>{t(way.title)}</TextLink>
              </Heading>
              <Paragraph>{t(way.text)}</Paragraph>
            </div>
          ))}
        </div>
      </section>
      <Alert type="warning">
        <Heading level={2}>{t("danger.title")}</Heading>
        <List>
          <li>
            <TextLink href="tel:112">{t("danger.112")}</TextLink>
          </li>
          <li>
            <TextLink href="tel:08002000">{t("danger.home")}</TextLink>
          </li>
          <li>
            <TextLink href="tel:08000113">{t("danger.suicide")}</TextLink>
          </li>
        </List>
      </Alert>
    </div>
  );
}
