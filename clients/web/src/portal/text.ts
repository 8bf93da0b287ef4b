import { speak, useText, type Language, type Text } from "../text/text.tsx";
import nl from "./messages/nl.json";

type Stem<Key> = Key extends `${infer Word}_one` | `${infer Word}_other` ? Word : Key;

/** Key names a text of the portal. */
export type Key = Stem<keyof typeof nl>;

/** usePortalText returns the texts of the portal in the language of the page. */
export const usePortalText = useText<Key>;

/** load fetches the texts of a language; Dutch comes with the page. */
export async function load(language: Language): Promise<Text<Key>> {
  const messages = language === "nl" ? nl : (await import("./messages/en.json")).default;
  return speak<Key>(language, messages);
}
