import * as desk from "../src/desk/text.ts";
import * as portal from "../src/portal/text.ts";
import * as site from "../src/public/text.ts";
import { languages, type Language, type Text } from "../src/text/text.tsx";

/** Says returns the text of a key as the page shows it. */
type Says<Key extends string> = Text<Key>["t"];

/** Words are the texts of the three doors in one language: a test finds a button by what it is for. */
export interface Words {
  language: Language;
  /** The locale of a browser whose user speaks the language. */
  locale: string;
  /** What an address of the aanmeldwebsite begins with. */
  prefix: string;
  site: Says<site.Key>;
  desk: Says<desk.Key>;
  portal: Says<portal.Key>;
}

/** spoken is the t of a text, but a key without a message fails: on the page it would stand as it is. */
function spoken<Key extends string>({ language, t }: Text<Key>): Says<Key> {
  return (key, values) => {
    const said = t(key, values);
    if (said === key) throw new Error(`no text for ${key} in ${language}`);
    return said;
  };
}

async function wordsOf(language: Language): Promise<Words> {
  const [public_, own, supporters] = await Promise.all([site.load(language), desk.load(language), portal.load(language)]);
  return {
    language, locale: { nl: "nl-NL", en: "en-GB" }[language], prefix: language === "nl" ? "" : `/${language}`,
    site: spoken(public_), desk: spoken(own), portal: spoken(supporters),
  };
}

/** spokenIn are the words of each language of the website. */
export const spokenIn: readonly Words[] = await Promise.all((Object.keys(languages) as Language[]).map(wordsOf));

/** dutch are the words for tests of which the language does not matter. */
export const dutch = spokenIn.find(({ language }) => language === "nl")!;

/** startsWith matches what begins with a text; what the text leaves open at its end may be anything. */
export function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[\s.]+$/, "").replace(/[*+?^${}()|[\]\\]/g, "\\$&")}`);
}
