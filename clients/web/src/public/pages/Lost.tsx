import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { usePublicText } from "../text.ts";

/** Lost is shown where there is no page. */
export function Lost() {
  const { t } = usePublicText();
  return (
    <div className="oco-stack oco-text">
      <Heading level={1}>{t("lost.title")}</Heading>
      <Paragraph>{t("lost.text")}</Paragraph>
      <Paragraph>
        <TextLink to="~/">{t("lost.home")}</TextLink>
      </Paragraph>
    </div>
  );
}
