import { Heading, List, Paragraph, Steps, TextLink } from "../../design/text.tsx";
import { Flow } from "../Flow.tsx";
import { usePlace } from "../place.tsx";
import { usePublicText } from "../text.ts";

/** About says what client support is, and what it is not. */
export function About() {
  const { t } = usePublicText();
  return (
    <div className="oco-stack oco-stack--wide">
      <div className="oco-stack oco-text">
        <Heading level={1}>{t("about.title")}</Heading>
        <Paragraph>{t("about.text")}</Paragraph>
        <Heading level={2}>{t("about.is")}</Heading>
        <List>
          <li>{t("about.free")}</li>
          <li>{t("about.independent")}</li>
          <li>{t("about.short")}</li>
          <li>{t("about.secret")}</li>
        </List>
        <Heading level={2}>{t("about.isnot")}</Heading>
        <List>
          <li>{t("about.nocare")}</li>
          <li>{t("about.nodecision")}</li>
          <li>{t("about.nolawyer")}</li>
        </List>
      </div>
      <div className="oco-stack">
        <Heading level={2}>{t("flow.title")}</Heading>
        <Flow />
      </div>
    </div>
  );
}

/** Referrers is for professionals who refer. */
export function Referrers() {
  const { t } = usePublicText();
  return (
    <div className="oco-stack oco-text">
      <Heading level={1}>{t("referrers.title")}</Heading>
      <Paragraph>{t("referrers.text")}</Paragraph>
      <Heading level={2}>{t("referrers.when")}</Heading>
      <List>
        <li>{t("referrers.when.letter")}</li>
        <li>{t("referrers.when.conversation")}</li>
        <li>{t("referrers.when.lost")}</li>
      </List>
      <Heading level={2}>{t("referrers.how")}</Heading>
      <Steps>
        <li>{t("referrers.how.ask")}</li>
        <li>{t("referrers.how.form")}</li>
        <li>{t("referrers.how.status")}</li>
      </Steps>
      <Heading level={2}>{t("referrers.letter")}</Heading>
      <Paragraph>{t("referrers.letter.text")}</Paragraph>
    </div>
  );
}

/** Privacy says what becomes of what somebody fills in. */
export function Privacy() {
  const { t } = usePublicText();
  const { form } = usePlace();
  return (
    <div className="oco-stack oco-text">
      <Heading level={1}>{t("privacy.title")}</Heading>
      {form.privacy && form.privacy.split(/\n+/).map((paragraph) => <Paragraph key={paragraph}>{paragraph}</Paragraph>)}
      <Heading level={2}>{t("privacy.website")}</Heading>
      <List>
        <li>{t("privacy.cookies")}</li>
        <li>{t("privacy.memory")}</li>
        <li>{t("privacy.municipality")}</li>
        <li>{t("privacy.bsn")}</li>
      </List>
      <Heading level={2}>{t("privacy.who")}</Heading>
      <Paragraph>{t("privacy.who.text")}</Paragraph>
      <Heading level={2}>{t("privacy.rights")}</Heading>
      <List>
        <li>{t("privacy.see")}</li>
        <li>{t("privacy.mend")}</li>
        <li>{t("privacy.stop")}</li>
      </List>
      <Paragraph>
        <TextLink to="/mijn-gegevens">{t("privacy.mine")}</TextLink>
      </Paragraph>
      <Paragraph>{t("privacy.ask", { email: form.email, phone: form.phone })}</Paragraph>
      <Paragraph>{t("privacy.authority")}</Paragraph>
    </div>
  );
}

/** Accessibility is the accessibility statement. */
export function Accessibility() {
  const { t } = usePublicText();
  const { form } = usePlace();
  return (
    <div className="oco-stack oco-text">
      <Heading level={1}>{t("accessibility.title")}</Heading>
      <Paragraph>{t("accessibility.text")}</Paragraph>
      <Heading level={2}>{t("accessibility.tested")}</Heading>
      <List>
        <li>{t("accessibility.axe")}</li>
        <li>{t("accessibility.keyboard")}</li>
        <li>{t("accessibility.zoom")}</li>
        <li>{t("accessibility.aloud")}</li>
        <li>{t("accessibility.print")}</li>
      </List>
      <Heading level={2}>{t("accessibility.limits")}</Heading>
      <Paragraph>{t("accessibility.limits.text")}</Paragraph>
      <Heading level={2}>{t("accessibility.problem")}</Heading>
      <Paragraph>{t("accessibility.problem.text", { email: form.email, phone: form.phone })}</Paragraph>
    </div>
  );
}
