import { IconPrinter } from "@tabler/icons-react";

import { Button } from "../../design/Button.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { usePlace } from "../place.tsx";
import { usePublicText } from "../text.ts";

/** Card is for a professional to print and hand over: how somebody can apply themselves. It holds nobody's data. */
export function Card() {
  const { t } = usePublicText();
  const { form, slug } = usePlace();
  return (
    <div className="oco-stack oco-text">
      <Heading level={1}>{t("card.title")}</Heading>
      <Paragraph>{t("card.text")}</Paragraph>
      <section className="oco-card oco-card--accent oco-print-card" aria-label={t("card.title")}>
        <Heading level={2}>{t("home.title")}</Heading>
        <Paragraph>{t("home.introduction", { place: form.name })}</Paragraph>
        {form.phone && <Paragraph>{t("card.call", { phone: form.phone })}</Paragraph>}
        {form.email && <Paragraph>{t("card.mail", { email: form.email })}</Paragraph>}
        <Paragraph>{t("card.web", { address: `${window.location.host}/${slug}` })}</Paragraph>
      </section>
      <div className="oco-no-print">
        <Button purpose="primary" icon={IconPrinter} onClick={() => window.print()}>
          {t("print")}
        </Button>
      </div>
    </div>
  );
}
