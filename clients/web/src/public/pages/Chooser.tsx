import { useLoaded } from "../../api/loaded.ts";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { municipalities, slugOf, visitor } from "../place.tsx";
import { usePublicText } from "../text.ts";
import { Trouble, Waiting } from "../Waiting.tsx";

/** Chooser lets somebody choose their municipality, for its first page or for one below it. */
export function Chooser({ below = "" }: { below?: string }) {
  const { t, language } = usePublicText();
  const loaded = useLoaded(language, () => municipalities(visitor(language)));
  if (loaded.state === "loading") return <Waiting />;
  if (loaded.state === "trouble") return <Trouble {...loaded} />;
  return (
    <div className="oco-stack oco-text">
      <Heading level={1}>{t("chooser.title")}</Heading>
      <Paragraph>{t("chooser.text")}</Paragraph>
      <List>
        {loaded.value.map((m) => (
          <li key={m.municipality}>
            <TextLink to={`/${slugOf(m.name)}${below}`}>{m.name}</TextLink>
          </li>
        ))}
      </List>
    </div>
  );
}
