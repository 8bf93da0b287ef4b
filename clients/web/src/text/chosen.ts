import { languages, type Language } from "./text.tsx";

/** Where a tab remembers the language that somebody chose; it goes with the tab. */
const chosen = "oco.language";

/** chosenLanguage is the language that was chosen in this tab, else the browser's, else Dutch. */
export function chosenLanguage(): Language {
  const wanted = (sessionStorage.getItem(chosen) ?? navigator.language).slice(0, 2);
  return wanted in languages ? (wanted as Language) : "nl";
}

/** keepLanguage remembers it. */
export function keepLanguage(language: Language): void {
  sessionStorage.setItem(chosen, language);
}
